/**
 * Putting a copy back: asked for in the window, done at the next start before anything opens the database.
 *
 * Every step may be cut off and is taken up again. The database of before is kept beside, never deleted. What the copy
 * does not know is asked for in RetailSuite before anything is sent (docs/adr/0013-restored-copies.md).
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import { DATABASE_FILE } from '../../core/db/open.ts';

/** Wished for; the copy is still to be fetched. */
const WISH = 'restore.json';
/** The copy lies ready in the data folder and takes the place of the database. */
const SWAP = 'restore-now.json';
/** Why the last wish could not be fulfilled. */
const FAILED = 'restore-failed.json';
const READY = `${DATABASE_FILE}.restored`;
/** Inside the data folder: a copy fetched from a drive that may be gone at the next start, until it is put back. */
const FETCHED = 'fetched-backup';
/** Inside the data folder: what was replaced, a folder for each time. */
export const REPLACED = 'replaced';

const wishSchema = z.object({ copy: z.string(), askedAt: z.number() });
export type RestoreWish = z.infer<typeof wishSchema>;
const failedSchema = z.object({ copy: z.string(), detail: z.string() });

/** @param copy absolute path of a copy that was found sound. @throws when it cannot be noted */
export function wishRestore(folder: string, copy: string, askedAt: number): void {
  fs.rmSync(path.join(folder, FAILED), { force: true });
  writeFileAtomic.sync(path.join(folder, WISH), JSON.stringify({ copy, askedAt }));
}

/** @returns a folder of its own for a copy that is to be put back; an earlier one keeps its place until the wish changes */
export function makeFetchedFolder(folder: string): string {
  const fetched = path.join(folder, FETCHED, crypto.randomUUID());
  fs.mkdirSync(fetched, { recursive: true, mode: 0o700 });
  return fetched;
}

/** An encrypted copy lies there in plain text: no longer than it is needed. */
export function removeFetched(folder: string): void {
  fs.rmSync(path.join(folder, FETCHED), { recursive: true, force: true });
}

export function forgetWish(folder: string): void {
  removeFetched(folder);
  fs.rmSync(path.join(folder, WISH), { force: true });
  fs.rmSync(path.join(folder, FAILED), { force: true });
}

export function wishedRestore(folder: string): RestoreWish | undefined {
  return read(path.join(folder, WISH), wishSchema);
}

/** The original text of why the last one failed. */
export function failedRestore(folder: string): string | undefined {
  return read(path.join(folder, FAILED), failedSchema)?.detail;
}

/**
 * Fulfils a wish, if there is one. Only for the program that holds the folder's lock.
 *
 * @returns what became of it; undefined: nobody wished for anything.
 */
export function fulfilRestore(
  folder: string,
  crash?: CrashHook,
): { readonly copy: string; readonly failed?: string } | undefined {
  const at = (name: string) => path.join(folder, name);
  const wish = read(at(WISH), wishSchema);
  if (wish) {
    try {
      copyDurably(wish.copy, at(READY));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      writeFileAtomic.sync(at(FAILED), JSON.stringify({ copy: wish.copy, detail }));
      fs.rmSync(at(WISH), { force: true });
      return { copy: wish.copy, failed: detail };
    }
    crash?.('restore-fetched');
    fs.renameSync(at(WISH), at(SWAP));
  }
  const swap = read(at(SWAP), wishSchema);
  if (!swap) return undefined;
  crash?.('restore-noted');
  // Without it the database has its place already, and only the note is left.
  if (fs.existsSync(at(READY))) {
    const kept = path.join(
      folder,
      REPLACED,
      new Date(swap.askedAt).toISOString().replaceAll(/[:.]/g, '-'),
    );
    fs.mkdirSync(kept, { recursive: true });
    for (const name of ['-wal', '-shm', ''].map((suffix) => `${DATABASE_FILE}${suffix}`)) {
      if (fs.existsSync(at(name))) fs.renameSync(at(name), path.join(kept, name));
    }
    crash?.('restore-emptied');
    fs.renameSync(at(READY), at(DATABASE_FILE));
  }
  crash?.('restore-placed');
  fs.rmSync(at(SWAP), { force: true });
  removeFetched(folder);
  return { copy: swap.copy };
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(fs.readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function copyDurably(from: string, to: string): void {
  const unfinished = `${to}.tmp`;
  fs.copyFileSync(from, unfinished);
  const handle = fs.openSync(unfinished, 'r+');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(unfinished, to);
}
