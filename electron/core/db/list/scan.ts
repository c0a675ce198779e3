/**
 * A walk through all jobs in the order of a sort, in slices: for questions that no index answers alone.
 *
 * Each slice reads a bounded number of rows, so the event loop is never held up. The rows passed are remembered: the
 * next page of the same question starts near its rows, and the count is known when the walk is through.
 */
import type { Db } from '../open.ts';
import { and, EVERYTHING, type Where } from './conditions.ts';
import { addSums, totalsAlong, type CurrencySum, type Sums } from './sums.ts';

/** Counting along an index goes so much faster than looking at rows. */
const STRIDE = 5;

export interface SortPath {
  /** The sort's expression, as its index has it. */
  readonly sql: string;
  /** `INDEXED BY …`, or `NOT INDEXED` for the order of ids. */
  readonly from: string;
  readonly direction: 'asc' | 'desc';
  readonly isExpression: boolean;
  /** The part of the order that can hold rows. */
  readonly bounds: Where;
}

export type Key = readonly [value: string | number, id: number];

/** A place in the order of a sort. */
export interface Mark {
  /** Rows that matched before. */
  readonly matched: number;
  /** The last row before; undefined at the beginning. */
  readonly after: Key | undefined;
}

/** The order of a sort in SQL: how it is read from a place on. */
export function orderAlong(path: SortPath) {
  const byId = path.sql === 'id';
  const isUp = path.direction === 'asc';

  function edge(key: Key | undefined, operator: string): Where {
    if (key === undefined) return EVERYTHING;
    if (byId) return { sql: `id ${operator} ?`, values: [key[1]] };
    if (path.isExpression) {
      // SQLite finds no place in an index of an expression by a row value.
      const way = operator.slice(0, 1);
      return {
        sql: `${path.sql} ${way}= ? AND (${path.sql} ${way} ? OR id ${operator} ?)`,
        values: [key[0], key[0], key[1]],
      };
    }
    return { sql: `(${path.sql}, id) ${operator} (?, ?)`, values: key };
  }

  return {
    sql: byId ? `id ${path.direction}` : `${path.sql} ${path.direction}, id ${path.direction}`,
    beyond: (key: Key | undefined) => edge(key, isUp ? '>' : '<'),
    upTo: (key: Key | undefined) => edge(key, isUp ? '<=' : '>='),
  };
}

/** The condition of the slices that hold the rows from `offset` on, and how many of their rows come before. */
export function slicesFor(
  path: SortPath,
  marks: readonly Mark[],
  offset: number,
  limit: number,
): { readonly range: Where; readonly skip: number } {
  const order = orderAlong(path);
  let low = 0;
  let high = marks.length - 1;
  // The last mark that has no more than `offset` before it.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((marks[middle]?.matched ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const start = marks[low] ?? { matched: 0, after: undefined };
  let end = low + 1;
  while (end < marks.length && (marks[end]?.matched ?? 0) < offset + limit) end++;
  return {
    range: and(path.bounds, order.beyond(start.after), order.upTo(marks[end]?.after)),
    skip: offset - start.matched,
  };
}

export interface ScanOptions {
  readonly db: Db;
  readonly path: SortPath;
  readonly question: Where;
  /** Rows that are scanned in one step. */
  readonly slice: number;
}

export function createScan({ db, path, question, slice }: ScanOptions) {
  const order = orderAlong(path);
  const isAll = question.sql === EVERYTHING.sql;
  const stride = isAll ? STRIDE * slice : slice;
  const marks: Mark[] = [{ matched: 0, after: undefined }];
  let done = false;
  let matched = 0;
  const money: (readonly CurrencySum[])[] = [];

  function endOfSlice(after: Key | undefined): Key | undefined {
    const from = and(path.bounds, order.beyond(after));
    const row = db
      .prepare<unknown[], { value: string | number; id: number }>(
        `SELECT ${path.sql} AS value, id FROM jobs ${path.from} WHERE ${from.sql} ORDER BY ${order.sql}
         LIMIT 1 OFFSET ${stride - 1}`,
      )
      .get(...from.values);
    return row && [row.value, row.id];
  }

  function countBetween(after: Key | undefined, end: Key | undefined): number {
    if (isAll && end !== undefined) return stride;
    const asked = and(path.bounds, order.beyond(after), order.upTo(end), question);
    const totals = totalsAlong(
      {
        get: (sql, values) => db.prepare<unknown[]>(sql).get(...values),
        all: (sql, values) => db.prepare<unknown[]>(sql).all(...values),
      },
      path.from,
      asked,
    );
    money.push(totals.money);
    return totals.count;
  }

  return {
    /** One slice further. */
    step(): void {
      if (done) return;
      const after = marks.at(-1)?.after;
      const end = endOfSlice(after);
      matched += countBetween(after, end);
      if (end === undefined) done = true;
      else marks.push({ matched, after: end });
    },

    done: () => done,
    /** The number of rows found so far; of all, when done. */
    matched: () => matched,
    /** The money of these rows; null: too much for an exact number. Not known of all jobs, which counters tell. */
    sums: (): Sums | null | undefined => (isAll ? undefined : addSums(...money)),
    marks: (): readonly Mark[] => marks,
  };
}

export type Scan = ReturnType<typeof createScan>;
