/** The parts of the details page. */
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attempt, JobDetails } from '../../../shared/contract/contract.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import type { JobRow } from '../../../shared/domain/job-list.ts';
import { statusOfJob } from '../../../shared/domain/states.ts';
import { ATTEMPT_OUTCOMES } from '../../../shared/words/catalogue.ts';
import type { Formats } from '../../format/formats.ts';
import { paymentTextToWords } from '../../format/payment.ts';
import type { Translate } from '../../locales/i18n.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { Json } from '../../ui/Json.tsx';
import './JobCards.css';

/** Their cards ask a person to find the posting in RS, where the reference is what tells it from others. */
const CAUSES_TO_LOOK_FOR: readonly Cause[] = [
  'look-up-failed',
  'booked-differently',
  'booked-twice',
  'booked-missing',
];

export function JobHead({
  job,
  formats,
  now,
  ref,
}: {
  readonly job: JobRow;
  readonly formats: Formats;
  readonly now: number;
  readonly ref: Ref<HTMLHeadingElement>;
}) {
  const { t } = useTranslation();
  const pending = statusOfJob(job) === 'pending';
  return (
    <div className="page-title">
      <h1 ref={ref} tabIndex={-1}>
        {t('details.title', { id: job.id })} · {t(`type.${job.type}`)} ·{' '}
        <span className="numbers">{formats.money(job.amount, job.currency)}</span>
      </h1>
      <p>
        <strong>{t(`status.${statusOfJob(job)}`)}</strong> · {t(`state.${job.state}`)}.{' '}
        <span className="quiet">
          {t(`stateHelp.${job.state}`)}{' '}
          {pending &&
            job.dueAt !== null &&
            t('row.nextExact', { exact: formats.timeOrDate(Math.max(job.dueAt, now), now) })}{' '}
          {job.movedToPeriod !== null && t('row.moved', { period: job.movedToPeriod })}
        </span>
      </p>
      <dl className="facts">
        <Fact name={t('column.billNumber')} value={job.billNumber} />
        <Fact name={t('column.invoiceNumber')} value={job.invoiceNumber} />
        <Fact name={t('column.postingNumber')} value={job.postingNumber} />
        <Fact name={t('column.businessDay')} value={formats.day(job.businessDay)} />
        <Fact name={t('column.store')} value={job.store} />
        <Fact name={t('column.payDesk')} value={job.payDesk} />
        <Fact
          name={t('column.paymentType')}
          value={job.paymentType && paymentTextToWords(job.paymentType, t)}
        />
        {job.cause !== null && CAUSES_TO_LOOK_FOR.includes(job.cause) && (
          <Fact name={t('column.reference')} value={job.reference} />
        )}
      </dl>
    </div>
  );
}

/** A name with its value; nothing at all where there is no value. */
export function Fact({ name, value }: { readonly name: string; readonly value: string | null }) {
  if (value === null || value === '') return null;
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd className="numbers">{value}</dd>
    </div>
  );
}

/** Why there is no posting to be shown. */
function Absence({ details: { event } }: { readonly details: JobDetails }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <p className="quiet">
      {event.erasedAt === null
        ? t('details.parameterNone')
        : t('details.erased', { when: formats.dateTime(event.erasedAt) })}
    </p>
  );
}

export function ParameterCard({ details }: { readonly details: JobDetails }) {
  const { t } = useTranslation();
  return (
    <section className="card">
      <h2>{t('details.parameter')}</h2>
      {details.parameter === null ? (
        <Absence details={details} />
      ) : (
        <>
          <p className="quiet">
            {details.parameterIsPreview
              ? t('details.parameterPreview')
              : t('details.parameterSent')}
          </p>
          <Json
            text={details.parameter}
            label={t('details.parameter')}
            searchLabel={t('details.searchParameter')}
            copyLabel={t('details.copyParameter')}
          />
        </>
      )}
    </section>
  );
}

/** What came back, word for word; in words it leads the page. */
export function ErrorCard({ details }: { readonly details: JobDetails }) {
  const { t } = useTranslation();
  const { job, error } = details;
  return (
    <section className="card">
      <h2>{t('details.error')}</h2>
      {error !== null ? (
        <Json text={error} label={t('details.error')} />
      ) : (
        <p className="quiet">{t(noErrorText(job))}</p>
      )}
    </section>
  );
}

function noErrorText(job: JobRow) {
  if (statusOfJob(job) !== 'pending') return 'details.noErrorBooked';
  return job.cause === null ? 'details.noError' : 'details.noErrorText';
}

export function AttemptList({
  attempts,
  formats,
}: {
  readonly attempts: readonly Attempt[];
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  return (
    <section className="card">
      <h2>{t('details.attempts')}</h2>
      <p className="quiet">
        {attempts.length === 0
          ? t('details.attemptsNone')
          : t('details.attemptsCount', { count: attempts.length })}
      </p>
      <ol className="attempts">
        {[...attempts].reverse().map((attempt) => (
          <li
            key={attempt.id}
            className="attempt"
            data-failed={attempt.error === null ? undefined : ''}
          >
            <div className="attempt-head">
              <strong>{t(`attemptKind.${attempt.kind}`)}</strong>
              <span className="quiet numbers" title={formats.exact(attempt.startedAt)}>
                {formats.dateTime(attempt.startedAt)}
              </span>
              <span className="quiet numbers">
                {attempt.endedAt === null
                  ? t('details.underWay')
                  : t('details.took', {
                      duration: formats.duration(attempt.endedAt - attempt.startedAt),
                    })}
              </span>
              {attempt.httpStatus !== null && (
                <span className="quiet numbers">
                  {t('details.http', { status: attempt.httpStatus })}
                </span>
              )}
            </div>
            {attempt.outcome !== null && (
              <p className={attempt.error === null ? 'attempt-outcome' : 'attempt-error'}>
                {outcomeWords(attempt.outcome, t)}
              </p>
            )}
            {attempt.response === null &&
              attempt.httpStatus === null &&
              attempt.endedAt !== null && <p className="quiet">{t('details.noResponse')}</p>}
            <div className="attempt-folds">
              <details className="fold">
                <summary>{t('details.request')}</summary>
                <Json text={attempt.request} label={t('details.request')} />
              </details>
              {attempt.response !== null && (
                <details className="fold">
                  <summary>{t('details.response')}</summary>
                  <Json text={attempt.response} label={t('details.response')} />
                </details>
              )}
              {attempt.error !== null && (
                <details className="fold">
                  <summary>{t('details.rawError')}</summary>
                  <p className="attempt-raw">{attempt.error}</p>
                </details>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** An outcome that a newer program noted stays as it is. */
function outcomeWords(outcome: string, t: Translate): string {
  const known = ATTEMPT_OUTCOMES.find((each) => each === outcome);
  return known ? t(`attemptOutcome.${known}`) : outcome;
}
