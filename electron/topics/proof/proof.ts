/** Proves a data folder: its database by the chain, its originals by their hashes (docs/adr/0023-chain.md). */
import fs from 'node:fs';
import path from 'node:path';
import { anchorOf, anchorsIn, type Anchor } from '../../core/db/chain/anchor.ts';
import { verifyDatabase, type Finding, type Proof } from '../../core/db/chain/verify/index.ts';
import { DATABASE_FILE, openCopy, openForReading } from '../../core/db/open.ts';
import { isManifestKnown } from '../../core/db/tax-folder.ts';
import { checkOriginals } from '../../core/ingest/index.ts';
import { checkTaxFolder, isTaxFolder } from '../tax-folder/manifest.ts';

export interface FolderProof extends Proof {
  readonly originals: number;
  readonly anchors: readonly string[];
  /** In the order in which they were found; of very many the first ones. */
  readonly findings: readonly Finding[];
  /** All of them. */
  readonly found: number;
}

/** A rewritten database has a finding for each of its rows. */
const MOST_KEPT = 10_000;

/**
 * @param anchorFile whatever bears an anchor, in its name or in it: a seal, a protocol, a copy of the database; of a folder
 *   for the tax office every file is checked, too
 * @throws NoAnchorError, DatabaseDamagedError, DatabaseLockedError
 */
export async function proveFolder(folder: string, anchorFile?: string): Promise<FolderProof> {
  const anchors = anchorFile === undefined ? [] : anchorsOf(anchorFile);
  const findings: Finding[] = [];
  let found = 0;
  const keep = (finding: Finding) => {
    found += 1;
    if (findings.length < MOST_KEPT) findings.push(finding);
  };
  const db = openForReading(folder);
  try {
    const proof = verifyDatabase(db, anchors, keep);
    const originals = await checkOriginals(db, folder, ({ code, place, detail }) => {
      const text =
        code === 'original-missing'
          ? `The original ${place} cannot be read: ${detail}.`
          : `The original ${place} was changed: ${detail}.`;
      keep({ code, table: 'originals', row: place, text });
    });
    if (anchorFile !== undefined && isTaxFolder(anchorFile)) {
      await checkTaxFolder(anchorFile, (sha256) => isManifestKnown(db, sha256), keep);
    }
    const texts = anchors.map(({ seq, hash }) => `${seq}-${hash}`);
    return { ...proof, originals, anchors: texts, findings, found };
  } finally {
    db.close();
  }
}

/** The file bears no anchor. Nothing was checked. */
export class NoAnchorError extends Error {
  constructor(file: string, reason: string) {
    super(
      `${file} bears no anchor (${reason}). An anchor looks like 1234-0123456789abcdef0123456789abcdef and stands on a ` +
        `seal, in the name of a copy of the database and in a folder for the tax office. Nothing was checked.`,
    );
    this.name = 'NoAnchorError';
  }
}

const DATABASE_HEAD = 'SQLite format 3\0';
/** A seal or a protocol has a few kilobytes. */
const MOST_TEXT_BYTES = 16 * 1024 * 1024;

/** @throws NoAnchorError */
export function anchorsOf(file: string): Anchor[] {
  let found: Anchor[];
  try {
    const inside = fs.statSync(file).isDirectory() ? insideFolder(file) : insideFile(file);
    found = [...anchorsIn(path.basename(file)), ...inside];
  } catch (error) {
    throw new NoAnchorError(file, error instanceof Error ? error.message : String(error));
  }
  const each = new Map(found.map((anchor) => [`${anchor.seq}-${anchor.hash}`, anchor]));
  if (each.size === 0) throw new NoAnchorError(file, 'there is none in its name nor in it');
  return [...each.values()];
}

function insideFile(file: string): Anchor[] {
  const handle = fs.openSync(file, 'r');
  try {
    const { size } = fs.fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, MOST_TEXT_BYTES));
    fs.readSync(handle, bytes, 0, bytes.length, 0);
    if (!bytes.subarray(0, DATABASE_HEAD.length).equals(Buffer.from(DATABASE_HEAD))) {
      return anchorsIn(bytes.toString('latin1'));
    }
  } finally {
    fs.closeSync(handle);
  }
  const copy = openCopy(file);
  try {
    return anchorsIn(anchorOf(copy) ?? '');
  } finally {
    copy.close();
  }
}

/** Another data folder, or a folder with a file that bears one. */
function insideFolder(folder: string): Anchor[] {
  const names = fs.readdirSync(folder);
  if (names.includes(DATABASE_FILE)) return insideFile(path.join(folder, DATABASE_FILE));
  return names
    .filter((name) => /\.(txt|json|xml|csv|pdf)$/i.test(name))
    .flatMap((name) => insideFile(path.join(folder, name)));
}
