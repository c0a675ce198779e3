/** The drawer in the till's order: opening balance, what moved, what must lie there, never below zero in silence. */
import { expect, it } from 'vitest';
import { createClosings } from '../../../electron/core/db/closings/index.ts';
import type { Receipt } from '../../core/ingest/export-builder.ts';
import { closingShop, codesOf } from './closing-shop.ts';

const cash = (type: string, cents: number, time: string, more: Partial<Receipt> = {}): Receipt => ({
  lines: [{ type, cents, vat: type === 'Umsatz' ? '1' : '5' }],
  payments: [{ type: 'Bar', cents }],
  endedAt: time,
  ...more,
});

it('without an opening balance nothing is pretended; a person enters it once, also before anything came', async () => {
  const shop = closingShop();
  shop.opens('K2', 5_000);
  const receipts = [cash('Umsatz', 700, '2026-11-20T10:00:00')];
  await shop.exports(receipts);
  await shop.exports([cash('Umsatz', 700, '2026-11-20T10:00:00', { id: 'K2-1' })], { desk: 'K2' });
  const [first, second] = shop.closings('2026-11-20');
  expect(first?.cash).toEqual({
    openingCents: null,
    movedCents: 700,
    closingCents: null,
    lowestCents: null,
  });
  expect(first && codesOf(first)).toContain('cash-unknown');
  expect(second?.cash).toEqual({
    openingCents: 5_000,
    movedCents: 700,
    closingCents: 5_700,
    lowestCents: 5_000,
  });
  shop.opens('K1', 1_000);
  shop.opens('K1', 1_200);
  expect(shop.closings('2026-11-20')[0]?.cash.openingCents).toBe(1_200);
  expect(
    shop.db.prepare(`SELECT count(*) FROM journal WHERE action = 'opening'`).pluck().get(),
  ).toBe(3);
});

it('a drawer is chained from closing to closing, and a missing one ends the chain', async () => {
  const shop = closingShop();
  shop.opens('K1', 10_000);
  const day = (number: number, cents: number) =>
    shop.exports(
      [cash('Umsatz', cents, `2026-11-2${number}T10:00:00`, { id: `R${number}`, nr: number })],
      {
        number: String(number),
        madeAt: `2026-11-2${number}T20:00:00`,
      },
    );
  await day(1, 100);
  await day(2, 200);
  await day(4, 400);
  expect(shop.closing('2026-11-21').cash.closingCents).toBe(10_100);
  expect(shop.closing('2026-11-22').cash).toEqual({
    openingCents: 10_100,
    movedCents: 200,
    closingCents: 10_300,
    lowestCents: 10_100,
  });
  expect(shop.closing('2026-11-24').cash.openingCents).toBeNull();
  expect(shop.closing('2026-11-24').gaps).toEqual([
    { kind: 'closing', from: '3', to: '3', explained: false },
    { kind: 'receipt', from: '3', to: '3', explained: false },
  ]);
  await day(3, 300);
  expect(shop.closing('2026-11-24').cash.openingCents).toBe(10_600);
  expect(shop.closing('2026-11-24').gaps).toEqual([]);
});

it('the lowest point is found in the order of the times, with its receipt', async () => {
  const shop = closingShop();
  await shop.exports([
    cash('Anfangsbestand', 1_000, '2026-11-20T08:00:00'),
    cash('Umsatz', 5_000, '2026-11-20T12:00:00', { id: 'late' }),
    cash('Privatentnahme', -3_000, '2026-11-20T10:00:00', { id: 'early' }),
  ]);
  const line = shop.closing('2026-11-20');
  expect(line.cash).toEqual({
    openingCents: 1_000,
    movedCents: 2_000,
    closingCents: 3_000,
    lowestCents: -2_000,
  });
  expect(line.reasons.find(({ code }) => code === 'cash-below-zero')?.text).toContain(
    '-20.00 EUR (early)',
  );
});

it('an opening balance that is not what the closing before left unseals, unless its difference was booked', async () => {
  const shop = closingShop();
  await shop.exports([cash('Anfangsbestand', 1_000, '2026-11-20T08:00:00')]);
  await shop.exports([cash('Anfangsbestand', 900, '2026-11-21T08:00:00', { id: 'O2', nr: 2 })], {
    number: '2',
    madeAt: '2026-11-21T20:00:00',
  });
  const line = shop.closing('2026-11-21');
  expect(line.jobs.byType['opening-diff']).toEqual({ count: 1, cents: -100 });
  expect(codesOf(line)).not.toContain('cash-broken');
  await shop.exports([cash('Anfangsbestand', 90_900, '2026-11-22T08:00:00', { id: 'O3', nr: 3 })], {
    number: '3',
    madeAt: '2026-11-22T20:00:00',
  });
  expect(codesOf(shop.closing('2026-11-22'))).toEqual(
    expect.arrayContaining(['cash-broken', 'question-open']),
  );
});

it('the moves of a closing lead from its opening balance to its end, without the difference that the program reckoned', async () => {
  const shop = closingShop();
  await shop.exports([cash('Anfangsbestand', 1_000, '2026-11-20T08:00:00')]);
  await shop.exports(
    [
      cash('Anfangsbestand', 900, '2026-11-21T08:00:00', { id: 'O2', nr: 2 }),
      cash('Umsatz', 500, '2026-11-21T10:00:00', { id: 'S', nr: 3 }),
    ],
    { number: '2', madeAt: '2026-11-21T20:00:00' },
  );
  const closings = createClosings(shop.db);
  const [ref] = closings.closingsOf('2026-11-21').closings;
  expect(ref && closings.cashMovesOf(ref).map(({ cents }) => cents)).toEqual([500]);
  expect(ref && closings.cashBookOf(ref)).toMatchObject({ openingCents: 900, closingCents: 1_400 });
});
