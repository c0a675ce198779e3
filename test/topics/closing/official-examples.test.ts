/**
 * The official examples of DSFinV-K 2.2 (workbooks 1 to 7) as one closing of one till; the figures are reckoned by hand.
 *
 *   Bar: 1,000.00 Anfangsbestand + 250 + 23 + 50 + 50 + 2,200 + 1,000 - 30 - 87 - 4,200 = 256.00 · Kreditkarte: 300.00
 */
import { expect, it } from 'vitest';
import type { Line, Receipt } from '../../core/ingest/export-builder.ts';
import { closingShop, codesOf } from './closing-shop.ts';

const line = (type: string, cents: number, vat = '5'): Line => ({ type, cents, vat });
let minute = 0;
const receipt = (
  lines: readonly Line[],
  paid: 'Bar' | 'Kreditkarte' | 'Keine',
  cents: number,
): Receipt => ({
  lines,
  payments: [{ type: paid, cents }],
  endedAt: `2026-11-20T08:${String((minute += 1)).padStart(2, '0')}:00`,
});

const EXAMPLES: readonly Receipt[] = [
  receipt([line('Anfangsbestand', 100_000)], 'Bar', 100_000),
  // 6.1
  receipt([line('Geldtransit', 25_000)], 'Bar', 25_000),
  // 1.1, 1.2
  receipt([line('Umsatz', 2_300, '1'), line('Forderungsentstehung', -2_300, '7')], 'Keine', 0),
  receipt([line('Forderungsaufloesung', 2_300, '7')], 'Bar', 2_300),
  // 2.1, 2.2
  receipt([line('MehrzweckgutscheinKauf', 5_000)], 'Bar', 5_000),
  receipt(
    [
      line('Umsatz', 1_700, '1'),
      line('Umsatz', 1_950, '1'),
      line('Umsatz', 1_350, '2'),
      line('MehrzweckgutscheinEinloesung', -5_000),
    ],
    'Keine',
    0,
  ),
  // 3.1, 3.2
  receipt([line('EinzweckgutscheinKauf', 5_000, '1')], 'Bar', 5_000),
  receipt(
    [line('Umsatz', 5_000, '1'), line('EinzweckgutscheinEinloesung', -5_000, '1')],
    'Keine',
    0,
  ),
  // 4.1, 4.2
  receipt([line('Anzahlungseinstellung', 30_000, '1')], 'Kreditkarte', 30_000),
  receipt(
    [line('Umsatz', 250_000, '1'), line('Anzahlungsaufloesung', -30_000, '1')],
    'Bar',
    220_000,
  ),
  // 5.1, 5.2
  receipt([line('Privateinlage', 100_000)], 'Bar', 100_000),
  receipt([line('Privatentnahme', -3_000)], 'Bar', -3_000),
  // 7
  receipt([line('DifferenzSollIst', -8_700)], 'Bar', -8_700),
  // 6.2
  receipt([line('Geldtransit', -420_000)], 'Bar', -420_000),
];

it('till, jobs and drawer of the official examples are as reckoned by hand', async () => {
  const shop = closingShop();
  await shop.exports(EXAMPLES);
  const closing = shop.closing('2026-11-20');
  const payments = [...(closing.till?.payments ?? [])].sort((a, b) => a.type.localeCompare(b.type));
  expect(payments).toEqual([
    { type: 'Bar', name: '', cents: 25_600 },
    { type: 'Kreditkarte', name: '', cents: 30_000 },
  ]);
  expect(closing.till).toMatchObject({ grossCents: 55_600, receipts: 14 });
  expect(closing.jobs).toEqual({
    byType: {
      'order-cash': { count: 4, cents: 2_300 + 5_000 + 5_000 + 220_000 },
      'order-non-cash': { count: 3, cents: 2_300 + 5_000 + 30_000 },
      'cash-in': { count: 2, cents: 125_000 },
      'cash-out': { count: 2, cents: -423_000 },
      'close-diff': { count: 1, cents: -8_700 },
    },
    notBooked: { 'opening balance': 1, 'nothing to book': 1 },
  });
  expect(closing.cash).toEqual({
    openingCents: 100_000,
    movedCents: -74_400,
    closingCents: 25_600,
    lowestCents: 25_600,
  });
  expect(closing.gaps).toEqual([]);
  expect(codesOf(closing)).toEqual(['jobs-open', 'rs-not-asked']);
});
