/** What can be decided about a problem, in the order in which it is offered. Pure. */
import type { PostAs, ProblemDecision } from '../../../shared/contract/contract.ts';
import { canRelease } from '../../../shared/domain/ingest-report.ts';
import type { BusinessCase } from '../../../shared/domain/business-cases.ts';
import { isOrderType, type JobType } from '../../../shared/domain/job.ts';
import type { JobDraft, PosEvent } from '../../../shared/domain/pos-event.ts';
import type { ProblemDetail } from './attention-problems.ts';

export interface ProblemFacts {
  /** The stored version is there, and nothing of it is in RS or on its way. */
  readonly canReplace: boolean;
  /** The bytes of the source are kept. */
  readonly canReadAgain: boolean;
}

export function choicesOf(detail: ProblemDetail, facts: ProblemFacts): ProblemDecision[] {
  const when = (isPossible: boolean, ...decisions: ProblemDecision[]) =>
    isPossible ? decisions : [];
  switch (detail.kind) {
    case 'conflict': {
      const hasIncoming = detail.incoming !== undefined;
      const takeNew = when(hasIncoming && facts.canReplace, 'take-new');
      const takeBoth = when(hasIncoming, 'take-both');
      switch (detail.conflict.code) {
        case 'other-content':
          return ['keep', ...takeNew, ...takeBoth];
        case 'other-source':
        case 'same-receipt':
          return ['same-receipt', ...takeNew, ...takeBoth];
        case 'bill-number-shared':
          return [...takeBoth, 'same-receipt', ...takeNew];
        case 'closing-number-reused':
        case 'pay-desk-shared':
        case 'closing-changed':
        case 'closing-repeated':
          return ['keep', ...when(facts.canReadAgain && detail.madeAt !== undefined, 'take-both')];
        case 'opening-difference':
        case 'payment-correction':
        case 'voucher-paid-out':
          return [...when(hasIncoming, 'post'), 'explain'];
      }
    }
    // eslint-disable-next-line no-fallthrough -- Every code has its answer above.
    case 'blocked-closing':
      return [
        'discard',
        ...when(detail.madeAt !== undefined && canRelease(detail.closing.reasons), 'release'),
        'explain',
      ];
    case 'rejected':
      return ['acknowledge'];
    case 'source-failed':
      return ['acknowledge', ...when(facts.canReadAgain, 'release')];
  }
}

/** What `post` may book an event as, beside what it says itself. */
export function typesOf({ jobs, question }: PosEvent): readonly JobType[] {
  return jobs.length === 1 ? (question?.types ?? []) : [];
}

/** What a person calls a deposit or a payout has no other business case yet. */
const RESTS: Partial<Record<JobType, BusinessCase>> = {
  'cash-in': 'Einzahlung',
  'cash-out': 'Auszahlung',
};

/** The jobs of an event as a person wants them booked; undefined: it cannot be booked like that. */
export function jobsAs(event: PosEvent, as: PostAs): readonly JobDraft[] | undefined {
  if (as.type === undefined && as.account === undefined) return event.jobs;
  const [job, ...others] = event.jobs;
  if (!job || others.length > 0) return undefined;
  const type = as.type ?? job.type;
  if (type !== job.type && !typesOf(event).includes(type)) return undefined;
  if (as.account !== undefined && isOrderType(type)) return undefined;
  // Money that leaves the drawer is no deposit.
  if ((type === 'cash-in' && job.amount < 0) || (type === 'cash-out' && job.amount > 0))
    return undefined;
  const businessCase = job.businessCase ?? RESTS[type];
  return [
    {
      ...job,
      type,
      ...(businessCase && { businessCase }),
      ...(as.account !== undefined && { contraAccount: as.account }),
    },
  ];
}
