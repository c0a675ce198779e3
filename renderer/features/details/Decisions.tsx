/** The decisions on offer for one job, and those made so far: by whom, when, and why. */
import { useTranslation } from 'react-i18next';
import type { JobDetails } from '../../../shared/contract/contract.ts';
import { refusalOf, type BulkAction } from '../../../shared/domain/bulk.ts';
import type { JobRow } from '../../../shared/domain/job-list.ts';
import type { Formats } from '../../format/formats.ts';
import './Decisions.css';

const OFFERED_ACTIONS: readonly BulkAction[] = ['hold', 'exclude', 'release'];
const RECORDED_ACTIONS = ['retry', 'hold', 'exclude', 'release', 'by-hand', 'not-by-hand'] as const;

export function DecisionButtons({
  job,
  onAction,
}: {
  readonly job: Pick<JobRow, 'state'>;
  onAction(action: BulkAction): void;
}) {
  const { t } = useTranslation();
  const possible = OFFERED_ACTIONS.filter(
    (action) => refusalOf(action, { state: job.state, isLeased: false }) === null,
  );
  if (possible.length === 0) return null;
  return (
    <div className="decision-buttons" role="group" aria-label={t('decisions.actions')}>
      {possible.map((action) => (
        <button
          key={action}
          type="button"
          className="button button-outline"
          title={t(`bulk.${action}.help`)}
          onClick={() => onAction(action)}
        >
          {t(`bulk.${action}.verb`)}
        </button>
      ))}
    </div>
  );
}

export function DecisionList({
  decisions,
  formats,
}: {
  readonly decisions: JobDetails['decisions'];
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  if (decisions.length === 0) return null;
  const named = (action: string) => {
    const known = RECORDED_ACTIONS.find((one) => one === action);
    return known ? t(`decisions.${known}`) : t('decisions.other', { action });
  };
  return (
    <section className="card" aria-label={t('decisions.title')}>
      <h2>{t('decisions.title')}</h2>
      <ol className="decisions">
        {decisions.map(({ at, who, action, reason }, index) => (
          <li key={`${at} ${index}`}>
            <strong>{named(action)}</strong>{' '}
            <span className="quiet" title={formats.exact(at)}>
              {t('decisions.by', { who, time: formats.dateTime(at) })}
            </span>
            <p>{reason ?? <span className="quiet">{t('decisions.noReason')}</span>}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
