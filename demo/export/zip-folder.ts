import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Packs the files of a folder (not its sub folders) into a ZIP. */
export async function zipFolder(folder: string, file: string): Promise<void> {
  const zip = new ZipFile();
  for (const name of fs.readdirSync(folder).sort()) {
    // A fixed time: the same export is the same bytes.
    zip.addFile(path.join(folder, name), name, { mtime: new Date(2026, 0, 1) });
  }
  zip.end();
  await pipeline(zip.outputStream, fs.createWriteStream(file));
}
