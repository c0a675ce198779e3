/** Every commit has its entry, whoever writes; rows from before the chain are taken up. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { anchorOf } from '../../../../electron/core/db/chain/anchor.ts';
import { chainWrites } from '../../../../electron/core/db/chain/chained.ts';
import {
  coverAtOnce,
  createCatchUp,
  pendingOf,
} from '../../../../electron/core/db/chain/pending.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { MIGRATIONS } from '../../../../electron/core/db/migrations/index.ts';
import { DATABASE_FILE, openDatabase, type Db } from '../../../../electron/core/db/open.ts';
import { insertJobs } from '../../../helpers/jobs.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { findingsIn } from './shop.ts';

const CHAIN_VERSION = 240;
const open = (folder: string) => openDatabase(folder, { now: () => 7 });
const entriesOf = (db: Db) =>
  db.prepare<[], number>('SELECT count(*) FROM chain').pluck().get() ?? 0;
const set = (db: Db, key: string) => {
  db.prepare(`INSERT INTO settings VALUES (?, '1')`).run(key);
};

it('a transaction has one entry, a statement outside of one its own, a failed one none', () => {
  const folder = tempFolder();
  const db = open(folder);
  const before = entriesOf(db);
  set(db, 'alone');
  expect(entriesOf(db) - before).toBe(1);
  const inner = db.transaction(() => set(db, 'inner'));
  db.transaction(() => {
    set(db, 'outer');
    inner();
  })();
  expect(entriesOf(db) - before).toBe(2);
  const fail = db.transaction(() => {
    set(db, 'failed');
    throw new Error('no');
  });
  expect(fail).toThrow('no');
  db.transaction(() => {
    set(db, 'around');
    expect(fail).toThrow('no');
  })();
  db.exec(`INSERT INTO settings VALUES ('script', '1')`);
  db.prepare(`DELETE FROM settings WHERE key = 'alone'`).run();
  expect(entriesOf(db) - before).toBe(5);
  db.prepare('SELECT 1').get();
  db.prepare(`UPDATE settings SET value = '2' WHERE key = 'nobody'`).run();
  expect(entriesOf(db) - before).toBe(5);
  db.close();
  expect(findingsIn(folder)).toEqual([]);
});

it('two programs on one database write one chain', () => {
  const folder = tempFolder();
  const [one, other] = [open(folder), open(folder)];
  for (let turn = 0; turn < 20; turn++) {
    set(turn % 2 ? one : other, `key-${turn}`);
    insertJobs(turn % 3 ? one : other, [{}]);
  }
  one.close();
  other.close();
  expect(findingsIn(folder)).toEqual([]);
});

it('a database from before the chain is taken up: at once what is small, the rest in slices', () => {
  const folder = tempFolder();
  const old = new Database(path.join(folder, DATABASE_FILE));
  migrate(
    old,
    () => undefined,
    MIGRATIONS.filter(({ version }) => version < CHAIN_VERSION),
  );
  insertJobs(
    old,
    Array.from({ length: 2_500 }, () => ({})),
  );
  old.close();

  const db = open(folder);
  expect(pendingOf(db).map(({ name }) => name)).toEqual(['jobs', 'pos_events']);
  expect(findingsIn(folder)).toMatchObject([{ code: 'chain-behind' }]);
  // What changes meanwhile is in the chain before its turn comes.
  db.prepare(`UPDATE jobs SET state = 'on-hold' WHERE id = 2400`).run();
  let slices = 0;
  const bugs: unknown[] = [];
  createCatchUp({
    ...{ db, clock: () => 0 },
    endOfTurn(run) {
      slices += 1;
      run();
    },
    onBug: (error) => bugs.push(error),
  }).start();
  expect(bugs).toEqual([]);
  expect(slices).toBeGreaterThan(8);
  db.close();
  expect(findingsIn(folder)).toEqual([]);
});

it('a program that ends in the middle goes on with the rest at its next start', () => {
  const folder = tempFolder();
  const old = new Database(path.join(folder, DATABASE_FILE));
  migrate(
    old,
    () => undefined,
    MIGRATIONS.filter(({ version }) => version < CHAIN_VERSION),
  );
  insertJobs(
    old,
    Array.from({ length: 2_500 }, () => ({})),
  );
  old.close();
  const db = open(folder);
  const first = createCatchUp({
    ...{ db, clock: () => 0, endOfTurn: () => undefined, onBug: () => undefined },
  });
  first.start();
  first.stop();
  db.close();
  const again = open(folder);
  expect(pendingOf(again)).not.toEqual([]);
  createCatchUp({
    ...{ db: again, clock: () => 0, endOfTurn: (run) => run(), onBug: () => undefined },
  }).start();
  expect(pendingOf(again)).toEqual([]);
  again.close();
  expect(findingsIn(folder)).toEqual([]);
});

it('later migrations leave the chain whole; the copy before them bears its anchor in its name', () => {
  const folder = tempFolder();
  const old = new Database(path.join(folder, DATABASE_FILE));
  const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);
  migrate(old, () => undefined, upTo(CHAIN_VERSION));
  const chain = chainWrites(old, () => 7);
  coverAtOnce(old, chain);
  insertJobs(old, [{}, {}]);
  const anchor = anchorOf(old);
  old.close();
  open(folder).close();
  const [copy] = fs.readdirSync(path.join(folder, 'backups'));
  expect(copy).toContain(`before-migration-from-${CHAIN_VERSION}-`);
  expect(copy).toContain(`-${anchor}.sqlite`);
  expect(findingsIn(folder)).toEqual([]);
});

it('a migration that changes rows has them taken up anew', () => {
  const folder = tempFolder();
  const db = open(folder);
  insertJobs(db, [{}, {}]);
  db.close();
  const raw = new Database(path.join(folder, DATABASE_FILE));
  const version = raw.pragma('user_version', { simple: true }) as number;
  migrate(raw, () => undefined, [
    ...MIGRATIONS,
    {
      version: version + 1,
      name: 'changes',
      sql: `UPDATE jobs SET cause = 'unknown'; CREATE TABLE made (id INTEGER PRIMARY KEY) STRICT; INSERT INTO made VALUES (1)`,
      changesRowsOf: ['jobs'],
    },
  ]);
  expect(pendingOf(raw).map(({ name }) => name)).toEqual(['jobs', 'made']);
  raw.close();
});
