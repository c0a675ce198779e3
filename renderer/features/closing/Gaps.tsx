/** Numbers that are missing, stand twice or are of another year; a person explains them with a reason. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClosingBook } from '../../../shared/contract/till.ts';
import type { ClosingLine, Gap } from '../../../shared/domain/closing.ts';
import type { Formats } from '../../format/formats.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';
import { WhyForm } from './WhyForm.tsx';

export interface GapsProps {
  readonly line: ClosingLine;
  readonly book: ClosingBook;
  readonly formats: Formats;
  onChanged(): void;
}

export function Gaps({ line, book, formats, onChanged }: GapsProps) {
  const { t } = useTranslation();
  const { gaps } = line;
  return (
    <section className="card">
      <h2 id="closing-gaps" tabIndex={-1}>
        {t('closing.gaps')}
      </h2>
      {gaps.length === 0 ? (
        <p className="quiet">{t('closing.noGaps')}</p>
      ) : (
        <ul className="gap-list">
          {gaps.map((gap) => (
            <GapItem
              key={`${gap.kind} ${gap.from} ${gap.to}`}
              gap={gap}
              line={line}
              onChanged={onChanged}
            />
          ))}
        </ul>
      )}
      {book.explanations.length > 0 && (
        <>
          <h3>{t('closing.explanations')}</h3>
          <ul className="gap-list">
            {book.explanations.map((explanation) => (
              <ExplanationItem key={explanation.id} {...{ explanation, formats, onChanged }} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function ExplanationItem({
  explanation: { id, numbers, reason, who, at },
  formats,
  onChanged,
}: {
  readonly explanation: ClosingBook['explanations'][number];
  readonly formats: Formats;
  onChanged(): void;
}) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const failed = useFailed('closing.failed');
  const [isOpen, setOpen] = useState(false);
  const told = numbers ? rangeOf(numbers.first, numbers.last) : t('closing.always');

  async function takeBack(why: string): Promise<void> {
    await client.call('till.unexplain', { id, reason: why }).then(() => {
      notices.show('good', t('closing.takenBack'));
      onChanged();
    }, failed);
  }

  return (
    <li className="gap">
      <div className="closing-item-head">
        <p>
          {t('closing.explanation', { numbers: told, reason, who, when: formats.dateTime(at) })}
        </p>
        <button
          type="button"
          className="button button-small button-text"
          aria-expanded={isOpen}
          aria-label={t('closing.takeBackOf', { numbers: told })}
          onClick={() => setOpen(!isOpen)}
        >
          {t('closing.takeBack')}
        </button>
      </div>
      {isOpen && (
        <WhyForm
          example={t('closing.takeBackExample')}
          label={t('closing.takeBackSave')}
          onSave={takeBack}
        />
      )}
    </li>
  );
}

function GapItem({
  gap,
  line,
  onChanged,
}: {
  readonly gap: Gap;
  readonly line: ClosingLine;
  onChanged(): void;
}) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const failed = useFailed('closing.failed');
  const [isOpen, setOpen] = useState(false);
  const [isRule, setRule] = useState(false);
  const numbers = rangeOf(gap.from, gap.to);

  async function explain(reason: string): Promise<void> {
    const { store, payDesk } = line;
    const explained = isRule ? null : { first: gap.from, last: gap.to };
    await client
      .call('till.explain', { store, payDesk, kind: gap.kind, reason, numbers: explained })
      .then(() => {
        notices.show('good', t('closing.explained'));
        setOpen(false);
        onChanged();
      }, failed);
  }

  return (
    <li className="gap">
      <div className="closing-item-head">
        <p>
          <strong>{t(`closing.gap.${gap.kind}`, { numbers })}</strong>
        </p>
        {gap.explained ? (
          <span className="quiet">{t('closing.isExplained')}</span>
        ) : (
          <button
            type="button"
            className="button button-small button-outline"
            aria-expanded={isOpen}
            aria-label={t('closing.explainOf', { numbers })}
            onClick={() => setOpen(!isOpen)}
          >
            {t('closing.explain')}
          </button>
        )}
      </div>
      {isOpen && !gap.explained && (
        <WhyForm
          example={t('closing.explainExample')}
          label={t('closing.explainSave')}
          onSave={explain}
        >
          <label className="check">
            <input
              type="checkbox"
              checked={isRule}
              onChange={(event) => setRule(event.target.checked)}
            />
            {t('closing.explainAlways')}
          </label>
        </WhyForm>
      )}
    </li>
  );
}

function rangeOf(first: string, last: string): string {
  return first === last ? first : `${first} – ${last}`;
}
