/**
 * One working program per data folder: an exclusive SQLite lock on a file of its own.
 *
 * The operating system gives it back when the process ends, however that happens, so nothing stale can remain.
 */
import path from 'node:path';
import Database from 'better-sqlite3';
import { DataMisplacedError, isFolderInstead } from './data-folder.ts';

const LOCK_FILE = 'working.lock';

/** Another program works on this folder. */
export class FolderInUseError extends Error {
  constructor(folder: string) {
    super(
      `Another Venduo program already works on ${folder}. Nothing is wrong with your data. ` +
        `Use that program's window, or close it first.`,
    );
    this.name = 'FolderInUseError';
  }
}

/**
 * Takes the folder for this process.
 *
 * @returns the function that gives it back.
 * @throws FolderInUseError, DataMisplacedError
 */
export function lockFolder(folder: string): () => void {
  const file = path.join(folder, LOCK_FILE);
  if (isFolderInstead(file)) throw new DataMisplacedError(file, 'it is a folder, not a file');
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new FolderInUseError(folder);
    }
    throw error;
  }
  return () => lock.close();
}
