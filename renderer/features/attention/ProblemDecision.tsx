/** Both versions side by side, what disagrees, and the decision with its reason. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  Problem,
  ProblemDecision as Decision,
  ProblemDetails,
  ProblemVersion,
} from '../../../shared/contract/contract.ts';
import { messageOfError } from '../../api.ts';
import type { Formats } from '../../format/formats.ts';
import { useAppStore } from '../../store/app-store.ts';
import { asSentence } from '../../format/as-sentence.ts';
import './ProblemDecision.css';

const MIN_REASON_LENGTH = 3;

export function ProblemDecision(props: {
  readonly problem: Problem;
  readonly formats: Formats;
  onDecided(): void;
}) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const [details, setDetails] = useState<ProblemDetails | null>(null);
  const [reason, setReason] = useState('');
  const id = useId();
  const { problem, formats } = props;

  const failed = (error: unknown) =>
    notices.show('bad', t('stores.failed', { reason: asSentence(messageOfError(error)) }));

  function decide(decision: Decision): void {
    client
      .call('attention.decide', { id: problem.id, decision, reason: reason.trim() })
      .then(({ decided }) => {
        notices.show(
          decided ? 'good' : 'bad',
          t(decided ? 'problems.decided' : 'problems.decidedAlready'),
        );
        props.onDecided();
      }, failed);
  }

  if (!details) {
    return (
      <div>
        <button
          type="button"
          className="button button-outline"
          onClick={() => {
            client.call('attention.problem', problem.id).then(setDetails, failed);
          }}
        >
          {t(openerOf(problem.problem))}
        </button>
      </div>
    );
  }
  const { stored, incoming, differences, decisions } = details;
  const isReasonGiven = reason.trim().length >= MIN_REASON_LENGTH;
  return (
    <div className="decide">
      {differences.length > 0 && (
        <table className="account-table">
          <caption className="visually-hidden">{t('problems.differences')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('problems.difference')}</th>
              <th scope="col">{t('problems.storedVersion')}</th>
              <th scope="col">{t('problems.incomingVersion')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((difference) => (
              <tr key={difference.path}>
                <th scope="row">{difference.path}</th>
                <td>{difference.stored}</td>
                <td>{difference.incoming}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(stored || incoming) && (
        <div className="versions">
          <Version title={t('problems.storedVersion')} version={stored} formats={formats} />
          <Version title={t('problems.incomingVersion')} version={incoming} formats={formats} />
        </div>
      )}
      {problem.problem.kind === 'conflict' && incoming && !decisions.includes('take-new') && (
        <p className="note-line">{t('problems.bookedAlready')}</p>
      )}
      <label htmlFor={`${id}-reason`}>{t('problems.reasonLabel')}</label>
      <textarea
        id={`${id}-reason`}
        className="field"
        maxLength={500}
        value={reason}
        aria-describedby={`${id}-needed`}
        onChange={(event) => setReason(event.target.value)}
      />
      <p className="quiet" id={`${id}-needed`}>
        {isReasonGiven ? '' : t('problems.reasonNeeded')}
      </p>
      {decisions.map((decision) => (
        <div key={decision} className="cause-acts">
          <button
            type="button"
            className="button button-outline"
            disabled={!isReasonGiven}
            aria-describedby={`${id}-${decision}`}
            onClick={() => decide(decision)}
          >
            {t(`problems.decide.${decision}`)}
          </button>
          <span id={`${id}-${decision}`}>{t(`problems.decideHelp.${decision}`)}</span>
        </div>
      ))}
    </div>
  );
}

/** Says what comes: two versions are compared only where there are two. */
function openerOf(problem: Problem['problem']) {
  switch (problem.kind) {
    case 'conflict':
      return problem.conflict.code === 'other-content'
        ? 'problems.details'
        : 'problems.detailsAlone';
    case 'blocked-closing':
      return 'problems.detailsAlone';
    case 'rejected':
    case 'source-failed':
      return 'problems.detailsSeen';
  }
}

function Version({
  title,
  version,
  formats,
}: {
  readonly title: string;
  readonly version: ProblemVersion | null;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  if (!version) return null;
  return (
    <section>
      <h3>{title}</h3>
      <p className="quiet">
        {version.source} · {version.origin} · {formats.dateTime(version.receivedAt)}
      </p>
      <ul aria-label={t('problems.jobsOf')}>
        {version.jobs.map((job, index) => (
          // Jobs that are not stored have no id; the list never changes its order.
          <li key={index}>
            {t(`type.${job.type}`)}: {formats.money(job.amount, job.currency)}
            {job.state !== null && ` (${t(`state.${job.state}`)})`}
          </li>
        ))}
      </ul>
      <details className="fold">
        <summary>{t('details.payload')}</summary>
        <pre>{pretty(version.payload)}</pre>
      </details>
    </section>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
