/** A version that does not start twice offers the way back, with the copy of before its migration where it changed the database. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { wishedRestore } from '../../../electron/topics/backup/restore.ts';
import {
  beginTrial,
  forgiveTrial,
  proveStart,
} from '../../../electron/topics/updates/start-trial.ts';
import {
  createUpdateRecords,
  type UpdateRecords,
} from '../../../electron/topics/updates/update-record.ts';
import { wayBackOf, type WayBackOptions } from '../../../electron/topics/updates/way-back.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const NOW = 1_790_000_000_000;
const BEFORE = { version: '0.1.0', database: 290 };

let folder: string;
let image: string;
let records: UpdateRecords;
let found: string | undefined;

beforeEach(() => {
  folder = tempFolder();
  image = path.join(folder, 'Venduo.AppImage');
  fs.writeFileSync(image, 'new');
  fs.writeFileSync(`${image}.previous`, 'old');
  records = createUpdateRecords(folder);
  proveStart(records, BEFORE.version, BEFORE.database, NOW);
  records.change({ previous: { version: '0.1.0', file: `${image}.previous` } });
  found = undefined;
});

function offered(change: Partial<WayBackOptions> = {}) {
  return wayBackOf(beginTrial(records, '0.1.1'), {
    dataFolder: folder,
    records,
    version: '0.1.1',
    image,
    databaseVersion: 290,
    now: NOW,
    verify: () => Promise.resolve(found),
    ...change,
  });
}

function copyBefore(database: number): string {
  const file = path.join(folder, 'backups', `before-migration-from-${database}-2026.sqlite`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, 'copy');
  return file;
}

it('offered at the third start after two that failed', () => {
  expect(offered()).toBeUndefined();
  expect(offered()).toBeUndefined();
  expect(offered()).toMatchObject({ version: '0.1.0' });
});

it('a version that has started once is never suspected, nor the first one of a data folder', () => {
  offered();
  proveStart(records, '0.1.1', 290, NOW);
  for (let start = 0; start < 4; start += 1) expect(offered()).toBeUndefined();
  const fresh = createUpdateRecords(tempFolder());
  for (let start = 0; start < 4; start += 1)
    expect(beginTrial(fresh, '0.1.0')).toEqual({ failed: 0, from: undefined });
});

it('a start that any version would fail for does not count', () => {
  for (let start = 0; start < 4; start += 1) {
    expect(offered()).toBeUndefined();
    forgiveTrial(records);
  }
});

it('the way back puts the old file in place and never takes the new one by itself again', async () => {
  offered();
  offered();
  await offered()?.go?.();
  expect(fs.readFileSync(image, 'utf8')).toBe('old');
  expect(wishedRestore(folder)).toBeUndefined();
  expect(records.read()).toMatchObject({
    tried: '0.1.1',
    trial: null,
    problem: { code: 'taken-back', version: '0.1.1' },
  });
});

it('where the database was changed, the copy of before goes back with it', async () => {
  copyBefore(280);
  const copy = copyBefore(290);
  offered({ databaseVersion: 310 });
  offered({ databaseVersion: 310 });
  await offered({ databaseVersion: 310 })?.go?.();
  expect(wishedRestore(folder)).toEqual({ copy, askedAt: NOW });
  expect(fs.readFileSync(image, 'utf8')).toBe('old');
});

it('a damaged copy is not put back, and the new version stays in its place', async () => {
  copyBefore(290);
  found = 'page 7 is torn';
  offered({ databaseVersion: 310 });
  offered({ databaseVersion: 310 });
  await expect(offered({ databaseVersion: 310 })?.go?.()).rejects.toThrow('page 7 is torn');
  expect(fs.readFileSync(image, 'utf8')).toBe('new');
  expect(wishedRestore(folder)).toBeUndefined();
});

it.each([
  ['the database was changed and no copy is there', { databaseVersion: 310 }],
  ['the database cannot be read', { databaseVersion: undefined }],
  ['the program is no file of its own', { image: undefined }],
])('only words where %s', (_what, change) => {
  offered(change);
  offered(change);
  expect(offered(change)).toEqual({ version: '0.1.0', go: undefined });
});

it('only words where the file of before is gone', () => {
  fs.rmSync(`${image}.previous`);
  offered();
  offered();
  expect(offered()).toEqual({ version: '0.1.0', go: undefined });
});

it('a version that started well is told as the update that it was', () => {
  offered();
  proveStart(records, '0.1.1', 310, NOW + 5);
  expect(records.read()).toMatchObject({
    proven: { version: '0.1.1', database: 310 },
    trial: null,
    updated: { from: '0.1.0', to: '0.1.1', at: NOW + 5 },
  });
});

it('a record that was half written falls back part by part', () => {
  const file = path.join(folder, 'updates.json');
  const stored = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  fs.writeFileSync(file, JSON.stringify({ ...stored, trial: 'no', staged: { version: '' } }));
  expect(records.read()).toMatchObject({ proven: BEFORE, trial: null, staged: null });
  fs.writeFileSync(file, '{"proven":{"versi');
  expect(records.read()).toMatchObject({ proven: null });
});
