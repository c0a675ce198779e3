/** Money of many jobs, by currency and exact, or not at all. */
import type { Where } from './conditions.ts';

/** Minor units by currency; a currency without jobs is not in it. */
export type Sums = Readonly<Record<string, number>>;

export interface CurrencySum {
  readonly currency: string;
  readonly sum: number;
}

interface Totals {
  readonly count: number;
  readonly sum: number | null;
  readonly first: string | null;
  readonly last: string | null;
}

/**
 * Counts rows of `jobs` and adds up their money. Nearly every shop has one currency: only where there are several are
 * the rows sorted by it.
 *
 * @param read `get` answers a statement with its first row, `all` with all of them
 */
export function totalsAlong(
  read: {
    readonly get: (sql: string, values: Where['values']) => unknown;
    readonly all: (sql: string, values: Where['values']) => unknown;
  },
  from: string,
  { sql, values }: Where,
): { readonly count: number; readonly money: readonly CurrencySum[] } {
  const rows = `FROM jobs ${from} WHERE ${sql}`;
  const { count, sum, first, last } = read.get(
    `SELECT count(*) AS count, sum(amount) AS sum, min(currency) AS first, max(currency) AS last ${rows}`,
    values,
  ) as Totals;
  if (first === null || sum === null) return { count, money: [] };
  if (first === last) return { count, money: [{ currency: first, sum }] };
  const money = read.all(
    `SELECT currency, sum(amount) AS sum ${rows} GROUP BY currency`,
    values,
  ) as CurrencySum[];
  return { count, money };
}

/**
 * Adds up parts.
 *
 * @returns null where a sum has more digits than a number holds exactly, which ninety trillion take: no sum is better
 *   than one that is about right
 */
export function addSums(...parts: readonly (readonly CurrencySum[])[]): Sums | null {
  const sums: Record<string, number> = {};
  for (const { currency, sum } of parts.flat()) {
    const next = (sums[currency] ?? 0) + sum;
    if (!Number.isSafeInteger(sum) || !Number.isSafeInteger(next)) return null;
    sums[currency] = next;
  }
  return sums;
}
