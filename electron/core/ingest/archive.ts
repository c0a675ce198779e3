/** Puts imported deliveries into the archive of their inbox, under names that every file system takes. */
import fs from 'node:fs';
import path from 'node:path';
import { ARCHIVE } from './deliveries.ts';
import type { RejectedLine } from './report.ts';

/** Follows the name of a delivery in the name of the file with its bad lines. */
export const REJECTED = '.rejected.jsonl.txt';
/** The longest name of ext4, APFS and NTFS; counted in bytes, which is never less than in characters. */
const MAX_NAME_BYTES = 255;
/** Room for ` (1234)` behind the stem. */
const NUMBER_BYTES = 7;

/** @returns where the delivery lies now. @throws errors of the file system */
export async function putAway(
  delivery: string,
  inbox: string,
  rejectedLines: readonly RejectedLine[],
  now: number,
): Promise<string> {
  const month = new Date(now).toISOString().slice(0, 7);
  const folder = path.join(inbox, ARCHIVE, month);
  for (const made of [path.dirname(folder), folder]) await makeFolder(made);
  const place = freeName(folder, path.basename(delivery));
  await writeRejected(place, rejectedLines);
  // Last: were the program to end before it, both would be done again.
  try {
    await fs.promises.rename(delivery, place);
  } catch (error) {
    // It is tried again, perhaps in another month: no bad lines without their delivery.
    await fs.promises.rm(`${place}${REJECTED}`, { force: true });
    throw error;
  }
  return place;
}

/** Writes the bad lines beside the archived delivery. */
export async function writeRejected(
  place: string,
  rejectedLines: readonly RejectedLine[],
): Promise<void> {
  if (rejectedLines.length === 0) return;
  const lines = rejectedLines.map((line) => `${JSON.stringify(line)}\n`);
  await fs.promises.writeFile(`${place}${REJECTED}`, lines.join(''));
}

/** Not the recursive one of Node.js: on a drive that cannot be written it says ENOENT, as if something were missing. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await fs.promises.mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** A name that is not taken, short enough to have the bad lines' ending behind it. */
function freeName(folder: string, name: string): string {
  const { name: stem, ext } = path.parse(name);
  const room = MAX_NAME_BYTES - REJECTED.length - NUMBER_BYTES - Buffer.byteLength(ext);
  const short = cut(stem, room);
  for (let number = 1; ; number++) {
    const candidate = path.join(folder, `${short}${number === 1 ? '' : ` (${number})`}${ext}`);
    if (!fs.existsSync(candidate)) return candidate;
  }
}

/** The beginning of a text, in whole characters, that fits. */
function cut(text: string, maxBytes: number): string {
  let length = 0;
  let kept = '';
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > maxBytes) return kept;
    kept += character;
  }
  return kept;
}
