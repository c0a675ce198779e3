/** A shop whose program forgets: what it had booked, what a till delivers again, and what must stand in RS. */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import Database from 'better-sqlite3';
import { generateExport, seededRandom } from '../../demo/dsfinvk-export.ts';
import { DATABASE_FILE } from '../../electron/core/db/open.ts';
import { statusOf, type JobState } from '../../shared/domain/states.ts';
import { Shop } from './shop.ts';

export const SETTLE_WINDOW_MS = 3_000;

interface Delivery {
  readonly name: string;
  readonly firstDay: string;
  readonly firstClosing: number;
  readonly firstBillNumber: number;
}

const OLD: Delivery = {
  name: 'old',
  firstDay: '2026-11-16',
  firstClosing: 1,
  firstBillNumber: 1,
};
export const NEWS: Delivery = {
  ...{ name: 'news', firstDay: '2026-11-18', firstClosing: 3, firstBillNumber: 500 },
};

export async function exportsOf(shop: Shop, delivery: Delivery, receipts = 12): Promise<string> {
  const { name, ...facts } = delivery;
  const folder = path.join(shop.folder, name);
  await generateExport({
    ...{ folder, receipts, registers: 1, closings: 2, ...facts },
    random: seededRandom(name.length),
  });
  return folder;
}

export async function importAndSync(shop: Shop, ...folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const imported = await shop.run('import', folder, '--data', shop.data);
    expect(imported.errors).not.toContain('Error');
  }
  await sync(shop);
}

export async function sync(shop: Shop): Promise<void> {
  const synced = await shop.run('sync', '--data', shop.data, '--until-idle', '--max-wait', '30');
  expect(synced.lines).toMatchObject([{ unclear: 0, waiting: 0, waitingInvoice: 0 }]);
}

/** References that stand in RS more than once. */
export async function twice(shop: Shop): Promise<number> {
  const postings = await shop.ledger();
  return postings.length - new Set(postings.map(({ beleg2 }) => beleg2)).size;
}

/** Each job is shown as booked, and RS has exactly these postings. */
export async function expectOneBookEach(shop: Shop): Promise<void> {
  const jobs = await shop.jobs();
  expect(jobs.filter(({ state }) => statusOf(state as JobState) !== 'synced')).toEqual([]);
  expect(jobs.every(({ postingNumber }) => postingNumber !== null)).toBe(true);
  const references = (await shop.ledger()).map(({ beleg2 }) => beleg2);
  expect(references.sort()).toEqual(jobs.map(({ reference }) => reference as string).sort());
}

export async function openWithBooks() {
  const shop = await Shop.open();
  shop.shortenSettleWindow(SETTLE_WINDOW_MS);
  const old = await exportsOf(shop, OLD);
  await importAndSync(shop, old);
  const booked = (await shop.ledger()).length;
  expect(booked).toBeGreaterThan(10);
  return { shop, old, booked };
}

export const database = (shop: Shop) => path.join(shop.data, DATABASE_FILE);
export const copyOf = (shop: Shop) => path.join(shop.folder, 'copy');

export function removeDatabase(shop: Shop): void {
  for (const end of ['', '-wal', '-shm']) fs.rmSync(`${database(shop)}${end}`, { force: true });
}

/** What a program without doubt would hold of its jobs. */
export function believeNothingWasSent(shop: Shop): void {
  const db = new Database(database(shop));
  db.exec(`UPDATE jobs SET state = 'waiting', in_doubt_since = NULL WHERE state = 'unclear'`);
  db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(
    'history.startedAt',
    '0',
  );
  db.prepare('DELETE FROM settings WHERE key = ?').run('copy.restoredAt');
  db.close();
}
