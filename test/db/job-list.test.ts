import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jobList } from '../../electron/db/job-list.ts';
import { openDatabase, type Db } from '../../electron/db/open.ts';
import {
  DEFAULT_SORT,
  JOB_COLUMNS,
  JOB_COLUMN_NAMES,
  messageOf,
  type Condition,
  type PageRequest,
} from '../../shared/domain/job-list.ts';
import { JOB_STATES, statusOf } from '../../shared/domain/states.ts';
import { insertJobs } from '../helpers/jobs.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

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
  jobList(db).page({ conditions: [], sort: DEFAULT_SORT, offset: 0, limit: 25, ...more });
const idsOf = (...conditions: Condition[]) => ask({ conditions }).rows.map(({ id }) => id);

describe('a page', () => {
  test('is newest first, with the count of what matches and of all', () => {
    const page = ask({ limit: 2 });
    expect(page.rows.map(({ id }) => id)).toEqual([5, 4]);
    expect(page).toMatchObject({ total: 5, all: 5 });
    expect(ask({ limit: 2, offset: 4 }).rows.map(({ id }) => id)).toEqual([1]);
  });

  test.each(JOB_COLUMN_NAMES.filter((column) => JOB_COLUMNS[column].sortable))(
    'can be sorted by %s both ways, every row on exactly one page',
    (column) => {
      for (const direction of ['asc', 'desc'] as const) {
        const ids = [0, 2, 4].flatMap((offset) =>
          ask({ sort: { column, direction }, offset, limit: 2 }).rows.map(({ id }) => id),
        );
        expect(new Set(ids).size).toBe(5);
      }
    },
  );
});

describe('conditions', () => {
  test.each<[string, Condition, number[]]>([
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
  ])('%s', (_, condition, expected) => {
    expect(idsOf(condition)).toEqual(expected);
  });

  test('all must hold', () => {
    expect(
      idsOf(
        { kind: 'choice', column: 'type', values: ['order-cash', 'order-non-cash'] },
        { kind: 'range', column: 'amount', to: 0 },
      ),
    ).toEqual([2]);
  });

  test('a text that looks like SQL is a text', () => {
    expect(
      idsOf({ kind: 'text', column: 'billNumber', operator: 'contains', text: `' OR 1=1 --` }),
    ).toEqual([]);
  });
});

describe('what SQL says', () => {
  test('of status and message is what the shared rules say', () => {
    const words = {
      'order-synced': 'Order synced to RS',
      'order-not-synced': 'Order NOT synced to RS',
    };
    for (const state of JOB_STATES) {
      for (const lastCheckAt of [null, 5]) {
        db.prepare(
          `UPDATE jobs SET state = ?, last_check_at = ?, posting_number = '1', lease_token = 1`,
        ).run(state, lastCheckAt);
        for (const row of ask({}).rows) {
          const message = messageOf(row);
          expect(idsOf({ kind: 'choice', column: 'status', values: [statusOf(state)] })).toContain(
            row.id,
          );
          expect(
            idsOf({
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

  test('of open money is per currency, with the oldest', () => {
    db.prepare(`UPDATE jobs SET state = 'booked', posting_number = '1' WHERE id = 1`).run();
    expect(jobList(db).openTallies().pending).toEqual({
      count: 4,
      sums: { EUR: -404 + 25_000 - 87, CHF: -420_000 },
      oldestAt: 20,
    });
  });
});

describe('plans of the hot questions', () => {
  test.each([
    [
      'due postings',
      `SELECT id FROM jobs INDEXED BY jobs_due_post WHERE state = 'waiting' AND needs_invoice = 0 AND due_at <= 1 ORDER BY due_at, id LIMIT 4`,
      'INDEX jobs_due_post',
    ],
    ['newest page', `SELECT * FROM jobs ORDER BY id DESC LIMIT 25 OFFSET 0`, 'SCAN jobs'],
    [
      'open tallies',
      `SELECT state, currency, count(*), sum(amount), min(created_at) FROM jobs INDEXED BY jobs_open WHERE state NOT IN ('booked', 'verified') GROUP BY state, currency`,
      'COVERING INDEX jobs_open',
    ],
  ])('%s', (_, sql, expected) => {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[];
    const text = plan.map(({ detail }) => detail).join('; ');
    expect(text).toContain(expected);
    expect(text).not.toContain('TEMP B-TREE');
  });
});
