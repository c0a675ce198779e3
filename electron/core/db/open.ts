/**
 * Opens the database of a data folder: durability stated and asserted, migrated, backed up before a change.
 */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import { chainWrites } from './chain/chained.ts';
import { coverAtOnce } from './chain/pending.ts';
import {
  DataMisplacedError,
  DriveFullError,
  isDriveFull,
  isFolderInstead,
  makeDataFolder,
} from './data-folder.ts';
import { defineFoldText } from './fold-text.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { markAsCopy } from './copy-mark.ts';

export const DATABASE_FILE = 'venduo.sqlite';

/** A connection with the program's durability; all writing happens through `transact`. */
export type Db = Database.Database;

/** The file exists, but is no usable database. Nothing was changed. */
export class DatabaseDamagedError extends Error {
  constructor(file: string, reason: string) {
    super(
      `The database ${file} cannot be read (${reason}). Nothing was changed. Do not delete it: restore the latest copy ` +
        `from the folder "backups" beside it, or ask support for help with the file.`,
    );
    this.name = 'DatabaseDamagedError';
  }
}

/** Another program holds the database for longer than we wait. */
export class DatabaseLockedError extends Error {
  constructor(file: string) {
    super(
      `The database ${file} is locked by another program. Nothing is lost. Close the other program ` +
        `(or a backup that copies the folder) and try again.`,
    );
    this.name = 'DatabaseLockedError';
  }
}

export interface OpenOptions {
  /** Epoch milliseconds, for the name of a backup. */
  readonly now: () => number;
  readonly readonly?: boolean;
  /** How long a write waits for another process. */
  readonly busyTimeoutMs?: number;
  readonly crash?: CrashHook;
}

/**
 * Opens (or creates) the database in `folder`.
 *
 * @throws DatabaseFromFutureError, DatabaseDamagedError, DatabaseLockedError, DataMisplacedError, DriveFullError
 */
export function openDatabase(folder: string, options: OpenOptions): Db {
  const file = path.join(folder, DATABASE_FILE);
  if (!options.readonly) makePrivate(folder, file);
  let db: Db | undefined;
  try {
    db = new Database(file, { timeout: options.busyTimeoutMs ?? 5_000 });
    const opened = db;
    setDurability(opened);
    migrate(
      opened,
      (version) => backUp(opened, folder, version, options.now()),
      MIGRATIONS,
      options.crash,
    );
    if (options.readonly) opened.pragma('query_only = ON');
    else coverAtOnce(opened, chainWrites(opened, options.now));
    return opened;
  } catch (error) {
    db?.close();
    throw explain(error, file);
  }
}

/**
 * Folder and database for this user alone; SQLite gives its other files the rights of the database.
 *
 * A folder that was there before the shop keeps its rights until the next start; one that everybody shares (/tmp) keeps them.
 */
function makePrivate(folder: string, file: string): void {
  const isShop = fs.existsSync(file);
  const isNew = makeDataFolder(folder) !== undefined;
  if (process.platform === 'win32') return;
  try {
    if (isShop && !isNew) for (const each of [file, `${file}-wal`, `${file}-shm`]) restrict(each);
    // Never larger than asked for by a file that SQLite makes with the usual rights.
    else fs.closeSync(fs.openSync(file, 'a', 0o600));
    if (isShop) restrict(folder, 0o700);
  } catch {
    // A drive without rights, or a folder of another user: opening it says what is wrong.
  }
}

function restrict(name: string, mode = 0o600): void {
  const stat = fs.statSync(name, { throwIfNoEntry: false });
  const isShared = stat !== undefined && (stat.mode & 0o1000) !== 0;
  if (stat && !isShared && (stat.mode & 0o077) !== 0) fs.chmodSync(name, mode);
}

/**
 * A connection of its own that only reads: for what takes its time, in a thread or beside the program.
 *
 * @throws DatabaseDamagedError, DatabaseLockedError
 */
export function openForReading(folder: string): Db {
  return openCopy(path.join(folder, DATABASE_FILE));
}

/** The same for any file: a copy of a database. @throws DatabaseDamagedError, DatabaseLockedError */
export function openCopy(file: string): Db {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
    db.pragma('cache_size = -16384');
    defineFoldText(db);
    return db;
  } catch (error) {
    throw explain(error, file);
  }
}

function setDurability(db: Db): void {
  db.pragma('journal_mode = WAL');
  // better-sqlite3's SQLite defaults to NORMAL in WAL mode, which may lose the last commits in a power cut.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -16384');
  assertDurability(db);
}

/** @throws when a commit could be lost in a power cut. */
export function assertDurability(db: Db): void {
  const journal = db.pragma('journal_mode', { simple: true });
  const synchronous = db.pragma('synchronous', { simple: true });
  const FULL = 2;
  if (journal !== 'wal' || synchronous !== FULL) {
    throw new Error(
      `Durability not as promised: journal_mode=${journal}, synchronous=${synchronous}.`,
    );
  }
}

/** A copy through SQLite, so that what is still in the WAL is in it. */
function backUp(db: Db, folder: string, version: number, now: number): void {
  const backups = path.join(folder, 'backups');
  fs.mkdirSync(backups, { recursive: true });
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const stem = path.join(backups, `before-migration-from-${version}-${stamp}`);
  const target = `${stem}.sqlite`;
  db.prepare('VACUUM INTO ?').run(target);
  const anchor = markAsCopy(target, now);
  if (anchor !== null) fs.renameSync(target, `${stem}-${anchor}.sqlite`);
}

function explain(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code.startsWith('SQLITE_BUSY')) return new DatabaseLockedError(file);
  if (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB') {
    return new DatabaseDamagedError(file, error.message);
  }
  if (error.code.startsWith('SQLITE_CANTOPEN') && isFolderInstead(file)) {
    return new DataMisplacedError(file, 'it is a folder, not the database', error);
  }
  const isOfDrive = /^SQLITE_(IOERR|CANTOPEN)/.test(error.code);
  if (isOfDrive && isDriveFull(path.dirname(file))) {
    return new DriveFullError(path.dirname(file), error);
  }
  return error;
}
