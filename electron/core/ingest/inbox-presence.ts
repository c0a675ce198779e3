/**
 * Whether the inbox is the one that was watched before. A share that went away leaves an empty mount point, or a parent on
 * another drive: a folder made there would hide that the tills deliver where nobody looks.
 */
import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './archive.ts';
import { ARCHIVE } from './deliveries.ts';

/** @returns to be called before each look; makes the folder where it is missing on the drive that it was on */
export function createInboxPresence(folder: string): () => Promise<void> {
  let drive: number | undefined;
  let hadArchive = false;

  return async () => {
    if ((await driveOf(folder)) === undefined) {
      const parentDrive = await driveOf(path.dirname(folder));
      if (drive !== undefined && parentDrive !== drive) throw away(folder);
      await makeFolder(folder);
    }
    const now = await driveOf(folder);
    const hasArchive = (await driveOf(path.join(folder, ARCHIVE))) !== undefined;
    if (drive !== undefined && now !== drive && hadArchive && !hasArchive) throw away(folder);
    drive = now;
    hadArchive = hasArchive;
  };
}

function away(folder: string): NodeJS.ErrnoException {
  const error = new Error(`The drive of ${folder} is away; another one is in its place.`);
  return Object.assign(error, { code: 'ENOENT' });
}

/** Undefined: there is nothing. @throws errors of the file system but that one */
async function driveOf(place: string): Promise<number | undefined> {
  try {
    return (await fs.promises.stat(place)).dev;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
