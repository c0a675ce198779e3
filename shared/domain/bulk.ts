/**
 * A person's actions on many jobs at once, and which job allows it: the one rule that the counting before, the
 * re-check while it is done, and the window share. The moves themselves are those of `states.ts`.
 */
import { z } from 'zod';
import { isLegalMove, statusOf, type JobState } from './states.ts';

export const BULK_ACTIONS = ['retry', 'hold', 'exclude', 'release'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];
export const bulkActionSchema = z.enum(BULK_ACTIONS);

/** Why nothing is done with a job. */
export const BULK_REFUSALS = [
  /** In RS already: nobody sends it again. */
  'booked',
  /** The request is out, or RS is just being asked. */
  'busy',
  /** A request's answer is missing: RS is asked first, by itself. */
  'in-doubt',
  /** On hold or excluded: taken back first. */
  'aside',
  /** It is so already. */
  'already',
  /** Neither on hold nor excluded: there is nothing to take back. */
  'not-aside',
  /** There is no such job. */
  'unknown',
] as const;
export type BulkRefusal = (typeof BULK_REFUSALS)[number];
export const bulkRefusalSchema = z.enum(BULK_REFUSALS);

/** Actions that need a reason: they keep money out of RS, or bring back what someone kept out. */
export function needsReason(action: BulkAction): boolean {
  return action !== 'retry';
}
export const MOST_REASON_CHARACTERS = 500;

/** RS has confirmed the job, and has it otherwise since. */
export type Changed = 'missing' | 'different' | null;

/**
 * @param job `isLeased`: an activity of the engine has the job in its hands
 * @returns null: the action is possible
 */
export function refusalOf(
  action: BulkAction,
  job: { readonly state: JobState; readonly isLeased: boolean; readonly changed?: Changed },
): BulkRefusal | null {
  const { state, isLeased, changed = null } = job;
  // What somebody deleted in RS on purpose may be left out here, too.
  if (changed !== null && !(changed === 'missing' && action === 'exclude')) return 'booked';
  if (statusOf(state) === 'synced') return 'booked';
  const isAside = state === 'on-hold' || state === 'excluded';
  if (action === 'release') return isAside ? null : 'not-aside';
  if (state === 'sending' || isLeased) return 'busy';
  switch (action) {
    case 'retry':
      return isAside ? 'aside' : null;
    case 'hold':
    case 'exclude': {
      const target = action === 'hold' ? 'on-hold' : 'excluded';
      if (isLegalMove(state, target)) return null;
      return isAside ? 'already' : 'in-doubt';
    }
  }
}
