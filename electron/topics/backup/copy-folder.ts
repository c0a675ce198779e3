/** Where the last copy lies, noted beside the database: the setting that names the folder lies in what may be damaged. */
import fs from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

const NOTE = 'last-copy.json';
const noteSchema = z.object({ folder: z.string() });

/** Where the last copy lies. @throws when it cannot be noted */
export function noteCopyFolder(dataFolder: string, folder: string): void {
  writeFileAtomic.sync(path.join(dataFolder, NOTE), JSON.stringify({ folder }));
}

/** Undefined where no copy was made, or the note cannot be read. */
export function notedFolder(dataFolder: string): string | undefined {
  try {
    const text = fs.readFileSync(path.join(dataFolder, NOTE), 'utf8');
    return noteSchema.parse(JSON.parse(text)).folder;
  } catch {
    return undefined;
  }
}
