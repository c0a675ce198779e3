/** The anchor: the end of the chain as a short text that leaves the PC, such as `1234-0f…` (32 hexadecimal digits). */
import type Database from 'better-sqlite3';
import { HASH_SQL } from './entries.ts';

const ANCHOR = /(?<![0-9a-f])(\d{1,15})-([0-9a-f]{32})(?![0-9a-f])/g;
const ANCHOR_DIGITS = 32;

export interface Anchor {
  /** The number of an entry. */
  readonly seq: number;
  /** The first half of its hash, in hexadecimal digits. */
  readonly hash: string;
}

/** A database of an earlier program has none. */
export function hasChain(db: Database.Database): boolean {
  const find = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'chain'`);
  return find.get() !== undefined;
}

/** @returns null for a database without a chain, or whose chain has no entry */
export function anchorOf(db: Database.Database): string | null {
  if (!hasChain(db)) return null;
  const last = db
    .prepare<[], { seq: number; hash: string }>(
      `SELECT seq, ${HASH_SQL} AS hash FROM chain ORDER BY seq DESC LIMIT 1`,
    )
    .get();
  return last ? anchorText(last.seq, last.hash) : null;
}

function anchorText(seq: number, hash: string): string {
  return `${seq}-${anchorHash(hash)}`;
}

export function anchorHash(hash: string): string {
  return hash.slice(0, ANCHOR_DIGITS);
}

/** Every anchor that stands in a text: a seal, the name of a copy, a folder's protocol. */
export function anchorsIn(text: string): Anchor[] {
  return [...text.matchAll(ANCHOR)].map(([, seq, hash]) => ({
    seq: Number(seq),
    hash: String(hash),
  }));
}
