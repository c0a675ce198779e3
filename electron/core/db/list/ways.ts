/** The ways to the rows of a question: which index leads to few candidates, and in which order it is read. */
import type { Condition, JobColumn, PageRequest } from '../../../../shared/domain/job-list.ts';
import { and, EVERYTHING, IS_OPEN, SQL_OF_COLUMN, where, type Where } from './conditions.ts';
import type { Counted } from './counts.ts';
import type { SortPath } from './scan.ts';

/** The sorts that are offered, each with its index. */
const SORT_INDEX: Partial<Record<JobColumn, string>> = {
  id: 'NOT INDEXED',
  createdAt: 'INDEXED BY jobs_created',
  modifiedAt: 'INDEXED BY jobs_modified',
  businessDay: 'INDEXED BY jobs_day',
  amount: 'INDEXED BY jobs_amount',
  billNumber: 'INDEXED BY jobs_bill',
};
/** Columns whose ranges and exact texts an index finds. */
const FIND_INDEX: Partial<Record<JobColumn, string>> = {
  ...SORT_INDEX,
  postingNumber: 'INDEXED BY jobs_posting',
};
/** Columns whose parts of words are searchable. */
const WORDS: readonly JobColumn[] = ['billNumber', 'reference', 'invoiceNumber'];

/** Ids, rows or keys of `jobs` by one index. */
export interface Way {
  readonly from: string;
  /** The condition of a partial index: SQLite uses it only where it reads this. */
  readonly requires: Where;
}

/** The sort that is done: one that has no index is that of the ids. */
export function sortOf({ sort }: PageRequest): SortPath & { readonly column: JobColumn } {
  const column = SORT_INDEX[sort.column] ? sort.column : 'id';
  return {
    column,
    sql: SQL_OF_COLUMN[column],
    from: SORT_INDEX[column] ?? 'NOT INDEXED',
    isExpression: column === 'billNumber',
    direction: sort.direction,
    bounds: EVERYTHING,
  };
}

/** The id makes the order total, so that no row stands on two pages. */
export function orderOf(request: PageRequest, reversed = false): string {
  const { column, sql, direction } = sortOf(request);
  const way = (direction === 'asc') === reversed ? 'DESC' : 'ASC';
  return column === 'id' ? `id ${way}` : `${sql} ${way}, id ${way}`;
}

/** Only jobs that are not booked are asked for; a cause is something that only they have. */
export function asksForOpen(question: Counted): boolean {
  return (
    question.states.every((state) => state !== 'booked' && state !== 'verified') ||
    question.rest.some(({ column, kind }) => column === 'cause' && kind === 'choice')
  );
}

export const OPEN: Way = { from: 'INDEXED BY jobs_open', requires: { sql: IS_OPEN, values: [] } };
export const BY_TYPE: Way = { from: 'INDEXED BY jobs_type', requires: EVERYTHING };
/** The order of ids, which is that of the table itself. */
export const BY_ID: Way = { from: 'NOT INDEXED', requires: EVERYTHING };
export const BY_DAY: Way = { from: 'INDEXED BY jobs_day', requires: EVERYTHING };

/** Conditions that an index finds by themselves. */
export function indexedConditions({
  rest,
}: Counted): { readonly way: Way; readonly condition: Where }[] {
  return withoutAlternatives(rest).flatMap((condition) => {
    const isExact = condition.kind === 'text' && condition.operator === 'equals';
    const hasEnd =
      (condition.kind === 'range' || condition.kind === 'day') &&
      (condition.from !== undefined || condition.to !== undefined);
    const from = FIND_INDEX[condition.column];
    const prefix = beginning(condition);
    if (prefix)
      return [{ way: { from: 'INDEXED BY jobs_bill', requires: prefix }, condition: prefix }];
    if (!from || !(isExact || hasEnd)) return [];
    return [{ way: { from, requires: EVERYTHING }, condition: where([condition]) }];
  });
}

/** ASCII without letters. */
const CASELESS = /^[ -@[-`{-~]+$/;

/** "Starts with" as a range of the index: only where upper and lower case are the same. */
function beginning(condition: Condition): Where | undefined {
  if (condition.kind !== 'text' || condition.operator !== 'starts') return undefined;
  if (condition.column !== 'billNumber' || !CASELESS.test(condition.text)) return undefined;
  const sql = SQL_OF_COLUMN.billNumber;
  return {
    sql: `${sql} >= ? AND ${sql} < ?`,
    values: [condition.text, `${condition.text}\u{10ffff}`],
  };
}

/** A part of a word that the search knows, with the condition that it came from. */
export function searchableWord({
  rest,
}: Counted): { readonly text: string; readonly condition: Where } | undefined {
  for (const condition of withoutAlternatives(rest)) {
    if (condition.kind !== 'text' || condition.operator === 'empty') continue;
    const hasIndex =
      beginning(condition) !== undefined ||
      (condition.operator === 'equals' && condition.column in FIND_INDEX);
    if (WORDS.includes(condition.column) && !hasIndex) {
      return { text: condition.text, condition: where([condition]) };
    }
  }
  return undefined;
}

/** The conditions of a question on the sort's own column: the walk begins and ends there. */
export function boundsOf({ rest }: Counted, column: JobColumn): Where {
  return and(
    ...withoutAlternatives(rest)
      .filter((condition) => condition.column === column && condition.kind === 'range')
      .map((condition) => where([condition])),
  );
}

/** Conditions that must hold. */
function withoutAlternatives(conditions: readonly Condition[]): Condition[] {
  return conditions.filter(
    ({ column }) => conditions.filter((other) => other.column === column).length === 1,
  );
}
