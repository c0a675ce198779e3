/** A posting that RS had and has otherwise now needs a person; nothing that runs over many jobs sends it again. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { createJobDecisions } from '../../../../electron/core/db/jobs/decisions.ts';
import { createJobMoves } from '../../../../electron/core/db/jobs/moves.ts';
import { createJobList } from '../../../../electron/core/db/job-list.ts';
import { IS_CHANGED } from '../../../../electron/core/db/list/conditions.ts';
import { openDatabase, type Db } from '../../../../electron/core/db/open.ts';
import { refusalOf } from '../../../../shared/domain/bulk.ts';
import { messageOf } from '../../../../shared/domain/job-list.ts';
import { CHANGES_IN_RS, statusOfJob } from '../../../../shared/domain/states.ts';
import { insertJobs } from '../../../helpers/jobs.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';

const answer = { endedAt: 9, outcome: 'read', httpStatus: 200, response: null, error: null };

/** Statements that would be there without the guard. */
function unguarded(db: Db): Db {
  return new Proxy(db, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name) as unknown;
      return (sql: string) => target.prepare(sql.replaceAll(`NOT ${IS_CHANGED}`, '1'));
    },
  });
}

function changedJob(cause: (typeof CHANGES_IN_RS)[number]) {
  const db = openDatabase(tempFolder(), { now: () => 0 });
  onTestFinished(() => void db.close());
  const [id] = insertJobs(db, [{ type: 'order-cash', amount: 500 }]) as [number];
  db.exec(`UPDATE jobs SET state = 'verified', posting_number = '7' WHERE id = ${id}`);
  const moves = createJobMoves(db);
  expect(moves.bookedToAttention(id, { cause, error: 'no' }, '{}', answer)).toBe(true);
  const list = createJobList(db);
  return { db, id, moves, list, row: () => list.row(id) ?? expect.fail('no job') };
}

describe.each(CHANGES_IN_RS)('a verified posting that is found %s', (cause) => {
  it('needs a person, and its status stays what it was', () => {
    const { row, list } = changedJob(cause);
    expect(row()).toMatchObject({ state: 'attention', cause });
    expect([statusOfJob(row()), messageOf(row())]).toEqual(['synced', 'order-synced']);
    const { byState, pending } = list.openTallies();
    expect([byState.get('attention')?.count, pending.count, pending.sums['EUR']]).toEqual([
      ...[1, 0, 0],
    ]);
  });

  it('is not sent by KICK JOB, nor when a cause goes away, nor with many others', () => {
    const { db, id, moves, row } = changedJob(cause);
    for (const one of moves.kickable(10, 'all')) moves.kick(one, 10);
    moves.kick(id, 10);
    expect(['attention', 'booked']).toContain(row().state);
    moves.bookedToAttention(id, { cause, error: 'no' }, '{}', answer);
    moves.restartByCause(cause, 10);
    expect(row().state).toBe('attention');
    moves.restart(id, cause, 10);
    // Asked once more, and nothing else.
    expect(row().state).toBe('booked');
    moves.bookedToAttention(id, { cause, error: 'no' }, '{}', answer);
    const decisions = createJobDecisions(db);
    const job = decisions.look(id) ?? expect.fail('no job');
    expect(refusalOf('retry', job)).toBe('booked');
    expect(refusalOf('hold', job)).toBe('booked');
    expect(decisions.move('hold', id, 10)).toBe(false);
    const mayExclude = cause === 'booked-missing';
    expect(refusalOf('exclude', job)).toBe(mayExclude ? null : 'booked');
    expect(decisions.move('exclude', id, 10)).toBe(mayExclude);
  });

  it('twin: without the guard each of them would take it up again', () => {
    const { db, row } = changedJob(cause);
    const moves = createJobMoves(unguarded(db));
    moves.restartByCause(cause, 10);
    expect(row().state).toBe('unclear');
  });
});
