/** Proves a database by its chain: reads all of it, changes nothing. */
import type Database from 'better-sqlite3';
import { anchorOf, anchorsIn, type Anchor } from '../anchor.ts';
import { checkBooks } from './books.ts';
import { compareDerived } from './derived.ts';
import { checkErasures } from './erasures.ts';
import type { OnFinding } from './finding.ts';
import { compareRows } from './rows.ts';
import { walkChain } from './walk.ts';

export type { Finding, OnFinding } from './finding.ts';

export interface Proof {
  /** The end of the chain as it is now; null: there is none. */
  readonly anchor: string | null;
  readonly entries: number;
  /** Rows that were compared with the chain. */
  readonly rows: number;
}

/** @param db a connection that reads; may be one of a running program */
export function verifyDatabase(
  db: Database.Database,
  anchors: readonly Anchor[],
  onFinding: OnFinding,
): Proof {
  const anchor = anchorOf(db);
  if (anchor === null) {
    onFinding({
      code: 'no-chain',
      table: 'chain',
      row: null,
      text: 'There is no chain: this database was last opened by an earlier program. Start this one on it once.',
    });
    return { anchor, entries: 0, rows: 0 };
  }
  // One state of the database, whatever is written meanwhile.
  db.exec('BEGIN');
  try {
    const { entries, latest } = walkChain(db, [...anchors, ...sealedAnchors(db)], onFinding);
    const { rows } = compareRows(db, latest, onFinding);
    const part = (name: string, work: () => void) => {
      try {
        work();
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        onFinding({ code: 'unreadable', table: name, row: null, text: `${name}: ${detail}.` });
      }
    };
    part('derived tables', () => compareDerived(db, onFinding));
    part('books', () => checkBooks(db, onFinding));
    part('erasures', () => checkErasures(db, onFinding));
    part('database', () => checkFile(db, onFinding));
    return { anchor: anchorOf(db), entries, rows };
  } finally {
    db.exec('ROLLBACK');
  }
}

/** Seals bear anchors, too: whoever makes the chain again has to make them again. */
function sealedAnchors(db: Database.Database): Anchor[] {
  const isThere = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'closing_seals'`);
  if (isThere.get() === undefined) return [];
  const sealed = db.prepare<[], string>(
    'SELECT DISTINCT anchor FROM closing_seals WHERE anchor IS NOT NULL ORDER BY anchor',
  );
  return sealed.pluck().all().flatMap(anchorsIn);
}

/** Pages and indexes agree with the rows, and rows point to something. */
function checkFile(db: Database.Database, onFinding: OnFinding): void {
  const problems = db.pragma('integrity_check(20)') as { integrity_check: string }[];
  for (const { integrity_check: text } of problems) {
    if (text !== 'ok') onFinding({ code: 'file-damaged', table: 'database', row: null, text });
  }
  for (const { table, rowid, parent } of db.pragma('foreign_key_check') as {
    table: string;
    rowid: number | null;
    parent: string;
  }[]) {
    const text = `Row ${rowid} of ${table} points to a row of ${parent} that is not there.`;
    onFinding({ code: 'points-to-nothing', table, row: rowid, text });
  }
}
