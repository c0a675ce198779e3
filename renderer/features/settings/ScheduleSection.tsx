/** Settings: poll interval for invoices, quiet hours, and how many requests at once. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ProgramSettings } from '../../../shared/domain/program-settings.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { parseTimeOfDay } from '../../../shared/domain/day-text.ts';
import { useFormats } from '../../hooks/use-formats.ts';
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
  const formats = useFormats();
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
  // Half a time is no time.
  const isComplete = quiet === null || (isTime(quiet.from) && isTime(quiet.to));

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
              <TimeField
                key={end}
                label={t(end === 'from' ? 'settings.quietFrom' : 'settings.quietTo')}
                time={quiet[end]}
                onTime={(time) => change({ quietHours: { ...quiet, [end]: time } })}
              />
            ))}
          </div>
        )}
        {!isComplete && (
          <p className="field-fault" role="status">
            {t('settings.quietWrong', { example: formats.timeOfDay(DEFAULT_QUIET_HOURS.from) })}
          </p>
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

interface TimeFieldProps {
  readonly label: string;
  /** `HH:MM`, or what was typed and is no time. */
  readonly time: string;
  onTime(time: string): void;
}

/** A time of day, written as the program writes it; what is being typed stays as it was typed until the field is left. */
function TimeField({ label, time, onTime }: TimeFieldProps) {
  const formats = useFormats();
  const [typed, setTyped] = useState<string | undefined>();
  return (
    <label className="check">
      {label}
      <input
        className="field"
        size={9}
        maxLength={20}
        aria-invalid={!isTime(time)}
        value={typed ?? formats.timeOfDay(time)}
        onChange={({ target }) => {
          setTyped(target.value);
          onTime(parseTimeOfDay(target.value) ?? target.value);
        }}
        onBlur={() => setTyped(undefined)}
      />
    </label>
  );
}

function isTime(text: string): boolean {
  return parseTimeOfDay(text) === text;
}

/** Adds a value that was set elsewhere to the offers. */
function withCurrent(offered: readonly number[], current: number): readonly number[] {
  return offered.includes(current) ? offered : [...offered, current].sort((a, b) => a - b);
}
