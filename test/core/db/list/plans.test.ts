/**
 * What SQLite does for the questions that are asked all day. A plan that reads the whole table, or sorts it, is right and
 * too slow with ten years of a store in it: no other test would notice.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobMoves } from '../../../../electron/core/db/jobs/moves.ts';
import { createJobPages } from '../../../../electron/core/db/list/pages.ts';
import { openDatabase, type Db } from '../../../../electron/core/db/open.ts';
import { JOB_TYPES } from '../../../../shared/domain/job.ts';
import type { Condition, PageRequest } from '../../../../shared/domain/job-list.ts';
import { JOB_STATES } from '../../../../shared/domain/states.ts';
import { SHIPPED_VIEWS, shippedView } from '../../../../shared/domain/views.ts';
import { DAYS, fill, settled, SORTS } from './fixture.ts';

const JOBS = 300;
let folder: string;
let db: Db;

beforeAll(() => {
  // One for all of them: nothing here writes.
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-test-'));
  db = openDatabase(folder, { now: () => 0 });
  fill(
    db,
    Array.from({ length: JOBS }, (_, index) => ({
      type: index % JOB_TYPES.length,
      state: JOB_STATES.indexOf(index % 50 === 0 ? 'attention' : 'booked'),
      day: index % DAYS.length,
      amount: index + 1,
      at: index,
      bill: index,
    })),
  );
});

afterAll(() => {
  db.close();
  fs.rmSync(folder, { recursive: true });
});

/** The database, and every statement that is prepared on it. */
function watchedBy(asked: string[]): Db {
  return new Proxy(db, {
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
}

function planOf(sql: string): string {
  return explained<{ detail: string }>('EXPLAIN QUERY PLAN', sql)
    .map(({ detail }) => detail)
    .join('; ');
}

function explained<Step>(how: 'EXPLAIN' | 'EXPLAIN QUERY PLAN', sql: string): Step[] {
  const named = [...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, 1] as const);
  const values = Array.from({ length: sql.split('?').length - 1 }, () => 1);
  const given = named.length > 0 ? [...values, Object.fromEntries(named)] : values;
  return db.prepare<unknown[], Step>(`${how} ${sql}`).all(...given);
}

/** What SQLite does for a question at a size where reading everything would hurt: `atOnce` 0 stands for that size. */
async function plansOf(question: Partial<PageRequest>): Promise<string[]> {
  const asked: string[] = [];
  const watched = watchedBy(asked);
  const pages = createJobPages(watched, {
    timeZone: 'UTC',
    clock: () => 0,
    endOfTurn: setImmediate,
    atOnce: 0,
  });
  asked.length = 0;
  await settled(pages, {
    conditions: [],
    sort: { column: 'id', direction: 'desc' },
    offset: 0,
    limit: 25,
    ...question,
  });
  return asked.filter((sql) => sql.includes('FROM jobs')).map(planOf);
}

/** Nothing is read from end to end, and only what an index has found is sorted. */
function expectNoWholeTable(plans: readonly string[]): void {
  for (const plan of plans) {
    expect(plan).not.toMatch(/SCAN jobs(?! USING)/);
    // Money of a bounded slice is sorted by its currency, where a shop has several.
    if (plan.replace('USE TEMP B-TREE FOR GROUP BY', '').includes('TEMP B-TREE'))
      expect(plan).toMatch(/jobs_open|jobs_type|LIST SUBQUERY|SCAN job_moves/);
  }
}

describe('plans of the hot questions', () => {
  const kinds = (column: 'type' | 'state' | 'status', ...values: string[]): Condition => ({
    kind: 'choice',
    column,
    values,
  });

  it.each<[string, Partial<PageRequest>, RegExp]>([
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
    [
      'a type that is not in RS: no row is read for it',
      { conditions: [kinds('type', 'order-cash'), kinds('status', 'pending')] },
      /USING COVERING INDEX jobs_open/,
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
    expectNoWholeTable(plans);
  });
});

it('one type by amount: rows of other types are passed over in the index, not fetched', async () => {
  const asked: string[] = [];
  const pages = createJobPages(watchedBy(asked), {
    timeZone: 'UTC',
    clock: () => 0,
    endOfTurn: setImmediate,
    atOnce: 0,
  });
  asked.length = 0;
  await settled(pages, {
    conditions: [{ kind: 'choice', column: 'type', values: ['order-non-cash'] }],
    sort: { column: 'amount', direction: 'desc' },
    offset: 0,
    limit: 25,
  });
  const sql =
    asked.find((each) => /jobs_amount.*type IN/s.test(each) && each.includes('LIMIT')) ?? '';
  const steps = explained<{ opcode: string; p1: number }>('EXPLAIN', sql);
  const seek = steps.findIndex(({ opcode }) => opcode === 'DeferredSeek');

  expect(steps[seek + 1]).toMatchObject({ opcode: 'Column', p1: steps[seek]?.p1 });
});

describe('every shipped view, by every sort that is offered, either way', () => {
  const day = '2026-11-20';
  const questions = SHIPPED_VIEWS.flatMap((view) =>
    SORTS.flatMap((column) =>
      (['asc', 'desc'] as const).map((direction) => ({ view, column, direction })),
    ),
  );

  it.each(questions)('$view by $column, $direction', async ({ view, column, direction }) => {
    const conditions = shippedView(view).filters.map(({ condition }) =>
      condition.kind === 'day' ? { ...condition, from: day, to: day } : condition,
    );
    for (const offset of [0, JOBS / 2, JOBS - 25]) {
      const plans = await plansOf({ conditions, sort: { column, direction }, offset });
      if (offset === 0) expect(plans).not.toEqual([]);
      expectNoWholeTable(plans);
    }
  });
});

describe('what the engine asks at each turn', () => {
  it('is answered by its index alone, in its order', () => {
    const asked: string[] = [];
    const moves = createJobMoves(watchedBy(asked));
    moves.nextDueAt();
    const hot = asked.filter((sql) => sql.startsWith('SELECT') && sql.includes('due_at'));
    const plans = hot.map(planOf);
    expect(plans.length).toBeGreaterThanOrEqual(6);
    for (const plan of plans) {
      expect(plan).toMatch(/jobs_due_(post|invoice|unclear)|INTEGER PRIMARY KEY/);
      expect(plan).not.toMatch(/TEMP B-TREE/);
    }
  });
});
