/** Settings: how long records and originals are kept, whether they are erased afterwards, and what would go now. */
import { useCallback, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RetentionState } from '../../../shared/contract/contract.ts';
import {
  MAX_RETENTION_YEARS,
  MIN_RECORD_YEARS,
  MIN_VOUCHER_YEARS,
  type ErasureAmount,
  type RetentionReport,
} from '../../../shared/domain/retention.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { messageOfError } from '../../api.ts';
import type { Formats } from '../../format/formats.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import type { Translate } from '../../locales/i18n.ts';
import { useAppStore } from '../../store/app-store.ts';
import { SetupProblemCard } from '../../ui/SetupProblemCard.tsx';
import { SaveButton } from './SaveButton.tsx';
import { Section, type SectionProps } from './Section.tsx';

export function RetentionSection({ state, save }: SectionProps) {
  const { t } = useTranslation();
  const stored = state.settings.retention;
  const [draft, setDraft] = useState(stored);
  const [problem, setProblem] = useState<SetupProblem | undefined>();
  const isChanged = JSON.stringify(draft) !== JSON.stringify(stored);

  return (
    <Section name="retention" text={t('retention.text')}>
      <Years
        label={t('retention.recordYears')}
        help={t('retention.recordYearsHelp')}
        least={MIN_RECORD_YEARS}
        value={draft.recordYears}
        onChange={(recordYears) => setDraft({ ...draft, recordYears })}
      />
      <Years
        label={t('retention.voucherYears')}
        help={t('retention.voucherYearsHelp')}
        least={MIN_VOUCHER_YEARS}
        value={draft.voucherYears}
        onChange={(voucherYears) => setDraft({ ...draft, voucherYears })}
      />
      <div className="form-field">
        <label className="check">
          <input
            type="checkbox"
            checked={draft.nightly}
            onChange={(event) => setDraft({ ...draft, nightly: event.target.checked })}
          />
          {t('retention.nightly')}
        </label>
        <p className="form-help">{t('retention.nightlyHelp')}</p>
      </div>
      {problem && <SetupProblemCard problem={problem} />}
      <SaveButton
        isReady={isChanged}
        onSave={() => void save({ retention: draft }).then(setProblem)}
      >
        {t('settings.save')}
      </SaveButton>
      <Outlook settings={state.settings} />
    </Section>
  );
}

function Years({
  label,
  help,
  least,
  value,
  onChange,
}: {
  readonly label: string;
  readonly help: string;
  readonly least: number;
  readonly value: number;
  readonly onChange: (years: number) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const years = Array.from({ length: MAX_RETENTION_YEARS - least + 1 }, (_, more) => least + more);
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <div className="form-row">
        <select
          id={id}
          className="field field-number"
          aria-describedby={`${id}-help`}
          value={value}
          onChange={(event) => onChange(Number(event.target.value))}
        >
          {years.map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </select>
        <span>{t('retention.years')}</span>
      </div>
      <p className="form-help" id={`${id}-help`}>
        {help}
      </p>
    </div>
  );
}

/** What would go now, and what the last run did. @param settings asks anew when they are saved */
function Outlook({ settings }: { readonly settings: SectionProps['state']['settings'] }) {
  const { t } = useTranslation();
  const { client } = useAppStore();
  const formats = useFormats();
  const [found, setFound] = useState<RetentionState | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const load = useCallback(() => {
    client.call('retention.state').then(
      (next) => {
        setFound(next);
        setFailure(null);
      },
      (error: unknown) => setFailure(messageOfError(error)),
    );
  }, [client]);
  useEffect(load, [load, settings]);

  if (failure !== null) return <p className="form-help">{failure}</p>;
  if (found === null) return <p className="form-help">{t('retention.looking')}</p>;
  const { now, last, problem } = found;
  return (
    <div className="form" aria-live="polite">
      <h3>{t('retention.now')}</h3>
      <Due report={now} formats={formats} />
      {now.held.length > 0 && (
        <>
          <p>{t('retention.held')}</p>
          <ul>
            {now.held.map(({ reason, count }) => (
              <li key={reason}>{t(`retentionHeld.${reason}`, { count })}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('retention.lastRun')}</h3>
      <p>
        {last?.erased
          ? t('retention.last', {
              when: formats.dateTime(last.at),
              what: amountText(last.erased, t),
            })
          : t('retention.lastNone')}{' '}
        {last?.ended === 'busy' && t('retention.lastBusy')}
      </p>
      {problem !== null && (
        <p className="form-help">{t('retention.failed', { reason: problem })}</p>
      )}
    </div>
  );
}

function Due({
  report: { limits, clock, due },
  formats,
}: {
  readonly report: RetentionReport;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  if (limits === null) return <p>{t(`retentionClock.${clock}`)}</p>;
  const isEmpty = due.receipts === 0 && due.originals === 0;
  return (
    <>
      <p>
        {isEmpty
          ? t('retention.nothing', {
              records: formats.day(limits.records),
              originals: formats.day(limits.originals),
            })
          : t('retention.due', {
              what: amountText(due, t),
              records: formats.day(limits.records),
              originals: formats.day(limits.originals),
            })}
      </p>
      {clock === 'ahead' && <p className="form-help">{t('retentionClock.ahead')}</p>}
    </>
  );
}

function amountText({ receipts, originals }: ErasureAmount, t: Translate): string {
  return t('retention.both', {
    receipts: t('retention.receipts', { count: receipts }),
    originals: t('retention.originals', { count: originals }),
  });
}
