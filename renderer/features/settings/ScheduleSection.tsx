/** Settings: poll interval for invoices, quiet hours, and how many requests at once. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ProgramSettings } from '../../../shared/domain/program-settings.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { useAppStore } from '../../store/app-store.ts';
import { SetupProblemCard } from '../../ui/SetupProblemCard.tsx';
import { SaveButton } from './SaveButton.tsx';
import { Section, type SectionProps } from './Section.tsx';

const INVOICE_INTERVALS_MINUTES = [1, 5, 15, 30, 60, 120] as const;
const CONCURRENCIES = [1, 2, 4, 8, 16] as const;
const DEFAULT_QUIET_HOURS = { from: '22:00', to: '06:00' } as const;

type Schedule = Pick<ProgramSettings, 'invoiceMinutes' | 'quietHours' | 'concurrency'>;

export function ScheduleSection({ state, save }: SectionProps) {
  const { t } = useTranslation();
  const { sync } = useAppStore();
  const timeZone = useStore(sync.store, ({ snapshot }) => snapshot?.timeZone ?? '');
  const { invoiceMinutes, quietHours, concurrency } = state.settings;
  const stored: Schedule = { invoiceMinutes, quietHours, concurrency };
  const [draft, setDraft] = useState<Schedule>(stored);
  const [problem, setProblem] = useState<SetupProblem | undefined>();
  const id = useId();
  const change = (part: Partial<Schedule>) => setDraft((before) => ({ ...before, ...part }));
  const quiet = draft.quietHours;
  const isChanged = JSON.stringify(draft) !== JSON.stringify(stored);
  // A time that is half typed is an empty text.
  const isComplete = quiet === null || (quiet.from !== '' && quiet.to !== '');

  return (
    <Section name="schedule">
      <div className="form-field">
        <label htmlFor={`${id}-minutes`}>{t('settings.invoiceMinutes')}</label>
        <div className="form-row">
          <select
            id={`${id}-minutes`}
            className="field field-number"
            value={draft.invoiceMinutes}
            onChange={(event) => change({ invoiceMinutes: Number(event.target.value) })}
          >
            {withCurrent(INVOICE_INTERVALS_MINUTES, draft.invoiceMinutes).map((minutes) => (
              <option key={minutes} value={minutes}>
                {minutes}
              </option>
            ))}
          </select>
          <span>{t('settings.minutes')}</span>
        </div>
        <p className="form-help">{t('settings.invoiceMinutesHelp')}</p>
      </div>
      <fieldset>
        <legend className="form-legend">{t('settings.quiet')}</legend>
        <label className="check">
          <input
            type="checkbox"
            checked={quiet !== null}
            onChange={(event) =>
              change({ quietHours: event.target.checked ? DEFAULT_QUIET_HOURS : null })
            }
          />
          {t('settings.quietOn')}
        </label>
        {quiet !== null && (
          <div className="form-row">
            {(['from', 'to'] as const).map((end) => (
              <label key={end} className="check">
                {t(end === 'from' ? 'settings.quietFrom' : 'settings.quietTo')}
                <input
                  type="time"
                  className="field"
                  value={quiet[end]}
                  onChange={(event) =>
                    change({ quietHours: { ...quiet, [end]: event.target.value } })
                  }
                />
              </label>
            ))}
          </div>
        )}
        <p className="form-help">{t('settings.quietHelp', { timeZone })}</p>
      </fieldset>
      <div className="form-field">
        <label htmlFor={`${id}-concurrency`}>{t('settings.concurrency')}</label>
        <div className="form-row">
          <select
            id={`${id}-concurrency`}
            className="field field-number"
            value={draft.concurrency}
            onChange={(event) => change({ concurrency: Number(event.target.value) })}
          >
            {withCurrent(CONCURRENCIES, draft.concurrency).map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
        </div>
        <p className="form-help">{t('settings.concurrencyHelp')}</p>
      </div>
      {problem && <SetupProblemCard problem={problem} />}
      <SaveButton
        isReady={isChanged && isComplete}
        onSave={() => void save(draft).then(setProblem)}
      >
        {t('settings.save')}
      </SaveButton>
    </Section>
  );
}

/** Adds a value that was set elsewhere to the offers. */
function withCurrent(offered: readonly number[], current: number): readonly number[] {
  return offered.includes(current) ? offered : [...offered, current].sort((a, b) => a - b);
}
