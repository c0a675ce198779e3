/** A shop of JSON lines closes as one of exports does. */
import { expect, it } from 'vitest';
import { createEventStore } from '../../../electron/core/db/events.ts';
import { createJournal } from '../../../electron/core/db/journal.ts';
import { createProblemDecisions } from '../../../electron/core/db/problem-decisions.ts';
import { closingShop, codesOf } from './closing-shop.ts';

let events = 0;
const event = (type: string, time: string, more: object) => ({
  version: 1,
  id: `E${(events += 1)}`,
  type,
  store: '2',
  payDesk: 'K1',
  businessDay: time.slice(0, 10),
  occurredAt: `${time}+01:00`,
  ...more,
});
const receipt = (nr: number, time: string, cents: number, card = 0, more: object = {}) =>
  event('receipt', time, {
    billNumber: `2-2026/11/${String(nr).padStart(10, '0')}`,
    payments: [
      ...(cents === 0 ? [] : [{ method: 'cash', amountCents: cents }]),
      ...(card === 0 ? [] : [{ method: 'non-cash', amountCents: card, paymentType: 'ECKarte' }]),
    ],
    ...more,
  });
const closes = (number: number, time: string, cash: number, card: number, more: object = {}) =>
  event('closing', time, {
    closing: String(number),
    payments: [
      { method: 'cash', amountCents: cash },
      { method: 'non-cash', paymentType: 'ECKarte', amountCents: card },
    ],
    ...more,
  });
const bill = (nr: number) => `2-2026/11/${String(nr).padStart(10, '0')}`;

const day = () => [
  receipt(25, '2026-11-23T09:00:00', 5_999),
  receipt(26, '2026-11-23T10:00:00', 1_000, 404),
  event('cash-out', '2026-11-23T11:00:00', { amountCents: -3_500, text: 'Fensterputzer' }),
  receipt(28, '2026-11-23T12:00:00', -1_250),
];
const said = (more: object = {}) =>
  closes(318, '2026-11-23T20:00:00', 2_249, 404, {
    openingCashCents: 20_000,
    countedCashCents: 22_249,
    grossCents: 6_153,
    receipts: 4,
    firstBillNumber: bill(25),
    lastBillNumber: bill(28),
    notBooked: { AVTraining: 1 },
    ...more,
  });

it('the closing event says what the till says, and its receipts are held against it', async () => {
  const shop = closingShop();
  await shop.inbox([...day(), said()]);
  const line = shop.closing('2026-11-23');
  expect(line).toMatchObject({
    store: '2',
    payDesk: 'K1',
    closing: '318',
    days: ['2026-11-23'],
    till: {
      payments: [
        { type: 'Bar', name: '', cents: 2_249 },
        { type: 'ECKarte', name: '', cents: 404 },
      ],
      grossCents: 6_153,
      receipts: 4,
    },
    jobs: { notBooked: { AVTraining: 1 } },
    cash: { openingCents: 20_000, movedCents: 2_249, closingCents: 22_249, lowestCents: 20_000 },
    // The till itself says that one number went to a training.
    gaps: [{ kind: 'receipt', from: bill(27), to: bill(27), explained: true }],
  });
  expect(line.jobs.byType).toEqual({
    'order-cash': { count: 3, cents: 5_749 },
    'order-non-cash': { count: 1, cents: 404 },
    'cash-out': { count: 1, cents: -3_500 },
  });
  expect(codesOf(line)).toEqual(['jobs-open', 'gap-explained', 'rs-not-asked']);
});

it.each(['before', 'between', 'after'])('it is the same %s its receipts', async (when) => {
  const shop = closingShop();
  const [first, ...rest] = day();
  const deliveries =
    when === 'before'
      ? [[said()], [first, ...rest]]
      : when === 'between'
        ? [[first], [said()], rest]
        : [[first, ...rest], [said()]];
  for (const lines of deliveries) await shop.inbox(lines as object[]);
  const line = shop.closing('2026-11-23');
  expect(line.cash.closingCents).toBe(22_249);
  expect(codesOf(line)).toEqual(['jobs-open', 'gap-explained', 'rs-not-asked']);
});

it('receipts without a closing keep the day running', async () => {
  const shop = closingShop();
  await shop.inbox([...day(), said(), receipt(29, '2026-11-23T20:30:00', 100)]);
  expect(shop.closings('2026-11-23')).toHaveLength(1);
  expect(shop.days('2026-11-23')[0]).toMatchObject({ sealed: false });
  expect(codesOf(shop.days('2026-11-23')[0]!)).toContain('day-running');
  await shop.inbox([closes(319, '2026-11-23T21:00:00', 100, 0)]);
  expect(shop.closings('2026-11-23').map(({ closing, cash }) => [closing, cash])).toEqual([
    ['318', expect.objectContaining({ closingCents: 22_249 })],
    ['319', { openingCents: 22_249, movedCents: 100, closingCents: 22_349, lowestCents: 22_249 }],
  ]);
  expect(codesOf(shop.days('2026-11-23')[0]!)).not.toContain('day-running');
});

it('a closing that comes again says nothing new; one that says another thing is a conflict', async () => {
  const shop = closingShop();
  await shop.inbox([...day(), said()]);
  expect((await shop.inbox([said()])).duplicates).toBe(1);
  const report = await shop.inbox([said({ countedCashCents: 22_000 })]);
  expect(report.conflicts).toHaveLength(1);
  const line = shop.closing('2026-11-23');
  expect(line.cash.closingCents).toBe(22_249);
  expect(codesOf(line)).toContain('question-open');
});

it('a person takes the changed closing, and it stands in the place of the first', async () => {
  const shop = closingShop();
  await shop.inbox([...day(), said()]);
  await shop.inbox([said({ openingCashCents: 19_000, countedCashCents: 21_249 })]);
  const decisions = createProblemDecisions(
    shop.db,
    createJournal(shop.db, 'anna'),
    createEventStore(shop.db),
  );
  const [problem] = decisions.open(10);
  const decided = decisions.decide(problem?.id ?? 0, 'take-new', {
    reason: 'counted again',
    as: {},
    now: Date.now(),
  });
  expect(decided).toMatchObject({ kind: 'decided' });
  const line = shop.closing('2026-11-23');
  expect(line.cash).toMatchObject({ openingCents: 19_000, closingCents: 21_249 });
  expect(codesOf(line)).toEqual(['jobs-open', 'gap-explained', 'rs-not-asked']);
});

it('what was counted is compared with what must be there', async () => {
  const shop = closingShop();
  await shop.inbox([...day(), said({ countedCashCents: 22_049 })]);
  expect(codesOf(shop.closing('2026-11-23'))).toContain('cash-counted');
  await shop.inbox([event('close-diff', '2026-11-23T19:59:00', { amountCents: -200 })]);
  const line = shop.closing('2026-11-23');
  expect(line.cash.closingCents).toBe(22_049);
  expect(codesOf(line)).not.toContain('cash-counted');
  // The till's own total does not have it yet.
  expect(codesOf(line)).toContain('jobs-differ');
});

it('missing ends are found by what the closing counts', async () => {
  const shop = closingShop();
  await shop.inbox([
    receipt(2, '2026-11-23T09:00:00', 100),
    receipt(3, '2026-11-23T10:00:00', 100),
    closes(1, '2026-11-23T20:00:00', 400, 0, { firstBillNumber: bill(1), lastBillNumber: bill(4) }),
    receipt(5, '2026-11-24T10:00:00', 100),
    closes(2, '2026-11-24T20:00:00', 200, 0, { receipts: 3 }),
  ]);
  const gap = (from: number, to: number) => ({
    kind: 'receipt',
    from: bill(from),
    to: bill(to),
    explained: false,
  });
  expect(shop.closing('2026-11-23').gaps).toEqual([gap(1, 1), gap(4, 4)]);
  expect(shop.closing('2026-11-23').differenceCents).toBe(200);
  // What the closing before counted at its end is its own gap.
  expect(shop.closing('2026-11-24').gaps).toEqual([gap(6, 7)]);
});

it('bill numbers that stand twice, and those of another year, are told', async () => {
  const shop = closingShop();
  await shop.inbox([
    receipt(25, '2026-11-23T09:00:00', 100),
    receipt(25, '2026-11-23T10:00:00', 200),
    event('receipt', '2026-11-23T11:00:00', {
      billNumber: '2-2012/11/0000000007',
      payments: [{ method: 'cash', amountCents: 300 }],
    }),
    closes(1, '2026-11-23T20:00:00', 600, 0),
  ]);
  expect(shop.closing('2026-11-23').gaps).toEqual(
    expect.arrayContaining([
      { kind: 'repeat', from: bill(25), to: bill(25), explained: false },
      { kind: 'year', from: '2-2012/11/0000000007', to: '2-2012/11/0000000007', explained: false },
    ]),
  );
  expect(shop.closing('2026-11-23').gaps).toHaveLength(2);
});

it('parts of one bill are no repeat, and each currency has a drawer of its own', async () => {
  const shop = closingShop();
  const order = (type: string, currency: string) =>
    event(type, '2026-11-23T09:00:00', { billNumber: bill(1), amountCents: 100, currency });
  await shop.inbox([
    order('order-cash', 'EUR'),
    order('order-non-cash', 'EUR'),
    event('cash-in', '2026-11-23T09:30:00', { amountCents: 700, currency: 'CHF' }),
    closes(1, '2026-11-23T20:00:00', 100, 0, { openingCashCents: 0 }),
    closes(1, '2026-11-23T20:00:01', 700, 0, { openingCashCents: 300, currency: 'CHF' }),
  ]);
  const [francs, euros] = shop.closings('2026-11-23');
  expect(francs).toMatchObject({
    currency: 'CHF',
    cash: { openingCents: 300, closingCents: 1_000 },
    gaps: [],
  });
  expect(euros).toMatchObject({ currency: 'EUR', cash: { closingCents: 100 }, gaps: [] });
});

it('a desk of two currencies gives its numbers to both: what it lacks is missing in both, and only that', async () => {
  const shop = closingShop();
  const francs = { currency: 'CHF' };
  await shop.inbox([
    receipt(1, '2026-11-23T09:00:00', 100),
    receipt(2, '2026-11-23T09:10:00', 100, 0, francs),
    receipt(4, '2026-11-23T09:20:00', 100),
    closes(1, '2026-11-23T20:00:00', 200, 0),
    closes(1, '2026-11-23T20:00:01', 100, 0, francs),
    // Only euros on the next day, and francs again on the third.
    receipt(5, '2026-11-24T09:00:00', 100),
    closes(2, '2026-11-24T20:00:00', 100, 0),
    receipt(6, '2026-11-25T09:00:00', 100, 0, francs),
    closes(3, '2026-11-25T20:00:00', 100, 0, francs),
  ]);
  const hole = { kind: 'receipt', from: bill(3), to: bill(3), explained: false };
  expect(shop.closings('2026-11-23').map(({ gaps }) => gaps)).toEqual([[hole], [hole]]);
  expect(shop.closing('2026-11-24').gaps).toEqual([]);
  expect(shop.closing('2026-11-25').gaps).toEqual([]);
});

it('what one drawer of a desk is asked about, or counts wrongly, is not the other one’s', async () => {
  const shop = closingShop();
  const francs = { currency: 'CHF' };
  const ends = (first: number, last: number) => ({
    ...{ firstBillNumber: bill(first), lastBillNumber: bill(last) },
  });
  await shop.inbox([
    receipt(1, '2026-11-23T09:00:00', 100),
    receipt(2, '2026-11-23T09:10:00', 100, 0, francs),
    // 3 is a training in francs, 5 belongs to another year.
    receipt(4, '2026-11-23T09:20:00', 100),
    event('receipt', '2026-11-23T11:00:00', {
      billNumber: '2-2012/11/0000000007',
      payments: [{ method: 'cash', amountCents: 300 }],
    }),
    closes(1, '2026-11-23T20:00:00', 500, 0, { receipts: 5, ...ends(1, 4) }),
    closes(1, '2026-11-23T20:00:01', 100, 0, {
      ...{ ...francs, receipts: 2, ...ends(2, 3), notBooked: { AVTraining: 1 } },
    }),
  ]);
  const codes = () => shop.closings('2026-11-23').map(codesOf);
  const notes = ['jobs-open', 'cash-unknown', 'gap-explained', 'rs-not-asked'];
  const [swiss, euro] = codes();
  expect(swiss).toEqual(notes);
  expect(euro).toEqual(expect.arrayContaining(['number-year', 'receipts-count']));
  await shop.inbox([closes(1, '2026-11-23T20:00:00', 400, 0, { receipts: 3, ...ends(1, 4) })]);
  expect(codes()[0]).toEqual(notes);
  expect(codes()[1]).toContain('question-open');
});
