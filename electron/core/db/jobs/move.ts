/**
 * The one builder of statements that change the state of a job. What the table in `shared/domain/states.ts` does not allow
 * does not compile here, and lint keeps `jobs` from being written anywhere else.
 */
import type { JobState, StateAfter } from '../../../../shared/domain/states.ts';
import { quoted } from '../list/conditions.ts';

/** Whether the job goes on waiting is decided by its doubt: what may be in RS is looked up first. */
export const BY_DOUBT = 'by-doubt';

export type Target = JobState | typeof BY_DOUBT;

type StatesOf<T extends Target> = T extends typeof BY_DOUBT ? 'waiting' | 'unclear' : T;

/** The states in which a statement that leads to `T` may find a job: it may also stay what it is. */
export type StartOf<T extends Target> = {
  [From in JobState]: StatesOf<T> extends StateAfter<From> | From ? From : never;
}[JobState];

interface Parts {
  /** Further assignments. */
  readonly set: string;
  /** Further conditions. */
  readonly where?: string;
  readonly index?: string;
}

/** @returns an UPDATE of `jobs` that does nothing to a job in any other state than `from` */
export function move<T extends Target>(
  from: readonly StartOf<NoInfer<T>>[],
  to: T,
  { set, where, index }: Parts,
): string {
  const state =
    to === BY_DOUBT
      ? `CASE WHEN in_doubt_since IS NULL THEN 'waiting' ELSE 'unclear' END`
      : `'${to}'`;
  return `UPDATE jobs ${index ? `INDEXED BY ${index} ` : ''}SET state = ${state}, ${set}
    WHERE ${where ? `${where} AND ` : ''}${stateIn(from)}`;
}

export function stateIn(states: readonly JobState[]): string {
  return states.length === 1 ? `state = '${states[0]}'` : `state IN (${quoted(states)})`;
}
