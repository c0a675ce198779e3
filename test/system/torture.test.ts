/**
 * The short form of `npm run torture`: the real program, killed by SIGKILL at every crash point and at random moments,
 * and in the end exactly one posting for each bookable part of what the tills delivered.
 */
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { CRASH_POINTS } from '../../shared/domain/crash-points.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { WAYS } from '../torture/points.ts';
import { killAtPoints, killAtRandom } from '../torture/torture.ts';
import { SLOW_MS, TorturedShop } from '../torture/tortured-shop.ts';

const seed = process.env['SEED'] === undefined ? Date.now() % 2 ** 31 : Number(process.env['SEED']);

async function openShop(): Promise<TorturedShop> {
  const shop = new TorturedShop(path.join(tempFolder(), 'shop'), seededRandom(seed));
  onTestFinished(() => shop.close());
  await shop.open(SLOW_MS);
  return shop;
}

it('every crash point has a way that leads to it', () => {
  expect(Object.keys(WAYS).sort()).toEqual([...CRASH_POINTS].sort());
});

it('killed at every crash point and at random moments, nothing is lost, twice or stuck', async () => {
  console.log(`torture: SEED=${seed}`);
  const shop = await openShop();
  shop.makeOldDatabase();
  expect(await killAtPoints(shop, 'first')).toEqual([]);
  shop.setUp();
  expect(await killAtPoints(shop)).toEqual([]);
  const { total } = await killAtRandom(shop, 25, seededRandom(seed + 1));
  expect(total).toBe(25);
  expect(await killAtPoints(shop, 'last')).toEqual([]);
  await shop.quiesce(60_000);
  expect(await shop.verdict()).toEqual({
    jobs: shop.feed.jobs,
    lost: [],
    twice: [],
    foreign: [],
    stuck: [],
    illegalMoves: [],
  });
  expect(shop.feed.jobs).toBeGreaterThan(100);
  expect(shop.oldSetting()).toBe('"kept"');
  expect(shop.restores).toBe(CRASH_POINTS.filter((point) => point.startsWith('restore')).length);
}, 600_000);

it('twin: jobs that make a move which the table of states has not are told', async () => {
  const shop = await openShop();
  shop.setUp();
  shop.feed.file(3);
  shop.always = { movesBack: true };
  await shop.quiesce(60_000);
  const { illegalMoves, ...rest } = await shop.verdict();
  expect(rest).toEqual({ jobs: shop.feed.jobs, lost: [], twice: [], foreign: [], stuck: [] });
  expect(illegalMoves[0]).toContain('from verified to booked');
}, 600_000);
