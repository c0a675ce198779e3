/**
 * The canonical form of a row, and its digest.
 *
 * A row is the JSON array of its columns in the order of the table, blobs as hex, without the nulls at its end: a column
 * that a later program adds changes no digest of the rows that leave it empty. The digest is the first half of the
 * SHA-256 of that text.
 */
import crypto from 'node:crypto';
import type Database from 'better-sqlite3';

export const DIGEST_BYTES = 16;
/** In place of the digest of a row that is gone. */
export const GONE = Buffer.alloc(DIGEST_BYTES);

/** Made from other tables, and checked against them: `verify` computes them again. */
const DERIVED = new Set([
  'job_counts_before',
  'job_day_counts_before',
  'job_totals_before',
  'job_day_sums_before',
  'job_moves',
  'job_places',
  'job_search',
  'invoice_search',
  'folded_search',
]);
/** The chain proves itself, and what it still waits for is no content. */
const OWN = new Set(['chain', 'chain_pending']);

/** The number of a row, or the JSON array of its primary key where that is no number. */
export type RowKey = number | string;

export interface ChainedTable {
  readonly name: string;
  /** Rows have a number that stays; else a key of text. */
  readonly isNumbered: boolean;
  /** SQL for the key of the row that `prefix` names: `NEW.`, `OLD.` or nothing. */
  keySql(prefix: string): string;
  /** SQL for the canonical form of a row. */
  readonly rowSql: string;
  /** A condition with parameters that finds a row by its key. */
  readonly whereSql: string;
  /** SQL for the order in which rows are walked through. */
  readonly orderSql: string;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
}

/** Every table whose rows the chain covers; a table that a migration adds is one of them. */
export function chainedTables(db: Database.Database): ChainedTable[] {
  const tables = db
    .prepare<[], { name: string }>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .all();
  return tables
    .filter(({ name }) => !DERIVED.has(name) && !OWN.has(name))
    .map(({ name }) => chainedTable(db, name));
}

function chainedTable(db: Database.Database, name: string): ChainedTable {
  const columns = db
    .prepare<[string], Column>('SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid')
    .all(name);
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  const isNumbered = key.length === 0 || (key.length === 1 && key[0]?.type === 'INTEGER');
  const number = key[0]?.name ?? 'rowid';
  const names = key.map((column) => quoted(column.name));
  return {
    name,
    isNumbered,
    keySql: (prefix) =>
      isNumbered
        ? `${prefix}${quoted(number)}`
        : `json_array(${names.map((column) => `${prefix}${column}`).join(', ')})`,
    rowSql: `rtrim(json_array(${columns.map(valueSql).join(', ')}), ',nul]')`,
    whereSql: isNumbered
      ? `${quoted(number)} = ?`
      : names.map((column) => `${column} = ?`).join(' AND '),
    orderSql: isNumbered ? quoted(number) : names.join(', '),
  };
}

function valueSql({ name, type }: Column): string {
  // An absent blob and an empty one are not the same.
  return type === 'BLOB'
    ? `CASE WHEN ${quoted(name)} IS NULL THEN NULL ELSE hex(${quoted(name)}) END`
    : quoted(name);
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/* eslint-disable no-restricted-properties -- asked for first: not there in every Electron that the program runs in */
/** In hexadecimal digits: of all that `crypto` gives, the fastest. */
export const sha256: (content: string | Buffer) => string =
  typeof crypto.hash === 'function'
    ? (content) => crypto.hash('sha256', content, 'hex')
    : (content) => crypto.createHash('sha256').update(content).digest('hex');
/* eslint-enable no-restricted-properties */

/** @param row in its canonical form @param at where the digest is written */
export function writeDigest(row: string, into: Buffer, at: number): void {
  into.write(sha256(row), at, DIGEST_BYTES, 'hex');
}
