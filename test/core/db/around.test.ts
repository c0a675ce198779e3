/** The job above and below in the list: the list itself is the judge. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createJobsAround } from '../../../electron/core/db/list/around.ts';
import { createJobPages } from '../../../electron/core/db/list/pages.ts';
import { openDatabase } from '../../../electron/core/db/open.ts';
import {
  DEFAULT_SORT,
  JOB_COLUMNS,
  JOB_COLUMN_NAMES,
  type Condition,
  type PageRequest,
} from '../../../shared/domain/job-list.ts';
import { JOB_TYPES } from '../../../shared/domain/job.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const seed = process.env['SEED'] === undefined ? Date.now() : Number(process.env['SEED']);
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

const job = fc.record({
  type: fc.constantFrom(...JOB_TYPES),
  amount: fc.constantFrom(-500, 100, 100, 2_000),
  createdAt: fc.integer({ min: 0, max: 5 }),
  billNumber: fc.constantFrom('a-1', 'a-2', 'b-1'),
  payDesk: fc.constantFrom('K1', 'K2'),
});
const conditions: readonly (readonly Condition[])[] = [
  [],
  [{ kind: 'choice', column: 'status', values: ['pending'] }],
  [{ kind: 'choice', column: 'type', values: ['order-cash', 'cash-in'] }],
  [{ kind: 'text', column: 'billNumber', operator: 'starts', text: 'a' }],
  [{ kind: 'choice', column: 'payDesk', values: ['K2'] }],
];
const sort = fc.record({
  column: fc.constantFrom(...JOB_COLUMN_NAMES.filter((name) => JOB_COLUMNS[name].sortable)),
  direction: fc.constantFrom('asc' as const, 'desc' as const),
});

it('they are the rows above and below, for every sort and filter', async () => {
  console.log(`around: SEED=${seed}`);
  await fc.assert(
    fc.asyncProperty(
      fc.array(job, { minLength: 1, maxLength: 20 }),
      sort,
      fc.constantFrom(...conditions),
      async (jobs, by, asked) => {
        const db = openDatabase(tempFolder(), { now: () => 0 });
        try {
          insertJobs(db, jobs);
          db.exec(`UPDATE jobs SET state = 'booked', posting_number = 'p' WHERE id % 3 = 0`);
          const request: PageRequest = {
            conditions: [...asked],
            sort: by,
            offset: 0,
            limit: 100,
          };
          const { rows } = await createJobPages(db, {
            timeZone: 'UTC',
            clock: () => 0,
            endOfTurn: setImmediate,
          }).page(request);
          const around = createJobsAround(db, turn, { clock: () => 0, timeZone: 'UTC' });
          for (const [at, { id }] of rows.entries()) {
            expect(await around.neighbours(request, id)).toEqual({
              previous: { id: rows[at - 1]?.id ?? null, exact: true },
              next: { id: rows[at + 1]?.id ?? null, exact: true },
            });
          }
        } finally {
          db.close();
        }
      },
    ),
    { seed, numRuns: 60 },
  );
});

it('a neighbour that is far away is searched for in slices, and said to be unknown when it is too far', async () => {
  const db = openDatabase(tempFolder(), { now: () => 0 });
  const booked = Array.from({ length: 1_100 }, () => ({ amount: 1 }));
  insertJobs(db, [{ amount: 77 }, ...booked, { amount: 77 }]);
  db.exec(`UPDATE jobs SET state = 'booked', posting_number = 'p'`);
  let turns = 0;
  const around = createJobsAround(
    db,
    () => {
      turns += 1;
      return turn();
    },
    { clock: () => 0, timeZone: 'UTC' },
    20,
  );
  const request = (amount: number): PageRequest => ({
    conditions: [{ kind: 'range', column: 'amount', from: amount, to: amount }],
    sort: DEFAULT_SORT,
    offset: 0,
    limit: 1,
  });
  const { next } = await around.neighbours(request(77), 1_102);
  expect(next).toEqual({ id: null, exact: false });
  expect(turns).toBeGreaterThanOrEqual(50);
  // Twin: what lies within reach is found, and the end of the list is known to be the end.
  expect(await around.neighbours(request(77), 500)).toEqual({
    previous: { id: 1_102, exact: true },
    next: { id: 1, exact: true },
  });
  expect((await around.neighbours(request(78), 500)).next).toEqual({ id: null, exact: true });
  db.close();
});

it('what belongs together is counted with the filter that lists the same jobs', async () => {
  const db = openDatabase(tempFolder(), { now: () => 0 });
  insertJobs(db, [
    { type: 'order-cash', billNumber: '25', payDesk: 'K1' },
    { type: 'order-non-cash', billNumber: '25', payDesk: 'K1' },
    { type: 'order-cash', billNumber: '25', payDesk: 'K2' },
    { type: 'cash-in', payDesk: 'K1' },
    { type: 'cash-in', payDesk: 'K1' },
  ]);
  db.exec(`UPDATE jobs SET closing = '14' WHERE pay_desk = 'K1' AND id <> 5`);
  const pages = createJobPages(db, { timeZone: 'UTC', clock: () => 0, endOfTurn: setImmediate });
  const page = await pages.page({ conditions: [], sort: DEFAULT_SORT, offset: 0, limit: 100 });
  const first = page.rows.find(({ id }) => id === 1);
  if (!first) throw new Error('no job 1');
  const related = createJobsAround(db, turn, { clock: () => 0, timeZone: 'UTC' }).related(first);
  expect(related.map(({ relation, count }) => [relation, count])).toEqual([
    ['receipt', 2],
    ['closing', 3],
    ['day', 4],
  ]);
  for (const { conditions: asked, count } of related) {
    const listed = await pages.page({
      conditions: asked,
      sort: DEFAULT_SORT,
      offset: 0,
      limit: 100,
    });
    expect(listed.total).toBe(count);
  }
  db.close();
});
