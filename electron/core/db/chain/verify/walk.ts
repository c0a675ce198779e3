/** Walks the chain from its first entry to its last: whether it is unbroken, and ends where an anchor says. */
import type Database from 'better-sqlite3';
import { anchorHash, type Anchor } from '../anchor.ts';
import { HASH_SQL, hashOf, NO_HASH, readBody, type ChainRow } from '../entries.ts';
import type { OnFinding } from './finding.ts';
import { createLatestDigests, type LatestDigests } from './latest.ts';

export interface Walked {
  readonly entries: number;
  readonly latest: ReadonlyMap<string, LatestDigests>;
}

export function walkChain(
  db: Database.Database,
  anchors: readonly Anchor[],
  onFinding: OnFinding,
): Walked {
  const latest = new Map<string, LatestDigests>();
  const wanted = new Map<number, Anchor[]>();
  for (const anchor of anchors) {
    wanted.set(anchor.seq, [...(wanted.get(anchor.seq) ?? []), anchor]);
  }
  let previous = NO_HASH;
  let expected = 1;
  let entries = 0;
  let digests: LatestDigests | undefined;
  let lastTable: string | undefined;
  const note: Parameters<typeof readBody>[1] = (table, key, body, at) => {
    if (table !== lastTable || !digests) {
      lastTable = table;
      digests = latest.get(table) ?? createLatestDigests();
      latest.set(table, digests);
    }
    digests.note(key, body, at);
  };

  const rows = db.prepare<[], ChainRow>(
    `SELECT seq, at, body, ${HASH_SQL} AS hash FROM chain ORDER BY seq`,
  );
  for (const entry of rows.iterate()) {
    const { seq, hash } = entry;
    if (seq !== expected) onFinding(missingEntries(expected, seq - 1));
    else if (hashOf(previous, entry) !== hash) onFinding(brokenEntry(seq));
    try {
      readBody(entry.body, note);
    } catch {
      onFinding(unreadableEntry(seq));
    }
    for (const anchor of wanted.size === 0 ? [] : (wanted.get(seq) ?? [])) {
      if (anchor.hash !== anchorHash(hash)) onFinding(otherAnchor(anchor));
    }
    wanted.delete(seq);
    previous = hash;
    expected = seq + 1;
    entries += 1;
  }
  for (const beyond of wanted.values()) {
    for (const anchor of beyond) onFinding(anchorBeyond(anchor, expected - 1));
  }
  return { entries, latest };
}

function missingEntries(from: number, to: number) {
  return {
    code: 'entry-missing',
    table: 'chain',
    row: from,
    text: `Entries ${from} to ${to} of the chain are missing.`,
  };
}

function brokenEntry(seq: number) {
  return {
    code: 'entry-changed',
    table: 'chain',
    row: seq,
    text: `Entry ${seq} of the chain was changed, or the one before it: its hash is not that of its content.`,
  };
}

function unreadableEntry(seq: number) {
  return {
    code: 'entry-unreadable',
    table: 'chain',
    row: seq,
    text: `Entry ${seq} of the chain cannot be read.`,
  };
}

function otherAnchor({ seq, hash }: Anchor) {
  return {
    code: 'anchor-different',
    table: 'anchor',
    row: `${seq}-${hash}`,
    text:
      `Entry ${seq} of the chain is another one than the anchor ${seq}-${hash} says: the chain was rewritten, an older copy ` +
      `was put back and went on, or the anchor is of another data folder.`,
  };
}

function anchorBeyond({ seq, hash }: Anchor, last: number) {
  return {
    code: 'anchor-missing',
    table: 'anchor',
    row: `${seq}-${hash}`,
    text:
      `The chain ends with entry ${last}, and the anchor ${seq}-${hash} is of a later one: the last entries were dropped, an ` +
      `older copy was put back, or the anchor is of another data folder.`,
  };
}
