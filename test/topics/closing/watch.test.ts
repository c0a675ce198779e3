/** Closings are read by themselves: what something changed about, what is not sealed, and each once a month. */
import { describe, expect, it } from 'vitest';
import { createClosings } from '../../../electron/core/db/closings/index.ts';
import type { Db } from '../../../electron/core/db/open.ts';
import { createSealWatch } from '../../../electron/topics/closing/watch.ts';
import { createClosingSealing } from '../../../electron/topics/closing/parts.ts';
import { SimulatedTime } from '../../helpers/simulated-time.ts';
import { DAY, openSealedShop } from './sealed-shop.ts';

const MINUTE = 60_000;
const DAY_MS = 24 * 60 * MINUTE;

async function watchedShop() {
  const shop = await openSealedShop();
  shop.enterOpening();
  const { store } = shop.backend;
  const time = new SimulatedTime(Date.now() + DAY_MS);
  const { sealing } = createClosingSealing({
    ...store,
    connector: () => store.connection.connector(),
    onChange: () => undefined,
    clock: time.clock,
  });
  let reads = 0;
  let pending: Promise<void> | undefined;
  let isBusy = false;
  const bugs: unknown[] = [];
  const watch = createSealWatch({
    sealing: {
      ...sealing,
      read(...args) {
        const reading = sealing.read(...args);
        pending = reading.then(() => void (reads += 1));
        return reading;
      },
    },
    closings: createClosings(store.db),
    settings: store.settings,
    language: () => 'en',
    isBusy: () => isBusy,
    clock: time.clock,
    timers: time.timers,
    onBug: (error) => bugs.push(error),
  });
  watch.start();
  return {
    ...{ shop, time, watch, bugs },
    reads: () => reads,
    setBusy: (busy: boolean) => void (isBusy = busy),
    seals: () => sealing.seals,
    /** Look by look: RetailSuite answers in real time. */
    async until(count: number) {
      for (let looks = 0; looks < 5 && reads < count; looks++) {
        await time.advance(5 * MINUTE);
        await pending;
      }
      expect(reads).toBe(count);
    },
  };
}

describe('closings are read by themselves', () => {
  it('after something changed, then once a month, and not in between', async () => {
    const world = await watchedShop();
    world.setBusy(true);
    await world.time.advance(10 * MINUTE);
    expect(world.reads()).toBe(0);
    world.setBusy(false);
    await world.until(1);
    const day = await world.shop.backend.handlers['closing.day'](DAY, 'en');
    expect(day.day.sealed).toBe(true);
    await world.time.advance(20 * DAY_MS);
    expect(world.reads()).toBe(1);
    world.shop.sandbox.ledger.changeContra(
      world.shop.sandbox.ledger.postings()[0]?.beleg2 ?? '',
      1361,
    );
    await world.time.advance(10 * DAY_MS - 10 * MINUTE);
    expect(world.reads()).toBe(1);
    await world.until(2);
    const opened = await world.shop.backend.handlers['closing.day'](DAY, 'en');
    expect([opened.day.sealed, opened.closings[0]?.history[0]?.sealed]).toEqual([false, false]);
    await world.watch.stop();
    expect(world.bugs).toEqual([]);
  });

  it.each([
    [
      'planned',
      (db: Db, ahead: number) => db.prepare('UPDATE closing_reads SET due_at = ?').run(ahead),
    ],
    [
      'noted',
      (db: Db, ahead: number) =>
        db
          .prepare(`UPDATE settings SET value = ? WHERE key = 'closing.lookedUntil'`)
          .run(String(ahead)),
    ],
  ])('what a clock that was a year ahead %s is no reason to wait a year', async (_, fault) => {
    const world = await watchedShop();
    await world.until(1);
    await world.watch.stop();
    expect(fault(world.shop.backend.store.db, world.time.clock() + 365 * DAY_MS).changes).toBe(1);
    world.watch.start();
    await world.until(2);
    // Read again, the plan is one of this clock: nothing is due for a month.
    await world.time.advance(20 * DAY_MS);
    expect(world.reads()).toBe(2);
    await world.watch.stop();
    expect(world.bugs).toEqual([]);
  });
});
