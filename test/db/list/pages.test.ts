/** The list gives exactly the rows and counts that reading everything would give, whichever way it takes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jobPages, type JobPages } from '../../../electron/db/list/pages.ts';
import { searchIndex } from '../../../electron/db/list/search-index.ts';
import { MOST_MOVES } from '../../../electron/db/migrations/0120-job-moves.ts';
import { openDatabase, type Db } from '../../../electron/db/open.ts';
import { JOB_TYPES } from '../../../shared/domain/job.ts';
import {
  JOB_COLUMNS,
  JOB_COLUMN_NAMES,
  type Condition,
  type JobRow,
  type PageRequest,
} from '../../../shared/domain/job-list.ts';
import { JOB_STATES, statusOf } from '../../../shared/domain/states.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const SEED = Number(process.env['SEED'] ?? Date.now());
const DAYS = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'];
const SORTS = JOB_COLUMN_NAMES.filter((column) => JOB_COLUMNS[column].sortable);

interface Made {
  readonly type: number;
  readonly state: number;
  readonly day: number;
  readonly amount: number;
  readonly at: number;
  readonly bill: number | null;
}

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

function fill(db: Db, jobs: readonly Made[]): void {
  db.prepare(
    `INSERT OR IGNORE INTO sources (id, kind, name, size, received_at, status) VALUES (1, 'inbox', 'x', 0, 0, 'imported')`,
  ).run();
  const event = db.prepare(
    `INSERT INTO pos_events (source_id, natural_key, content_hash, store, pay_desk, currency, business_day, occurred_at,
       received_at, origin, payload) VALUES (1, ?, x'00', '1', 'K1', 'EUR', ?, 0, 0, 'x', '{}')`,
  );
  const job = db.prepare(
    `INSERT INTO jobs (event_id, part, type, state, created_at, modified_at, needs_invoice, bill_number, amount, currency,
       business_day, store, pay_desk, reference, posting_number, lease_token)
     VALUES (?, 'all', ?, 'waiting', ?, ?, 0, ?, ?, 'EUR', ?, '1', ?, ?, ?, 1)`,
  );
  const move = db.prepare('UPDATE jobs SET state = ? WHERE id = ?');
  db.transaction(() => {
    for (const { type, state, day, amount, at, bill } of jobs) {
      const id = event.run(`k${Math.random()}`, DAYS[day]).lastInsertRowid;
      const number = bill === null ? null : `B-${String(bill).padStart(5, '0')}`;
      const added = job.run(
        id,
        JOB_TYPES[type],
        at,
        100 - at,
        number,
        amount,
        DAYS[day],
        at % 7 === 0 ? 'K2' : 'K1',
        `VP-P${id}`,
        String(id),
      );
      move.run(JOB_STATES[state], added.lastInsertRowid);
    }
  })();
}

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
  search: fc.option(fc.constantFrom('0001', 'b-00', 'VP-P1', '12', '0,12', 'nothing'), {
    nil: undefined,
    freq: 3,
  }),
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
    const value = one.column === 'status' ? statusOf(row.state) : row[one.column as keyof JobRow];
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
    const amount = { '12': 1_200, '0,12': 12 }[part];
    return amount !== undefined && Math.abs(row.amount) === amount;
  };
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
  return { ids: sorted.slice(offset, offset + limit).map(({ id }) => id), total: sorted.length };
}

/** Asks until the count is known, as the window does. */
async function settled(pages: JobPages, question: PageRequest) {
  for (;;) {
    const page = await pages.page(question);
    if (page.exact) return page;
  }
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
          const pages = jobPages(db, { clock: () => now, endOfTurn: setImmediate, atOnce, slice });
          const index = searchIndex(db, () => now);
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
            expect({ ids: page.rows.map(({ id }) => id), total: page.total }).toEqual(expected);
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
  test('the page and the count are those of reading every row', { timeout: 120_000 }, () =>
    check(),
  );

  test.each([
    ['a move that is not counted', 'DROP TRIGGER jobs_recounted'],
    [
      'moves that are forgotten instead of added',
      `DROP TRIGGER job_moves_added;
       CREATE TRIGGER job_moves_added AFTER INSERT ON job_moves WHEN (SELECT count(*) FROM job_moves) > 9
         BEGIN DELETE FROM job_moves; END`,
    ],
    ['a job that cannot be searched', 'UPDATE search_mark SET indexed_to = 1000000'],
  ])('%s is noticed', { timeout: 120_000 }, async (_, sql) => {
    await expect(check((db) => db.exec(sql))).rejects.toThrow(/Property failed/);
  });
});

/** What SQLite does for a question at a size where reading everything would hurt: `atOnce` 0 stands for that size. */
async function plansOf(question: Partial<PageRequest>): Promise<string[]> {
  const db = openDatabase(tempFolder(), { now: () => 0 });
  try {
    fill(
      db,
      Array.from({ length: 300 }, (_, index) => ({
        type: index % JOB_TYPES.length,
        state: JOB_STATES.indexOf(index % 50 === 0 ? 'attention' : 'booked'),
        day: index % DAYS.length,
        amount: index + 1,
        at: index,
        bill: index,
      })),
    );
    const asked: string[] = [];
    const watched = new Proxy(db, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (key === 'prepare') {
          return (sql: string) => {
            asked.push(sql);
            return target.prepare(sql);
          };
        }
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const pages = jobPages(watched, { clock: () => 0, endOfTurn: setImmediate, atOnce: 0 });
    asked.length = 0;
    await settled(pages, {
      conditions: [],
      sort: { column: 'id', direction: 'desc' },
      offset: 0,
      limit: 25,
      ...question,
    });
    return asked
      .filter((sql) => sql.includes('FROM jobs'))
      .map((sql) =>
        db
          .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
          .all(...Array.from({ length: sql.split('?').length - 1 }, () => 1))
          .map(({ detail }) => detail)
          .join('; '),
      );
  } finally {
    db.close();
  }
}

describe('plans of the hot questions', () => {
  const kinds = (column: 'type' | 'state' | 'status', ...values: string[]): Condition => ({
    kind: 'choice',
    column,
    values,
  });

  test.each<[string, Partial<PageRequest>, RegExp]>([
    ['all, by id', {}, /SEARCH jobs USING INTEGER PRIMARY KEY \(rowid<\?\)/],
    ['a page in the middle', { offset: 150 }, /SEARCH jobs USING INTEGER PRIMARY KEY \(rowid<\?\)/],
    ['needs me', { conditions: [kinds('state', 'attention')] }, /jobs_open \(state=\? AND id<\?\)/],
    [
      'not in RS yet',
      { conditions: [kinds('status', 'pending')] },
      /jobs_open \(state=\? AND id<\?\)/,
    ],
    [
      'differences',
      { conditions: [kinds('type', 'opening-diff', 'close-diff')] },
      /PRIMARY KEY \(rowid<\?\)/,
    ],
    [
      'a rare type',
      { conditions: [kinds('type', 'cash-in'), kinds('state', 'attention')] },
      /jobs_open|jobs_type/,
    ],
    ['by business day', { sort: { column: 'businessDay', direction: 'desc' } }, /jobs_day/],
    ['by amount', { sort: { column: 'amount', direction: 'asc' } }, /jobs_amount/],
    ['by creation', { sort: { column: 'createdAt', direction: 'desc' } }, /jobs_created/],
    ['by modification', { sort: { column: 'modifiedAt', direction: 'desc' } }, /jobs_modified/],
    ['by bill number', { sort: { column: 'billNumber', direction: 'asc' } }, /jobs_bill/],
    [
      'a bill number exactly',
      { conditions: [{ kind: 'text', column: 'billNumber', operator: 'equals', text: 'B-00012' }] },
      /jobs_bill \(<expr>=\?\)/,
    ],
  ])('%s', async (_, question, expected) => {
    const plans = await plansOf(question);
    expect(plans.join('\n')).toMatch(expected);
    for (const plan of plans) {
      // Sorted or counted only what an index has found.
      expect(plan).not.toMatch(/SCAN jobs(?! USING)/);
      if (plan.includes('TEMP B-TREE')) expect(plan).toMatch(/jobs_open|jobs_type|LIST SUBQUERY/);
    }
  });
});
