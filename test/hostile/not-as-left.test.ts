/**
 * A database that is not what the last run left: a disk that forgot what it said it had kept, and a data folder that
 * somebody had copied and put back. RS has booked what the database knows nothing of; it is asked before anything is
 * sent, and the twin that does not notice books twice.
 */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DATABASE_FILE } from '../../electron/core/db/open.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import { SECOND } from '../../shared/domain/time.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { type Life, TorturedShop } from '../torture/tortured-shop.ts';
import Database from 'better-sqlite3';
import { faultyDisk, NO_FAULTY_DISK } from './faulty-disk.ts';

const NOTHING_WRONG = { lost: [], twice: [], foreign: [], stuck: [], illegalMoves: [] };
const WITHIN_MS = 60_000;
const FILES = [DATABASE_FILE, `${DATABASE_FILE}-wal`] as const;

async function openShop(): Promise<TorturedShop> {
  const shop = new TorturedShop(path.join(tempFolder(), 'shop'), seededRandom(21));
  onTestFinished(() => shop.close());
  await shop.open();
  shop.setUp();
  // A shop of long ago: on its first day RS would be asked before anything is sent, and no twin could book twice.
  const db = new Database(path.join(shop.data, DATABASE_FILE));
  db.prepare(`UPDATE settings SET value = '0' WHERE key = 'history.startedAt'`).run();
  db.close();
  return shop;
}

/** Jobs are stored, and RS takes none of them. */
async function storedOnly(shop: TorturedShop, jobs: number): Promise<Life> {
  await shop.setFaults({ rates: { frozen: 1 } });
  while (shop.feed.jobs < jobs) shop.feed.file(5);
  const life = shop.start();
  const isStored = () => life.state?.total === shop.feed.jobs && life.state.pause === 'frozen';
  expect(await life.until(isStored, WITHIN_MS)).toBe(true);
  return life;
}

async function allBooked(shop: TorturedShop, life: Life): Promise<void> {
  await shop.setFaults({ clear: true, rates: { frozen: 0 } });
  const isDone = () => life.state?.total === shop.feed.jobs && life.state.pending === 0;
  expect(await life.until(isDone, WITHIN_MS)).toBe(true);
}

async function end(life: Life): Promise<void> {
  life.child.kill('SIGTERM');
  await life.ended;
}

/** What the next life does until it is at rest, and how often RS has each posting then. */
async function afterwards(shop: TorturedShop) {
  await shop.quiesce(WITHIN_MS);
  return shop.verdict();
}

/** @returns the shop after the power cut: all is booked, and the files know nothing of it */
async function forgotten(lost: 'the database' | 'the whole folder'): Promise<TorturedShop> {
  const disk = faultyDisk();
  if (!disk) throw new Error(NO_FAULTY_DISK);
  const shop = await openShop();
  shop.environment = { ...disk.environment, VENDUO_DISK_FOLDER: shop.data };
  shop.always = { bootedAt: Date.now() - 3_600 * SECOND };
  const life = await storedOnly(shop, 10);
  const kept = path.join(shop.folder, 'kept');
  // A folder that vanishes during a copy ends all of Node (nodejs/node: std::filesystem throws): nothing may vanish.
  life.child.kill('SIGSTOP');
  fs.cpSync(shop.data, kept, { recursive: true });
  life.child.kill('SIGCONT');
  // From here on the disk answers that it has written, and has not.
  disk.rule('lost-sync');
  shop.feed.file(10);
  await allBooked(shop, life);
  await life.kill();
  disk.rule('');
  if (lost === 'the whole folder') {
    fs.rmSync(shop.data, { recursive: true });
    fs.cpSync(kept, shop.data, { recursive: true });
    // The inbox has lost them, too: the tills have to deliver again.
    shop.feed.everythingAgain();
  } else {
    for (const file of FILES) fs.copyFileSync(path.join(kept, file), path.join(shop.data, file));
  }
  return shop;
}

it.each(['the database', 'the whole folder'] as const)(
  'the power goes, and the disk had lied: %s is as it was before, nothing is booked twice',
  async (lost) => {
    if (!faultyDisk()) {
      console.log(`skipped: ${NO_FAULTY_DISK}`);
      return;
    }
    const shop = await forgotten(lost);
    shop.always = { bootedAt: Date.now() };
    expect(await afterwards(shop)).toMatchObject(NOTHING_WRONG);
  },
  600_000,
);

it('twin: who does not notice that the PC was switched on anew books twice', async (context) => {
  if (!faultyDisk()) return context.skip(NO_FAULTY_DISK);
  const shop = await forgotten('the database');
  shop.always = { isBlind: true };
  const { twice } = await afterwards(shop);
  expect(twice.length).toBeGreaterThan(0);
}, 600_000);

/** @returns the shop with a folder put back that was copied while the program was closed */
async function putBack(): Promise<TorturedShop> {
  const shop = await openShop();
  await end(await storedOnly(shop, 10));
  const copy = path.join(shop.folder, 'copy');
  fs.cpSync(shop.data, copy, { recursive: true });
  shop.feed.file(10);
  const life = shop.start();
  await allBooked(shop, life);
  await end(life);
  fs.rmSync(shop.data, { recursive: true });
  fs.cpSync(copy, shop.data, { recursive: true });
  shop.feed.everythingAgain();
  return shop;
}

it('a folder that was copied by hand and is put back: RS is asked, nothing is booked twice', async () => {
  expect(await afterwards(await putBack())).toMatchObject(NOTHING_WRONG);
}, 600_000);

it('twin: without a generation that is noted outside of the folder it is booked twice', async () => {
  const shop = await putBack();
  shop.always = { isBlind: true };
  const { twice } = await afterwards(shop);
  expect(twice.length).toBeGreaterThan(0);
}, 600_000);
