/** What the till says of a closing, beside the jobs that were made of it. */
import { expect, it } from 'vitest';
import type { Receipt } from '../../core/ingest/export-builder.ts';
import { closingShop, codesOf } from './closing-shop.ts';

const sale = (cents: number, more: Partial<Receipt> = {}): Receipt => ({
  lines: [{ type: 'Umsatz', cents, vat: '1' }],
  payments: [{ type: 'Bar', cents }],
  ...more,
});
const drawer = (type: string, cents: number, more: Partial<Receipt> = {}): Receipt => ({
  lines: [{ type, cents, vat: '5' }],
  payments: [{ type: 'Bar', cents }],
  ...more,
});
const at = (time: string) => ({ endedAt: `2026-11-20T${time}` });

it('payments, gross, receipts and what is not booked stand beside the jobs', async () => {
  const shop = closingShop();
  await shop.exports([
    drawer('Anfangsbestand', 20_000, at('08:00:00')),
    sale(5_000, at('09:00:00')),
    sale(1_500, { type: 'AVTraining', ...at('09:30:00') }),
    {
      lines: [{ type: 'Umsatz', cents: 4_000, vat: '1' }],
      payments: [
        { type: 'Kreditkarte', cents: 3_000, name: 'Visa' },
        { type: 'Bar', cents: 1_000 },
      ],
      ...at('10:00:00'),
    },
    drawer('Geldtransit', -22_000, at('20:00:00')),
  ]);
  const line = shop.closing('2026-11-20');
  expect(line).toMatchObject({
    store: 'default',
    payDesk: 'K1',
    closing: '1',
    days: ['2026-11-20'],
    currency: 'EUR',
    till: {
      payments: [
        { type: 'Bar', name: '', cents: 4_000 },
        { type: 'Kreditkarte', name: 'Visa', cents: 3_000 },
      ],
      grossCents: 7_000,
      receipts: 5,
    },
    jobs: {
      byType: {
        'order-cash': { count: 2, cents: 6_000 },
        'order-non-cash': { count: 1, cents: 3_000 },
        'cash-out': { count: 1, cents: -22_000 },
      },
      notBooked: { AVTraining: 1, 'opening balance': 1, 'nothing to book': 0 },
    },
    rs: null,
    cash: { openingCents: 20_000, movedCents: -16_000, closingCents: 4_000, lowestCents: 4_000 },
    gaps: [],
    sealed: false,
  });
  expect(codesOf(line)).toEqual(['jobs-open', 'rs-not-asked']);
});

it('a day is the set of its closings, and one of them may run past midnight', async () => {
  const shop = closingShop();
  await shop.exports(
    [sale(100, { endedAt: '2026-11-20T23:00:00' }), sale(200, { endedAt: '2026-11-21T00:30:00' })],
    {
      madeAt: '2026-11-21T01:00:00',
    },
  );
  await shop.exports([sale(300, { id: 'C1', endedAt: '2026-11-21T12:00:00', nr: 3 })], {
    number: '2',
    madeAt: '2026-11-21T20:00:00',
  });
  expect(shop.closings('2026-11-20').map(({ closing }) => closing)).toEqual(['1']);
  expect(shop.closings('2026-11-21').map(({ closing }) => closing)).toEqual(['1', '2']);
  expect(shop.closings('2026-11-20')[0]?.days).toEqual(['2026-11-20', '2026-11-21']);
  expect(shop.days('2026-11').map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-21']);
  // Without RetailSuite not even an empty day is sealed.
  expect(shop.lines('2026-11-22')).toEqual([
    {
      kind: 'day',
      day: '2026-11-22',
      sealed: false,
      reasons: [expect.objectContaining({ code: 'rs-not-asked' })],
    },
  ]);
});

it('a receipt that waits for a person is missing among the jobs, and asked about', async () => {
  const shop = closingShop();
  await shop.exports([
    sale(5_000),
    {
      lines: [],
      payments: [
        { type: 'Bar', cents: -3_000 },
        { type: 'ECKarte', cents: 3_000 },
      ],
    },
  ]);
  const line = shop.closing('2026-11-20');
  expect(line.differenceCents).toBe(6_000);
  expect(codesOf(line)).toEqual(expect.arrayContaining(['jobs-differ', 'question-open']));
});

it('a closing whose sums disagree is told as blocked, and pretends nothing', async () => {
  const shop = closingShop();
  await shop.exports([sale(5_000)], {
    edit: { 'payment.csv': (text) => text.replace('50,00', '51,00') },
  });
  const line = shop.closing('2026-11-20');
  expect(line).toMatchObject({ till: null, jobs: { byType: {} }, sealed: false });
  expect(line.cash).toEqual({
    openingCents: null,
    movedCents: null,
    closingCents: null,
    lowestCents: null,
  });
  expect(codesOf(line)).toEqual(['closing-blocked', 'rs-not-asked']);
});

it('what an earlier program did not keep is not known, until its original is read again', async () => {
  const shop = closingShop();
  const report = await shop.exports([sale(5_000)]);
  expect(report.status).toBe('imported');
  shop.db.exec(
    'DROP TRIGGER till_closings_kept; DELETE FROM till_numbers; DELETE FROM till_closings',
  );
  const line = shop.closing('2026-11-20');
  expect(line).toMatchObject({ till: null, differenceCents: null, sealed: false });
  expect(line.cash.movedCents).toBeNull();
  expect(codesOf(line)).toContain('till-unknown');
  await shop.ingest.keepClosings();
  expect(shop.closing('2026-11-20')).toMatchObject({
    till: { receipts: 1 },
    cash: { movedCents: 5_000 },
  });
  expect(shop.db.prepare('SELECT count(*) FROM jobs').pluck().get()).toBe(1);
});

it.each([
  [
    'a card sale with cash given out',
    [
      { type: 'Kreditkarte', cents: 6_000 },
      { type: 'Bar', cents: -1_000 },
    ],
  ],
  ['a return on a card', [{ type: 'ECKarte', cents: -5_000 }]],
])('%s leaves till and jobs alike', async (_what, payments) => {
  const shop = closingShop();
  const cents = payments.reduce((sum, one) => sum + one.cents, 0);
  await shop.exports([{ lines: [{ type: 'Umsatz', cents, vat: '1' }], payments }]);
  expect(codesOf(shop.closing('2026-11-20'))).not.toContain('jobs-differ');
});

it('a closing that was made again is compared with the receipts that are stored with the first one', async () => {
  const shop = closingShop();
  const receipts = [
    drawer('Anfangsbestand', 10_000, { id: 'O', ...at('08:00:00') }),
    sale(5_000, { id: 'A', ...at('09:00:00') }),
    sale(1_000, { id: 'B', ...at('10:00:00') }),
  ];
  await shop.exports(receipts);
  await shop.exports([...receipts.slice(1), sale(-200, { id: 'C', ...at('21:00:00') })], {
    number: '2',
    madeAt: '2026-11-20T22:00:00',
  });
  const [first, again] = shop.closings('2026-11-20');
  expect(first?.cash.closingCents).toBe(16_000);
  expect(again?.jobs.byType).toEqual({ 'order-cash': { count: 1, cents: -200 } });
  expect(again?.cash).toMatchObject({
    openingCents: 16_000,
    movedCents: -200,
    closingCents: 15_800,
  });
  expect(again && codesOf(again)).toEqual(['jobs-open', 'question-open', 'rs-not-asked']);
});
