/** Copies of the database: whole, checked, the newest kept, made daily by themselves; a bad one never looks like a good one. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import {
  createBackups,
  type BackupOptions,
  type Backups,
} from '../../../electron/topics/backup/backups.ts';
import { openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { createSettingsStore } from '../../../electron/core/db/settings.ts';
import { verifyCopy } from '../../../electron/core/db/verify-copy.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { SimulatedTime } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

let home: string;
let target: string;
let db: Db;
let time: SimulatedTime;

beforeEach(() => {
  home = tempFolder();
  target = path.join(home, 'copies');
  time = new SimulatedTime(Date.UTC(2026, 10, 23, 9));
  db = openDatabase(path.join(home, 'data'), { now: time.clock });
  onTestFinished(() => {
    db.close();
  });
});

function open(more: Partial<BackupOptions> = {}, plan = { daily: true, keep: 3 }): Backups {
  return createBackups({
    db,
    dataFolder: path.join(home, 'data'),
    settings: createSettingsStore(db),
    clock: time.clock,
    timers: time.timers,
    plan: () => ({ ...plan, folder: null }),
    defaultFolder: target,
    verify: (file) => Promise.resolve(verifyCopy(file)),
    onFailure: () => undefined,
    ...more,
  });
}

const copies = () => (fs.existsSync(target) ? fs.readdirSync(target).sort() : []);
const jobsIn = (file: string) => {
  const copy = new Database(file, { readonly: true });
  try {
    return copy.prepare('SELECT count(*) FROM jobs').pluck().get();
  } finally {
    copy.close();
  }
};

it('a copy has everything, is one file, and is told with its time', async () => {
  insertJobs(db, [{}, {}, {}]);
  const state = await open().make();
  expect(state).toMatchObject({ problem: null, copies: 1, running: false });
  expect(state.last).toMatchObject({ at: time.now, file: path.join(target, copies()[0] ?? '') });
  expect(copies()).toHaveLength(1);
  expect(jobsIn(state.last?.file ?? '')).toBe(3);
});

it('what is stored while the copy is made does not make it unsound', async () => {
  insertJobs(
    db,
    Array.from({ length: 5_000 }, () => ({})),
  );
  const backups = open();
  const making = backups.make();
  let isDone = false;
  void making.then(() => (isDone = true));
  let stored = 5_000;
  while (!isDone) {
    insertJobs(db, [{}]);
    stored += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { last, problem } = await making;
  expect(problem).toBe(null);
  expect(stored).toBeGreaterThan(5_001);
  expect(verifyCopy(last?.file ?? '')).toBe(undefined);
  expect(jobsIn(last?.file ?? '')).toBeGreaterThanOrEqual(5_000);
});

it('pressed twice it is one copy', async () => {
  const backups = open();
  await Promise.all([backups.make(), backups.make()]);
  expect(copies()).toHaveLength(1);
});

it('the newest stay; what others put there is not touched', async () => {
  const backups = open();
  fs.mkdirSync(target);
  fs.writeFileSync(path.join(target, 'venduo-of-mine.sqlite'), 'mine');
  const made: string[] = [];
  for (let day = 0; day < 5; day++) {
    made.push((await backups.make()).last?.file ?? '');
    time.now += DAY;
  }
  expect(copies()).toEqual(
    [...made.slice(2).map((file) => path.basename(file)), 'venduo-of-mine.sqlite'].sort(),
  );
});

it('a copy that is damaged is told and removed; the ones before stay', async () => {
  const before = await open().make();
  time.now += HOUR;
  // The drive changes a page on its way.
  const state = await open({
    verify(file) {
      const handle = fs.openSync(file, 'r+');
      const { size } = fs.fstatSync(handle);
      fs.writeSync(handle, Buffer.alloc(4_096, 0xff), 0, 4_096, Math.floor(size / 8_192) * 4_096);
      fs.closeSync(handle);
      return Promise.resolve(verifyCopy(file));
    },
  }).make();
  expect(state.problem).toMatchObject({ code: 'backup-damaged' });
  expect(state.last).toEqual(before.last);
  expect(copies()).toEqual([path.basename(before.last?.file ?? '')]);
});

it('twin: without the check the damaged copy would have got its final name', async () => {
  const state = await open({ verify: () => Promise.resolve(undefined) }).make();
  const file = state.last?.file ?? '';
  fs.truncateSync(file, 8_192);
  expect(verifyCopy(file)).not.toBe(undefined);
});

it('a folder that cannot be written is told; the next copy that succeeds takes it back', async () => {
  fs.writeFileSync(target, 'a file where the folder should be');
  const backups = open();
  expect((await backups.make()).problem).toMatchObject({ code: 'backup-failed' });
  fs.rmSync(target);
  expect(await backups.make()).toMatchObject({ problem: null, copies: 1 });
});

it('what a power cut left unfinished is no copy, and is gone after the next one', async () => {
  fs.mkdirSync(target);
  const leftover = 'venduo-2026-11-22T09-00-00-000Z.sqlite.unfinished';
  fs.writeFileSync(path.join(target, leftover), 'half of it');
  const backups = open();
  expect(await backups.state()).toMatchObject({ copies: 0, last: null });
  await backups.make();
  expect(copies()).not.toContain(leftover);
});

/** Lets the work of a copy end: it waits for the disk, not for the clock. */
async function settled(backups: Backups): Promise<void> {
  while ((await backups.state()).running) await new Promise((resolve) => setImmediate(resolve));
}

it('once a day by itself, after a failure again within the next hours, never when it is switched off', async () => {
  let isBroken = false;
  let tries = 0;
  const backups = open({
    verify() {
      tries += 1;
      return Promise.resolve(isBroken ? 'broken' : undefined);
    },
  });
  backups.start();
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 10 * MINUTE) {
      await time.advance(10 * MINUTE);
      await settled(backups);
    }
  };
  await pass(10 * MINUTE);
  expect(tries).toBe(1);
  await pass(23 * HOUR);
  expect(tries).toBe(1);
  isBroken = true;
  await pass(2 * HOUR);
  expect(tries).toBeGreaterThan(1);
  expect((await backups.state()).problem).toMatchObject({ code: 'backup-damaged' });
  const failures = tries;
  await pass(3 * HOUR);
  // Again and again, and not at every look.
  expect(tries - failures).toBeGreaterThanOrEqual(2);
  expect(tries - failures).toBeLessThanOrEqual(3);
  isBroken = false;
  await pass(2 * HOUR);
  expect((await backups.state()).problem).toBe(null);
  await backups.stop();

  const before = copies();
  const off = open({}, { daily: false, keep: 3 });
  off.start();
  await pass(3 * DAY);
  expect(copies()).toEqual(before);
  await off.stop();
});

it('an end of the program in the middle leaves no half copy', async () => {
  insertJobs(
    db,
    Array.from({ length: 20_000 }, () => ({})),
  );
  const backups = open();
  const making = backups.make();
  await backups.stop();
  await making;
  expect(copies().filter((name) => name.endsWith('.sqlite') === false)).toEqual([]);
  for (const name of copies()) expect(verifyCopy(path.join(target, name))).toBe(undefined);
});
