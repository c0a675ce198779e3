/** The folder on this PC is older than RS: a copy that was put back, a log that was removed; each stands once. */
import fs from 'node:fs';
import { expect, it } from 'vitest';
import Database from 'better-sqlite3';
import {
  believeNothingWasSent,
  copyOf,
  database,
  expectOneBookEach,
  exportsOf,
  importAndSync,
  NEWS,
  openWithBooks,
  sync,
  twice,
} from './amnesia-shop.ts';

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
  600_000,
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
  600_000,
);
