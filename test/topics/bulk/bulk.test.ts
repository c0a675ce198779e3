/** Many jobs at once: what is counted is what is done, what has changed meanwhile is told, and nothing is done twice. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBulk } from '../../../electron/topics/bulk/bulk.ts';
import {
  createJobDecisions,
  type JobAtHand,
  type JobDecisions,
} from '../../../electron/core/db/jobs/decisions.ts';
import { createJournal } from '../../../electron/core/db/journal.ts';
import { createJobWalk } from '../../../electron/core/db/list/walk.ts';
import { openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { BULK_ACTIONS, refusalOf, type BulkAction } from '../../../shared/domain/bulk.ts';
import { isLegalMove, JOB_STATES, type JobState } from '../../../shared/domain/states.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { SimulatedTime } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

interface Shop {
  readonly db: Db;
  readonly time: SimulatedTime;
  readonly bulk: ReturnType<typeof createBulk>;
  readonly changed: number[];
  readonly decisions: JobDecisions;
  /** Runs when the program yields to others. */
  between: () => void;
}

function mustLook(decisions: JobDecisions, id: number): JobAtHand {
  const job = decisions.look(id);
  if (!job) throw new Error(`There is no job ${id}`);
  return job;
}

function openShop(
  change: (decisions: JobDecisions, db: Db) => JobDecisions = (decisions) => decisions,
): Shop {
  const db = openDatabase(tempFolder(), { now: () => 0 });
  onTestFinished(() => void db.close());
  const time = new SimulatedTime();
  const decisions = change(createJobDecisions(db), db);
  const yieldTurn = () =>
    new Promise<void>((resolve) => {
      setImmediate(() => {
        shop.between();
        resolve();
      });
    });
  const shop: Shop = {
    db,
    time,
    changed: [],
    decisions,
    between: () => undefined,
    bulk: createBulk({
      decisions,
      walk: createJobWalk(db, yieldTurn, { clock: () => 0, timeZone: 'UTC' }),
      journal: createJournal(db, 'anna'),
      clock: time.clock,
      timers: time.timers,
      transact: (work) => db.transaction(work).immediate(),
      yieldTurn,
      onChange: (ids) => shop.changed.push(...ids),
      onBug(error) {
        throw error;
      },
    }),
  };
  return shop;
}

function force(db: Db, id: number, state: JobState, more: { inDoubt?: number } = {}): void {
  db.prepare(
    `UPDATE jobs SET state = ?, in_doubt_since = ?, due_at = NULL,
       posting_number = CASE WHEN ? IN ('booked', 'verified') THEN 'P1' END,
       lease_token = CASE WHEN ? = 'sending' THEN 7 END,
       cause = CASE WHEN ? = 'attention' THEN 'rs-refused' END
     WHERE id = ?`,
  ).run(state, more.inDoubt ?? null, state, state, state, id);
}

const stateOf = (db: Db, id: number) =>
  db.prepare<[number], JobState>('SELECT state FROM jobs WHERE id = ?').pluck().get(id);
const decisionsOf = (db: Db, id: number) => createJournal(db, 'anna').about('job', String(id));

describe('the moves', () => {
  const TARGET: Readonly<Record<BulkAction, JobState>> = {
    retry: 'waiting',
    hold: 'on-hold',
    exclude: 'excluded',
    release: 'waiting',
  };

  it.each(BULK_ACTIONS.flatMap((action) => JOB_STATES.map((state) => [action, state] as const)))(
    '%s of a job that is %s: rule and SQL agree, and the table of states allows it',
    (action, state) => {
      const { db, decisions } = openShop();
      const [id = 0] = insertJobs(db, [{}]);
      force(db, id, state, state === 'unclear' || state === 'sending' ? { inDoubt: 5 } : {});
      const allowed = refusalOf(action, { state, isLeased: state === 'sending' }) === null;

      expect(decisions.move(action, id, 9)).toBe(allowed);

      const after = stateOf(db, id);
      if (!allowed) expect(after).toBe(state);
      else {
        expect(after).toBe(state === 'unclear' ? 'unclear' : TARGET[action]);
        expect(after === state || isLegalMove(state, after ?? state)).toBe(true);
      }
    },
  );

  it('what is in doubt stays in doubt: taken back, RS is asked before anything is sent', () => {
    const { db, decisions } = openShop();
    const [id = 0] = insertJobs(db, [{}]);
    force(db, id, 'attention', { inDoubt: 5 });
    expect(decisions.move('hold', id, 6)).toBe(true);
    expect(decisions.move('exclude', id, 7)).toBe(true);
    expect(decisions.move('release', id, 8)).toBe(true);
    expect(db.prepare('SELECT state, in_doubt_since, due_at FROM jobs').get()).toEqual({
      state: 'unclear',
      in_doubt_since: 5,
      due_at: 8,
    });
  });

  it('a job whose lease is with the engine is left to it', () => {
    const { db, decisions } = openShop();
    const [id = 0] = insertJobs(db, [{}]);
    force(db, id, 'unclear', { inDoubt: 5 });
    db.prepare('UPDATE jobs SET lease_token = 3').run();
    expect(decisions.move('retry', id, 9)).toBe(false);
  });
});

describe('a frozen set', () => {
  it('tells count, money, days, the oldest, and what is not eligible and why', async () => {
    const { db, bulk } = openShop();
    const ids = insertJobs(db, [
      { amount: 1000, createdAt: 30 },
      { amount: 250, createdAt: 10 },
      { amount: 700, currency: 'CHF', createdAt: 20 },
      { amount: 99, createdAt: 5 },
    ]);
    force(db, ids[3] ?? 0, 'booked');

    const plan = await bulk.prepare('hold', { kind: 'jobs', ids: [...ids, 4_711] });

    expect(plan).toMatchObject({
      all: { count: 4 },
      eligible: { count: 3, sums: { EUR: 1250, CHF: 700 }, oldestAt: 10 },
      days: { first: '2026-11-20', last: '2026-11-20' },
      refused: [
        { reason: 'booked', tally: { count: 1, sums: { EUR: 99 } } },
        { reason: 'unknown', tally: { count: 1 } },
      ],
    });
  });

  it('is acted upon exactly: what comes to match later is not in it', async () => {
    const { db, bulk } = openShop();
    const first = insertJobs(db, [{ payDesk: 'K1' }, { payDesk: 'K2' }, { payDesk: 'K1' }]);
    const plan = await bulk.prepare('hold', {
      kind: 'matching',
      conditions: [{ kind: 'choice', column: 'payDesk', values: ['K1'] }],
    });
    const [late = 0] = insertJobs(db, [{ payDesk: 'K1' }]);

    const done = await bulk.run(plan.setId, 'asked the bank');

    expect(done).toMatchObject({ status: 'done', total: 2, done: { count: 2 }, refused: [] });
    expect(first.map((id) => stateOf(db, id))).toEqual(['on-hold', 'waiting', 'on-hold']);
    expect(stateOf(db, late)).toBe('waiting');
    expect(decisionsOf(db, first[0] ?? 0)).toMatchObject([
      { who: 'anna', action: 'hold', reason: 'asked the bank', details: { from: 'waiting' } },
    ]);
    expect(createJournal(db, '').about('selection', 'hold')).toHaveLength(1);
  });

  it('refuses and tells what has changed meanwhile', async () => {
    const { db, bulk } = openShop();
    const ids = insertJobs(db, [{}, {}, {}]);
    const plan = await bulk.prepare('exclude', { kind: 'jobs', ids });
    force(db, ids[0] ?? 0, 'booked');
    force(db, ids[1] ?? 0, 'unclear', { inDoubt: 3 });

    const done = await bulk.run(plan.setId, 'rung up twice');

    expect(done).toMatchObject({
      done: { count: 1 },
      refused: [
        { reason: 'booked', count: 1 },
        { reason: 'in-doubt', count: 1 },
      ],
    });
    expect(ids.map((id) => stateOf(db, id))).toEqual(['booked', 'unclear', 'excluded']);
    expect(decisionsOf(db, ids[0] ?? 0)).toEqual([]);
  });

  it('a booked job is not sent again by anything in the set; twin: without the second look it would be', async () => {
    const sendAll = async (shop: Shop) => {
      const { db, bulk } = shop;
      const [id = 0] = insertJobs(db, [{}]);
      force(db, id, 'attention');
      const plan = await bulk.prepare('retry', { kind: 'jobs', ids: [id] });
      force(db, id, 'booked');
      const done = await bulk.run(plan.setId, '');
      return { done: done.done.count, state: stateOf(db, id) };
    };
    expect(await sendAll(openShop())).toEqual({ done: 0, state: 'booked' });

    const blind = openShop((decisions, db) => ({
      look: (id) => ({ ...mustLook(decisions, id), state: 'attention' as const }),
      move: (_action, id) =>
        db.prepare(`UPDATE jobs SET state = 'waiting', due_at = 1 WHERE id = ?`).run(id).changes ===
        1,
    }));
    expect(await sendAll(blind)).toEqual({ done: 1, state: 'waiting' });

    // The statement by itself says no as well: two guards, each of which holds alone.
    const blindLook = openShop((decisions) => ({
      ...decisions,
      look: (id) => ({ ...mustLook(decisions, id), state: 'attention' as const }),
    }));
    expect(await sendAll(blindLook)).toEqual({ done: 0, state: 'booked' });
  });

  it('does nothing twice, however often it is run', async () => {
    const { db, bulk } = openShop();
    const ids = insertJobs(
      db,
      Array.from({ length: 450 }, () => ({})),
    );
    const plan = await bulk.prepare('hold', { kind: 'jobs', ids });

    const [one, two] = await Promise.all([
      bulk.run(plan.setId, 'once'),
      bulk.run(plan.setId, 'twice'),
    ]);
    const again = await bulk.run(plan.setId, 'again');

    expect([one.done.count, two.done.count, again.done.count]).toEqual([450, 450, 450]);
    expect(db.prepare(`SELECT count(*) FROM journal WHERE topic = 'job'`).pluck().get()).toBe(450);
    expect(db.prepare(`SELECT DISTINCT reason FROM journal`).pluck().all()).toEqual(['once']);
  });

  it('can be stopped: what is done is told, the rest is as it was', async () => {
    const shop = openShop();
    const { db, bulk } = shop;
    const ids = insertJobs(
      db,
      Array.from({ length: 1000 }, () => ({})),
    );
    const plan = await bulk.prepare('hold', { kind: 'jobs', ids });
    shop.between = () => {
      if (shop.changed.length >= 400) bulk.stop(plan.setId);
    };

    const done = await bulk.run(plan.setId, 'wait');

    expect(done).toMatchObject({ status: 'stopped', total: 1000 });
    expect(done.done.count).toBeGreaterThanOrEqual(400);
    expect(done.done.count).toBeLessThan(1000);
    expect(db.prepare(`SELECT count(*) FROM jobs WHERE state = 'on-hold'`).pluck().get()).toBe(
      done.done.count,
    );
  });

  it('needs a reason for what keeps money out of RS', async () => {
    const { db, bulk } = openShop();
    const ids = insertJobs(db, [{}]);
    const plan = await bulk.prepare('exclude', { kind: 'jobs', ids });
    await expect(bulk.run(plan.setId, '  ')).rejects.toMatchObject({ code: 'refused' });
    expect(stateOf(db, ids[0] ?? 0)).toBe('waiting');
  });

  it('is gone after a while, and that is told, not guessed', async () => {
    const { db, bulk, time } = openShop();
    const ids = insertJobs(db, [{}]);
    const plan = await bulk.prepare('retry', { kind: 'jobs', ids });
    time.now = plan.expiresAt;
    await expect(bulk.run(plan.setId, '')).rejects.toMatchObject({ code: 'not_found' });
    expect(() => bulk.progress('never')).toThrow(/no longer known/);
  });

  it('a job that changes while it is counted is counted once', async () => {
    const shop = openShop();
    const { db, bulk } = shop;
    insertJobs(
      db,
      Array.from({ length: 3000 }, () => ({})),
    );
    let turns = 0;
    shop.between = () => {
      turns += 1;
      db.prepare(
        `UPDATE jobs SET state = iif(state = 'waiting', 'attention', 'waiting') WHERE id % 2 = ?`,
      ).run(turns % 2);
    };
    const plan = await bulk.prepare('exclude', {
      kind: 'matching',
      conditions: [{ kind: 'choice', column: 'status', values: ['pending'] }],
    });
    expect(turns).toBeGreaterThan(1);
    expect(plan.eligible.count).toBe(3000);
  });
});
