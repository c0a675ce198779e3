/** Makes the data folder, and says what keeps the database from being opened in it. */
import fs from 'node:fs';
import path from 'node:path';

/** Something else lies where the data should be, or nothing can be made there. Nothing was changed. */
export class DataMisplacedError extends Error {
  constructor(place: string, reason: string, cause?: unknown) {
    super(`The data cannot be at ${place}: ${reason}. Nothing was changed.`, { cause });
    this.name = 'DataMisplacedError';
  }
}

/** The drive has no room for what SQLite needs beside its file; its own code says only that writing failed. */
export class DriveFullError extends Error {
  readonly code = 'ENOSPC';

  constructor(folder: string, cause: unknown) {
    super(`The drive of ${folder} is full.`, { cause });
    this.name = 'DriveFullError';
  }
}

/**
 * @returns the first folder that was made; undefined: it was there
 * @throws DataMisplacedError, and the error of the file system where rights, a drive that is only read or room are wanting
 */
export function makeDataFolder(folder: string): string | undefined {
  try {
    return fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!MISPLACED.has(code)) throw error;
    // On a drive that is only read Node.js says ENOENT, as if something were missing.
    const nearest = code === 'ENOENT' ? nearestFolder(folder) : undefined;
    if (nearest !== undefined) fs.accessSync(nearest, fs.constants.W_OK);
    throw new DataMisplacedError(folder, REASONS[code] ?? code, error);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file, not a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOENT: 'a part of the path leads nowhere',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EINVAL: 'this system takes no such name',
};
const MISPLACED: ReadonlySet<string> = new Set(Object.keys(REASONS));

/** The folder itself, or the nearest one above it that is there. */
function nearestFolder(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (fs.lstatSync(at, { throwIfNoEntry: false })) return isFolder(at) ? at : undefined;
    if (at === path.dirname(at)) return undefined;
  }
}

function isFolder(place: string): boolean {
  return fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Whether a folder lies under the name of the database's file. */
export function isFolderInstead(file: string): boolean {
  try {
    return isFolder(file);
  } catch {
    return false;
  }
}

/** Bytes that SQLite takes for the index of its log when it opens a database. */
const NEEDED_BYTES = 32 * 1024;

export function isDriveFull(folder: string): boolean {
  try {
    const { bavail, bsize } = fs.statfsSync(folder);
    return bavail * bsize < NEEDED_BYTES;
  } catch {
    return false;
  }
}
