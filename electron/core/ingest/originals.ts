/** The original bytes of a source, kept under their hash before anything is read from them. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DAY } from '../../../shared/domain/time.ts';

/** In the data folder. */
export const ORIGINALS = 'originals';
const INCOMING = '.incoming-';
/** No import takes as long: what is older was left by a program that was cut off. */
const LEFT_BEHIND_MS = DAY;

export interface Original {
  /** SHA-256 in hex of the bytes; of a folder: of its sorted list of names and hashes. */
  readonly sha256: string;
  readonly size: number;
  /** Relative to the data folder, with `/`. */
  readonly relativePath: string;
}

/**
 * Copies a file, or the files of a folder (not of its sub folders), byte by byte into the data folder.
 *
 * Safe to run twice: what is there under its hash already is left as it is.
 */
export async function keepOriginal(source: string, dataFolder: string): Promise<Original> {
  const target = path.join(dataFolder, ORIGINALS);
  await fs.promises.mkdir(target, { recursive: true });
  const scratch = await fs.promises.mkdtemp(path.join(target, INCOMING));
  try {
    const stat = await fs.promises.stat(source);
    return stat.isDirectory()
      ? await keepFolder(source, scratch, target)
      : await keepFile(source, scratch, target);
  } finally {
    await fs.promises.rm(scratch, { recursive: true, force: true });
  }
}

/** Removes half-made copies and temporary files of imports that a power cut ended; never an original. */
export async function removeLeftovers(
  dataFolder: string,
  scratchFolder: string,
  now: number,
): Promise<void> {
  const originals = path.join(dataFolder, ORIGINALS);
  for (const [folder, prefix] of [
    [originals, INCOMING],
    [scratchFolder, ''],
  ] as const) {
    const names = await fs.promises.readdir(folder).catch(() => []);
    for (const name of names.filter((one) => one.startsWith(prefix))) {
      const place = path.join(folder, name);
      const { mtimeMs } = await fs.promises.stat(place).catch(() => ({ mtimeMs: now }));
      if (now - mtimeMs < LEFT_BEHIND_MS) continue;
      await fs.promises.rm(place, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

/** Originals that the database does not know, oldest first. */
export async function unknownOriginals(
  dataFolder: string,
  isKnown: (sha256: string) => boolean,
): Promise<string[]> {
  const folder = path.join(dataFolder, ORIGINALS);
  const names = await fs.promises.readdir(folder).catch(() => []);
  const unknown = names.filter((name) => {
    const [, sha256] = /^([0-9a-f]{64})(\.[a-z]+)?$/.exec(name) ?? [];
    return sha256 !== undefined && !isKnown(sha256);
  });
  const dated = await Promise.all(
    unknown.map(async (name) => {
      const file = path.join(folder, name);
      return { file, at: (await fs.promises.stat(file)).mtimeMs };
    }),
  );
  return dated.sort((a, b) => a.at - b.at).map(({ file }) => file);
}

async function keepFile(source: string, scratch: string, target: string): Promise<Original> {
  const copy = path.join(scratch, 'file');
  const { sha256, size } = await readWithHash(source, copy);
  const name = `${sha256}${path.extname(source).toLowerCase()}`;
  await moveInto(copy, path.join(target, name));
  return { sha256, size, relativePath: `${ORIGINALS}/${name}` };
}

async function keepFolder(source: string, scratch: string, target: string): Promise<Original> {
  const copies = path.join(scratch, 'folder');
  await fs.promises.mkdir(copies);
  const { sha256, size } = await readFolderWithHash(source, copies);
  await moveInto(copies, path.join(target, sha256));
  return { sha256, size, relativePath: `${ORIGINALS}/${sha256}` };
}

/** The hash under which `keepOriginal` keeps a source. @throws errors of the file system */
export async function hashOf(source: string): Promise<string> {
  const stat = await fs.promises.stat(source);
  const { sha256 } = stat.isDirectory()
    ? await readFolderWithHash(source)
    : await readWithHash(source);
  return sha256;
}

/**
 * Copies a kept original, file or folder, byte by byte to a place that is not there yet.
 *
 * @returns SHA-256 and size of what was copied
 * @throws errors of the file system
 */
export async function copyWithHash(
  original: string,
  target: string,
): Promise<Pick<Original, 'sha256' | 'size'>> {
  const stat = await fs.promises.stat(original);
  if (!stat.isDirectory()) return readWithHash(original, target);
  await fs.promises.mkdir(target);
  return readFolderWithHash(original, target);
}

interface Hashed {
  readonly sha256: string;
  readonly size: number;
}

async function readFolderWithHash(source: string, copies?: string): Promise<Hashed> {
  const entries = await fs.promises.readdir(source, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
  const hash = crypto.createHash('sha256');
  let size = 0;
  for (const name of names.sort()) {
    const copy = copies === undefined ? undefined : path.join(copies, name);
    const file = await readWithHash(path.join(source, name), copy);
    hash.update(`${file.sha256}  ${name}\n`);
    size += file.size;
  }
  return { sha256: hash.digest('hex'), size };
}

/** @param copy where the bytes are written, too; on disk when this ends */
async function readWithHash(source: string, copy?: string): Promise<Hashed> {
  const hash = crypto.createHash('sha256');
  let size = 0;
  await pipeline(
    fs.createReadStream(source, { highWaterMark: 1 << 20 }),
    async function* (bytes) {
      for await (const chunk of bytes as AsyncIterable<Buffer>) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    },
    copy === undefined
      ? new Writable({ write: (_chunk, _encoding, done) => done() })
      : fs.createWriteStream(copy),
  );
  if (copy !== undefined) await flushToDisk(copy);
  return { sha256: hash.digest('hex'), size };
}

/** On disk before the database says that it is kept. */
async function flushToDisk(file: string): Promise<void> {
  const handle = await fs.promises.open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function moveInto(from: string, to: string): Promise<void> {
  if (fs.existsSync(to)) return;
  try {
    await fs.promises.rename(from, to);
  } catch (error) {
    // The same source imported twice at once: the other one was first.
    if (!fs.existsSync(to)) throw error;
  }
}
