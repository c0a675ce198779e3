/** A month at a glance says of each day, pay desk and time what the jobs say, and nothing of other months. */
import { expect, it } from 'vitest';
import { openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { createGlanceHandlers } from '../../../electron/topics/glance/handlers.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { insertJobs, type NewJob } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

function shop(jobs: readonly NewJob[]) {
  const db = openDatabase(tempFolder(), { now: () => 0 });
  const ids = insertJobs(db, jobs);
  return { db, ids, glance: createGlanceHandlers({ db })['glance.month'] };
}

/** Receipts of the helper are of the instant 0: a job is booked so long after its receipt. */
function book(db: Db, id: number | undefined, afterMs: number, state = 'booked'): void {
  db.prepare(`UPDATE jobs SET state = ?, posting_number = '1', modified_at = ? WHERE id = ?`).run(
    state,
    afterMs,
    id,
  );
}

it('counts by day, type and state, and nothing of the days around the month', async () => {
  const { db, ids, glance } = shop([
    { businessDay: '2026-10-31' },
    { businessDay: '2026-11-01' },
    { businessDay: '2026-11-01' },
    { businessDay: '2026-11-30', type: 'order-cash' },
    { businessDay: '2026-12-01' },
  ]);
  book(db, ids[1], 1);
  expect((await glance('2026-11')).counts).toEqual([
    { day: '2026-11-01', type: 'cash-in', state: 'booked', count: 1 },
    { day: '2026-11-01', type: 'cash-in', state: 'waiting', count: 1 },
    { day: '2026-11-30', type: 'order-cash', state: 'waiting', count: 1 },
  ]);
  db.close();
});

it('adds up what drawers lacked and had too much by place and currency, other documents left out', async () => {
  const of = (amount: number, more: NewJob = {}): NewJob => ({
    type: 'close-diff',
    amount,
    ...more,
  });
  const { db, glance } = shop([
    of(-250),
    of(-50, { type: 'opening-diff' }),
    of(120),
    of(-1, { currency: 'CHF' }),
    of(-7, { store: '2' }),
    of(-900, { type: 'cash-out' }),
    of(-400, { businessDay: '2026-12-01' }),
  ]);
  const desk = { payDesk: 'K1', shortCount: 1, overCount: 0, overCents: 0 };
  expect((await glance('2026-11')).differences).toEqual([
    { ...desk, store: '1', currency: 'CHF', shortCents: -1 },
    {
      ...{ store: '1', payDesk: 'K1', currency: 'EUR' },
      ...{ shortCount: 2, overCount: 1, shortCents: -300, overCents: 120 },
    },
    { ...desk, store: '2', currency: 'EUR', shortCents: -7 },
  ]);
  db.close();
});

it('says no sum rather than one that is about right', async () => {
  const most = Number.MAX_SAFE_INTEGER;
  const { db, glance } = shop([
    { type: 'close-diff', amount: -most },
    { type: 'close-diff', amount: -most },
    { type: 'close-diff', amount: most },
  ]);
  expect((await glance('2026-11')).differences).toMatchObject([
    { shortCount: 2, shortCents: null, overCount: 1, overCents: most },
  ]);
  db.close();
});

it('divides booked documents by the time since their receipt; reading back changes nothing', async () => {
  const times = [-1, 0, 5 * MINUTE, 5 * MINUTE + 1, HOUR, HOUR + 1, DAY, DAY + 1];
  const { db, ids, glance } = shop([...times.map(() => ({})), {}]);
  times.forEach((time, index) => book(db, ids[index], time, index % 2 ? 'verified' : 'booked'));
  expect((await glance('2026-11')).times).toEqual([
    { day: '2026-11-20', counts: [3, 2, 2, 1], ahead: 1 },
  ]);
  db.close();
});

it('does not look at each document of a month that has too many; twin: of one fewer it does', async () => {
  const { db, ids } = shop([{}, {}, {}]);
  book(db, ids[0], 0);
  const of = (mostTimedJobs: number) =>
    createGlanceHandlers({ db, mostTimedJobs })['glance.month']('2026-11');
  expect((await of(2)).times).toBeNull();
  expect((await of(3)).times).toHaveLength(1);
  expect((await of(2)).counts).not.toEqual([]);
  db.close();
});

it('asks the counters and the jobs of the month alone, whatever else the list has', () => {
  const { db } = shop([{}]);
  const scansOf = (sql: string) =>
    db
      .prepare<object, { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all({ from: '2026-11-01', to: '2026-11-30' })
      .filter(({ detail }) => /SCAN (jobs|pos_events|job_day_counts)/.test(detail));
  const asked: string[] = [];
  const watched: Pick<Db, 'prepare' | 'transaction'> = {
    transaction: db.transaction.bind(db),
    prepare: ((sql: string) => {
      asked.push(sql);
      return db.prepare(sql);
    }) as Db['prepare'],
  };
  createGlanceHandlers({ db: watched as Db });
  expect(asked).toHaveLength(3);
  expect(asked.flatMap(scansOf)).toEqual([]);
  // Twin: what walks through all jobs is seen.
  expect(scansOf('SELECT id FROM jobs WHERE text BETWEEN @from AND @to')).not.toEqual([]);
  db.close();
});
