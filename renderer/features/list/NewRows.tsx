/** Over the list while it has gone on and its rows have not: how many are new, and a press that shows them. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SECOND } from '../../../shared/domain/time.ts';
import './NewRows.css';

/** Shortest time between two announcements: till events come in handfuls. */
const ANNOUNCEMENT_INTERVAL_MS = 15 * SECOND;
/** The backend stops counting here. */
const MAX_COUNTED_ROWS = 1_000;

export interface NewRowsProps {
  /** Null: the rows are where they belong. 0: their order has changed. */
  readonly count: number | null;
  /** New rows stand at the top, and a press leads there. */
  readonly newestFirst: boolean;
  onShow(byKeyboard: boolean): void;
}

export function NewRows({ count, newestFirst, onShow }: NewRowsProps) {
  const { t } = useTranslation();
  const sentence =
    count === null
      ? ''
      : count === 0
        ? t('news.moved')
        : t(
            count >= MAX_COUNTED_ROWS ? 'news.many' : newestFirst ? 'news.above' : 'news.somewhere',
            {
              count,
            },
          );
  const announced = useAnnouncement(sentence);
  return (
    <>
      {count !== null && (
        <button
          type="button"
          className="new-rows"
          onClick={(event) => {
            // A press of a key is a click without a place.
            const byKeyboard = event.detail === 0;
            // It goes away, and would take the focus along without a word.
            if (!byKeyboard) event.currentTarget.blur();
            onShow(byKeyboard);
          }}
        >
          {sentence}{' '}
          <span className="new-rows-do">{t(newestFirst ? 'news.show' : 'news.refresh')}</span>
        </button>
      )}
      <p className="visually-hidden" aria-live="polite">
        {announced}
      </p>
    </>
  );
}

/** Announces the first text at once, later ones at most once per interval. */
function useAnnouncement(sentence: string): string {
  const [announced, setAnnounced] = useState('');
  const latest = useRef(sentence);
  const isThere = sentence !== '';
  useEffect(() => {
    latest.current = sentence;
  }, [sentence]);
  useEffect(() => {
    setAnnounced(latest.current);
    if (!isThere) return undefined;
    const timer = setInterval(() => setAnnounced(latest.current), ANNOUNCEMENT_INTERVAL_MS);
    return () => clearInterval(timer);
  }, [isThere]);
  return announced;
}
