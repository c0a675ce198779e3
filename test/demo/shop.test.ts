/** The demo shop behaves as real tills do: complete files, valid lines, and no number given twice. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../demo/dsfinvk-export.ts';
import { startDemoShop } from '../../demo/shop.ts';
import type { DemoShopOptions, InvoiceableOrder } from '../../demo/shop.ts';
import { inboxEventSchema } from '../../shared/inbox-event.ts';
import type { InboxEvent } from '../../shared/inbox-event.ts';
import { HOUR, MINUTE } from '../../shared/domain/time.ts';
import { SimulatedTime } from '../helpers/simulated-time.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

function setting(seed = 1) {
  const root = tempFolder();
  const time = new SimulatedTime(Date.parse('2026-11-23T09:00:00Z'));
  const orders: InvoiceableOrder[] = [];
  const errors: unknown[] = [];
  const options: DemoShopOptions = {
    folder: path.join(root, 'shop'),
    inboxFolder: path.join(root, 'inbox'),
    clock: time.clock,
    timers: time.timers,
    random: seededRandom(seed),
    onInvoiceable: (order) => orders.push(order),
    onError: (error) => errors.push(error),
  };
  return { time, orders, errors, options };
}

function inbox({ inboxFolder }: DemoShopOptions): string[] {
  return fs.readdirSync(inboxFolder).sort();
}

function events(options: DemoShopOptions): InboxEvent[] {
  return inbox(options)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) =>
      fs.readFileSync(path.join(options.inboxFolder, name), 'utf8').trim().split('\n'),
    )
    .map((line) => inboxEventSchema.parse(JSON.parse(line)));
}

describe('the demo shop', () => {
  it('drops the exports of yesterday at its first start, and only then', async () => {
    const { options } = setting();
    (await startDemoShop(options)).stop();
    expect(inbox(options)).toEqual(['dsfinvk-2026-11-22', 'dsfinvk-2026-11-22-kiosk']);
    for (const name of inbox(options))
      fs.rmSync(path.join(options.inboxFolder, name), { recursive: true });
    (await startDemoShop(options)).stop();
    expect(inbox(options)).toEqual([]);
  });

  it('repeats the same exports when its first start was interrupted', async () => {
    const { options } = setting();
    (await startDemoShop(options)).stop();
    const file = path.join(options.inboxFolder, 'dsfinvk-2026-11-22', 'transactions.csv');
    const before = fs.readFileSync(file);
    const stateFile = path.join(options.folder, 'shop.json');
    const state: unknown = JSON.parse(fs.readFileSync(stateFile, 'utf8'));
    fs.writeFileSync(stateFile, JSON.stringify({ ...(state as object), exported: false }));
    fs.rmSync(options.inboxFolder, { recursive: true });
    (await startDemoShop({ ...options, random: seededRandom(99) })).stop();
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  });

  it('drops valid events of every kind within an hour, each in a complete file', async () => {
    const { options, time, errors } = setting();
    const shop = await startDemoShop(options);
    await time.advance(HOUR);
    shop.stop();
    expect(errors).toEqual([]);
    expect(inbox(options).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const lines = events(options);
    expect(new Set(lines.map(({ type }) => type))).toEqual(
      new Set(['receipt', 'cash-in', 'cash-out', 'opening-diff', 'close-diff']),
    );
    expect(lines.some((line) => line.type === 'receipt' && line.payments.length === 2)).toBe(true);
    expect(
      lines.some((line) => line.type === 'receipt' && (line.payments[0]?.amountCents ?? 0) < 0),
    ).toBe(true);
    expect(lines.filter(({ currency }) => currency === 'CHF')).toHaveLength(1);
  });

  it('tells of every order an invoice is made for, some of them late', async () => {
    const { options, time, orders } = setting();
    const shop = await startDemoShop(options);
    await time.advance(HOUR);
    shop.stop();
    const told = new Set(orders.map(({ billNumber }) => billNumber));
    expect(told.size).toBe(orders.length);
    for (const line of events(options)) {
      if (line.type === 'receipt') expect(told).toContain(line.billNumber);
    }
    expect(orders.some(({ availableAfterMs }) => availableAfterMs >= MINUTE)).toBe(true);
    expect(orders.some(({ availableAfterMs }) => availableAfterMs < MINUTE)).toBe(true);
  });

  it('gives no number twice over restarts, even when its state is lost', async () => {
    const { options, time } = setting();
    for (const run of [1, 2, 3]) {
      const shop = await startDemoShop(options);
      await time.advance(5 * MINUTE);
      shop.stop();
      if (run === 2) fs.writeFileSync(path.join(options.folder, 'shop.json'), '{"broken"');
    }
    const ids = events(options).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(60);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is silent after stop, and goes on after an error', async () => {
    const { options, time, errors } = setting();
    const shop = await startDemoShop(options);
    fs.rmSync(options.inboxFolder, { recursive: true });
    fs.writeFileSync(options.inboxFolder, 'in the way');
    await time.advance(MINUTE);
    expect(errors.length).toBeGreaterThan(0);
    fs.rmSync(options.inboxFolder);
    await time.advance(MINUTE);
    const count = events(options).length;
    expect(count).toBeGreaterThan(0);
    shop.stop();
    await time.advance(HOUR);
    expect(events(options)).toHaveLength(count);
    expect(time.nextTimerAt).toBeUndefined();
  });
});
