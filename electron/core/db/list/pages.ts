/**
 * A page of the list, by the cheapest way that its question allows (docs/list.md):
 *
 * - few candidates (an open state, a day, what the search found): collected and sorted;
 * - types, states and days in the order of ids or days: started near the page by the counters;
 * - a sort with an index, near either end: read along that index;
 * - everything else: first rows as they come along the sort, while all jobs are looked through elsewhere
 *   (`look-through.ts`), which tells the count and where the rows of any page are.
 */
import { JOB_TYPES } from '../../../../shared/domain/job.ts';
import type { Worker } from 'node:worker_threads';
import type { JobRow, PageRequest } from '../../../../shared/domain/job-list.ts';
import { JOB_STATES } from '../../../../shared/domain/states.ts';
import type { Clock } from '../../../../shared/domain/time.ts';
import { GIVEN } from '../given-limit.ts';
import type { Db } from '../open.ts';
import { and, EVERYTHING, quoted, where, type Where, SQL_OF_COLUMN } from './conditions.ts';
import { counted, jobCounts, type Counted } from './counts.ts';
import { lookHere, lookInThread } from './lookers.ts';
import { jobSearch } from './search.ts';
import { unindexedPages } from './unindexed.ts';
import {
  asksForOpen,
  boundsOf,
  BY_DAY,
  BY_TYPE,
  finders,
  OPEN,
  orderOf,
  sortOf,
  wordOf,
  type Way,
} from './ways.ts';

/** The payment type is the one that its filter compares: type and name, so that a value seen in a row finds the row. */
export const ROW_COLUMNS = `id, created_at AS createdAt, modified_at AS modifiedAt, type, state, cause,
  last_check_at AS lastCheckAt, due_at AS dueAt, attempts, bill_number AS billNumber, invoice_number AS invoiceNumber,
  amount, currency, business_day AS businessDay, store, pay_desk AS payDesk,
  nullif(${SQL_OF_COLUMN.paymentType}, '') AS paymentType, posting_number AS postingNumber, reference, closing, moved_to_period AS movedToPeriod`;

/** As many rows are looked at in one go; more is done in slices. */
const AT_ONCE = 5_000;
/** As many rows hold up the event loop for a few milliseconds. */
const SLICE = 2_000;
/** As many index entries are counted in one go. */
const COUNT_AT_ONCE = 20 * AT_ONCE;
export interface JobPage {
  readonly rows: JobRow[];
  readonly total: number;
  /** False: at least `total`; the count goes on, ask again. */
  readonly exact: boolean;
  readonly all: number;
}

export interface PagesOptions {
  readonly clock: Clock;
  /** Lets others run between two slices. */
  readonly endOfTurn: (run: () => void) => void;
  /** Rows that are looked at in one go. */
  readonly atOnce?: number;
  /** Rows that one step of a walk looks at. */
  readonly slice?: number;
  /** Starts the thread that looks through all jobs; without it the main loop does, in slices. */
  readonly startThread?: () => Worker;
  readonly onBug?: (error: unknown) => void;
}

export function jobPages(
  db: Db,
  {
    clock,
    endOfTurn,
    atOnce = AT_ONCE,
    slice = SLICE,
    startThread,
    onBug = () => undefined,
  }: PagesOptions,
) {
  const here = lookHere(db, endOfTurn, slice);
  const looker = startThread ? lookInThread(startThread, here, onBug) : here;
  const yieldTurn = () => new Promise<void>((resolve) => endOfTurn(resolve));
  const counts = jobCounts(db);
  const search = jobSearch(db, atOnce, yieldTurn);
  const prepareAny = (sql: string) => db.prepare<unknown[]>(sql);
  const statements = new Map<string, ReturnType<typeof prepareAny>>();
  const unindexed = unindexedPages({ db, clock, endOfTurn, looker, atOnce, slice, along });
  let latest = 0;

  function prepared(sql: string) {
    let statement = statements.get(sql);
    if (!statement) {
      // Filters are made by people: the number of different ones stays small, but not bounded by nature.
      if (statements.size > 200) statements.clear();
      statements.set(sql, (statement = prepareAny(sql)));
    }
    return statement;
  }
  const numberOf = (sql: string, values: readonly unknown[]) =>
    prepared(sql)
      .pluck()
      .get(...values) as number;

  /** Reads `limit` rows along a way after skipping some. */
  function along(from: string, asked: Where, order: string, limit: number, skip: number): JobRow[] {
    return prepared(
      `SELECT ${ROW_COLUMNS} FROM jobs ${from} WHERE ${asked.sql} ORDER BY ${order} LIMIT ${GIVEN} OFFSET ${GIVEN}`,
    ).all(...asked.values, limit, skip) as JobRow[];
  }

  /** A page of `total` rows along an order, read from the end that it is nearer to. */
  function fromNearerEnd(
    request: PageRequest,
    from: string,
    asked: Where,
    total: number,
  ): JobRow[] {
    const { offset, limit } = request;
    const behind = Math.max(0, total - offset - limit);
    if (offset <= behind) return along(from, asked, orderOf(request), limit, offset);
    const wanted = Math.max(0, Math.min(limit, total - offset));
    return along(from, asked, orderOf(request, true), wanted, behind).reverse();
  }

  /** A way to all candidates that is short enough to collect them; undefined when none is. */
  function shortWay(question: Counted): Way | undefined {
    const groups = counts.groups();
    const sumOf = (test: (group: (typeof groups)[number]) => boolean) =>
      groups.filter(test).reduce((sum, { count }) => sum + count, 0);
    const isWanted = ({ state }: { state: string }) =>
      (question.states as readonly string[]).includes(state) &&
      state !== 'booked' &&
      state !== 'verified';
    if (asksForOpen(question) && sumOf(isWanted) <= atOnce) return OPEN;
    if (question.days) {
      const everyKind = { ...counted([]), days: question.days };
      if (counts.count(everyKind) <= atOnce) return BY_DAY;
    }
    if (sumOf(({ type }) => question.types.includes(type)) <= atOnce) return BY_TYPE;
    return undefined;
  }

  function collect(request: PageRequest, { from, says }: Way, asked: Where): JobPage {
    const all = and(says, asked);
    return {
      rows: along(from, all, orderOf(request), request.limit, request.offset),
      total: numberOf(`SELECT count(*) FROM jobs ${from} WHERE ${all.sql}`, all.values),
      exact: true,
      all: counts.all(),
    };
  }

  /** Types, states and days, answered by the counters and one index; undefined: too far from either end. */
  function byCounters(request: PageRequest, question: Counted, asked: Where): JobPage | undefined {
    const { column, from, direction } = sortOf(request);
    const total = counts.count(question);
    const all = counts.all();
    const { offset, limit } = request;
    const answer = (rows: JobRow[]): JobPage => ({ rows, total, exact: true, all });
    if (offset >= total) return answer([]);
    if (column === 'id' && question.days === null)
      return answer(byId(request, question, total, all));
    if (column === 'businessDay') {
      const start = counts.startByDay(question, offset, direction);
      if (!start) return answer([]);
      if ((start.skip + limit) * (all / total) > 2 * atOnce) return undefined;
      const edge = {
        sql: `business_day ${direction === 'asc' ? '>=' : '<='} ?`,
        values: [start.day],
      };
      return answer(along(from, and(asked, edge), orderOf(request), limit, start.skip));
    }
    const behind = Math.max(0, total - offset - limit);
    // A day is found at its own place in no other order: density says nothing about it.
    if (question.days !== null || (Math.min(offset, behind) + limit) * (all / total) > atOnce) {
      return undefined;
    }
    return answer(fromNearerEnd(request, from, asked, total));
  }

  function byId(request: PageRequest, question: Counted, total: number, all: number): JobRow[] {
    const { limit, offset } = request;
    const { direction } = request.sort;
    const start = counts.startById(question, offset, direction);
    if (!start) return [];
    const edge: Where = { sql: `id ${direction === 'asc' ? '>=' : '<='} ?`, values: [start.id] };
    const kinds: Where = {
      sql: `type IN (${quoted(question.types)}) AND state IN (${quoted(question.states)})`,
      values: [],
    };
    const isAll = total === all;
    const isRare = total * 8 < all;
    if (!isRare) {
      return along(
        'NOT INDEXED',
        isAll ? edge : and(edge, kinds),
        orderOf(request),
        limit,
        start.skip,
      );
    }
    // A rare kind has its own short list of ids; several are merged.
    const branches = asksForOpen(question)
      ? question.states.map((state) => ({ ...OPEN, only: `state = '${state}'` }))
      : question.types.map((type) => ({ ...BY_TYPE, only: `type = '${type}'` }));
    const merged = branches
      .map(
        ({ from, says, only }) =>
          `SELECT * FROM (SELECT id FROM jobs ${from} WHERE ${says.sql} AND ${only} AND ${edge.sql} AND ${kinds.sql}
           ORDER BY id ${direction} LIMIT ${start.skip + limit})`,
      )
      .join(' UNION ALL ');
    return prepared(
      `SELECT ${ROW_COLUMNS} FROM jobs WHERE id IN (${merged}) ORDER BY id ${direction} LIMIT ${GIVEN} OFFSET ${GIVEN}`,
    ).all(...branches.map(() => start.id), limit, start.skip) as JobRow[];
  }

  /** Ids of the candidates by the search or by a part of a word; null: not that few. */
  async function named(
    request: PageRequest,
    question: Counted,
    wanted: () => boolean,
  ): Promise<{ ids: readonly number[] | null; says: Where }> {
    const found = await search.find(request.search ?? '', wanted);
    if (found.ids !== null || found.where !== EVERYTHING)
      return { ids: found.ids, says: found.where };
    const word = wordOf(question);
    const ids = word && (await search.withWord(word.text, word.asked, wanted));
    return { ids: ids ?? null, says: EVERYTHING };
  }

  return {
    counts,
    searchCondition: search.condition,

    /** @returns rows at once or after some turns; a question that is overtaken by a newer one may end early. */
    async page(request: PageRequest): Promise<JobPage> {
      latest += 1;
      const mine = latest;
      const wanted = () => mine === latest;
      const question = counted(request.conditions);
      if (question.types.length === 0 || question.states.length === 0) {
        return { rows: [], total: 0, exact: true, all: counts.all() };
      }
      const conditions = where(request.conditions);
      const short = shortWay(question);
      const { ids, says } = short
        ? { ids: null, says: search.condition(request.search ?? '') }
        : await named(request, question, wanted);
      const asked = and(conditions, says);
      if (short) return collect(request, short, asked);
      if (ids !== null) {
        const way: Way = {
          from: '',
          says: { sql: 'id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(ids)] },
        };
        return collect(request, way, asked);
      }
      const isCounted = question.rest.length === 0 && says === EVERYTHING;
      if (isCounted) {
        const open: Where = asksForOpen(question) ? OPEN.says : EVERYTHING;
        const answer = byCounters(request, question, and(open, conditions));
        if (answer) {
          unindexed.prepare(request, asked);
          return answer;
        }
      }
      const path = sortOf(request);
      let bounds = boundsOf(question, path.column);
      for (const { way, asked: one } of finders(question)) {
        const among = numberedAmong(way, one);
        if (among.count <= atOnce) return collect(request, way, asked);
        if (path.column === 'id' && among.count <= COUNT_AT_ONCE) {
          bounds = and(bounds, { sql: 'id BETWEEN ? AND ?', values: [among.first, among.last] });
        }
      }
      const total = isCounted ? counts.count(question) : countOfPlaces(question, says);
      const range = question.days ? idsOfDays(question.days) : null;
      if (path.column === 'id' && range) {
        bounds = and(bounds, between(range));
        const near = total === undefined ? undefined : nearEnd(request, range, asked, total);
        if (near) return near;
      }
      const unindexedQuestion = { path: { ...path, bounds }, asked, ids: range };
      const found = await unindexed.page(request, unindexedQuestion, total, wanted);
      return { ...found, all: counts.all() };
    },

    /** Ends what is looked for. */
    close: () => unindexed.close(),
  };

  /** The count of a question about store, pay desk and way of paying alone: it is kept. */
  function countOfPlaces({ types, states, days, rest }: Counted, says: Where): number | undefined {
    const isAlone =
      says === EVERYTHING &&
      days === null &&
      types.length === JOB_TYPES.length &&
      states.length === JOB_STATES.length;
    return isAlone ? counts.countPlaces(rest) : undefined;
  }

  /** How many entries of an index a condition finds, up to a bound, and between which ids they lie. */
  function numberedAmong(
    { from }: Way,
    asked: Where,
  ): { count: number; first: number; last: number } {
    return prepared(
      `SELECT count(*) AS count, coalesce(min(id), 0) AS first, coalesce(max(id), 0) AS last
       FROM (SELECT id FROM jobs ${from} WHERE ${asked.sql} LIMIT ${COUNT_AT_ONCE + 1})`,
    ).get(...asked.values) as { count: number; first: number; last: number };
  }

  /** A page near either end of the ids of some days, which are dense there; undefined: too many to pass over. */
  function nearEnd(
    request: PageRequest,
    ids: IdRange,
    asked: Where,
    total: number,
  ): JobPage | undefined {
    const { offset, limit } = request;
    const behind = Math.max(0, total - offset - limit);
    const passed = Math.min(offset, behind) + limit;
    if (passed * ((ids.last - ids.first + 1) / Math.max(1, total)) > atOnce) return undefined;
    const rows = fromNearerEnd(request, 'NOT INDEXED', and(between(ids), asked), total);
    return { rows, total, exact: true, all: counts.all() };
  }

  /** Days are booked about in the order of ids: the ids between which those of some days lie. */
  function idsOfDays(days: { readonly from: string; readonly to: string }): IdRange {
    const ends = prepared(
      `SELECT min((SELECT id FROM jobs INDEXED BY jobs_day WHERE business_day = day ORDER BY id LIMIT 1)) AS first,
         max((SELECT id FROM jobs INDEXED BY jobs_day WHERE business_day = day ORDER BY id DESC LIMIT 1)) AS last
       FROM (SELECT DISTINCT business_day AS day FROM job_day_counts_before WHERE business_day BETWEEN @from AND @to
         UNION SELECT business_day FROM job_moves WHERE business_day BETWEEN @from AND @to)`,
    ).get(days) as { first: number | null; last: number | null };
    return { first: ends.first ?? 0, last: ends.last ?? 0 };
  }
}

interface IdRange {
  readonly first: number;
  readonly last: number;
}

function between({ first, last }: IdRange): Where {
  return { sql: 'id BETWEEN ? AND ?', values: [first, last] };
}

export type JobPages = ReturnType<typeof jobPages>;
