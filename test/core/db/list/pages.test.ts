/** The list gives exactly the rows and counts that reading everything would give, whichever way it takes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJobPages, type JobPages } from '../../../../electron/core/db/list/pages.ts';
import { createSearchIndex } from '../../../../electron/core/db/list/search-index.ts';
import { MOST_MOVES } from '../../../../electron/core/db/migrations/0120-job-moves.ts';
import { openDatabase, type Db } from '../../../../electron/core/db/open.ts';
import { JOB_TYPES } from '../../../../shared/domain/job.ts';
import {
  type Condition,
  type JobRow,
  type PageRequest,
} from '../../../../shared/domain/job-list.ts';
import { JOB_STATES, statusOfJob } from '../../../../shared/domain/states.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { DAYS, fill, settled, SORTS, type Made } from './fixture.ts';

const SEED = Number(process.env['SEED'] ?? Date.now());
const made: fc.Arbitrary<Made> = fc.record({
  type: fc.nat(JOB_TYPES.length - 1),
  // Most of what a store has is booked.
  state: fc.oneof(
    { weight: 6, arbitrary: fc.constant(JOB_STATES.indexOf('booked')) },
    fc.nat(JOB_STATES.length - 1),
  ),
  day: fc.nat(DAYS.length - 1),
  amount: fc.integer({ min: -60, max: 60 }).filter((amount) => amount !== 0),
  at: fc.nat(50),
  bill: fc.option(fc.nat(300)),
});

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant('choice' as const),
    column: fc.constant('type' as const),
    values: fc.uniqueArray(fc.constantFrom(...JOB_TYPES), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('choice' as const),
    column: fc.constant('state' as const),
    values: fc.uniqueArray(fc.constantFrom(...JOB_STATES), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('choice' as const),
    column: fc.constant('status' as const),
    values: fc.uniqueArray(fc.constantFrom('pending', 'synced'), { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('day' as const),
    column: fc.constant('businessDay' as const),
    from: fc.constantFrom(...DAYS),
    to: fc.constantFrom(...DAYS, '2026-12-31'),
  }),
  fc.record({
    kind: fc.constant('range' as const),
    column: fc.constantFrom('amount' as const, 'createdAt' as const, 'id' as const),
    from: fc.integer({ min: -60, max: 60 }),
    to: fc.integer({ min: -20, max: 200 }),
  }),
  fc.record({
    kind: fc.constant('choice' as const),
    column: fc.constant('payDesk' as const),
    values: fc.uniqueArray(fc.constantFrom('K1', 'K2', 'K3'), { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('text' as const),
    column: fc.constant('billNumber' as const),
    operator: fc.constantFrom(
      'contains' as const,
      'starts' as const,
      'equals' as const,
      'empty' as const,
    ),
    text: fc.constantFrom('B-00', '0012', '01', 'B-00012', '', '-0', 'b-0001', '%'),
  }),
);

const request: fc.Arbitrary<PageRequest> = fc.record({
  conditions: fc.array(condition, { maxLength: 3 }),
  search: fc.option(
    fc.constantFrom('0001', 'b-00', 'VP-P1', '12', '0,12', 'nothing', 'K2', '21.11.2026'),
    {
      nil: undefined,
      freq: 3,
    },
  ),
  sort: fc.record({
    column: fc.constantFrom(...SORTS),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
  }),
  offset: fc.nat(120),
  limit: fc.constantFrom(1, 5, 25),
});

/** The same question answered by looking at every row. */
function naive(rows: readonly JobRow[], { conditions, search, sort, offset, limit }: PageRequest) {
  const holds = (row: JobRow, one: Condition): boolean => {
    const value = one.column === 'status' ? statusOfJob(row) : row[one.column as keyof JobRow];
    switch (one.kind) {
      case 'choice':
        return one.values.includes(String(value));
      case 'text': {
        const text = String(value ?? '');
        if (one.operator === 'empty') return text === '';
        if (one.operator === 'equals') return text === one.text;
        const [low, part] = [text.toLowerCase(), one.text.toLowerCase()];
        return one.operator === 'starts' ? low.startsWith(part) : low.includes(part);
      }
      default:
        return (
          (one.from === undefined || (value as number) >= (one.from as number)) &&
          (one.to === undefined || (value as number) <= (one.to as number))
        );
    }
  };
  const part = search?.toLowerCase();
  const isFound = (row: JobRow) => {
    if (part === undefined) return true;
    const texts = [row.billNumber, row.reference];
    if (part.length >= 3 && texts.some((text) => text?.toLowerCase().includes(part))) return true;
    if (row.postingNumber === part || String(row.id) === part) return true;
    if (part === 'k2') return row.payDesk === 'K2';
    if (part === '21.11.2026') return row.businessDay === '2026-11-21';
    const amount = { '12': 1_200, '0,12': 12 }[part];
    return amount !== undefined && Math.abs(row.amount) === amount;
  };
  const sums: Record<string, number> = {};
  const sorted = rows
    .filter(
      (row) =>
        isFound(row) &&
        conditions.every(({ column }) =>
          conditions.some((other) => other.column === column && holds(row, other)),
        ),
    )
    .sort((a, b) => {
      const [x, y] = [a[sort.column as keyof JobRow] ?? '', b[sort.column as keyof JobRow] ?? ''];
      const by = x < y ? -1 : x > y ? 1 : a.id - b.id;
      return sort.direction === 'asc' ? by : -by;
    });
  for (const { currency, amount } of sorted) sums[currency] = (sums[currency] ?? 0) + amount;
  return {
    ids: sorted.slice(offset, offset + limit).map(({ id }) => id),
    total: sorted.length,
    sums,
  };
}

async function everything(pages: JobPages): Promise<JobRow[]> {
  const { rows } = await pages.page({
    conditions: [],
    sort: { column: 'id', direction: 'asc' },
    offset: 0,
    limit: 1_000,
  });
  return rows;
}

// What was stored is searchable at once, or as yet read row by row.
const ROUNDS = fc.array(fc.tuple(fc.array(made, { maxLength: 60 }), request, fc.boolean()), {
  minLength: 1,
  maxLength: 12,
});

/** So few kinds of moves at a time that most counts are in the counters, as with a store's past; else with the moves. */
function addMovesBeyond(db: Db, most: number): void {
  const trigger = db
    .prepare<[], string>(`SELECT sql FROM sqlite_schema WHERE name = 'job_moves_added'`)
    .pluck()
    .get();
  db.exec(`DROP TRIGGER job_moves_added; ${trigger?.replace(`> ${MOST_MOVES}`, `> ${most}`)}`);
}

/** @param spoil breaks something that the list trusts */
async function check(spoil: (db: Db) => void = () => undefined): Promise<void> {
  let now = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 10, 100_000),
      fc.constantFrom(3, 50, 2_000),
      fc.constantFrom(2, 9, MOST_MOVES),
      ROUNDS,
      async (atOnce, slice, mostMoves, rounds) => {
        const db = openDatabase(tempFolder(), { now: () => 0 });
        try {
          addMovesBeyond(db, mostMoves);
          spoil(db);
          const pages = createJobPages(db, {
            timeZone: 'UTC',
            clock: () => now,
            endOfTurn: setImmediate,
            atOnce,
            slice,
          });
          const index = createSearchIndex(db, () => now);
          for (const [jobs, question, isIndexed] of rounds) {
            fill(db, jobs);
            if (isIndexed) index.slice();
            // Longer than an old walk may answer; it then hands over to the next as soon as that is through.
            now += 10_000;
            await settled(pages, question);
            for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
            now += 10_000;
            const page = await settled(pages, question);
            const expected = naive(await everything(pages), question);
            const { total, sums } = page;
            expect({ ids: page.rows.map(({ id }) => id), total, sums }).toEqual(expected);
          }
        } finally {
          db.close();
        }
      },
    ),
    { seed: SEED, numRuns: 100, endOnFailure: true },
  );
}

describe(`whatever is asked (SEED=${SEED})`, () => {
  it('the page and the count are those of reading every row', { timeout: 120_000 }, () => check());

  it.each([
    ['a move that is not counted', 'DROP TRIGGER jobs_recounted'],
    [
      'moves that are forgotten instead of added',
      `DROP TRIGGER job_moves_added;
       CREATE TRIGGER job_moves_added AFTER INSERT ON job_moves WHEN (SELECT count(*) FROM job_moves) > 9
         BEGIN DELETE FROM job_moves; END`,
    ],
    [
      'money of a day that is forgotten',
      `CREATE TRIGGER forgotten AFTER INSERT ON job_day_sums_before BEGIN
         UPDATE job_day_sums_before SET sum = 0 WHERE business_day = new.business_day; END`,
    ],
    ['a job that cannot be searched', 'UPDATE search_mark SET indexed_to = 1000000'],
  ])('%s is noticed', { timeout: 120_000 }, async (_, sql) => {
    await expect(check((db) => db.exec(sql))).rejects.toThrow(/Property failed/);
  });
});
