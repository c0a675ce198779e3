/**
 * Questions of the list at the size of ten years of a busy store, each beside the bare SQL of the same question:
 * `SELECT … WHERE … ORDER BY … LIMIT … OFFSET …` and `count(*)`, on the same database with the same indexes.
 *
 *   npm run bench -- list [--rows 1000000] [--rounds 40] [--folder DIR]
 *
 * The database is filled once and kept in the folder for the next run.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createJobList } from '../electron/core/db/job-list.ts';
import { where, SQL_OF_COLUMN } from '../electron/core/db/list/conditions.ts';
import { createJobPages, type JobPages } from '../electron/core/db/list/pages.ts';
import { ROW_COLUMNS } from '../electron/core/db/list/rows.ts';
import type { Db } from '../electron/core/db/open.ts';
import { DEFAULT_SORT, type Condition, type PageRequest } from '../shared/domain/job-list.ts';
import { watchLoopDelay } from './delay.ts';
import { noteFigure } from './figures.ts';
import { filledFolder, LAST_DAY, openFilled } from './fixture.ts';
import { median, percentile, table } from './report.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '40' },
    folder: { type: 'string' },
  },
});
const ROWS = Number(values.rows);
const ROUNDS = Number(values.rounds);
/** Bare SQL that takes longer runs fewer times. */
const BARE_SQL_BUDGET_MS = 3_000;
const DAY_MS = 86_400_000;

const kinds = (column: 'type' | 'state' | 'status', ...chosen: string[]): Condition => ({
  kind: 'choice',
  column,
  values: chosen,
});
const days = (from: number, to: number): Condition => ({
  kind: 'day',
  column: 'businessDay',
  from: dayOf(from),
  to: dayOf(to),
});

function dayOf(back: number): string {
  return new Date(LAST_DAY - back * DAY_MS).toISOString().slice(0, 10);
}

interface Question {
  readonly name: string;
  readonly ask: Partial<PageRequest>;
}

function questions(): Question[] {
  const middle = Math.floor(ROWS / 2 / 25) * 25;
  const last = ROWS - 25;
  const sorts = (
    ['createdAt', 'modifiedAt', 'businessDay', 'amount', 'billNumber'] as const
  ).flatMap((column): Question[] => [
    { name: `by ${column}, first page`, ask: { sort: { column, direction: 'desc' } } },
    { name: `by ${column}, last page`, ask: { sort: { column, direction: 'desc' }, offset: last } },
    {
      name: `by ${column}, middle page`,
      ask: { sort: { column, direction: 'desc' }, offset: middle },
    },
  ]);
  const filters: Question[] = [
    { name: 'view: needs me', ask: { conditions: [kinds('state', 'attention')] } },
    { name: 'view: not in RS yet', ask: { conditions: [kinds('status', 'pending')] } },
    { name: 'view: today', ask: { conditions: [days(0, 0)] } },
    {
      name: 'view: differences',
      ask: { conditions: [kinds('type', 'opening-diff', 'close-diff')] },
    },
    { name: 'card sales', ask: { conditions: [kinds('type', 'order-non-cash')] } },
    {
      name: 'card sales, middle',
      ask: { conditions: [kinds('type', 'order-non-cash')], offset: Math.floor(ROWS / 10) },
    },
    {
      name: 'card sales not in RS',
      ask: { conditions: [kinds('type', 'order-non-cash'), kinds('status', 'pending')] },
    },
    {
      name: 'card sales of yesterday',
      ask: { conditions: [kinds('type', 'order-non-cash'), days(1, 1)] },
    },
    { name: 'last 30 days', ask: { conditions: [days(30, 0)] } },
    { name: 'a month 5 years ago', ask: { conditions: [days(1_830, 1_800)] } },
    {
      name: 'card sales by amount',
      ask: {
        conditions: [kinds('type', 'order-non-cash')],
        sort: { column: 'amount', direction: 'desc' },
      },
    },
    {
      name: 'last 30 days by modification',
      ask: { conditions: [days(30, 0)], sort: { column: 'modifiedAt', direction: 'desc' } },
    },
    {
      name: 'amount exactly 50.00',
      ask: { conditions: [{ kind: 'range', column: 'amount', from: 5_000, to: 5_000 }] },
    },
    {
      name: 'created in an hour 3 years ago',
      ask: {
        conditions: [
          {
            kind: 'range',
            column: 'createdAt',
            from: LAST_DAY - 1_000 * DAY_MS,
            to: LAST_DAY - 1_000 * DAY_MS + 3_600_000,
          },
        ],
      },
    },
    {
      name: 'a bill number exactly',
      ask: {
        conditions: [
          { kind: 'text', column: 'billNumber', operator: 'equals', text: bill(SAMPLE_NUMBER) },
        ],
      },
    },
    {
      name: 'bill number starts with',
      ask: {
        conditions: [
          {
            kind: 'text',
            column: 'billNumber',
            operator: 'starts',
            text: bill(SAMPLE_NUMBER).slice(0, -2),
          },
        ],
      },
    },
  ];
  const searches: Question[] = [
    { name: 'search: 6 digits of a bill number', ask: { search: bill(SAMPLE_NUMBER).slice(-6) } },
    { name: 'search: a whole bill number', ask: { search: bill(SAMPLE_NUMBER) } },
    { name: 'search: an invoice', ask: { search: `RB${2_000_000 + SAMPLE_NUMBER}` } },
    { name: 'search: an amount', ask: { search: '50,01' } },
    { name: 'search: nothing has it', ask: { search: 'Hollerbach' } },
  ];
  return [
    { name: 'all, first page', ask: {} },
    { name: 'all, last page', ask: { offset: last } },
    { name: 'all, middle page', ask: { offset: middle } },
    ...filters,
    ...sorts,
    ...searches,
  ];
}

/** Asked by a window that has just been opened: first rows, later the count, and a jump as soon as there is something to jump to. */
const FIRST_TIME: Question[] = [
  ...(['amount', 'billNumber', 'modifiedAt'] as const).map((column): Question => ({
    name: `by ${column}`,
    ask: { sort: { column, direction: 'desc' } },
  })),
  {
    name: 'amount from 10.00 to 20.00',
    ask: { conditions: [{ kind: 'range', column: 'amount', from: 1_000, to: 2_000 }] },
  },
  { name: 'search: 3 digits', ask: { search: '372' } },
  {
    name: 'card sales of K2',
    ask: {
      conditions: [
        kinds('type', 'order-non-cash'),
        { kind: 'text', column: 'payDesk', operator: 'equals', text: 'K2' },
      ],
    },
  },
  {
    name: 'card sales by amount',
    ask: {
      conditions: [kinds('type', 'order-non-cash')],
      sort: { column: 'amount', direction: 'desc' },
    },
  },
  {
    name: 'pay desk K2',
    ask: { conditions: [{ kind: 'text', column: 'payDesk', operator: 'equals', text: 'K2' }] },
  },
  {
    name: 'K2 by amount',
    ask: {
      conditions: [{ kind: 'text', column: 'payDesk', operator: 'equals', text: 'K2' }],
      sort: { column: 'amount', direction: 'asc' },
    },
  },
  {
    name: 'bill number contains 99',
    ask: { conditions: [{ kind: 'text', column: 'billNumber', operator: 'contains', text: '99' }] },
  },
];

/** Somewhere in the first half, with digits that differ. */
const SAMPLE_NUMBER = Math.floor(ROWS * 0.372158);

function bill(number: number): string {
  return `1-${String(Math.floor(number)).padStart(10, '0')}`;
}

const whole = (ask: Partial<PageRequest>): PageRequest => ({
  conditions: [],
  sort: DEFAULT_SORT,
  offset: 0,
  limit: 25,
  ...ask,
});

/** The same question in the SQL that comes to mind first. */
function bare(db: Db, question: PageRequest): () => void {
  const { column, direction } = question.sort;
  const asked = where(question.conditions);
  const part = `%${question.search ?? ''}%`;
  const found = question.search
    ? `AND (bill_number LIKE @part OR invoice_number LIKE @part OR reference LIKE @part OR text LIKE @part)`
    : '';
  let index = 0;
  const sql = asked.sql.replaceAll('?', () => `@v${index++}`);
  const bound = {
    ...Object.fromEntries(asked.values.map((value, at) => [`v${at}`, value])),
    ...(question.search ? { part } : {}),
  };
  const rows = db.prepare(
    `SELECT ${ROW_COLUMNS} FROM jobs WHERE ${sql} ${found} ORDER BY ${SQL_OF_COLUMN[column]} ${direction}, id ${direction}
     LIMIT ${question.limit} OFFSET ${question.offset}`,
  );
  const count = db.prepare(`SELECT count(*) FROM jobs WHERE ${sql} ${found}`);
  return () => {
    rows.all(bound);
    count.get(bound);
  };
}

async function timed(run: () => unknown, rounds: number): Promise<number[]> {
  const times: number[] = [];
  const begin = performance.now();
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
    if (round >= 2 && performance.now() - begin > BARE_SQL_BUDGET_MS) break;
  }
  return times;
}

/** Asks until the count is known, as the window does, but more often. */
async function quiet(pages: JobPages, question: PageRequest): Promise<number> {
  for (;;) {
    const { exact, total } = await pages.page(question);
    if (exact) return total;
    await pause(10);
  }
}

async function main(): Promise<void> {
  const folder = values.folder ?? filledFolder('list', ROWS);
  const db = openFilled(folder, ROWS);
  const list = createJobList(db);
  const openPages = () =>
    createJobPages(db, {
      timeZone: 'UTC',
      clock: Date.now,
      endOfTurn: setImmediate,
      startThread: () =>
        new Worker(new URL('../electron/core/db/list/scan-thread.ts', import.meta.url), {
          workerData: folder,
        }),
      onBug: (error) => {
        throw error;
      },
    });
  let pages = openPages();
  const rows: (string | number)[][] = [];
  const figure = (ms: number) => ms.toFixed(ms < 10 ? 2 : 0);
  for (const { name, ask } of questions()) {
    const question = whole(ask);
    // The first page of a sort makes its marks in the background; people look at it before they jump.
    if (question.offset > 0) {
      await pages.page({ ...question, offset: 0 });
      for (let turn = 0; turn < ROWS / 5_000; turn++) await new Promise(setImmediate);
    }
    await quiet(pages, question);
    // Other rows each time: a page that was just read lies in the cache.
    const step = question.offset === 0 ? 0 : 25 * 37;
    let round = 0;
    const another = () => {
      round += 1;
      const offset = question.offset - ((round * step) % Math.max(1, question.offset));
      return pages.page({ ...question, offset: Math.max(0, offset) });
    };
    const ours = await timed(another, ROUNDS);
    const naive = await timed(bare(db, question), ROUNDS);
    if (name === 'all, first page') noteFigure(`list, ${ROWS} jobs: a page, ms`, ours);
    rows.push([
      name,
      figure(median(ours)),
      figure(percentile(ours, 95)),
      figure(median(naive)),
      figure(percentile(naive, 95)),
    ]);
    process.stderr.write('.');
  }
  const tallies = await timed(() => list.openTallies(), ROUNDS);
  rows.push([
    'tallies of the lamp',
    figure(median(tallies)),
    figure(percentile(tallies, 95)),
    '',
    '',
  ]);
  process.stdout.write(
    `\nlist, ${ROWS} jobs, pages of 25; milliseconds, the page with its exact count\n` +
      table(['question', 'median', 'p95', 'bare SQL median', 'p95'], rows),
  );
  await pages.close();
  // One that has no marks along its sorts yet.
  pages = openPages();
  const slow: (string | number)[][] = [];
  for (const { name, ask } of FIRST_TIME) {
    const question = whole(ask);
    const delay = watchLoopDelay();
    const start = performance.now();
    await pages.page(question);
    const first = performance.now() - start;
    const jump = { ...question, offset: Math.floor(ROWS / 20 / 25) * 25 };
    await pages.page(jump);
    const reached = performance.now() - start - first;
    await quiet(pages, question);
    const counted = performance.now() - start;
    // Pages that are answered at once follow each other without a turn of the loop: that is no hold of the program's.
    const { max } = delay();
    const again = await timed(() => pages.page(jump), ROUNDS);
    noteFigure(`list, ${ROWS} jobs, ${name}: first rows, ms`, [first]);
    noteFigure(`list, ${ROWS} jobs, ${name}: first jump, ms`, [reached]);
    noteFigure(`list, ${ROWS} jobs, ${name}: exact count, ms`, [counted]);
    noteFigure(`list, ${ROWS} jobs, ${name}: longest hold of the main loop, ms`, [max]);
    const naive = await timed(bare(db, question), 3);
    slow.push([
      name,
      ...[first, reached, counted, median(again), percentile(again, 95), max, median(naive)].map(
        figure,
      ),
    ]);
  }
  process.stdout.write(
    `\nasked for the first time; milliseconds since it was asked (the jump: since it was)\n` +
      table(
        [
          'question',
          'first rows',
          'first jump',
          'count known',
          'jump again',
          'p95',
          'longest hold of the loop',
          'bare SQL (one block)',
        ],
        slow,
      ) +
      '\n',
  );
  await pages.close();
  db.close();
}

await main();
