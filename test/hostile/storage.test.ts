/**
 * The real program as a process on storage that fails: a full disk, errors of writing and of flushing, a torn end of
 * the write-ahead log. It says so, loses nothing, and goes on when the storage is well again.
 */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DATABASE_FILE } from '../../electron/core/db/open.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import { fill, mountDrive, NO_DRIVE } from '../helpers/drive.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { TorturedShop } from '../torture/tortured-shop.ts';
import { faultyDisk, NO_FAULTY_DISK } from './faulty-disk.ts';

const NOTHING_WRONG = { lost: [], twice: [], foreign: [], stuck: [], illegalMoves: [] };
const WITHIN_MS = 60_000;
const QUIESCE_MS = 60_000;

async function openShop(seed: number): Promise<TorturedShop> {
  const shop = new TorturedShop(path.join(tempFolder(), 'shop'), seededRandom(seed));
  onTestFinished(() => shop.close());
  await shop.open();
  shop.setUp();
  return shop;
}

it.each([
  ['full', 'disk-full'],
  ['write-error', 'disk-fault'],
  ['sync-error', 'disk-fault'],
] as const)(
  'a disk with %s: the engine pauses and says so, and goes on when the disk is well',
  async (rule, cause) => {
    const disk = faultyDisk();
    if (!disk) {
      console.log(`skipped: ${NO_FAULTY_DISK}`);
      return;
    }
    const shop = await openShop(11);
    shop.environment = { ...disk.environment, VENDUO_DISK_FOLDER: shop.data };
    await shop.setFaults({ rates: { slow: 1 } });
    shop.feed.file(40);
    const life = shop.start();
    // Requests are out when it happens.
    expect(await life.until(() => life.settledAt !== undefined, WITHIN_MS)).toBe(true);
    disk.rule(rule);
    shop.feed.file(20);
    expect(await life.until(() => life.state?.pause === cause, WITHIN_MS)).toBe(true);
    expect(life.errors).toMatch(/full|disk I\/O error|SQLITE/i);
    disk.rule('');
    await shop.setFaults({ rates: { slow: 0 } });
    const isDone = () => life.state?.total === shop.feed.jobs && life.state.pending === 0;
    expect(await life.until(isDone, WITHIN_MS)).toBe(true);
    expect(life.isOver).toBe(false);
    await life.kill();
    await shop.quiesce(QUIESCE_MS);
    expect(await shop.verdict()).toMatchObject(NOTHING_WRONG);
  },
  600_000,
);

it('a small drive that is full: the lamp says so, and with room again it goes on by itself', async (context) => {
  const shop = new TorturedShop(path.join(tempFolder(), 'shop'), seededRandom(13));
  const drive = mountDrive(shop.data, 24 * 2 ** 20);
  if (!drive) return context.skip(NO_DRIVE);
  // Last in, first out: the shop ends before its drive goes.
  onTestFinished(drive.unmount);
  onTestFinished(() => shop.end());
  await shop.open();
  shop.setUp();
  await shop.setFaults({ rates: { slow: 1 } });
  shop.feed.file(60);
  const life = shop.start();
  expect(await life.until(() => life.settledAt !== undefined, WITHIN_MS)).toBe(true);
  const ballast = path.join(shop.data, 'holiday-film.mp4');
  fill(ballast);
  expect(await life.until(() => life.state?.pause?.startsWith('disk-') === true, WITHIN_MS)).toBe(
    true,
  );
  expect(life.errors).toMatch(/database or disk is full/);
  expect(life.isOver).toBe(false);
  fs.rmSync(ballast);
  await shop.setFaults({ rates: { slow: 0 } });
  shop.feed.file(20);
  const isDone = () => life.state?.total === shop.feed.jobs && life.state.pending === 0;
  expect(await life.until(isDone, WITHIN_MS)).toBe(true);
  await life.kill();
  await shop.quiesce(QUIESCE_MS);
  expect(await shop.verdict()).toMatchObject(NOTHING_WRONG);
}, 600_000);

it.each([
  ['half of the last page cut off', (wal: Buffer) => wal.subarray(0, wal.length - 2_000)],
  ['bits flipped in the last page', (wal: Buffer) => flip(wal, wal.length - 1_500)],
  ['nonsense after the end', (wal: Buffer) => Buffer.concat([wal, Buffer.alloc(5_000, 0x5a)])],
])(
  'a torn log, %s: what RS knows is looked up, nothing is lost or twice',
  async (_name, tear) => {
    const shop = await openShop(12);
    shop.feed.file(8);
    // One after the other: the last commit is the settling of the last posting, after which nothing was sent.
    const life = shop.start({
      concurrency: 1,
      crash: { point: 'settled', passage: shop.feed.jobs },
    });
    await life.ended;
    expect(life.child.signalCode).toBe('SIGKILL');
    const wal = path.join(shop.data, `${DATABASE_FILE}-wal`);
    const before = fs.readFileSync(wal);
    expect(before.length).toBeGreaterThan(10 * 4_120);
    fs.writeFileSync(wal, tear(before));
    await shop.quiesce(QUIESCE_MS);
    expect(await shop.verdict()).toMatchObject(NOTHING_WRONG);
  },
  600_000,
);

function flip(bytes: Buffer, at: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(flipped.readUInt8(at) ^ 0xff, at);
  return flipped;
}
