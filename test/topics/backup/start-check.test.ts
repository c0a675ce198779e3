/** After a crash the whole database is read beside the work; damage is told, and an orderly end saves the reading. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { DATABASE_FILE, openDatabase } from '../../../electron/core/db/open.ts';
import { quickCheck } from '../../../electron/core/db/quick-check.ts';
import { createStartCheck } from '../../../electron/topics/backup/start-check.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { SimulatedTime } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

let time: SimulatedTime;
let damage: string[];
let logged: string[];

beforeEach(() => {
  time = new SimulatedTime(Date.UTC(2026, 10, 30));
  damage = [];
  logged = [];
});

function check(endedInOrder: boolean, look: () => Promise<string | undefined>) {
  return createStartCheck({
    endedInOrder,
    check: look,
    stopCheck: () => Promise.resolve(),
    timers: time.timers,
    onDamaged: (detail) => damage.push(detail),
    log: (level) => logged.push(level),
  });
}

/** A database of some pages, one of which is no longer what SQLite wrote. */
function damagedDatabase(): string {
  const folder = tempFolder();
  const db = openDatabase(folder, { now: Date.now });
  insertJobs(
    db,
    Array.from({ length: 500 }, () => ({ type: 'cash-in' as const })),
  );
  const page = db
    .prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 'jobs'`)
    .pluck()
    .get();
  const size = db.pragma('page_size', { simple: true }) as number;
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const file = path.join(folder, DATABASE_FILE);
  const handle = fs.openSync(file, 'r+');
  fs.writeSync(handle, Buffer.alloc(size, 0x5a), 0, size, ((page ?? 1) - 1) * size);
  fs.closeSync(handle);
  return file;
}

it('an orderly end saves the reading', async () => {
  const look = vi.fn(() => Promise.resolve(undefined));
  check(true, look).start();
  await time.advance(60 * MINUTE);
  expect(look).not.toHaveBeenCalled();
});

it('the start is through before anything is read', async () => {
  const look = vi.fn(() => Promise.resolve(undefined));
  check(false, look).start();
  expect(look).not.toHaveBeenCalled();
  await time.advance(MINUTE);
  expect(look).toHaveBeenCalledOnce();
  expect(damage).toEqual([]);
});

it('a damaged page is found in the file that opens without a word', async () => {
  const file = damagedDatabase();
  check(false, () => Promise.resolve(quickCheck(file))).start();
  await time.advance(MINUTE);
  expect(damage).toHaveLength(1);
  expect(damage[0]).toMatch(/page|malformed|Tree/i);
});

it('a check that cannot be made says nothing about the file', async () => {
  check(false, () => Promise.reject(new Error('out of memory'))).start();
  await time.advance(MINUTE);
  expect(damage).toEqual([]);
  expect(logged).toEqual(['warn']);
  expect(() => quickCheck(path.join(tempFolder(), 'nothing.sqlite'))).toThrow();
});

it('after the stop nothing is told any more', async () => {
  let tell: (wrong: string) => void = () => undefined;
  const running = check(false, () => new Promise((resolve) => (tell = resolve)));
  running.start();
  await time.advance(MINUTE);
  await running.stop();
  tell('damaged');
  await time.advance(MINUTE);
  expect(damage).toEqual([]);
});
