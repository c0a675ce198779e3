/**
 * Rows that the chain has not taken up yet: of a database that is older than the chain, and of tables whose rows a migration
 * made or changed. Few are taken up when the database is opened, many in slices while the program runs.
 */
import type Database from 'better-sqlite3';
import type { Clock } from '../../../../shared/domain/time.ts';
import { hasChain } from './anchor.ts';
import { chainWriterOf, type ChainWriter } from './chained.ts';
import { chainedTables, quoted, type ChainedTable } from './digests.ts';

/** Rows that nobody notices at a start. */
const AT_ONCE = 2_000;
const SLICE_ROWS = 50;
/** A slice takes no further rows after so long; their digests come on top. */
const SLICE_MS = 2;
const MOST_ROWS = 500;

interface Pending {
  readonly name: string;
  readonly nextId: number;
  readonly lastId: number;
}

/** The tables that the chain covers; none where there is no chain. */
export function chainedNames(db: Database.Database): readonly string[] {
  return hasChain(db) ? chainedTables(db).map(({ name }) => name) : [];
}

/** After a migration, in its transaction: rows of tables that it made, and of those that it says it changed. */
export function takeUp(
  db: Database.Database,
  before: readonly string[],
  changed: readonly string[],
): void {
  if (!hasChain(db)) return;
  const add = db.prepare<[string, number]>(
    `INSERT INTO chain_pending (name, next_id, last_id) VALUES (?, 0, ?)
     ON CONFLICT (name) DO UPDATE SET next_id = 0, last_id = max(last_id, excluded.last_id)`,
  );
  for (const table of chainedTables(db)) {
    if (before.includes(table.name) && !changed.includes(table.name)) continue;
    const lastId = lastIdOf(db, table);
    if (lastId !== undefined) add.run(table.name, lastId);
  }
}

/** Undefined: it has no rows. */
function lastIdOf(db: Database.Database, { name, isNumbered, orderSql }: ChainedTable) {
  const value = isNumbered ? `max(${orderSql})` : 'CASE WHEN count(*) > 0 THEN 0 END';
  const last = db
    .prepare<[], number | null>(`SELECT ${value} FROM ${quoted(name)}`)
    .pluck()
    .get();
  return last ?? undefined;
}

/** Takes up what waits of small tables; to be called when the database is opened. */
export function coverAtOnce(db: Database.Database, chain: ChainWriter): void {
  const waiting = pendingOf(db);
  if (waiting.length === 0) return;
  const tables = new Map(chainedTables(db).map((table) => [table.name, table]));
  const remove = db.prepare<[string]>('DELETE FROM chain_pending WHERE name = ?');
  db.transaction(() => {
    for (const { name, nextId, lastId } of waiting) {
      const table = tables.get(name);
      if (table?.isNumbered && lastId - nextId >= AT_ONCE) continue;
      if (table) chain.cover(name, keysOf(db, table, nextId, lastId));
      remove.run(name);
    }
  }).immediate();
}

export function pendingOf(db: Database.Database): Pending[] {
  return db
    .prepare<[], Pending>(
      'SELECT name, next_id AS nextId, last_id AS lastId FROM chain_pending ORDER BY name',
    )
    .all();
}

function keysOf(
  db: Database.Database,
  { name, isNumbered, keySql, orderSql }: ChainedTable,
  from: number,
  to: number,
): (number | string)[] {
  const where = isNumbered ? `WHERE ${orderSql} BETWEEN ${from} AND ${to}` : '';
  return db
    .prepare<[], number | string>(`SELECT ${keySql('')} FROM ${quoted(name)} ${where}`)
    .pluck()
    .all();
}

export interface CatchUpOptions {
  readonly db: Database.Database;
  readonly clock: Clock;
  readonly endOfTurn: (run: () => void) => void;
  readonly onBug: (error: unknown) => void;
}

/** Takes up the rest, in slices that the window does not feel; what is left when the program ends waits for the next start. */
export function createCatchUp({ db, clock, endOfTurn, onBug }: CatchUpOptions) {
  let isOver = false;
  const chain = chainWriterOf(db);
  const slice = chain && sliceOf(db, chain, clock);

  function work(): void {
    if (isOver || !slice) return;
    try {
      if (slice()) endOfTurn(work);
    } catch (error) {
      onBug(error);
    }
  }

  return {
    start: work,
    stop: () => {
      isOver = true;
    },
  };
}

/** @returns a function that takes up the next rows and says whether any are left */
function sliceOf(db: Database.Database, chain: ChainWriter, clock: Clock): () => boolean {
  const next = db.prepare<[], Pending>(
    'SELECT name, next_id AS nextId, last_id AS lastId FROM chain_pending ORDER BY name LIMIT 1',
  );
  const setNext = db.prepare<[number, string]>(
    'UPDATE chain_pending SET next_id = ? WHERE name = ?',
  );
  const remove = db.prepare<[string]>('DELETE FROM chain_pending WHERE name = ?');
  const tables = new Map(chainedTables(db).map((table) => [table.name, table]));

  return db.transaction((): boolean => {
    const pending = next.get();
    if (!pending) return false;
    const { name, lastId } = pending;
    const table = tables.get(name);
    const end = clock() + SLICE_MS;
    let from = pending.nextId;
    let taken = 0;
    while (table && from <= lastId && taken < MOST_ROWS && clock() < end) {
      chain.cover(name, keysOf(db, table, from, from + SLICE_ROWS - 1));
      from += SLICE_ROWS;
      taken += SLICE_ROWS;
    }
    if (!table || from > lastId) remove.run(name);
    else setNext.run(from, name);
    return next.get() !== undefined;
  }).immediate;
}
