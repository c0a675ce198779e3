/** Compares every row that the chain covers with the last digest that the chain has of it. */
import type Database from 'better-sqlite3';
import { COPY_MARKS } from '../../copy-mark.ts';
import { chainedTables, DIGEST_BYTES, quoted, writeDigest, type RowKey } from '../digests.ts';
import { pendingOf } from '../pending.ts';
import type { OnFinding } from './finding.ts';
import { createLatestDigests, type LatestDigests } from './latest.ts';

export interface Compared {
  readonly rows: number;
  /** Rows that the chain has not taken up yet. */
  readonly pending: number;
}

export function compareRows(
  db: Database.Database,
  latest: ReadonlyMap<string, LatestDigests>,
  onFinding: OnFinding,
): Compared {
  const pending = new Map(pendingOf(db).map((one) => [one.name, one]));
  const digest = Buffer.alloc(DIGEST_BYTES);
  const tables = chainedTables(db);
  let rows = 0;
  let waiting = 0;
  for (const { name, keySql, rowSql, orderSql } of tables) {
    const known = latest.get(name) ?? createLatestDigests();
    const isPending = (key: RowKey) => {
      const range = pending.get(name);
      if (!range) return false;
      return typeof key === 'string' || (key >= range.nextId && key <= range.lastId);
    };
    const all = db
      .prepare<[], [RowKey, string]>(
        `SELECT ${keySql('')}, ${rowSql} FROM ${quoted(name)} ORDER BY ${orderSql}`,
      )
      .raw();
    try {
      for (const [key, row] of all.iterate()) {
        rows += 1;
        writeDigest(row, digest, 0);
        const found = known.take(key, digest);
        if (found === 'same' || isCopyMark(name, key)) continue;
        if (isPending(key)) waiting += 1;
        else onFinding(found === 'other' ? changed(name, key) : added(name, key));
      }
      for (const key of known.left()) onFinding(removed(name, key));
    } catch (error) {
      onFinding(unreadable(name, error));
    }
  }
  const names = new Set(tables.map(({ name }) => name));
  for (const [name, known] of latest) {
    if (names.has(name)) continue;
    for (const key of known.left()) onFinding(removed(name, key));
  }
  if (waiting > 0) onFinding(behind(waiting));
  return { rows, pending: waiting };
}

/** A copy of the database says of itself that it is one; that is written into it when it is finished. */
function isCopyMark(table: string, key: RowKey): boolean {
  return table === 'settings' && COPY_MARKS.some((mark) => key === JSON.stringify([mark]));
}

function changed(table: string, row: RowKey) {
  return {
    code: 'row-changed',
    table,
    row,
    text: `Row ${row} of ${table} is not as the program wrote it.`,
  };
}

function added(table: string, row: RowKey) {
  return {
    code: 'row-added',
    table,
    row,
    text: `Row ${row} of ${table} was not written by the program, or the end of the chain is missing.`,
  };
}

function removed(table: string, row: RowKey) {
  return {
    code: 'row-removed',
    table,
    row,
    text: `Row ${row} of ${table} is gone, and the program did not remove it.`,
  };
}

function unreadable(table: string, error: unknown) {
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'unreadable', table, row: null, text: `${table} cannot be read: ${detail}.` };
}

function behind(count: number) {
  return {
    code: 'chain-behind',
    table: 'chain',
    row: null,
    text:
      `${count} rows are older than the chain and not in it yet. Start the program and leave it open for some minutes; ` +
      `they are proven from then on.`,
  };
}
