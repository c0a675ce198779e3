/** The names of the catalogue; texts that belong to one screen stand with the window. */
import type { AccountType, PaymentType } from '../domain/accounts.ts';
import type { BusinessCase } from '../domain/business-cases.ts';
import type { Cause } from '../domain/causes.ts';
import type { JobColumn, JobMessage } from '../domain/job-list.ts';
import type { JobType } from '../domain/job.ts';
import type { JobState, JobStatus } from '../domain/states.ts';

/** How a request ended, as the log of attempts has it. */
export const ATTEMPT_OUTCOMES = [
  'booked',
  'refused',
  'not-sent',
  'unclear',
  'found',
  'not-found',
  'no-answer',
  'interrupted',
  'booked-twice',
  'booked-differently',
  'booked-missing',
] as const;

export interface Words {
  readonly column: Readonly<Record<JobColumn, string>>;
  readonly type: Readonly<Record<JobType, string>>;
  readonly status: Readonly<Record<JobStatus, string>>;
  readonly message: Readonly<Record<NonNullable<JobMessage>, string>>;
  readonly state: Readonly<Record<JobState, string>>;
  readonly cause: Readonly<Record<Cause, string>>;
  readonly paymentType: Readonly<Record<PaymentType, string>>;
  readonly accountType: Readonly<Record<AccountType, string>>;
  readonly businessCase: Readonly<Record<BusinessCase, string>>;
  /** The titles of the export for whoever keeps the books. */
  readonly tax: Readonly<
    Record<
      | 'occurredAt'
      | 'debit'
      | 'credit'
      | 'totals'
      | 'account'
      | 'debitTotal'
      | 'creditTotal'
      | 'balance'
      | 'allDays'
      | 'unbooked'
      | 'count',
      string
    >
  >;
  /** Why a job is not booked, where that is no cause. */
  readonly rowReason: Readonly<Record<'invoice-awaited', string>>;
  readonly attemptKind: Readonly<Record<'post' | 'look-up' | 'invoice', string>>;
  readonly attemptOutcome: Readonly<Record<(typeof ATTEMPT_OUTCOMES)[number], string>>;
}
