import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJobList } from '../../../electron/core/db/job-list.ts';
import { createJobNews } from '../../../electron/core/db/list/news.ts';
import { createJobPages } from '../../../electron/core/db/list/pages.ts';
import { createJobValues } from '../../../electron/core/db/list/values.ts';
import { openDatabase, type Db } from '../../../electron/core/db/open.ts';
import {
  DEFAULT_SORT,
  JOB_COLUMNS,
  JOB_COLUMN_NAMES,
  messageOf,
  type Condition,
  type PageRequest,
} from '../../../shared/domain/job-list.ts';
import { JOB_STATES, statusOf } from '../../../shared/domain/states.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

let db: Db;

beforeEach(() => {
  db = openDatabase(tempFolder(), { now: () => 0 });
  insertJobs(db, [
    { type: 'order-cash', amount: 5_999, billNumber: '2-2026/11/0000000025', createdAt: 10 },
    {
      type: 'order-non-cash',
      amount: -404,
      billNumber: '2-2026/11/0000000026',
      createdAt: 20,
      paymentType: 'ECKarte',
    },
    { type: 'cash-in', amount: 25_000, createdAt: 30 },
    { type: 'cash-out', amount: -420_000, createdAt: 40, currency: 'CHF' },
    { type: 'close-diff', amount: -87, createdAt: 50 },
  ]);
});

afterEach(() => {
  db.close();
});

const ask = (more: Partial<PageRequest>) =>
  createJobPages(db, { timeZone: 'UTC', clock: () => 0, endOfTurn: setImmediate }).page({
    conditions: [],
    sort: DEFAULT_SORT,
    offset: 0,
    limit: 25,
    ...more,
  });
const idsOf = async (...conditions: Condition[]) =>
  (await ask({ conditions })).rows.map(({ id }) => id);
const found = async (search: string) => (await ask({ search })).rows.map(({ id }) => id);

describe('what has happened since', () => {
  const news = () => createJobNews(db, { clock: () => 0, timeZone: 'UTC' });

  it('the new ones that match are counted, and only those', () => {
    expect(news().newestId()).toBe(5);
    expect(news().countAfter(5, { conditions: [] })).toBe(0);
    insertJobs(db, [
      { type: 'cash-in', amount: 123_456 },
      { type: 'cash-out', amount: -1 },
      { type: 'cash-in', amount: 7 },
    ]);
    expect(news().newestId()).toBe(8);
    expect(news().countAfter(5, { conditions: [] })).toBe(3);
    const cashIn = [{ kind: 'choice' as const, column: 'type' as const, values: ['cash-in'] }];
    expect(news().countAfter(5, { conditions: cashIn })).toBe(2);
    expect(news().countAfter(5, { conditions: cashIn, search: '1234,56' })).toBe(1);
    expect(news().countAfter(8, { conditions: [] })).toBe(0);
  });

  it('rows are found wherever they would stand; those that are not there are left out', () => {
    const found = news().rows([4, 1, 99]);
    expect(found.map(({ id }) => id).sort()).toEqual([1, 4]);
  });
});

describe('a page', () => {
  it('is newest first, with the count of what matches and of all', async () => {
    const page = await ask({ limit: 2 });
    expect(page.rows.map(({ id }) => id)).toEqual([5, 4]);
    expect(page).toMatchObject({ total: 5, all: 5 });
    const last = await ask({ limit: 2, offset: 4 });
    expect(last.rows.map(({ id }) => id)).toEqual([1]);
  });

  it.each(JOB_COLUMN_NAMES.filter((column) => JOB_COLUMNS[column].sortable))(
    'can be sorted by %s both ways, every row on exactly one page',
    async (column) => {
      for (const direction of ['asc', 'desc'] as const) {
        const pages = await Promise.all(
          [0, 2, 4].map((offset) => ask({ sort: { column, direction }, offset, limit: 2 })),
        );
        expect(new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(5);
      }
    },
  );
});

describe('conditions', () => {
  it.each<[string, Condition, number[]]>([
    ['one of', { kind: 'choice', column: 'type', values: ['cash-in', 'cash-out'] }, [4, 3]],
    ['none of nothing', { kind: 'choice', column: 'type', values: [] }, []],
    ['pending', { kind: 'choice', column: 'status', values: ['pending'] }, [5, 4, 3, 2, 1]],
    ['synced', { kind: 'choice', column: 'status', values: ['synced'] }, []],
    ['contains', { kind: 'text', column: 'billNumber', operator: 'contains', text: '0026' }, [2]],
    [
      'starts with',
      { kind: 'text', column: 'billNumber', operator: 'starts', text: '2-2026' },
      [2, 1],
    ],
    ['equals', { kind: 'text', column: 'billNumber', operator: 'equals', text: '0026' }, []],
    ['empty', { kind: 'text', column: 'billNumber', operator: 'empty', text: '' }, [5, 4, 3]],
    [
      'a wildcard is a character',
      { kind: 'text', column: 'billNumber', operator: 'contains', text: '%' },
      [],
    ],
    ['amounts', { kind: 'range', column: 'amount', from: -404, to: 5_999 }, [5, 2, 1]],
    [
      'instants, both ends included',
      { kind: 'range', column: 'createdAt', from: 20, to: 30 },
      [3, 2],
    ],
    ['days', { kind: 'day', column: 'businessDay', from: '2026-11-21' }, []],
    ['payment type', { kind: 'text', column: 'paymentType', operator: 'starts', text: 'eck' }, [2]],
  ])('%s', async (_, condition, expected) => {
    expect(await idsOf(condition)).toEqual(expected);
  });

  it('those of one column are alternatives, every column must hold', async () => {
    expect(
      await idsOf(
        { kind: 'text', column: 'billNumber', operator: 'contains', text: '0025' },
        { kind: 'text', column: 'billNumber', operator: 'contains', text: '0026' },
        { kind: 'range', column: 'amount', to: 0 },
      ),
    ).toEqual([2]);
    expect(
      await idsOf(
        { kind: 'choice', column: 'type', values: ['order-cash', 'order-non-cash'] },
        { kind: 'range', column: 'amount', to: 0 },
      ),
    ).toEqual([2]);
  });

  it('a text that looks like SQL is a text', async () => {
    expect(
      await idsOf({
        kind: 'text',
        column: 'billNumber',
        operator: 'contains',
        text: `' OR 1=1 --`,
      }),
    ).toEqual([]);
  });
});

describe('what SQL says', () => {
  it('of status and message is what the shared rules say', async () => {
    const words = {
      'order-synced': 'Order synced to RS',
      'order-not-synced': 'Order NOT synced to RS',
    };
    for (const state of JOB_STATES) {
      for (const lastCheckAt of [null, 5]) {
        db.prepare(
          `UPDATE jobs SET state = ?, last_check_at = ?, posting_number = '1', lease_token = 1`,
        ).run(state, lastCheckAt);
        for (const row of (await ask({})).rows) {
          const message = messageOf(row);
          expect(
            await idsOf({ kind: 'choice', column: 'status', values: [statusOf(state)] }),
          ).toContain(row.id);
          expect(
            await idsOf({
              kind: 'text',
              column: 'message',
              operator: 'equals',
              text: message ? words[message] : '',
            }),
          ).toContain(row.id);
        }
      }
    }
  });

  it('of open money is per currency, with the oldest', () => {
    db.prepare(`UPDATE jobs SET state = 'booked', posting_number = '1' WHERE id = 1`).run();
    expect(createJobList(db).openTallies().pending).toEqual({
      count: 4,
      sums: { EUR: -404 + 25_000 - 87, CHF: -420_000 },
      oldestAt: 20,
    });
  });
});

describe('the search', () => {
  it.each([
    ['part of a bill number', '00026', [2]],
    ['a whole bill number', '2-2026/11/0000000025', [1]],
    ['an amount in German', '59,99', [1]],
    ['an amount in English', '59.99 EUR', [1]],
    ['an amount without its sign', '4,04', [2]],
    ['an amount with its sign', '-4,04', [2]],
    ['the other sign', '+4,04', []],
    ['grouped thousands', '4.200', [4]],
    ['the number of a job', '3', [3]],
    ['what nothing has', 'Rechnung', []],
    ['what looks like syntax', '"0026" OR "0025"', []],
    ['a wildcard', '00_26', []],
    ['blanks around it', '  0026 ', [2]],
  ])('finds %s', async (_, search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  it('finds an invoice as soon as it is known, and a posting number', async () => {
    expect(await found('RB2099')).toEqual([]);
    db.prepare(
      `UPDATE jobs SET invoice_number = 'RB2099123', state = 'booked', posting_number = '4711' WHERE id = 1`,
    ).run();
    expect(await found('B2099')).toEqual([1]);
    expect(await found('4711')).toEqual([1]);
  });

  it('narrows what the filter shows', async () => {
    const page = await ask({
      search: '2-2026',
      conditions: [{ kind: 'choice', column: 'type', values: ['order-cash'] }],
    });
    expect(page.rows.map(({ id }) => id)).toEqual([1]);
    expect(page.total).toBe(1);
  });
});

describe('values to choose from', () => {
  it('are those that jobs have, most frequent first', () => {
    const { values } = createJobValues(
      db,
      createJobPages(db, { timeZone: 'UTC', clock: () => 0, endOfTurn: setImmediate }).counts,
    );
    expect(values('currency')).toEqual([
      { value: 'EUR', count: 4 },
      { value: 'CHF', count: 1 },
    ]);
    expect(values('paymentType')).toEqual([{ value: 'ECKarte', count: 1 }]);
    expect(values('status')).toEqual([{ value: 'pending', count: 5 }]);
    expect(values('cause')).toEqual([]);
  });
});
