/**
 * A person's decisions about jobs: put on hold, exclude, take back; each a move of the table in
 * `shared/domain/states.ts`. A job in doubt stays in doubt: taken back, such a job is looked up in RS first.
 */
import type { BulkAction, Changed } from '../../../../shared/domain/bulk.ts';
import { statesBefore, type JobState } from '../../../../shared/domain/states.ts';
import type { Db } from '../open.ts';
import { IS_CHANGED } from '../list/conditions.ts';
import { move } from './move.ts';
import { prepareRestart, prepareRetry } from './restarts.ts';

/** The facts that decide whether an action is possible, and what it is about. */
export interface JobAtHand {
  readonly id: number;
  readonly state: JobState;
  readonly isLeased: boolean;
  readonly amount: number;
  readonly currency: string;
  readonly createdAt: number;
  readonly businessDay: string;
  readonly changed: Changed;
}

export type AtHandRow = Omit<JobAtHand, 'isLeased'> & { readonly isLeased: 0 | 1 };

export const AT_HAND_COLUMNS = `id, state, lease_token IS NOT NULL AS isLeased, amount, currency,
  created_at AS createdAt, business_day AS businessDay,
  CASE WHEN NOT ${IS_CHANGED} THEN NULL WHEN cause = 'booked-missing' THEN 'missing' ELSE 'different' END AS changed`;

export function atHand(row: AtHandRow): JobAtHand {
  return { ...row, isLeased: row.isLeased === 1 };
}

export function createJobDecisions(db: Db) {
  const look = db.prepare<[number], AtHandRow>(`SELECT ${AT_HAND_COLUMNS} FROM jobs WHERE id = ?`);
  // Cause and error stay: they say what was wrong when it was put aside.
  const putAside = (target: 'on-hold' | 'excluded') =>
    db.prepare<{ id: number; now: number }>(
      move(statesBefore(target), target, {
        set: 'due_at = NULL, modified_at = @now',
        where: `id = @id AND lease_token IS NULL AND (NOT ${IS_CHANGED}${
          target === 'excluded' ? ` OR cause = 'booked-missing'` : ''
        })`,
      }),
    );
  const moves: Readonly<Record<BulkAction, ReturnType<typeof prepareRetry>>> = {
    retry: prepareRetry(db),
    hold: putAside('on-hold'),
    exclude: putAside('excluded'),
    release: prepareRestart(db, ['on-hold', 'excluded']),
  };

  return {
    look(id: number): JobAtHand | undefined {
      const row = look.get(id);
      return row && atHand(row);
    },
    /** @returns false: the job's state does not allow it, and nothing was changed. */
    move: (action: BulkAction, id: number, now: number): boolean =>
      moves[action].run({ id, now }).changes === 1,
  };
}

export type JobDecisions = ReturnType<typeof createJobDecisions>;

/**
 * A person took another version of the event: the job of the old one is excluded, unless something of it may be in RS.
 *
 * @returns a function that answers false when it changed nothing
 */
export function createReplacement(db: Db): (id: number, now: number) => boolean {
  const exclude = db.prepare<{ id: number; now: number }>(
    move(statesBefore('excluded'), 'excluded', {
      set: 'due_at = NULL, cause = NULL, error = NULL, modified_at = @now',
      where: 'id = @id AND in_doubt_since IS NULL AND lease_token IS NULL',
    }),
  );
  return (id, now) => exclude.run({ id, now }).changes === 1;
}
