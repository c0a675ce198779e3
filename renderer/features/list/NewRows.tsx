/** Over the list while it has gone on and its rows have not: how many are new, and a press that shows them. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SECOND } from '../../../shared/domain/time.ts';
import './NewRows.css';

/** The first word comes at once, further counts now and then: till events come in handfuls. */
const SAY_EVERY_MS = 15 * SECOND;
/** The backend counts no further. */
const MOST_COUNTED = 1_000;

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
        : t(count >= MOST_COUNTED ? 'news.many' : newestFirst ? 'news.above' : 'news.somewhere', {
            count,
          });
  const said = useSaidRarely(sentence);
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
        {said}
      </p>
    </>
  );
}

/** The first text after none at once, later ones at most so often. */
function useSaidRarely(sentence: string): string {
  const [said, setSaid] = useState('');
  const latest = useRef(sentence);
  const isThere = sentence !== '';
  useEffect(() => {
    latest.current = sentence;
  }, [sentence]);
  useEffect(() => {
    setSaid(latest.current);
    if (!isThere) return undefined;
    const timer = setInterval(() => setSaid(latest.current), SAY_EVERY_MS);
    return () => clearInterval(timer);
  }, [isThere]);
  return said;
}
