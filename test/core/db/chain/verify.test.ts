/** The promise of `verify`: one changed byte, a dropped end, a rewritten chain are found, and named. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { anchorOf, anchorsIn } from '../../../../electron/core/db/chain/anchor.ts';
import { chainWrites } from '../../../../electron/core/db/chain/chained.ts';
import { coverAtOnce } from '../../../../electron/core/db/chain/pending.ts';
import { checkBooks } from '../../../../electron/core/db/chain/verify/books.ts';
import { compareDerived } from '../../../../electron/core/db/chain/verify/derived.ts';
import type { Finding } from '../../../../electron/core/db/chain/verify/index.ts';
import { DATABASE_FILE, openDatabase, openForReading } from '../../../../electron/core/db/open.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { behindTheProgram, coveredTables, findingsIn, makeShop } from './shop.ts';

const seed = process.env['SEED'] === undefined ? Date.now() : Number(process.env['SEED']);
/** Made of the jobs: compared with them, not chained. */
const DERIVED = [
  'job_counts_before',
  'job_day_counts_before',
  'job_totals_before',
  'job_day_sums_before',
  'job_moves',
  'job_places',
  'sqlite_sequence',
  'job_search_idx',
  'job_search_config',
];

function copyOf(folder: string): string {
  const copy = tempFolder();
  fs.copyFileSync(path.join(folder, DATABASE_FILE), path.join(copy, DATABASE_FILE));
  return copy;
}

function anchorIn(folder: string) {
  const db = openForReading(folder);
  const anchor = anchorOf(db) ?? '';
  db.close();
  return anchorsIn(anchor);
}

type Value = string | number | Buffer | null;

/** The value with one bit of one of its bytes changed; of what is empty, something. */
function flipped(value: Exclude<Value, null>, pick: number): Value {
  if (typeof value === 'number') return Number(BigInt(value) ^ (1n << BigInt(pick % 32)));
  const bytes = Buffer.from(value);
  if (bytes.length === 0) return typeof value === 'string' ? 'x' : Buffer.from('x');
  const at = pick % bytes.length;
  // Letters and digits stay such, so that the text stays one.
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return typeof value === 'string' ? bytes.toString() : bytes;
}

/** Changes a column of a row of `table`, as somebody who knows SQLite; @returns which */
function tamper(db: Database.Database, table: string, row: number, column: number, pick: number) {
  const rows = db.prepare<[], Record<string, Value>>(`SELECT * FROM ${table}`).all();
  const chosen = rows[row % rows.length];
  if (!chosen) throw new Error(`${table} has no row to change`);
  const names = Object.keys(chosen);
  // Nothing of a kind of jobs and nothing of another one say the same.
  const telling = chosen['count'] === 0 ? ['count'] : names;
  const name = telling[column % telling.length] ?? '';
  const where = names.map((each) => `${each} IS ?`).join(' AND ');
  const values = names.map((each) => chosen[each] ?? null);
  const set = db.prepare(`UPDATE OR REPLACE ${table} SET ${name} = ? WHERE ${where}`);
  const typeOf = db.prepare<[string, string], string>(
    'SELECT type FROM pragma_table_info(?) WHERE name = ?',
  );
  const before = chosen[name] ?? null;
  // A column takes values of its type alone, also where it holds none.
  const filled: Record<string, Value> = { TEXT: 'x', BLOB: Buffer.from('x') };
  const value =
    before === null ? (filled[typeOf.pluck().get(table, name) ?? ''] ?? 1) : flipped(before, pick);
  set.run(value, ...values);
  return `${table}.${name}: ${String(chosen[name])} → ${String(value)}`;
}

function isNamed(findings: readonly Finding[], table: string): boolean {
  // What moved is counted in views over two tables.
  const counted = table === 'job_moves' ? ['job_moves', ...DERIVED] : [table];
  // A part of an index is named, or the index.
  if (table.startsWith('job_search')) counted.push('job_search');
  return findings.some((finding) => counted.includes(finding.table));
}

it('a count of nothing of what no job is, is found', () => {
  const folder = tempFolder();
  makeShop(folder);
  const counters = DERIVED.filter((table) => table.endsWith('_before'));
  behindTheProgram(folder, (db) => {
    for (const table of counters) {
      const columns = Object.keys(db.prepare<[], object>(`SELECT * FROM ${table}`).get() ?? {});
      const values = columns.map((name) =>
        ['bucket', 'count', 'sum'].includes(name) ? '0' : `'x'`,
      );
      db.exec(`INSERT INTO ${table} (${columns.join()}) VALUES (${values.join()})`);
    }
  });
  const found = findingsIn(folder);
  for (const table of counters) expect(isNamed(found, table), table).toBe(true);
});

it('a shop that only the program wrote is proven, and to its anchor', () => {
  const folder = tempFolder();
  makeShop(folder);
  expect(findingsIn(folder, anchorIn(folder))).toEqual([]);
});

it('one changed byte of any table is found, and its row named', { timeout: 120_000 }, () => {
  console.log(`verify: SEED=${seed}`);
  const folder = tempFolder();
  makeShop(folder);
  const tables = [...coveredTables(folder).map(({ name }) => name), ...DERIVED, 'chain'];
  expect(tables.length).toBeGreaterThan(18);
  for (const table of tables) {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (row, column, pick) => {
        const copy = copyOf(folder);
        let what = '';
        behindTheProgram(copy, (db) => {
          what = tamper(db, table, row, column, pick);
        });
        const found = findingsIn(copy);
        expect(isNamed(found, table), `${what}: ${JSON.stringify(found)}`).toBe(true);
      }),
      { seed, numRuns: 3, endOnFailure: true },
    );
  }
});

it('the twin that does not compare the rows with the chain finds nothing of a changed text', () => {
  const folder = tempFolder();
  makeShop(folder);
  behindTheProgram(folder, (db) =>
    db.exec(`UPDATE pos_events SET payload = '{"a":1}' WHERE id = 2`),
  );
  const unchained: Finding[] = [];
  const db = openForReading(folder);
  compareDerived(db, (finding) => unchained.push(finding));
  checkBooks(db, (finding) => unchained.push(finding));
  db.close();
  expect(unchained).toEqual([]);
  expect(findingsIn(folder)).toMatchObject([{ code: 'row-changed', table: 'pos_events', row: 2 }]);
});

it('a removed and an added row are named', () => {
  const folder = tempFolder();
  makeShop(folder);
  behindTheProgram(folder, (db) => {
    db.exec('DELETE FROM answers WHERE attempt_id = 3');
    db.exec(`INSERT INTO stores VALUES ('9', 'Made up', 1, NULL)`);
  });
  const found = findingsIn(folder);
  expect(found).toContainEqual(
    expect.objectContaining({ code: 'row-removed', table: 'answers', row: 3 }),
  );
  expect(found).toContainEqual(
    expect.objectContaining({ code: 'row-added', table: 'stores', row: '["9"]' }),
  );
  expect(found).toContainEqual(
    expect.objectContaining({ code: 'posting-without-answer', table: 'jobs', row: 3 }),
  );
});

it('dropped last entries are found: by the rows that they covered, and by the anchor', () => {
  const folder = tempFolder();
  makeShop(folder);
  const anchors = anchorIn(folder);
  behindTheProgram(folder, (db) =>
    db.exec('DELETE FROM chain WHERE seq > (SELECT max(seq) FROM chain) - 3'),
  );
  expect(findingsIn(folder).map(({ code }) => code)).toContain('row-added');
  expect(findingsIn(folder, anchors).map(({ code }) => code)).toContain('anchor-missing');
});

/** Changes the journal and makes the chain again, as the program would have. */
function rewrite(folder: string): void {
  behindTheProgram(folder, (raw) => {
    raw.exec(`UPDATE journal SET who = 'nobody'; DELETE FROM chain`);
    for (const { name, isNumbered } of coveredTables(folder)) {
      const last = isNumbered ? 'max(rowid)' : '0';
      raw.exec(`INSERT INTO chain_pending SELECT '${name}', 0, ${last} FROM ${name} LIMIT 1`);
    }
    coverAtOnce(
      raw,
      chainWrites(raw, () => 1),
    );
  });
}

it('a chain that was rewritten as a whole is found by the anchor, and by nothing else', () => {
  const folder = tempFolder();
  makeShop(folder);
  const anchors = anchorIn(folder);
  rewrite(folder);
  expect(findingsIn(folder)).toEqual([]);
  expect(findingsIn(folder, anchors)).toMatchObject([{ table: 'anchor' }]);
});

it('a chain that was rewritten without its seals is found by their anchors', () => {
  const folder = tempFolder();
  makeShop(folder);
  const db = openDatabase(folder, { now: () => 0 });
  db.prepare(
    `INSERT INTO closing_seals (closing, at, is_sealed, hash, line, anchor) VALUES ('7', 1, 1, 'ab', '{}', ?)`,
  ).run(anchorOf(db));
  db.close();
  expect(findingsIn(folder)).toEqual([]);
  rewrite(folder);
  expect(findingsIn(folder)).toMatchObject([{ table: 'anchor' }]);
});

it('a missing trigger and one entry that is gone are named', () => {
  const folder = tempFolder();
  makeShop(folder);
  behindTheProgram(folder, (db) => db.exec('DELETE FROM chain WHERE seq = 9'));
  expect(findingsIn(folder)).toContainEqual(
    expect.objectContaining({ code: 'entry-missing', table: 'chain', row: 9 }),
  );
  const other = tempFolder();
  makeShop(other);
  const db = openDatabase(other, { now: () => 0 });
  db.exec('DROP TRIGGER answers_kept');
  db.close();
  expect(findingsIn(other)).toMatchObject([{ table: 'sqlite_schema', row: 'answers_kept' }]);
});

it.each([
  [`UPDATE chain SET at = 1 WHERE seq = 1`],
  [`DELETE FROM chain WHERE seq = 1`],
  [`UPDATE sources SET sha256 = 'ab'`],
  [`DELETE FROM sources`],
  [`UPDATE jobs SET event_id = 2 WHERE id = 1`],
  [`UPDATE pos_events SET payload = ''`],
  [`DELETE FROM pos_events`],
  [`UPDATE answers SET error = ''`],
  [`UPDATE attempts SET request = ''`],
  [`UPDATE journal SET who = ''`],
])('the database refuses %s', (sql) => {
  const folder = tempFolder();
  makeShop(folder);
  const db = openDatabase(folder, { now: () => 0 });
  expect(() => db.exec(sql)).toThrow(/append-only|never|keeps/);
  db.close();
  expect(findingsIn(folder)).toEqual([]);
});
