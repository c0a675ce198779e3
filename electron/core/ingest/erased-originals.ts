/**
 * Removes the files of originals that the database says are erased, from the data folder and from an inbox's archive.
 * Ended at any point, the next run goes on; what is not in the database stays.
 */
import fs from 'node:fs';
import path from 'node:path';
import { createErasedOriginals } from '../db/erasure/originals.ts';
import type { Db } from '../db/open.ts';
import { REJECTED } from './archive.ts';
import { ARCHIVE } from './deliveries.ts';
import { hashOf, ORIGINALS } from './originals.ts';

export interface RemoveErasedOptions {
  readonly db: Db;
  readonly dataFolder: string;
  /** Its archive holds the deliveries once more; null: none. */
  readonly inbox: string | null;
  /** `YYYY-MM-DD`; months of the archive before it are looked through. */
  readonly before: string;
}

/** @returns how many files, or folders of one export, were removed. @throws errors of the file system */
export async function removeErased(options: RemoveErasedOptions): Promise<number> {
  const erased = createErasedOriginals(options.db);
  const inData = await removeOriginals(options, erased);
  const archived = options.inbox === null ? 0 : await removeArchived(options, erased);
  return inData + archived;
}

type Erased = ReturnType<typeof createErasedOriginals>;

async function removeOriginals({ dataFolder }: RemoveErasedOptions, erased: Erased) {
  const names = await namesIn(path.join(dataFolder, ORIGINALS));
  const there = new Set(names.map((name) => `${ORIGINALS}/${name}`));
  const gone = erased.paths().filter((place) => there.has(place));
  for (const place of gone) await remove(path.join(dataFolder, place));
  return gone.length;
}

async function removeArchived({ inbox, before }: RemoveErasedOptions, erased: Erased) {
  const archive = path.join(inbox ?? '', ARCHIVE);
  // Somebody may have put a link in its place, which would lead anywhere.
  const found = await fs.promises.lstat(archive).catch(() => undefined);
  if (!found?.isDirectory()) return 0;
  const months = (await fs.promises.readdir(archive, { withFileTypes: true })).filter(
    (entry) =>
      entry.isDirectory() && /^\d{4}-\d{2}$/.test(entry.name) && entry.name < before.slice(0, 7),
  );
  let removed = 0;
  for (const { name: month } of months) {
    const folder = path.join(archive, month);
    for (const entry of await fs.promises.readdir(folder, { withFileTypes: true })) {
      if (!(entry.isFile() || entry.isDirectory()) || entry.name.endsWith(REJECTED)) continue;
      const place = path.join(folder, entry.name);
      if (!erased.isErased(await hashOf(place))) continue;
      await remove(`${place}${REJECTED}`);
      await remove(place);
      removed += 1;
    }
    if ((await namesIn(folder)).length === 0) await fs.promises.rmdir(folder);
  }
  return removed;
}

function remove(place: string): Promise<void> {
  return fs.promises.rm(place, { recursive: true, force: true });
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await fs.promises.readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
