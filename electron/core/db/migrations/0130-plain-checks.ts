import type { Migration } from '../migration.ts';
import { initial } from './0010-initial.ts';

/**
 * A check of a column against a list, and the same with its values compared one by one.
 *
 * @param values those that are written most come first
 */
function plain(column: string, ...values: readonly string[]): { list: string; compared: string } {
  const list = new RegExp(`CHECK \\(${column} IN\\s*\\([^)]*'${values[0]}'[^)]*\\)\\)`).exec(
    initial.sql,
  );
  if (!list) throw new Error(`No check of ${column}.`);
  const compared = values.map((value) => `${column} = '${value}'`).join(' OR ');
  return { list: list[0], compared: `CHECK (${compared})` };
}

const CHECKS = [
  plain(
    'state',
    ...['booked', 'sending', 'waiting', 'waiting-invoice', 'verified', 'unclear', 'attention'],
    ...['on-hold', 'excluded'],
  ),
  plain(
    'type',
    ...['order-cash', 'order-non-cash', 'cash-in', 'cash-out', 'opening-diff', 'close-diff'],
  ),
  plain('kind', 'post', 'look-up', 'invoice'),
];

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * For a list of three values or more SQLite builds a table in memory, each time that a row is written: a fifth of what the
 * moves of a job cost. The content of the tables stays as it is (sqlite.org/lang_altertable.html#otheralter).
 */
export const plainChecks: Migration = {
  version: 130,
  name: 'plain-checks',
  editsDefinitions: true,
  sql: /* sql */ `
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema
      SET sql = ${CHECKS.reduce((sql, { list, compared }) => `replace(${sql}, ${quoted(list)}, ${quoted(compared)})`, 'sql')}
      WHERE type = 'table' AND name IN ('jobs', 'attempts');
    PRAGMA writable_schema = RESET;
  `,
};
