/** Tells deliveries in a watched folder from everything else that lies there. */
import fs from 'node:fs';
import path from 'node:path';
import type { SetupProblemCode } from '../../../shared/domain/setup-problems.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { TABLES } from './formats/dsfinvk/tables.ts';

export const ARCHIVE = 'archive';

/** No shop delivers more at once; a larger file would only fill the drive. */
export const MAX_DELIVERY_BYTES = 4 * 1024 ** 3;

export type DeliveryKind = 'events' | 'zip' | 'folder';

export type Found =
  | { readonly kind: DeliveryKind }
  /** Meant as a delivery, it seems, and not taken. */
  | { readonly kind: 'refused'; readonly code: SetupProblemCode }
  /** A writer may still be at it. */
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'other' };

const EVENTS = /\.jsonl$/i;
const ZIP = /\.zip$/i;
const PARTIAL = /\.(tmp|part|crdownload|filepart)$/i;
/** Endings that programs give JSON lines, and that Windows adds where it hides the real one. */
const NEARLY = /\.(json|ndjson|jsonlines|jl|jsonl\.\w+|json\.\w+|zip\.\w+)$/i;
/** Written under another name for so long, it is not written any more. */
const UNFINISHED_AFTER_MS = HOUR;

const EXPORT_FILES: ReadonlySet<string> = new Set(Object.values(TABLES).map(({ file }) => file));

const refused = (code: SetupProblemCode): Found => ({ kind: 'refused', code });

export function classify(entry: fs.Dirent): Found {
  const { name } = entry;
  if (name.startsWith('.') || name === ARCHIVE) return { kind: 'other' };
  if (entry.isDirectory()) return { kind: PARTIAL.test(name) ? 'other' : 'folder' };
  const isNamedLike = EVENTS.test(name) || ZIP.test(name) || NEARLY.test(name);
  if (entry.isSymbolicLink()) return refused('delivery-link');
  if (!entry.isFile()) return isNamedLike ? refused('delivery-link') : { kind: 'other' };
  if (EVENTS.test(name)) return { kind: 'events' };
  if (ZIP.test(name)) return { kind: 'zip' };
  if (PARTIAL.test(name)) return { kind: isNamedLike ? 'unfinished' : 'other' };
  if (NEARLY.test(name)) return refused('delivery-ending');
  return EXPORT_FILES.has(name.toLowerCase()) ? refused('delivery-misplaced') : { kind: 'other' };
}

/** Whether a file under a name of writing was left by its writer. */
export async function isLeftUnfinished(file: string, now: number): Promise<boolean> {
  return now - (await fs.promises.stat(file)).mtimeMs > UNFINISHED_AFTER_MS;
}

/** Whether a folder that is no export seems to hold deliveries. */
export async function holdsDeliveries(folder: string): Promise<boolean> {
  const names = await fs.promises.readdir(folder);
  return names.some((name) => /\.(jsonl|zip|csv|xml)$/i.test(name));
}

/** Names, sizes and times: what changes while something is copied. */
export async function signatureOf(file: string): Promise<{ text: string; size: number }> {
  const stat = await fs.promises.stat(file);
  const names = stat.isDirectory() ? (await fs.promises.readdir(file)).sort() : [''];
  let total = 0;
  const lines: string[] = [];
  for (const name of names) {
    const { size, mtimeMs } = name === '' ? stat : await fs.promises.stat(path.join(file, name));
    total += size;
    lines.push(`${name} ${size} ${mtimeMs}`);
  }
  return { text: lines.join('\n'), size: total };
}

const NEWLINE = 0x0a;
/** The longest line that can be an event. */
const TAIL_BYTES = 100_000;

/** Longer than between two writes of a copy that has come to the end of a line. */
export const COPY_PAUSE_MS = 50;

/**
 * Whether the last that happened to a file was no writing: each one sets both times, a renaming that of the change alone.
 *
 * False where the file system keeps its times too coarsely to tell.
 */
export async function isRenamedIn(file: string): Promise<boolean> {
  const { ctimeMs, mtimeMs } = await fs.promises.stat(file);
  return ctimeMs > mtimeMs;
}

/**
 * Whether the last line has neither its end nor the end of its JSON, or there is none: it is still being written, or was
 * cut off.
 */
export async function endsInsideLine(file: string): Promise<boolean> {
  const handle = await fs.promises.open(file);
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(Math.min(size, TAIL_BYTES)),
      0,
      Math.min(size, TAIL_BYTES),
      start,
    );
    const tail = buffer.subarray(0, bytesRead);
    if (tail.length === 0) return true;
    if (tail.at(-1) === NEWLINE) return false;
    const line = tail.subarray(tail.lastIndexOf(NEWLINE) + 1).toString('utf8');
    try {
      JSON.parse(line);
      return false;
    } catch {
      return true;
    }
  } finally {
    await handle.close();
  }
}
