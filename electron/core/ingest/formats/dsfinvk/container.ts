/** The files of an export, whether they lie in a folder or in a ZIP; names without regard to case and sub folder. */
import fs from 'node:fs';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import type { ProblemCode } from '../../../../../shared/domain/problem-codes.ts';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { TABLES } from './tables.ts';

export interface ExportFile {
  /** As the user knows it. */
  readonly name: string;
  open(): Promise<Readable>;
}

export interface Container {
  /** By name in lower case. */
  readonly files: ReadonlyMap<string, ExportFile>;
  /** Names of ZIPs that lie beside the export and are not opened. */
  readonly unopened: readonly string[];
  close(): void;
}

/** The ZIP cannot be used; the message says why. */
export class ContainerError extends Error {
  readonly code: ProblemCode;
  /** What helps; undefined: another copy of it. */
  readonly remedy: string | undefined;

  constructor(code: ProblemCode, message: string, remedy?: string) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}

/** An export of years of a busy shop is some hundred megabytes; what claims more is made to fill the disk. */
const MAX_BYTES = 4 * 1024 ** 3;
/** Tables of tills shrink to a twentieth; only large ones are judged by it. */
const MAX_RATIO = 250;
const RATIO_FROM_BYTES = 16 * 1024 ** 2;
const MAX_ENTRIES = 10_000;
/** Files that every export has one of. */
const MARKS: readonly string[] = [TABLES.closings.file, 'index.xml'];

/** Helps where another copy would be the same. */
export const UNPACK_AND_IMPORT =
  'unpack it on this PC and import the folder that it becomes; a new export at the till is not needed';

/** @throws ContainerError, and file system errors */
export async function openContainer(source: string): Promise<Container> {
  const stat = await fs.promises.stat(source);
  return stat.isDirectory() ? openFolder(source) : openZip(source);
}

async function openFolder(folder: string): Promise<Container> {
  const entries = await fs.promises.readdir(folder, { withFileTypes: true });
  const files = new Map<string, ExportFile>();
  for (const { name } of entries.filter((entry) => entry.isFile() && !isOfSystem(entry.name))) {
    const file = path.join(folder, name);
    files.set(name.toLowerCase(), {
      name,
      open: () => Promise.resolve(fs.createReadStream(file, { highWaterMark: 1 << 18 })),
    });
  }
  const unopened = [...files.values()].map(({ name }) => name).filter(isZip);
  return { files, unopened, close: () => undefined };
}

function isZip(name: string): boolean {
  return path.extname(name).toLowerCase() === '.zip';
}

/** What a Mac adds to every folder and ZIP. */
function isOfSystem(name: string): boolean {
  return name
    .split(/[\\/]/)
    .some((part) => part === '__MACOSX' || part === '.DS_Store' || part.startsWith('._'));
}

async function openZip(file: string): Promise<Container> {
  if (!(await beginsLikeZip(file))) {
    throw new ContainerError(
      'not-an-export',
      `${path.basename(file)} is neither a ZIP nor a folder; an export is imported as the ZIP or the folder that the ` +
        `till wrote, not file by file`,
    );
  }
  let zip: ZipFile;
  let entries: Entry[];
  try {
    zip = await new Promise<ZipFile>((resolve, reject) => {
      yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, opened) => {
        if (error) reject(error);
        else resolve(opened);
      });
    });
    entries = await listEntries(zip);
  } catch (error) {
    if (error instanceof ContainerError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ContainerError('zip-damaged', `The ZIP is damaged or incomplete (${reason})`);
  }
  const wanted = entries.filter(({ fileName }) => !fileName.endsWith('/') && !isOfSystem(fileName));
  const root = rootOf(wanted);
  if (root === undefined) {
    zip.close();
    throw new ContainerError(
      'zip-several',
      'The ZIP holds several exports in folders of their own',
      UNPACK_AND_IMPORT,
    );
  }
  const files = new Map<string, ExportFile>();
  for (const entry of wanted) {
    const folder = path.posix.dirname(entry.fileName.replaceAll('\\', '/'));
    if (folder !== root) continue;
    const name = path.posix.basename(entry.fileName.replaceAll('\\', '/'));
    files.set(name.toLowerCase(), { name, open: () => openEntry(zip, entry) });
  }
  const unopened = wanted.map(({ fileName }) => path.posix.basename(fileName)).filter(isZip);
  return { files, unopened, close: () => zip.close() };
}

/** An empty one begins with the end mark of its list. */
async function beginsLikeZip(file: string): Promise<boolean> {
  const handle = await fs.promises.open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.toString('latin1') === 'PK';
  } finally {
    await handle.close();
  }
}

function listEntries(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    let size = 0;
    zip.on('entry', (entry: Entry) => {
      size += entry.uncompressedSize;
      const refusal = refuse(entry, entries.length, size);
      if (refusal) {
        zip.close();
        reject(refusal);
        return;
      }
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

function refuse(entry: Entry, count: number, size: number): ContainerError | undefined {
  const encrypted = (entry.generalPurposeBitFlag & 1) === 1;
  if (encrypted) {
    return new ContainerError(
      'zip-encrypted',
      `${entry.fileName} in the ZIP is encrypted; export without a password`,
    );
  }
  if (count >= MAX_ENTRIES || size > MAX_BYTES) {
    return new ContainerError('zip-too-large', 'The ZIP unpacks to more than any export of a till');
  }
  if (
    entry.uncompressedSize > RATIO_FROM_BYTES &&
    entry.uncompressedSize / entry.compressedSize > MAX_RATIO
  ) {
    return new ContainerError(
      'zip-too-large',
      `${entry.fileName} in the ZIP unpacks to absurdly more than it is`,
    );
  }
  return undefined;
}

/** The folder inside the ZIP that holds the export: the one with the closings, or else the topmost; undefined: several. */
function rootOf(entries: readonly Entry[]): string | undefined {
  const folders = entries.map(({ fileName }) => fileName.replaceAll('\\', '/'));
  for (const mark of MARKS) {
    const marked = folders.filter((name) => path.posix.basename(name).toLowerCase() === mark);
    if (marked.length > 1) return undefined;
    if (marked[0] !== undefined) return path.posix.dirname(marked[0]);
  }
  const depths = folders
    .map((name) => path.posix.dirname(name))
    .sort((a, b) => a.split('/').length - b.split('/').length);
  return depths[0] ?? '.';
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else resolve(checked(stream, entry));
    });
  });
}

/** Ends with an error when the content is not what was packed; yauzl looks at its length alone. */
function checked(stream: Readable, entry: Entry): Readable {
  // Newer than the oldest runtime that this has to run on, and too dear by hand.
  const crc32 = (zlib as { crc32?: typeof zlib.crc32 }).crc32;
  if (!crc32) return stream;
  let sum = 0;
  const checker = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush(done) {
      done(sum === entry.crc32 ? null : new Error('corrupt: its checksum is another'));
    },
  });
  stream.on('error', (error) => checker.destroy(error));
  checker.on('close', () => stream.destroy());
  return stream.pipe(checker);
}
