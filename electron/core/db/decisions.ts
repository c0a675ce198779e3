/**
 * What a person decides about jobs: put on hold, exclude, take back; each a move of the table in
 * `shared/domain/states.ts`. What is in doubt stays in doubt: taken back, such a job is looked up in RS first.
 */
import type { BulkAction } from '../../../shared/domain/bulk.ts';
import { JOB_STATES, STATES, type JobState } from '../../../shared/domain/states.ts';
import { quoted } from './list/conditions.ts';
import type { Db } from './open.ts';

/** What decides whether an action is possible, and what it is about. */
export interface JobAtHand {
  readonly id: number;
  readonly state: JobState;
  readonly isLeased: boolean;
  readonly amount: number;
  readonly currency: string;
  readonly createdAt: number;
  readonly businessDay: string;
}

export type AtHandRow = Omit<JobAtHand, 'isLeased'> & { readonly isLeased: 0 | 1 };

export const AT_HAND_COLUMNS = `id, state, lease_token IS NOT NULL AS isLeased, amount, currency,
  created_at AS createdAt, business_day AS businessDay`;

export function atHand(row: AtHandRow): JobAtHand {
  return { ...row, isLeased: row.isLeased === 1 };
}

function before(...targets: JobState[]): string {
  const states = JOB_STATES.filter((state) =>
    targets.every((target) => STATES[state].next.includes(target)),
  );
  return `state IN (${quoted(states)})`;
}

export function jobDecisions(db: Db) {
  const look = db.prepare<[number], AtHandRow>(`SELECT ${AT_HAND_COLUMNS} FROM jobs WHERE id = ?`);
  // Cause and error stay: they say what was wrong when it was put aside.
  const putAside = (target: 'on-hold' | 'excluded') =>
    db.prepare<{ id: number; now: number }>(
      `UPDATE jobs SET state = '${target}', due_at = NULL, modified_at = @now
       WHERE id = @id AND lease_token IS NULL AND ${before(target)}`,
    );
  const takeBack = db.prepare<{ id: number; now: number }>(
    `UPDATE jobs SET state = CASE WHEN in_doubt_since IS NULL THEN 'waiting' ELSE 'unclear' END, due_at = @now,
       cause = NULL, error = NULL, modified_at = @now
     WHERE id = @id AND state IN ('on-hold', 'excluded') AND ${before('waiting', 'unclear')}`,
  );
  const restart = db.prepare<{ id: number; now: number }>(
    `UPDATE jobs SET state = CASE WHEN in_doubt_since IS NULL THEN 'waiting' ELSE 'unclear' END, due_at = @now,
       cause = NULL, error = NULL, modified_at = @now
     WHERE id = @id AND lease_token IS NULL AND state IN ('attention', 'waiting', 'waiting-invoice', 'unclear')`,
  );
  const moves: Readonly<Record<BulkAction, typeof restart>> = {
    retry: restart,
    hold: putAside('on-hold'),
    exclude: putAside('excluded'),
    release: takeBack,
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

export type JobDecisions = ReturnType<typeof jobDecisions>;
