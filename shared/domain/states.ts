/**
 * The states of a job and the moves between them: the one table that code, SQL, labels and docs derive from.
 *
 * *Status* in the seed page has two values only, *Pending* and *Sync successful*; the state says why.
 * `docs/states.md` is generated from this table by `npm run docs`.
 */
import { z } from 'zod';
import type { Cause } from './causes.ts';

export const JOB_STATES = [
  'waiting',
  'waiting-invoice',
  'sending',
  'unclear',
  'attention',
  'on-hold',
  'excluded',
  'booked',
  'verified',
] as const;
export type JobState = (typeof JOB_STATES)[number];
export const jobStateSchema = z.enum(JOB_STATES);

export type JobStatus = 'pending' | 'synced';

/**
 * The states that may follow each state: exactly the moves that statements in `electron/core/db/jobs/` make. A test makes
 * every one of them, and no other. Leaving `sending` without an answer always goes to `unclear`.
 */
const NEXT = {
  waiting: [
    'waiting-invoice',
    'sending',
    'unclear',
    'attention',
    'on-hold',
    'excluded',
    'verified',
  ],
  'waiting-invoice': ['waiting', 'unclear', 'attention', 'on-hold', 'excluded', 'verified'],
  sending: ['waiting', 'unclear', 'attention', 'booked'],
  unclear: ['waiting', 'attention', 'booked'],
  attention: ['waiting', 'unclear', 'on-hold', 'excluded', 'booked', 'verified'],
  'on-hold': ['waiting', 'unclear', 'excluded', 'verified'],
  excluded: ['waiting', 'unclear'],
  booked: ['verified', 'attention'],
  verified: ['attention'],
} as const satisfies Readonly<Record<JobState, readonly JobState[]>>;

/** The states that `From` may become. */
export type StateAfter<From extends JobState> = (typeof NEXT)[From][number];

/** The states of a new job; `unclear` where this database cannot prove that RS never got it. */
export const BIRTH_STATES = ['waiting', 'unclear'] as const satisfies readonly JobState[];
export type BirthState = (typeof BIRTH_STATES)[number];

interface StateFacts {
  /** The text of the column *Status*. */
  readonly status: JobStatus;
  /** The engine picks the job up by itself once it is due. */
  readonly picked: boolean;
  readonly next: readonly JobState[];
  readonly meaning: string;
}

export const STATES: Readonly<Record<JobState, StateFacts>> = {
  waiting: {
    status: 'pending',
    picked: true,
    next: NEXT.waiting,
    meaning: 'Due, or due at a time that is shown.',
  },
  'waiting-invoice': {
    status: 'pending',
    picked: true,
    next: NEXT['waiting-invoice'],
    meaning: 'RS has no invoice for this order yet; it is asked again at a time that is shown.',
  },
  sending: {
    status: 'pending',
    picked: false,
    next: NEXT.sending,
    meaning: 'The request is stored and out; its bytes may have left this PC.',
  },
  unclear: {
    status: 'pending',
    picked: true,
    next: NEXT.unclear,
    meaning:
      'Bytes may have left this PC and no answer is known: RS is asked before anything is sent again.',
  },
  attention: {
    status: 'pending',
    picked: false,
    next: NEXT.attention,
    meaning:
      'A person is needed; the cause says for what. What RS booked and somebody changed there later stays *Sync successful*.',
  },
  'on-hold': {
    status: 'pending',
    picked: false,
    next: NEXT['on-hold'],
    meaning: 'A person put it aside, with a reason.',
  },
  excluded: {
    status: 'pending',
    picked: false,
    next: NEXT.excluded,
    meaning: 'A person decided that it is not sent, with a reason.',
  },
  booked: {
    status: 'synced',
    picked: false,
    next: NEXT.booked,
    meaning: 'RS answered with its posting number.',
  },
  verified: {
    status: 'synced',
    picked: false,
    next: NEXT.verified,
    meaning:
      'Booked, and read back from RS with the same amount and accounts; or a person found it booked by hand. Read again with the seal of its closing.',
  },
};

/** States that the engine picks up when they are due; the partial index of due jobs covers exactly these. */
export const PICKED_STATES = JOB_STATES.filter((state) => STATES[state].picked);

export function statusOf(state: JobState): JobStatus {
  return STATES[state].status;
}

/** What reading back may find wrong with a posting that RS has confirmed. */
export const CHANGES_IN_RS = [
  'booked-missing',
  'booked-twice',
  'booked-differently',
] as const satisfies readonly Cause[];

interface Booking {
  readonly state: JobState;
  readonly cause: Cause | null;
  readonly postingNumber: string | null;
}

/** RS has booked the job, and has it otherwise since: a person is needed, and nothing is sent because of it. */
export function isChangedInRs({ state, cause, postingNumber }: Booking): boolean {
  return (
    state === 'attention' &&
    postingNumber !== null &&
    cause !== null &&
    (CHANGES_IN_RS as readonly Cause[]).includes(cause)
  );
}

/** The status of one job, where more than its state is known. */
export function statusOfJob(job: Booking): JobStatus {
  return isChangedInRs(job) ? 'synced' : statusOf(job.state);
}

export function isLegalMove(from: JobState, to: JobState): boolean {
  return STATES[from].next.includes(to);
}

/** The states from which `to` is a legal move. */
export function statesBefore<To extends JobState>(to: To): StateBefore<To>[] {
  return JOB_STATES.filter((from): from is StateBefore<To> => isLegalMove(from, to));
}

export type StateBefore<To extends JobState> = {
  [From in JobState]: To extends StateAfter<From> ? From : never;
}[JobState];
