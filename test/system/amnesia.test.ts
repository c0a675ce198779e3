/**
 * The program forgets, RS does not: whatever happens to the data folder, every posting stands once, and what RS had is
 * shown as booked. Real processes on real files.
 */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { generateExport, seededRandom } from '../../demo/dsfinvk-export.ts';
import { DATABASE_FILE } from '../../electron/core/db/open.ts';
import { statusOf, type JobState } from '../../shared/domain/states.ts';
import { Shop } from './shop.ts';

const SETTLE_WINDOW_MS = 3_000;

interface Delivery {
  readonly name: string;
  readonly firstDay: string;
  readonly firstClosing: number;
  readonly firstBillNumber: number;
}

const OLD: Delivery = { name: 'old', firstDay: '2026-11-16', firstClosing: 1, firstBillNumber: 1 };
const NEWS: Delivery = {
  ...{ name: 'news', firstDay: '2026-11-18', firstClosing: 3, firstBillNumber: 500 },
};

async function exportsOf(shop: Shop, delivery: Delivery, receipts = 12): Promise<string> {
  const { name, ...facts } = delivery;
  const folder = path.join(shop.folder, name);
  await generateExport({
    ...{ folder, receipts, registers: 1, closings: 2, ...facts },
    random: seededRandom(name.length),
  });
  return folder;
}

async function importAndSync(shop: Shop, ...folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const imported = await shop.run('import', folder, '--data', shop.data);
    expect(imported.errors).not.toContain('Error');
  }
  await sync(shop);
}

async function sync(shop: Shop): Promise<void> {
  const synced = await shop.run('sync', '--data', shop.data, '--until-idle', '--max-wait', '30');
  expect(synced.lines).toMatchObject([{ unclear: 0, waiting: 0, waitingInvoice: 0 }]);
}

/** References that stand in RS more than once. */
async function twice(shop: Shop): Promise<number> {
  const postings = await shop.ledger();
  return postings.length - new Set(postings.map(({ beleg2 }) => beleg2)).size;
}

/** Each job is shown as booked, and RS has exactly these postings. */
async function expectOneBookEach(shop: Shop): Promise<void> {
  const jobs = await shop.jobs();
  expect(jobs.filter(({ state }) => statusOf(state as JobState) !== 'synced')).toEqual([]);
  expect(jobs.every(({ postingNumber }) => postingNumber !== null)).toBe(true);
  const references = (await shop.ledger()).map(({ beleg2 }) => beleg2);
  expect(references.sort()).toEqual(jobs.map(({ reference }) => reference as string).sort());
}

async function openWithBooks() {
  const shop = await Shop.open();
  shop.shortenSettleWindow(SETTLE_WINDOW_MS);
  const old = await exportsOf(shop, OLD);
  await importAndSync(shop, old);
  const booked = (await shop.ledger()).length;
  expect(booked).toBeGreaterThan(10);
  return { shop, old, booked };
}

const database = (shop: Shop) => path.join(shop.data, DATABASE_FILE);
const copyOf = (shop: Shop) => path.join(shop.folder, 'copy');

function removeDatabase(shop: Shop): void {
  for (const end of ['', '-wal', '-shm']) fs.rmSync(`${database(shop)}${end}`, { force: true });
}

it('the PC out of the window: a new one, the exports of the month and a sign-in end in the same books', async () => {
  const { shop, old, booked } = await openWithBooks();
  shop.moveToNewPc();
  await shop.signInAgain();
  shop.shortenSettleWindow(SETTLE_WINDOW_MS);
  const news = await exportsOf(shop, NEWS);
  await importAndSync(shop, old, news);
  await expectOneBookEach(shop);
  expect((await shop.ledger()).length).toBeGreaterThan(booked);
}, 240_000);

it('twin: a new PC that takes what it does not know for new books it twice', async () => {
  const { shop, old } = await openWithBooks();
  shop.moveToNewPc();
  await shop.signInAgain();
  await shop.run('import', old, '--data', shop.data);
  believeNothingWasSent(shop);
  await sync(shop);
  expect(await twice(shop)).toBeGreaterThan(0);
}, 240_000);

/** What a program without doubt would hold of its jobs. */
function believeNothingWasSent(shop: Shop): void {
  const db = new Database(database(shop));
  db.exec(`UPDATE jobs SET state = 'waiting', in_doubt_since = NULL WHERE state = 'unclear'`);
  db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(
    'history.startedAt',
    '0',
  );
  db.prepare('DELETE FROM settings WHERE key = ?').run('copy.restoredAt');
  db.close();
}

describe('on the same PC', () => {
  it.each<[string, (shop: Shop) => Promise<void> | void]>([
    ['the database is deleted; the originals import themselves', removeDatabase],
    [
      'the data folder is deleted, and the same file delivered again',
      (shop) => fs.rmSync(shop.data, { recursive: true }),
    ],
    [
      'the data folder is moved',
      (shop) => {
        const moved = path.join(shop.folder, 'moved');
        fs.renameSync(shop.data, moved);
        shop.data = moved;
      },
    ],
  ])(
    '%s',
    async (_, forget) => {
      const { shop, old } = await openWithBooks();
      await forget(shop);
      await shop.signInAgain();
      shop.shortenSettleWindow(SETTLE_WINDOW_MS);
      await importAndSync(shop, old);
      await expectOneBookEach(shop);
    },
    240_000,
  );

  it.each<[string, boolean]>([
    ['an old copy is put back by hand', false],
    ['twin: and nobody knows that it is old', true],
  ])(
    '%s',
    async (_, isBlind) => {
      const { shop } = await openWithBooks();
      const news = await exportsOf(shop, NEWS);
      await shop.run('import', news, '--data', shop.data);
      fs.cpSync(shop.data, copyOf(shop), { recursive: true });
      await sync(shop);
      const booked = (await shop.ledger()).length;
      fs.rmSync(shop.data, { recursive: true });
      fs.renameSync(copyOf(shop), shop.data);
      await shop.signInAgain();
      if (isBlind) {
        shop.forgetWitness();
        const db = new Database(database(shop));
        db.exec(`DELETE FROM settings WHERE key = 'run.last'`);
        db.close();
        believeNothingWasSent(shop);
      }
      await sync(shop);
      if (isBlind) return expect(await twice(shop)).toBeGreaterThan(0);
      await expectOneBookEach(shop);
      expect((await shop.ledger()).length).toBe(booked);
    },
    240_000,
  );

  it.each<[string, boolean]>([
    ['the log is removed after a kill', false],
    ['twin: and nobody knows of the last attempt', true],
  ])(
    '%s',
    async (_, isBlind) => {
      const { shop, booked } = await openWithBooks();
      const news = await exportsOf(shop, NEWS, 60);
      await shop.run('import', news, '--data', shop.data);
      const { child, finished } = shop.start('sync', '--data', shop.data, '--until-idle', '--json');
      await expect
        .poll(async () => (await shop.ledger()).length, { timeout: 60_000 })
        .toBeGreaterThan(booked + 5);
      child.kill('SIGKILL');
      await finished;
      for (const end of ['-wal', '-shm']) fs.rmSync(`${database(shop)}${end}`, { force: true });
      await shop.signInAgain();
      if (isBlind) {
        shop.forgetWitness();
        const db = new Database(database(shop));
        db.exec(`DELETE FROM settings WHERE key = 'run.last'`);
        db.close();
        await shop.run('import', news, '--data', shop.data);
        believeNothingWasSent(shop);
      }
      await importAndSync(shop, news);
      if (isBlind) return expect(await twice(shop)).toBeGreaterThan(0);
      await expectOneBookEach(shop);
    },
    240_000,
  );
});

it.each<[string, boolean]>([
  ['nothing is sent from a data folder that is gone, and the program says why', true],
  ['twin: as long as it is there, everything is sent', false],
])(
  '%s',
  async (_, isGone) => {
    const { shop, booked } = await openWithBooks();
    const news = await exportsOf(shop, NEWS, 60);
    await shop.run('import', news, '--data', shop.data);
    const all = (await shop.jobs()).length;
    const wait = ['--until-idle', '--max-wait', '15', '--concurrency', '1', '--json'];
    const { finished } = shop.start('sync', '--data', shop.data, ...wait);
    const ledger = async () => (await shop.ledger()).length;
    await expect.poll(ledger, { timeout: 60_000, interval: 5 }).toBeGreaterThan(booked);
    if (isGone) fs.renameSync(shop.data, path.join(shop.folder, 'moved'));
    const left = await ledger();
    const { lines } = await finished;
    if (!isGone) return expect(await ledger()).toBe(all);
    expect(lines).toMatchObject([{ pause: { cause: 'data-folder-gone' } }]);
    // What was out at that moment.
    expect(await ledger()).toBeLessThanOrEqual(left + 2);
  },
  240_000,
);
