/**
 * Makes a connection write the chain: every transaction ends with one entry that holds the digest of each row that it
 * wrote (docs/adr/0023-chain.md).
 *
 * Triggers that only this connection has say which rows were written; they are read once, when the transaction ends. A
 * statement outside of a transaction gets one of its own. Rows that somebody writes by another way are in no entry, and
 * `verify` names them.
 */
import type Database from 'better-sqlite3';
import {
  DIGEST_BYTES,
  GONE,
  chainedTables,
  quoted,
  writeDigest,
  type ChainedTable,
} from './digests.ts';
import { bodyOf, HASH_SQL, hashOf, NO_HASH, type Section } from './entries.ts';
import type { RowKey } from './digests.ts';

/** Tables with chains are written through this. */
export interface ChainWriter {
  /** As if the transaction had written these rows. Part of the caller's transaction. */
  cover(table: string, keys: Iterable<RowKey>): void;
}

interface Tracked {
  readonly table: ChainedTable;
  readonly touched: Set<RowKey>;
  readonly one: Database.Statement<unknown[], string>;
  /** Rows between two numbers; only where rows have one. */
  readonly range: Database.Statement<[number, number], { key: number; row: string }> | undefined;
}

/** Fewer rows in a line are read one by one; more of them in parts, so that they never all lie in memory. */
const MIN_RANGE = 3;
const MAX_RANGE = 1_000;
const WRITES = /^\s*(INSERT|UPDATE|DELETE|REPLACE|WITH)\b/i;

const writers = new WeakMap<Database.Database, ChainWriter>();

/** Undefined: the connection only reads. */
export function chainWriterOf(db: Database.Database): ChainWriter | undefined {
  return writers.get(db);
}

/** @param now epoch milliseconds, for the time of an entry */
export function chainWrites(db: Database.Database, now: () => number): ChainWriter {
  const tracked = chainedTables(db).map((table) => track(db, table));
  const byName = new Map(tracked.map((one) => [one.table.name, one]));
  const last = db.prepare<[], { seq: number; hash: string }>(
    `SELECT seq, ${HASH_SQL} AS hash FROM chain ORDER BY seq DESC LIMIT 1`,
  );
  const append = db.prepare<[number, number, Buffer, string]>(
    'INSERT INTO chain (seq, at, body, hash) VALUES (?, ?, ?, unhex(?))',
  );
  let isTouched = false;
  let depth = 0;

  db.function('chain_touch', { deterministic: false }, (index: number, key: RowKey) => {
    tracked[index]?.touched.add(key);
    isTouched = true;
    return null;
  });
  tracked.forEach(({ table }, index) => db.exec(triggersOf(table, index)));

  function forget(): void {
    if (!isTouched) return;
    for (const { touched } of tracked) touched.clear();
    isTouched = false;
  }

  function seal(): void {
    if (!isTouched) return;
    const sections = tracked.filter(({ touched }) => touched.size > 0).map(sectionOf);
    forget();
    const { seq, hash } = last.get() ?? { seq: 0, hash: NO_HASH };
    const entry = { seq: seq + 1, at: now(), body: bodyOf(sections) };
    append.run(entry.seq, entry.at, entry.body, hashOf(hash, entry));
  }

  const plainTransaction = db.transaction.bind(db);
  function transaction(work: (...args: unknown[]) => unknown) {
    return plainTransaction(function (this: unknown, ...args: unknown[]) {
      depth += 1;
      try {
        const result = work.apply(this, args);
        if (depth === 1) seal();
        return result;
      } finally {
        depth -= 1;
        // Of a transaction that failed, nothing is left.
        if (depth === 0) forget();
      }
    });
  }
  db.transaction = transaction as typeof db.transaction;

  const inOwn = transaction((work) => (work as () => unknown)()).immediate as (
    work: () => unknown,
  ) => unknown;
  const prepare = db.prepare.bind(db) as (sql: string) => Database.Statement;
  db.prepare = ((sql: string) => {
    const statement = prepare(sql);
    if (!statement.readonly && WRITES.test(sql)) wrap(statement);
    return statement;
  }) as typeof db.prepare;
  /** A statement that writes outside of a transaction becomes one, with its entry. */
  function wrap(statement: Database.Statement): void {
    for (const method of ['run', 'get', 'all'] as const) {
      const plain = statement[method].bind(statement) as (...args: unknown[]) => unknown;
      statement[method] = ((...args: unknown[]) =>
        depth > 0 || db.inTransaction ? plain(...args) : inOwn(() => plain(...args))) as never;
    }
  }
  const exec = db.exec.bind(db);
  db.exec = (sql) => {
    exec(sql);
    if (!db.inTransaction && isTouched) inOwn(() => undefined);
    return db;
  };

  const writer: ChainWriter = {
    cover(table, keys) {
      const one = byName.get(table);
      if (!one) return;
      for (const key of keys) one.touched.add(key);
      isTouched ||= one.touched.size > 0;
    },
  };
  writers.set(db, writer);
  return writer;
}

function track(db: Database.Database, table: ChainedTable): Tracked {
  const from = `FROM ${quoted(table.name)}`;
  return {
    table,
    touched: new Set(),
    one: db
      .prepare<unknown[], string>(`SELECT ${table.rowSql} ${from} WHERE ${table.whereSql}`)
      .pluck(),
    range: table.isNumbered
      ? db.prepare(
          `SELECT ${table.orderSql} AS key, ${table.rowSql} AS row ${from} WHERE ${table.orderSql} BETWEEN ? AND ? ORDER BY 1`,
        )
      : undefined,
  };
}

function triggersOf(table: ChainedTable, index: number): string {
  const name = quoted(table.name);
  const touch = (prefix: string) => `SELECT chain_touch(${index}, ${table.keySql(prefix)});`;
  return `
    CREATE TEMP TRIGGER ${quoted(`chain_insert_${table.name}`)} AFTER INSERT ON main.${name} BEGIN ${touch('NEW.')} END;
    CREATE TEMP TRIGGER ${quoted(`chain_update_${table.name}`)} AFTER UPDATE ON main.${name} BEGIN ${touch('NEW.')}${table.isNumbered ? '' : touch('OLD.')} END;
    CREATE TEMP TRIGGER ${quoted(`chain_delete_${table.name}`)} AFTER DELETE ON main.${name} BEGIN ${touch('OLD.')} END;`;
}

function sectionOf({ table, touched, one, range }: Tracked): Section {
  if (!range) {
    const keys = [...touched].sort();
    const digests = Buffer.alloc(keys.length * DIGEST_BYTES);
    keys.forEach((key, index) =>
      put(one.get(...(JSON.parse(String(key)) as unknown[])), digests, index),
    );
    return { table: table.name, isNumbered: false, keys, digests };
  }
  const keys = [...touched].map(Number).sort((a, b) => a - b);
  const digests = Buffer.alloc(keys.length * DIGEST_BYTES);
  for (let from = 0; from < keys.length;) {
    let to = from;
    const end = Math.min(keys.length, from + MAX_RANGE) - 1;
    while (to < end && keys[to + 1] === Number(keys[to]) + 1) to += 1;
    if (to - from < MIN_RANGE) {
      for (let index = from; index <= to; index++) put(one.get(keys[index]), digests, index);
    } else {
      const first = Number(keys[from]);
      for (const { key, row } of range.all(first, Number(keys[to]))) {
        put(row, digests, from + (key - first));
      }
    }
    from = to + 1;
  }
  return { table: table.name, isNumbered: true, keys, digests };
}

function put(row: string | undefined, digests: Buffer, index: number): void {
  if (row === undefined) GONE.copy(digests, index * DIGEST_BYTES);
  else writeDigest(row, digests, index * DIGEST_BYTES);
}
