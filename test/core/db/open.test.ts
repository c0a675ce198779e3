import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import {
  assertDurability,
  DATABASE_FILE,
  DatabaseDamagedError,
  DatabaseLockedError,
  openDatabase,
} from '../../../electron/core/db/open.ts';
import { FolderInUseError, lockFolder } from '../../../electron/core/db/lock.ts';
import { DatabaseFromFutureError, migrate } from '../../../electron/core/db/migrate.ts';
import type { Migration } from '../../../electron/core/db/migration.ts';
import { MIGRATIONS } from '../../../electron/core/db/migrations/index.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const now = () => Date.UTC(2026, 10, 23);

describe('opening', () => {
  it('makes commits survive a power cut: WAL and synchronous=FULL, asserted', () => {
    const db = openDatabase(tempFolder(), { now });
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.pragma('synchronous = NORMAL');
    expect(() => assertDurability(db)).toThrow(/Durability/);
    db.close();
  });

  it('refuses the file of a newer program, names both versions and changes nothing', () => {
    const folder = tempFolder();
    openDatabase(folder, { now }).close();
    const file = path.join(folder, DATABASE_FILE);
    const raw = new Database(file);
    raw.pragma('user_version = 990');
    raw.close();
    expect(() => openDatabase(folder, { now })).toThrow(DatabaseFromFutureError);
    expect(() => openDatabase(folder, { now })).toThrow(
      new RegExp(`990.*knows ${MIGRATIONS.at(-1)?.version}\\)`),
    );
    const after = new Database(file);
    expect(after.pragma('user_version', { simple: true })).toBe(990);
    after.close();
  });

  it('says that a damaged file is damaged, and leaves it as it is', () => {
    const folder = tempFolder();
    const file = path.join(folder, DATABASE_FILE);
    fs.writeFileSync(
      file,
      'this is no database at all, but somebody renamed it to one'.repeat(100),
    );
    const before = fs.readFileSync(file);
    expect(() => openDatabase(folder, { now })).toThrow(DatabaseDamagedError);
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  });

  it('says that a locked file is locked, and what to do', () => {
    const folder = tempFolder();
    const holder = new Database(path.join(folder, DATABASE_FILE));
    holder.exec('BEGIN EXCLUSIVE');
    expect(() => openDatabase(folder, { now, busyTimeoutMs: 1 })).toThrow(DatabaseLockedError);
    holder.close();
    openDatabase(folder, { now }).close();
  });

  it('lets one program at a time work on a folder', () => {
    const folder = tempFolder();
    const release = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderInUseError);
    release();
    lockFolder(folder)();
  });
});

describe('migrations', () => {
  const newest = MIGRATIONS.at(-1)?.version ?? 0;
  const next: Migration = {
    version: newest + 10,
    name: 'test',
    sql: 'ALTER TABLE stores ADD COLUMN note TEXT',
  };

  it('back up a file with data before they change it', () => {
    const folder = tempFolder();
    const db = openDatabase(folder, { now });
    insertJobs(db, [{}, {}]);
    const backups: number[] = [];
    migrate(db, (version) => backups.push(version), [...MIGRATIONS, next]);
    expect(backups).toEqual([newest]);
    expect(db.pragma('user_version', { simple: true })).toBe(newest + 10);
    expect(db.prepare('SELECT count(*) FROM jobs').pluck().get()).toBe(2);
    db.close();
  });

  it('keep the number and the change in one transaction: a failing one leaves the file as it was', () => {
    const db = openDatabase(tempFolder(), { now });
    const broken: Migration = {
      ...next,
      sql: 'ALTER TABLE stores ADD COLUMN note TEXT; SELECT note FROM nowhere',
    };
    expect(() => migrate(db, () => undefined, [...MIGRATIONS, broken])).toThrow(/nowhere/);
    expect(db.pragma('user_version', { simple: true })).toBe(newest);
    expect(
      db
        .prepare(`SELECT count(*) FROM pragma_table_info('stores') WHERE name = 'note'`)
        .pluck()
        .get(),
    ).toBe(0);
    db.close();
  });

  it('stand in order', () => {
    expect(() => migrate(new Database(':memory:'), () => undefined, [next, ...MIGRATIONS])).toThrow(
      /out of order/,
    );
  });
});

describe('what is stored', () => {
  it.each(['pos_events', 'jobs', 'attempts', 'answers'])('%s cannot be deleted', (table) => {
    const db = openDatabase(tempFolder(), { now });
    insertJobs(db, [{}]);
    db.exec(`INSERT INTO attempts (job_id, kind, started_at, request) VALUES (1, 'post', 0, '{}')`);
    db.exec(`INSERT INTO answers (attempt_id, ended_at, outcome) VALUES (1, 0, 'booked')`);
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow(/never deleted|append-only/);
    db.close();
  });

  it.each([
    ['pos_events', 'payload'],
    ['attempts', 'request'],
    ['answers', 'response'],
  ])('%s cannot be changed', (table, column) => {
    const db = openDatabase(tempFolder(), { now });
    insertJobs(db, [{}]);
    db.exec(`INSERT INTO attempts (job_id, kind, started_at, request) VALUES (1, 'post', 0, '{}')`);
    db.exec(`INSERT INTO answers (attempt_id, ended_at, outcome) VALUES (1, 0, 'booked')`);
    expect(() => db.exec(`UPDATE ${table} SET ${column} = 'x'`)).toThrow(
      /never changed|append-only/,
    );
    db.close();
  });
});
