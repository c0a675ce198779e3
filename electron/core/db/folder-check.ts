/** Whether the database that is open still lies in its folder: what is written into a file without a name is lost. */
import fs from 'node:fs';
import path from 'node:path';
import { DATABASE_FILE } from './open.ts';

/** To be called while the database is open. @returns whether its file is still the one in the folder */
export function createFolderCheck(folder: string): () => boolean {
  const file = path.join(folder, DATABASE_FILE);
  const opened = identityOf(file);
  // Gone before it was looked at: nobody knows what is written into.
  return () => opened !== undefined && identityOf(file) === opened;
}

/** Another file has another one; undefined: none is there, or none can be reached. */
function identityOf(file: string): string | undefined {
  try {
    const { dev, ino } = fs.statSync(file, { bigint: true });
    return `${dev}|${ino}`;
  } catch {
    return undefined;
  }
}
