/** A damaged database: what is offered, and that the copy that was chosen works on with nothing deleted. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DATABASE_FILE } from '../../../electron/core/db/open.ts';
import { verifyCopy } from '../../../electron/core/db/verify-copy.ts';
import { REPLACED } from '../../../electron/topics/backup/restore.ts';
import { rescue, type RescueOptions } from '../../../electron/topics/backup/rescue.ts';
import { openBackend } from '../../helpers/backend.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { makeNewer } from '../../helpers/newer-copy.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const ASKED_AT = Date.UTC(2026, 10, 30, 18);

/** A shop with so many copies, whose database is damaged. */
async function damagedShop(copies: number, backupFolder?: string): Promise<string> {
  const backend = openBackend({ inbox: null });
  if (backupFolder !== undefined) {
    await backend.handlers['settings.save']({
      backup: { daily: true, folder: backupFolder, keep: 14 },
    });
  }
  for (let copy = 0; copy < copies; copy += 1) {
    insertJobs(backend.store.db, [{ type: 'cash-in' }]);
    await backend.handlers['backup.make']();
  }
  await backend.stop(1_000);
  fs.writeFileSync(path.join(backend.folder, DATABASE_FILE), 'once a database '.repeat(999));
  return backend.folder;
}

function rescued(folder: string, ask: RescueOptions['ask']): Promise<boolean> {
  return rescue({
    dataFolder: folder,
    clock: () => ASKED_AT,
    verify: (file) => Promise.resolve(verifyCopy(file)),
    ask,
  });
}

it('the newest copy works on after the next start, and the damaged file is kept', async () => {
  const folder = await damagedShop(2);
  const isRestored = await rescued(folder, (copies) => {
    expect(copies.map(({ at }) => at)).toEqual(copies.map(({ at }) => at).sort((a, b) => b - a));
    expect(copies).toHaveLength(2);
    return Promise.resolve(0);
  });
  expect(isRestored).toBe(true);
  const backend = openBackend({ folder, inbox: null });
  expect(backend.store.db.prepare('SELECT count(*) FROM jobs').pluck().get()).toBe(2);
  const [kept = ''] = fs.readdirSync(path.join(folder, REPLACED));
  expect(fs.readFileSync(path.join(folder, REPLACED, kept, DATABASE_FILE), 'utf8')).toMatch(
    /^once a database/,
  );
});

it('a copy that is damaged, too, is refused in words, and the next one is offered', async () => {
  const folder = await damagedShop(2);
  const names = fs.readdirSync(path.join(folder, 'backups')).sort();
  fs.writeFileSync(path.join(folder, 'backups', names.at(-1) ?? ''), 'once a copy '.repeat(999));
  const refusals: (string | null)[] = [];
  const isRestored = await rescued(folder, (_copies, refused) => {
    refusals.push(refused?.name ?? null);
    expect(refused?.isNewer).not.toBe(true);
    return Promise.resolve(0);
  });
  expect(isRestored).toBe(true);
  expect(refusals).toEqual([null, names.at(-1)]);
});

it('a copy of a newer version is refused as one, and the next one is offered', async () => {
  const folder = await damagedShop(2);
  const names = fs.readdirSync(path.join(folder, 'backups')).sort();
  makeNewer(path.join(folder, 'backups', names.at(-1) ?? ''));
  const refusals: (boolean | null)[] = [];
  const isRestored = await rescued(folder, (_copies, refused) => {
    refusals.push(refused?.isNewer ?? null);
    return Promise.resolve(0);
  });
  expect(isRestored).toBe(true);
  expect(refusals).toEqual([null, true]);
  openBackend({ folder, inbox: null });
});

it('copies in a folder of their own are found, although the setting lies in the damaged file', async () => {
  const folder = await damagedShop(1, path.join(tempFolder(), 'second drive'));
  let offered = 0;
  await rescued(folder, (copies) => {
    offered = copies.length;
    return Promise.resolve(null);
  });
  expect(offered).toBe(1);
});

it('nobody chose, or there is nothing: everything stays as it is', async () => {
  const folder = await damagedShop(1);
  const before = fs.readdirSync(folder).sort();
  expect(await rescued(folder, () => Promise.resolve(null))).toBe(false);
  expect(fs.readdirSync(folder).sort()).toEqual(before);
  const empty = tempFolder();
  onTestFinished(() => expect(fs.readdirSync(empty)).toEqual([]));
  expect(
    await rescued(empty, (copies) => {
      expect(copies).toEqual([]);
      return Promise.resolve(null);
    }),
  ).toBe(false);
});
