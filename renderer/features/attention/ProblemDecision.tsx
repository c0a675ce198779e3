/** The decision about a problem: both versions, the choices, and the reason. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  PostAs,
  Problem,
  ProblemDecision as Decision,
  ProblemDetails,
} from '../../../shared/contract/contract.ts';
import type { Conflict } from '../../../shared/domain/ingest-report.ts';
import type { Formats } from '../../format/formats.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';
import { PostAsFields, postAsOf, type TypedPosting } from './PostAsFields.tsx';
import { ProblemVersions } from './ProblemVersions.tsx';
import './ProblemDecision.css';

/** In characters. */
const MIN_REASON_LENGTH = 3;
/** Conflicts of two versions. */
const COMPARED_CODES: readonly Conflict['code'][] = [
  'other-content',
  'other-source',
  'same-receipt',
  'bill-number-shared',
];

export function ProblemDecision(props: {
  readonly problem: Problem;
  readonly formats: Formats;
  onDecided(): void;
}) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const failed = useFailed('stores.failed');
  const [details, setDetails] = useState<ProblemDetails | null>(null);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState<TypedPosting | null>(null);
  const id = useId();
  const { problem, formats } = props;

  function decide(decision: Decision, as?: PostAs): void {
    client
      .call('attention.decide', {
        id: problem.id,
        decision,
        reason: reason.trim(),
        ...(as && { as }),
      })
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
          className="button button-primary"
          onClick={() => {
            client.call('attention.problem', problem.id).then(setDetails, failed);
          }}
        >
          {t(openerOf(problem.problem))}
        </button>
      </div>
    );
  }
  const { stored, incoming, decisions, types } = details;
  const waiting = decisions.includes('post') ? incoming?.jobs[0] : undefined;
  const posting = typed ?? (waiting && { type: waiting.type, account: '' });
  const as = waiting && posting && postAsOf(posting, waiting.type);
  const isReasonGiven = reason.trim().length >= MIN_REASON_LENGTH;

  /** The first one changes the least; the others stand behind it. */
  const choice = (decision: Decision) => {
    const key = decisionKey(decision, problem.problem);
    const isFirst = decision === decisions[0];
    return (
      <div key={decision} className="cause-acts">
        <button
          type="button"
          className={`button ${isFirst ? 'button-primary' : 'button-outline'}`}
          disabled={!isReasonGiven || (decision === 'post' && !as)}
          aria-describedby={`${id}-${decision}`}
          onClick={() => decide(decision, decision === 'post' ? as : undefined)}
        >
          {t(`problems.decide.${key}`)}
        </button>
        <span id={`${id}-${decision}`}>{t(`problems.decideHelp.${key}`)}</span>
      </div>
    );
  };

  return (
    <div className="decide">
      <ProblemVersions details={details} formats={formats} />
      {stored && incoming && !decisions.includes('take-new') && (
        <p className="note-line">{t('problems.bookedAlready')}</p>
      )}
      {waiting && posting && (
        <PostAsFields job={waiting} types={types} typed={posting} onType={setTyped} />
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
      {decisions.slice(0, 1).map(choice)}
      {decisions.length > 1 && (
        <details className="fold">
          <summary>{t('problems.otherwise')}</summary>
          <div className="decide">{decisions.slice(1).map(choice)}</div>
        </details>
      )}
    </div>
  );
}

/** What is decided about a closing, and in other words than about a receipt. */
const CLOSING_CODES: readonly Conflict['code'][] = [
  'closing-number-reused',
  'pay-desk-shared',
  'closing-changed',
  'closing-repeated',
];

export function decisionKey(decision: Decision, problem: Problem['problem']) {
  // A source is not booked but read again.
  if (problem.kind === 'source-failed' && decision === 'release') return 'readAgain';
  if (problem.kind !== 'conflict' || !CLOSING_CODES.includes(problem.conflict.code))
    return decision;
  if (decision === 'keep') return 'keepClosing';
  return decision === 'take-both' ? 'takeBothClosing' : decision;
}

/** Names the next step: two versions are compared only where there are two. */
function openerOf(problem: Problem['problem']) {
  switch (problem.kind) {
    case 'conflict':
      return COMPARED_CODES.includes(problem.conflict.code)
        ? 'problems.details'
        : 'problems.detailsAlone';
    case 'blocked-closing':
    case 'source-failed':
      return 'problems.detailsAlone';
    case 'rejected':
      return 'problems.detailsSeen';
  }
}
