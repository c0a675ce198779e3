/** Which way leads to a page, without a database: the question and what the counters say decide it. */
import { describe, expect, it } from 'vitest';
import { plan, type Facts, type Named, type Plan } from '../../../../electron/core/db/list/plan.ts';
import { EVERYTHING } from '../../../../electron/core/db/list/conditions.ts';
import { BY_DAY, BY_TYPE, OPEN } from '../../../../electron/core/db/list/ways.ts';
import { JOB_TYPES } from '../../../../shared/domain/job.ts';
import type { Condition, JobColumn, PageRequest } from '../../../../shared/domain/job-list.ts';
import { JOB_STATES } from '../../../../shared/domain/states.ts';

const ALL = 1_000_000;
const NOTHING_NAMED: Named = { ids: null, where: EVERYTHING };

function forbidden(): never {
  throw new Error('This plan needs no such fact.');
}

/** A shop with as many jobs of each type and state; what a plan should not ask for throws. */
function facts(known: Partial<Facts> = {}): Facts {
  const share = ALL / JOB_TYPES.length / JOB_STATES.length;
  return {
    atOnce: 5_000,
    all: () => ALL,
    hasChanged: () => false,
    groups: () =>
      JOB_TYPES.flatMap((type) => JOB_STATES.map((state) => ({ type, state, count: share }))),
    count: ({ types, states, days }) =>
      Math.round(types.length * states.length * share * (days ? 0.01 : 1)),
    countPlaces: () => undefined,
    startById: forbidden,
    startByDay: forbidden,
    candidates: forbidden,
    idsOfDays: forbidden,
    searched: (typed) => ({ sql: `bill_number = '${typed}'`, values: [] }),
    ...known,
  };
}

const choice = (column: 'type' | 'state' | 'status', ...values: string[]): Condition => ({
  kind: 'choice',
  column,
  values,
});
const DAY: Condition = {
  ...{ kind: 'day', column: 'businessDay', from: '2026-11-20', to: '2026-11-20' },
};
const DESK: Condition = { kind: 'text', column: 'payDesk', operator: 'equals', text: 'K1' };
const by = (column: JobColumn, direction: 'asc' | 'desc' = 'desc') => ({ column, direction });

function asked(request: Partial<PageRequest>): PageRequest {
  return { conditions: [], sort: by('id'), offset: 0, limit: 25, ...request };
}

/** After the search, which was asked for nothing. */
function planned(request: Partial<PageRequest>, known?: Partial<Facts>): Plan {
  return plan(asked(request), facts(known), NOTHING_NAMED);
}

describe('before anything is searched for', () => {
  const first = (request: Partial<PageRequest>, known?: Partial<Facts>) =>
    plan(asked(request), facts(known));
  const few = (test: (group: { type: string; state: string }) => boolean): Partial<Facts> => ({
    groups: () =>
      JOB_TYPES.flatMap((type) =>
        JOB_STATES.map((state) => ({ type, state, count: test({ type, state }) ? 10 : 90_000 })),
      ),
  });

  it('a type and a state that exclude each other are an empty page', () => {
    const conditions = [choice('state', 'booked'), choice('status', 'pending')];
    expect(first({ conditions }, { groups: forbidden })).toEqual({ kind: 'empty', total: 0 });
  });

  it('few open jobs are collected along the index of the open ones', () => {
    const conditions = [choice('state', 'attention')];
    const known = few(({ state }) => state === 'attention');
    expect(first({ conditions }, known)).toMatchObject({ kind: 'collect', way: OPEN });
  });

  it('a short day is collected, whatever else is asked', () => {
    const known = { count: () => 300 };
    const plan = first({ conditions: [DAY, DESK], search: '99' }, known);
    expect(plan).toMatchObject({ kind: 'collect', way: BY_DAY });
    expect(plan).toHaveProperty('filter.sql', expect.stringContaining('bill_number'));
  });

  it('a rare type is collected', () => {
    const conditions = [choice('type', 'close-diff')];
    const known = few(({ type }) => type === 'close-diff');
    expect(first({ conditions }, known)).toMatchObject({ kind: 'collect', way: BY_TYPE });
  });

  it('anything else asks the search first, with the part of a word that a filter names', () => {
    expect(first({})).toEqual({ kind: 'search', word: undefined });
    const part: Condition = {
      ...{ kind: 'text', column: 'billNumber', operator: 'contains', text: '99' },
    };
    expect(first({ conditions: [part] })).toMatchObject({ kind: 'search', word: { text: '99' } });
  });
});

it('few jobs that the search named are collected by their ids', () => {
  const named = { ids: [4, 7], where: EVERYTHING };
  expect(plan(asked({ search: 'B-1' }), facts({ count: forbidden }), named)).toMatchObject({
    kind: 'collect',
    way: { from: '', requires: { values: ['[4,7]'] } },
  });
});

describe('what the counters answer', () => {
  it('beyond the last job is an empty page', () => {
    expect(planned({ offset: ALL })).toEqual({ kind: 'empty', total: ALL });
  });

  it('all jobs by id start at the key that the counters know', () => {
    const startById = () => ({ id: 500_000, skip: 17 });
    expect(planned({ offset: ALL / 2 }, { startById })).toEqual({
      kind: 'from-key',
      from: 'NOT INDEXED',
      filter: { sql: 'id <= ?', values: [500_000] },
      skip: 17,
      total: ALL,
    });
  });

  it('several rare kinds by id are merged, each along its own index', () => {
    const startById = () => ({ id: 500_000, skip: 17 });
    const conditions = [choice('state', 'attention', 'unclear'), choice('type', 'cash-in')];
    const plan = planned({ conditions, sort: by('id', 'asc') }, { startById });
    expect(plan).toMatchObject({ kind: 'merge', skip: 17 });
    expect(plan).toHaveProperty('ways.length', 2);
    expect(plan).toHaveProperty('ways.0.requires.sql', expect.stringContaining(`'unclear'`));
  });

  it('days in the order of days start at the day of the page', () => {
    const startByDay = () => ({ day: '2026-11-20', skip: 3 });
    const plan = planned({ sort: by('businessDay'), offset: 9_000 }, { startByDay });
    expect(plan).toMatchObject({ kind: 'from-key', from: 'INDEXED BY jobs_day', skip: 3 });
  });

  it('another sort is read from the end that is nearer, unless both are too far', () => {
    const sort = by('amount');
    const near = { kind: 'from-nearer-end', from: 'INDEXED BY jobs_amount', total: ALL };
    expect(planned({ sort, offset: 100 })).toMatchObject(near);
    expect(planned({ sort, offset: ALL - 25 })).toMatchObject(near);
    expect(planned({ sort, offset: ALL / 2 })).toMatchObject({ kind: 'unindexed', total: ALL });
  });
});

describe('what only an index narrows', () => {
  const amount: Condition = { kind: 'range', column: 'amount', from: 5_000, to: 5_000 };

  it('few entries of an index are collected', () => {
    const candidates = () => ({ count: 40, first: 1, last: 9 });
    expect(planned({ conditions: [amount] }, { candidates })).toMatchObject({
      kind: 'collect',
      way: { from: 'INDEXED BY jobs_amount' },
    });
  });

  it('many entries bound the ids that are looked at', () => {
    const candidates = () => ({ count: 40_000, first: 7, last: 90_000 });
    expect(planned({ conditions: [amount] }, { candidates })).toMatchObject({
      kind: 'unindexed',
      question: { path: { bounds: { values: [7, 90_000] } } },
      total: undefined,
    });
  });

  it('a month by id is read between its ids, from the nearer end', () => {
    const idsOfDays = () => ({ first: 400_000, last: 410_000 });
    const conditions = [DAY, choice('type', ...JOB_TYPES)];
    expect(planned({ conditions }, { idsOfDays })).toMatchObject({
      kind: 'from-nearer-end',
      from: 'NOT INDEXED',
      total: ALL / 100,
    });
  });

  it('a pay desk alone has a kept count, and its rows are looked for', () => {
    const countPlaces = () => 300_000;
    expect(planned({ conditions: [DESK] }, { countPlaces })).toMatchObject({
      kind: 'unindexed',
      total: 300_000,
    });
    expect(planned({ conditions: [DESK, choice('type', 'cash-in')] })).toMatchObject({
      kind: 'unindexed',
      total: undefined,
    });
  });
});
