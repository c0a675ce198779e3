/** Jobs start again before their time, or after their cause has gone. Whatever is in doubt is looked up first. */
import type { Cause } from '../../../../shared/domain/causes.ts';
import type { Db } from '../open.ts';
import { BY_DOUBT, move, stateIn, type StartOf } from './move.ts';

const AGAIN = 'due_at = @now, cause = NULL, error = NULL, modified_at = @now';
const NOT_OUT = 'id = @id AND lease_token IS NULL';

/** What a person put aside is taken back by a person, with a reason (decisions.ts). */
const RETRIED = ['attention', 'waiting', 'waiting-invoice', 'unclear'] as const;

export function prepareRestart(db: Db, from: readonly StartOf<typeof BY_DOUBT>[]) {
  return db.prepare<{ id: number; now: number }>(
    move(from, BY_DOUBT, { set: AGAIN, where: NOT_OUT }),
  );
}

export function prepareRetry(db: Db) {
  return prepareRestart(db, RETRIED);
}

export function createRestarts(db: Db, dueAfter: (time: number) => number[]) {
  const retry = prepareRetry(db);
  const byCause = db.prepare<{ cause: string; now: number }>(
    move(['attention'], BY_DOUBT, { set: AGAIN, where: 'cause = @cause', index: 'jobs_attention' }),
  );
  const oneByCause = db.prepare<{ id: number; cause: string; now: number }>(
    move(['attention'], BY_DOUBT, { set: AGAIN, where: `${NOT_OUT} AND cause = @cause` }),
  );
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
      return retry.run({ id, now }).changes === 1;
    },

    /** A job starts again if it still waits for this cause. @returns false: it does not any more. */
    restart(id: number, cause: Cause, now: number): boolean {
      return oneByCause.run({ id, cause, now }).changes === 1;
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
      return dueNow.run({ id, now }).changes === 1 || retry.run({ id, now }).changes === 1;
    },
  };
}
