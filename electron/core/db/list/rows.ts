/** Rows of the list, read along a way. */
import type { JobRow } from '../../../../shared/domain/job-list.ts';
import { GIVEN } from '../given-limit.ts';
import type { Db } from '../open.ts';
import { and, SQL_OF_COLUMN, type Where } from './conditions.ts';
import type { Candidates } from './plan.ts';
import { addSums, totalsAlong, type Sums } from './sums.ts';
import type { Way } from './ways.ts';

/** The payment type is the one that its filter compares: type and name, so that a value seen in a row finds the row. */
export const ROW_COLUMNS = `id, created_at AS createdAt, modified_at AS modifiedAt, type, state, cause,
  last_check_at AS lastCheckAt, due_at AS dueAt, attempts, bill_number AS billNumber, invoice_number AS invoiceNumber,
  amount, currency, business_day AS businessDay, store, pay_desk AS payDesk,
  nullif(${SQL_OF_COLUMN.paymentType}, '') AS paymentType, posting_number AS postingNumber, reference, closing, moved_to_period AS movedToPeriod`;

/** Filters are made by people: the number of different ones stays small, but not bounded by nature. */
const STATEMENTS_KEPT = 200;

export function createRowReader(db: Db) {
  const prepareAny = (sql: string) => db.prepare<unknown[]>(sql);
  const statements = new Map<string, ReturnType<typeof prepareAny>>();

  function prepared(sql: string) {
    let statement = statements.get(sql);
    if (!statement) {
      if (statements.size > STATEMENTS_KEPT) statements.clear();
      statements.set(sql, (statement = prepareAny(sql)));
    }
    return statement;
  }

  return {
    /** Reads `limit` rows along a way after skipping some. */
    along(from: string, filter: Where, order: string, limit: number, skip: number): JobRow[] {
      return prepared(
        `SELECT ${ROW_COLUMNS} FROM jobs ${from} WHERE ${filter.sql} ORDER BY ${order} LIMIT ${GIVEN} OFFSET ${GIVEN}`,
      ).all(...filter.values, limit, skip) as JobRow[];
    },

    count({ from, requires }: Way, filter: Where): number {
      const { sql, values } = and(requires, filter);
      return prepared(`SELECT count(*) FROM jobs ${from} WHERE ${sql}`)
        .pluck()
        .get(...values) as number;
    },

    /** How many there are, and their money; null: too much for an exact number. */
    totals({ from, requires }: Way, filter: Where): { total: number; sums: Sums | null } {
      const { count, money } = totalsAlong(
        {
          get: (sql, values) => prepared(sql).get(...values),
          all: (sql, values) => prepared(sql).all(...values),
        },
        from,
        and(requires, filter),
      );
      return { total: count, sums: addSums(money) };
    },

    /** Rows of several ways in the order of ids, after skipping some. */
    merged(
      ways: readonly Way[],
      filter: Where,
      direction: 'asc' | 'desc',
      limit: number,
      skip: number,
    ): JobRow[] {
      const all = ways.map(({ from, requires }) => ({ from, where: and(requires, filter) }));
      const ids = all.map(
        ({ from, where }) =>
          `SELECT * FROM (SELECT id FROM jobs ${from} WHERE ${where.sql} ORDER BY id ${direction} LIMIT ${skip + limit})`,
      );
      return prepared(
        `SELECT ${ROW_COLUMNS} FROM jobs WHERE id IN (${ids.join(' UNION ALL ')})
         ORDER BY id ${direction} LIMIT ${GIVEN} OFFSET ${GIVEN}`,
      ).all(...all.flatMap(({ where }) => where.values), limit, skip) as JobRow[];
    },

    /** How many jobs a way leads to, up to one more than `most`, and between which ids they lie. */
    candidates({ from, requires }: Way, most: number): Candidates {
      return prepared(
        `SELECT count(*) AS count, coalesce(min(id), 0) AS first, coalesce(max(id), 0) AS last
         FROM (SELECT id FROM jobs ${from} WHERE ${requires.sql} LIMIT ${most + 1})`,
      ).get(...requires.values) as Candidates;
    },
  };
}
