/** Numbers that are missing, stand twice or are of another year; a person explains them with a reason. */
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClosingBook } from '../../../shared/contract/till.ts';
import type { ClosingLine, Gap } from '../../../shared/domain/closing.ts';
import { messageOfError } from '../../api.ts';
import { asSentence } from '../../format/as-sentence.ts';
import type { Formats } from '../../format/formats.ts';
import { useAppStore } from '../../store/app-store.ts';
import { TextField } from '../../ui/form/TextField.tsx';

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
          <ul>
            {book.explanations.map(({ numbers, reason, who, at }, index) => (
              <li key={index}>
                {t('closing.explanation', {
                  numbers: numbers ? rangeOf(numbers.first, numbers.last) : t('closing.always'),
                  reason,
                  who,
                  when: formats.dateTime(at),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
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
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [isRule, setRule] = useState(false);
  const [isTried, setTried] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const numbers = rangeOf(gap.from, gap.to);

  function save(event: SyntheticEvent): void {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '' || isSaving) return;
    setSaving(true);
    const { store, payDesk } = line;
    client
      .call('till.explain', {
        ...{ store, payDesk, kind: gap.kind, reason: reason.trim() },
        numbers: isRule ? null : { first: gap.from, last: gap.to },
      })
      .then(
        () => {
          notices.show('good', t('closing.explained'));
          setOpen(false);
          onChanged();
        },
        (error: unknown) =>
          notices.show('bad', t('closing.failed', { reason: asSentence(messageOfError(error)) })),
      )
      .finally(() => setSaving(false));
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
        <form className="gap-form" noValidate onSubmit={save}>
          <TextField
            label={t('closing.why')}
            value={reason}
            placeholder={t('closing.explainExample')}
            isInvalid={isTried && reason.trim() === ''}
            onChange={setReason}
          >
            {isTried && reason.trim() === '' && (
              <p className="field-fault">{t('closing.whyMissing')}</p>
            )}
          </TextField>
          <label className="check">
            <input
              type="checkbox"
              checked={isRule}
              onChange={(event) => setRule(event.target.checked)}
            />
            {t('closing.explainAlways')}
          </label>
          <div className="form-row">
            <button type="submit" className="button button-outline" aria-disabled={isSaving}>
              {t('closing.explainSave')}
            </button>
          </div>
        </form>
      )}
    </li>
  );
}

function rangeOf(first: string, last: string): string {
  return first === last ? first : `${first} – ${last}`;
}
