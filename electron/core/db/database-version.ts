/** The version of a database: the number of its newest migration. */
import fs from 'node:fs';
import { openForReading, type Db } from './open.ts';
import { DatabaseFromFutureError } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** The newest that this program knows. */
export const KNOWN_DATABASE_VERSION = MIGRATIONS.at(-1)?.version ?? 0;

/** Of an open database: SQLite's own version, and the number of its newest migration. */
export function versionsOf(db: Db): { readonly sqlite: string; readonly schema: number } {
  return {
    sqlite: db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '',
    schema: db.pragma('user_version', { simple: true }) as number,
  };
}

/** @returns undefined: there is none, or it cannot be read */
export function databaseVersionIn(folder: string): number | undefined {
  try {
    const db = openForReading(folder);
    try {
      return db.pragma('user_version', { simple: true }) as number;
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}

/** Where the header of an SQLite file has the version, four bytes. */
const VERSION_OFFSET = 60;
const VERSION_BYTES = 4;

/**
 * For a copy that has no log beside it: nothing is opened, and so nothing is changed.
 *
 * @returns undefined: this program knows its version, or the file is too short to have one
 */
export function newerCopy(file: string): DatabaseFromFutureError | undefined {
  const handle = fs.openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(VERSION_BYTES);
    const bytesRead = fs.readSync(handle, buffer, 0, VERSION_BYTES, VERSION_OFFSET);
    if (bytesRead < VERSION_BYTES) return undefined;
    const version = buffer.readUInt32BE();
    if (version <= KNOWN_DATABASE_VERSION) return undefined;
    return new DatabaseFromFutureError(version, KNOWN_DATABASE_VERSION);
  } finally {
    fs.closeSync(handle);
  }
}
