/**
 * The states of a job and the moves between them: the one table that code, SQL, labels and docs derive from.
 *
 * What the seed page calls *Status* has two values only, *Pending* and *Sync successful*; the state says why.
 * `docs/states.md` is generated from this table by `npm run docs`.
 */
import { z } from 'zod';

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

interface StateFacts {
  /** What the column *Status* shows. */
  readonly status: JobStatus;
  /** The engine picks the job up by itself once it is due. */
  readonly picked: boolean;
  /** States that may follow. Leaving `sending` without an answer always goes to `unclear`. */
  readonly next: readonly JobState[];
  readonly meaning: string;
}

export const STATES: Readonly<Record<JobState, StateFacts>> = {
  waiting: {
    status: 'pending',
    picked: true,
    next: ['waiting-invoice', 'sending', 'attention', 'on-hold', 'excluded', 'verified'],
    meaning: 'Due, or due at a time that is shown.',
  },
  'waiting-invoice': {
    status: 'pending',
    picked: true,
    next: ['waiting', 'sending', 'attention', 'on-hold', 'excluded', 'verified'],
    meaning: 'RS has no invoice for this order yet; it is asked again at a time that is shown.',
  },
  sending: {
    status: 'pending',
    picked: false,
    next: ['waiting', 'unclear', 'attention', 'booked'],
    meaning: 'The request is stored and out; its bytes may have left this PC.',
  },
  unclear: {
    status: 'pending',
    picked: true,
    next: ['waiting', 'attention', 'booked'],
    meaning: 'Bytes left this PC and no answer came: RS is asked before anything is sent again.',
  },
  attention: {
    status: 'pending',
    picked: false,
    next: ['waiting', 'unclear', 'on-hold', 'excluded', 'verified'],
    meaning: 'A person is needed; the cause says for what.',
  },
  'on-hold': {
    status: 'pending',
    picked: false,
    next: ['waiting', 'unclear', 'excluded', 'verified'],
    meaning: 'A person put it aside, with a reason.',
  },
  excluded: {
    status: 'pending',
    picked: false,
    next: ['waiting', 'unclear'],
    meaning: 'A person decided that it is not sent, with a reason.',
  },
  booked: {
    status: 'synced',
    picked: false,
    next: ['verified', 'attention'],
    meaning: 'RS answered with its posting number.',
  },
  verified: {
    status: 'synced',
    picked: false,
    next: [],
    meaning:
      'Booked, and read back from RS with the same amount and accounts; or a person found it booked by hand.',
  },
};

/** States that the engine picks up when they are due; the partial index of due jobs covers exactly these. */
export const PICKED_STATES = JOB_STATES.filter((state) => STATES[state].picked);

/** States whose *Status* is *Pending*. */
export const PENDING_STATES = JOB_STATES.filter((state) => STATES[state].status === 'pending');

export function statusOf(state: JobState): JobStatus {
  return STATES[state].status;
}

export function isLegalMove(from: JobState, to: JobState): boolean {
  return STATES[from].next.includes(to);
}
