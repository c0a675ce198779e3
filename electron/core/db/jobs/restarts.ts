/** Jobs start again before their time, or after their cause has gone. Jobs in doubt are looked up first. */
import type { Cause } from '../../../../shared/domain/causes.ts';
import type { Db } from '../open.ts';
import { IS_CHANGED } from '../list/conditions.ts';
import { BY_DOUBT, move, stateIn, type StartOf } from './move.ts';

const AGAIN = 'due_at = @now, cause = NULL, error = NULL, modified_at = @now';
/** What was erased after its time lacks what a posting says. */
const NOT_OUT = 'id = @id AND lease_token IS NULL AND erasure IS NULL';

/** A job that a person put aside is taken back by a person, with a reason (decisions.ts). */
const RETRIED = ['attention', 'waiting', 'waiting-invoice', 'unclear'] as const;

/** What RS has booked is not sent again, whatever became of it there. */
const NOT_CHANGED = `NOT ${IS_CHANGED}`;
/** One that is gone is sent again only when a person says so of this very job; RS is asked first. */
const NOT_CHANGED_OR_MISSING = `(${NOT_CHANGED} OR cause = 'booked-missing')`;

export function prepareRestart(
  db: Db,
  from: readonly StartOf<typeof BY_DOUBT>[],
  condition: string = '1',
) {
  return db.prepare<{ id: number; now: number }>(
    move(from, BY_DOUBT, { set: AGAIN, where: `${NOT_OUT} AND ${condition}` }),
  );
}

export function prepareRetry(db: Db) {
  return prepareRestart(db, RETRIED, NOT_CHANGED_OR_MISSING);
}

export function createRestarts(db: Db, dueAfter: (time: number) => number[]) {
  const retry = prepareRetry(db);
  const byCause = db.prepare<{ cause: string; now: number }>(
    move(['attention'], BY_DOUBT, {
      set: AGAIN,
      where: `cause = @cause AND ${NOT_CHANGED}`,
      index: 'jobs_attention',
    }),
  );
  const oneByCause = db.prepare<{ id: number; cause: string; now: number }>(
    move(['attention'], BY_DOUBT, {
      set: AGAIN,
      where: `${NOT_OUT} AND cause = @cause AND ${NOT_CHANGED}`,
    }),
  );
  const kicked = prepareRestart(db, RETRIED, NOT_CHANGED);
  // It stays in doubt: RS was without it once, so that a lagging list is no excuse any more.
  const readAgain = db.prepare<[number, string | null]>(
    move(['attention'], 'booked', {
      set: 'cause = NULL, error = NULL',
      where: `id = ? AND lease_token IS NULL AND ${IS_CHANGED} AND cause IS NOT ?
        AND id NOT IN (SELECT job_id FROM expected_postings WHERE kind = 'by-hand')`,
    }),
  );
  /** RS is asked once more for what it has of a booked job. */
  const isReadAgain = (id: number, unless: Cause | null) => readAgain.run(id, unless).changes === 1;
  const needPerson = db
    .prepare<[], number>(
      `SELECT id FROM jobs INDEXED BY jobs_attention WHERE state = 'attention' AND cause <> 'booked-missing'`,
    )
    .pluck();
  const dueNow = db.prepare<{ id: number; now: number }>(
    `UPDATE jobs SET due_at = @now WHERE ${NOT_OUT} AND ${stateIn(['waiting', 'waiting-invoice', 'unclear'])}`,
  );

  return {
    /** A person starts the job again; false when it is booked, put aside or out. */
    retry(id: number, now: number): boolean {
      return isReadAgain(id, 'booked-missing') || retry.run({ id, now }).changes === 1;
    },

    /** A job starts again if it still waits for this cause. @returns false: it does not any more. */
    restart(id: number, cause: Cause, now: number): boolean {
      return oneByCause.run({ id, cause, now }).changes === 1 || isReadAgain(id, null);
    },

    /** The cause went away: all jobs that waited for it start again. @returns how many. */
    restartByCause(cause: Cause, now: number): number {
      return byCause.run({ cause, now }).changes;
    },

    /** Jobs that KICK JOB starts earlier than they would by themselves: in backoff, or waiting for a person. */
    kickable: (now: number, what: 'all' | 'waiting'): number[] => [
      ...dueAfter(now),
      ...(what === 'all' ? needPerson.all() : []),
    ],

    /** Makes a pending job due now, ignoring its backoff. */
    kick(id: number, now: number): boolean {
      return (
        dueNow.run({ id, now }).changes === 1 ||
        kicked.run({ id, now }).changes === 1 ||
        isReadAgain(id, 'booked-missing')
      );
    },
  };
}
