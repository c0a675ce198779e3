/**
 * Conditions of the filter bar as SQL. Column names reach SQL only through the table below, values only as bound
 * parameters. Conditions on the same column are alternatives; all columns must hold.
 */
import { foldText } from '../../../../shared/domain/fold-text.ts';
import type { Condition, JobColumn } from '../../../../shared/domain/job-list.ts';
import { CHANGES_IN_RS, JOB_STATES, STATES } from '../../../../shared/domain/states.ts';

/** RS has booked the job and has it otherwise since, as `isChangedInRs` says it for one row. Never null. */
export const IS_CHANGED = `(state = 'attention' AND posting_number IS NOT NULL
  AND coalesce(cause, '') IN (${quoted(CHANGES_IN_RS)}))`;

/** RS has it, as `statusOfJob` says it for one row. */
export const IS_SYNCED = `(state IN (${quoted(JOB_STATES.filter((state) => STATES[state].status === 'synced'))}) OR ${IS_CHANGED})`;

/** The condition of the partial index `jobs_open`, word for word: SQLite uses the index only when it reads this. */
export const IS_OPEN = `state NOT IN ('booked', 'verified')`;

/** The message in SQL, as `messageOf` says it for one row. */
const MESSAGE = `CASE WHEN type NOT IN ('order-cash', 'order-non-cash') THEN ''
  WHEN ${IS_SYNCED} THEN 'Order synced to RS' WHEN last_check_at IS NULL THEN '' ELSE 'Order NOT synced to RS' END`;

export const SQL_OF_COLUMN: Readonly<Record<JobColumn, string>> = {
  id: 'id',
  createdAt: 'created_at',
  modifiedAt: 'modified_at',
  type: 'type',
  status: `CASE WHEN ${IS_SYNCED} THEN 'synced' ELSE 'pending' END`,
  message: MESSAGE,
  lastCheckAt: 'last_check_at',
  details: 'id',
  retry: 'attempts',
  billNumber: `coalesce(bill_number, '')`,
  invoiceNumber: 'invoice_number',
  state: 'state',
  amount: 'amount',
  currency: 'currency',
  businessDay: 'business_day',
  store: 'store',
  payDesk: 'pay_desk',
  paymentType: `trim(coalesce(payment_type, '') || ' ' || coalesce(payment_name, ''))`,
  cause: 'cause',
  postingNumber: 'posting_number',
  dueAt: 'due_at',
  reference: 'reference',
  closing: 'closing',
};

export interface Where {
  /** An expression; `1` when nothing is asked. */
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

export const EVERYTHING: Where = { sql: '1', values: [] };

export function and(...parts: readonly Where[]): Where {
  const asked = parts.filter((part) => part.sql !== '1');
  if (asked.length === 0) return EVERYTHING;
  return {
    sql: asked.map(({ sql }) => `(${sql})`).join(' AND '),
    values: asked.flatMap(({ values }) => values),
  };
}

export function where(conditions: readonly Condition[]): Where {
  const byColumn = new Map<JobColumn, Condition[]>();
  for (const condition of conditions) {
    const alternatives = byColumn.get(condition.column);
    if (alternatives) alternatives.push(condition);
    else byColumn.set(condition.column, [condition]);
  }
  return and(
    ...[...byColumn.values()].map((alternatives): Where => {
      const parts = alternatives.map(one);
      return {
        sql: parts.map(({ sql }) => (parts.length > 1 ? `(${sql})` : sql)).join(' OR '),
        values: parts.flatMap(({ values }) => values),
      };
    }),
  );
}

function one(condition: Condition): Where {
  const column = SQL_OF_COLUMN[condition.column];
  switch (condition.kind) {
    case 'choice':
      return {
        sql: `${column} IN (${condition.values.map(() => '?').join(', ')})`,
        values: condition.values,
      };
    case 'text':
      return text(column, condition.operator, condition.text);
    case 'range':
    case 'day': {
      const ends = [
        ...(condition.from === undefined ? [] : [{ sql: `${column} >= ?`, value: condition.from }]),
        ...(condition.to === undefined ? [] : [{ sql: `${column} <= ?`, value: condition.to }]),
      ];
      if (ends.length === 0) return EVERYTHING;
      return {
        sql: ends.map(({ sql }) => sql).join(' AND '),
        values: ends.map(({ value }) => value),
      };
    }
  }
}

function text(
  column: string,
  operator: (Condition & { kind: 'text' })['operator'],
  wanted: string,
): Where {
  switch (operator) {
    case 'empty':
      return { sql: `coalesce(${column}, '') = ''`, values: [] };
    case 'equals':
      return { sql: `${column} = ?`, values: [wanted] };
    case 'contains':
      return hasPart(column, foldText(wanted));
    case 'starts':
      return isLike(column, `${literal(foldText(wanted))}%`);
  }
}

/** @param folded by `foldText` */
export function hasPart(column: string, folded: string): Where {
  return isLike(column, `%${literal(folded)}%`);
}

/** LIKE folds ASCII by itself; only the few texts that have more are folded for it, which takes ten times as long. */
function isLike(column: string, pattern: string): Where {
  return {
    sql: `(${column} LIKE ? ESCAPE '\\' OR (octet_length(${column}) <> length(${column})
      AND fold_text(${column}) LIKE ? ESCAPE '\\'))`,
    values: [pattern, pattern],
  };
}

/** The text as LIKE finds it character by character. */
function literal(wanted: string): string {
  return wanted.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}

export function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(', ');
}
