/**
 * The program forgets, RS does not: whatever happens to the data folder, every posting stands once, and what RS had is
 * shown as booked. Real processes on real files.
 */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  believeNothingWasSent,
  expectOneBookEach,
  exportsOf,
  importAndSync,
  NEWS,
  openWithBooks,
  removeDatabase,
  SETTLE_WINDOW_MS,
  sync,
  twice,
} from './amnesia-shop.ts';
import type { Shop } from './shop.ts';

it('the PC out of the window: a new one, the exports of the month and a sign-in end in the same books', async () => {
  const { shop, old, booked } = await openWithBooks();
  shop.moveToNewPc();
  await shop.signInAgain();
  shop.shortenSettleWindow(SETTLE_WINDOW_MS);
  const news = await exportsOf(shop, NEWS);
  await importAndSync(shop, old, news);
  await expectOneBookEach(shop);
  expect((await shop.ledger()).length).toBeGreaterThan(booked);
}, 600_000);

it('twin: a new PC that takes what it does not know for new books it twice', async () => {
  const { shop, old } = await openWithBooks();
  shop.moveToNewPc();
  await shop.signInAgain();
  await shop.run('import', old, '--data', shop.data);
  believeNothingWasSent(shop);
  await sync(shop);
  expect(await twice(shop)).toBeGreaterThan(0);
}, 600_000);

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
    600_000,
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
  600_000,
);
