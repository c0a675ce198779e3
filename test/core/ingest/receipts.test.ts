/** What receipts become: the official examples of the tax authority and the hard cases, written as exports of ours. */
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../helpers/temp-folder.ts';
import {
  jobsOf,
  read,
  reasonsOf,
  writeExport,
  type Closing,
  type Line,
  type Payment,
  type Receipt,
} from './export-builder.ts';

async function jobs(
  receipts: readonly Receipt[],
  closing: Closing = {},
  knownCash: Record<string, number> = {},
) {
  const folder = tempFolder();
  const messages = await read(
    writeExport(path.join(folder, 'export'), receipts, closing),
    folder,
    knownCash,
  );
  expect(reasonsOf(messages)).toEqual([]);
  return jobsOf(messages);
}

const line = (type: string, cents: number, vat = '5', more: Partial<Line> = {}): Line => ({
  type,
  cents,
  vat,
  ...more,
});
const bar = (cents: number): Payment => ({ type: 'Bar', cents });
const card = (cents: number, type = 'ECKarte', name = ''): Payment => ({ type, cents, name });
const none: Payment = { type: 'keine', cents: 0 };

describe('the official examples', () => {
  it.each<[string, Receipt, string[]]>([
    [
      '1.1 sale on account',
      {
        lines: [line('Umsatz', 2300, '1'), line('Forderungsentstehung', -2300, '7')],
        payments: [none],
      },
      ['order-non-cash 2300 receivable'],
    ],
    [
      '1.2 its later payment in cash',
      { lines: [line('Forderungsaufloesung', 2300, '7')], payments: [bar(2300)] },
      ['order-cash 2300'],
    ],
    [
      '2.1 multi-purpose voucher sold',
      { lines: [line('MehrzweckgutscheinKauf', 5000)], payments: [bar(5000)] },
      ['order-cash 5000'],
    ],
    [
      '2.2 and redeemed',
      {
        lines: [
          line('Umsatz', 1700, '1'),
          line('Umsatz', 1950, '1'),
          line('Umsatz', 1350, '2'),
          line('MehrzweckgutscheinEinloesung', -5000),
        ],
        payments: [none],
      },
      ['order-non-cash 5000 voucher'],
    ],
    [
      '3.1 single-purpose voucher sold',
      { lines: [line('EinzweckgutscheinKauf', 5000, '1')], payments: [bar(5000)] },
      ['order-cash 5000'],
    ],
    [
      '3.2 and redeemed: nothing to book',
      {
        lines: [line('Umsatz', 5000, '1'), line('EinzweckgutscheinEinloesung', -5000, '1')],
        payments: [none],
      },
      [],
    ],
    [
      '4.1 down payment by credit card',
      {
        lines: [line('Anzahlungseinstellung', 30000, '1')],
        payments: [card(30000, 'Kreditkarte')],
      },
      ['order-non-cash 30000 Kreditkarte'],
    ],
    [
      '4.2 final invoice',
      {
        lines: [line('Umsatz', 250000, '1'), line('Anzahlungsaufloesung', -30000, '1')],
        payments: [bar(220000)],
      },
      ['order-cash 220000'],
    ],
    [
      '5.1 private deposit',
      { lines: [line('Privateinlage', 100000)], payments: [bar(100000)] },
      ['cash-in 100000'],
    ],
    [
      '5.2 private withdrawal',
      { lines: [line('Privatentnahme', -3000)], payments: [bar(-3000)] },
      ['cash-out -3000'],
    ],
    [
      '6.1 float put into the drawer',
      { lines: [line('Geldtransit', 25000)], payments: [bar(25000)] },
      ['cash-in 25000'],
    ],
    [
      '6.2 skimming',
      { lines: [line('Geldtransit', -420000)], payments: [bar(-420000)] },
      ['cash-out -420000'],
    ],
  ])('%s', async (_, receipt, expected) => {
    expect(await jobs([receipt])).toEqual(expected);
  });

  it('7 counted 87 too little, after cash has moved: a closing difference', async () => {
    const sale = { lines: [line('Umsatz', 437000, '1')], payments: [bar(437000)] };
    const difference = { lines: [line('DifferenzSollIst', -8700)], payments: [bar(-8700)] };
    expect(await jobs([sale, difference])).toEqual(['order-cash 437000', 'close-diff -8700']);
    expect(await jobs([difference, sale])).toEqual(['opening-diff -8700', 'order-cash 437000']);
  });
});

describe('hard cases', () => {
  it.each<[string, Receipt, string[]]>([
    [
      'split payment',
      { lines: [line('Umsatz', 1404, '1')], payments: [bar(1000), card(404)] },
      ['order-cash 1000', 'order-non-cash 404 ECKarte'],
    ],
    [
      'change as a row of its own',
      { lines: [line('Umsatz', 900, '1')], payments: [bar(1000), bar(-100)] },
      ['order-cash 900'],
    ],
    [
      'return in cash',
      { lines: [line('Umsatz', -2575, '1')], payments: [bar(-2575)] },
      ['order-cash -2575'],
    ],
    [
      'return on the card',
      { lines: [line('Umsatz', -2575, '1')], payments: [card(-2575)] },
      ['order-non-cash -2575 ECKarte'],
    ],
    [
      'cash-back',
      { lines: [line('Umsatz', 5000, '1')], payments: [card(6000), bar(-1000)] },
      ['cash-out -1000 ECKarte', 'order-non-cash 5000 ECKarte'],
    ],
    [
      'cash-back on two cards: each gives what was taken from it',
      {
        lines: [line('Umsatz', 1000, '1')],
        payments: [card(6000), { type: 'Kreditkarte', name: 'Visa', cents: 2000 }, bar(-7000)],
      },
      ['cash-out -6000 ECKarte', 'cash-out -1000 Kreditkarte', 'order-non-cash 1000 Kreditkarte'],
    ],
    [
      'tip paid out to the staff',
      { lines: [line('TrinkgeldAN', -500)], payments: [bar(-500)] },
      ['cash-out -500'],
    ],
    [
      'tip on the card',
      { lines: [line('Umsatz', 5000, '1'), line('TrinkgeldAN', 500)], payments: [card(5500)] },
      ['order-non-cash 5000 ECKarte', 'order-non-cash 500 ECKarte'],
    ],
    [
      'deposit and discount',
      {
        lines: [line('Umsatz', 1000, '1'), line('Pfand', 25, '1'), line('Rabatt', -100, '1')],
        payments: [bar(925)],
      },
      ['order-cash 925'],
    ],
    [
      'a voided line',
      {
        lines: [line('Umsatz', 1000, '1'), line('Umsatz', 700, '1', { voided: true })],
        payments: [bar(1000)],
      },
      ['order-cash 1000'],
    ],
    [
      'voucher and cash',
      {
        lines: [line('Umsatz', 8000, '1'), line('MehrzweckgutscheinEinloesung', -5000)],
        payments: [bar(3000)],
      },
      ['order-cash 3000', 'order-non-cash 5000 voucher'],
    ],
    [
      'two cards of one kind',
      {
        lines: [line('Umsatz', 300, '1')],
        payments: [card(100, 'Kreditkarte', 'Visa'), card(200, 'Kreditkarte', 'Amex')],
      },
      ['order-non-cash 100 Kreditkarte', 'order-non-cash 200 Kreditkarte'],
    ],
  ])('%s', async (_, receipt, expected) => {
    expect(await jobs([receipt])).toEqual(expected);
  });

  it('a mixed session: sale, opening balance, skimming, difference', async () => {
    expect(
      await jobs([
        { lines: [line('Anfangsbestand', 10000)], payments: [bar(10000)] },
        { lines: [line('Umsatz', 900, '1')], payments: [bar(900)] },
        { lines: [line('Geldtransit', -5000)], payments: [bar(-5000)] },
        { lines: [line('DifferenzSollIst', -100)], payments: [bar(-100)] },
      ]),
    ).toEqual(['order-cash 900', 'cash-out -5000', 'close-diff -100']);
  });

  it('an opening balance other than the last closing left is an opening difference', async () => {
    const opening = [{ lines: [line('Anfangsbestand', 10000)], payments: [bar(10000)] }];
    expect(await jobs(opening, { number: '8' }, { 'K1|7': 10050 })).toEqual(['opening-diff -50']);
    expect(await jobs(opening, { number: '8' }, { 'K1|7': 10000 })).toEqual([]);
    expect(await jobs(opening, { number: '8' })).toEqual([]);
  });

  it.each([
    'AVRechnung',
    'AVTransfer',
    'AVBestellung',
    'AVTraining',
    'AVBelegstorno',
    'AVBelegabbruch',
    'AVSachbezug',
    'AVSonstige',
  ])('%s is kept and not booked', async (type) => {
    const payments = type === 'AVTraining' ? [bar(1000)] : [none];
    expect(await jobs([{ type, lines: [line('Umsatz', 1000, '1')], payments }])).toEqual([]);
  });

  it('a receipt after midnight belongs to the day that the till says', async () => {
    const folder = tempFolder();
    const receipt = {
      lines: [line('Umsatz', 100, '1')],
      payments: [bar(100)],
      endedAt: '2026-11-20T23:30:00Z',
    };
    const dayOf = async (closing: Closing) => {
      const source = writeExport(
        path.join(folder, closing.bookingDay ?? 'none'),
        [receipt],
        closing,
      );
      return (await read(source, folder)).flatMap((message) =>
        message.kind === 'events' ? message.events.map(({ businessDay }) => businessDay) : [],
      );
    };
    expect(await dayOf({})).toEqual(['2026-11-21']);
    expect(await dayOf({ bookingDay: '2026-11-20' })).toEqual(['2026-11-20']);
  });
});

describe('the storno flag', () => {
  const sale: Receipt = { id: 'S1', lines: [line('Umsatz', 1000, '1')], payments: [bar(1000)] };

  it('with a counter-receipt: both are booked and cancel out', async () => {
    const counter: Receipt = {
      lines: [line('Umsatz', -1000, '1')],
      payments: [bar(-1000)],
      storno: true,
      refersTo: 'S1',
    };
    expect(await jobs([sale, counter])).toEqual(['order-cash 1000', 'order-cash -1000']);
  });

  it('on the original, which the closing leaves out: not booked', async () => {
    expect(await jobs([sale, { ...sale, id: 'S2', storno: true, notSummed: true }])).toEqual([
      'order-cash 1000',
    ]);
  });

  it('on the original, which the closing counts all the same: booked', async () => {
    expect(await jobs([sale, { ...sale, id: 'S2', storno: true }])).toEqual([
      'order-cash 1000',
      'order-cash 1000',
    ]);
  });

  it('where no sum tells what it means: the closing waits for a person', async () => {
    const folder = tempFolder();
    const source = writeExport(
      path.join(folder, 'export'),
      [sale, { ...sale, id: 'S2', storno: true }],
      {
        omit: ['payment.csv', 'businesscases.csv'],
        edit: { 'cashpointclosing.csv': (text) => text.replaceAll('20,00', '') },
      },
    );
    expect(reasonsOf(await read(source, folder))).toMatchObject([{ code: 'storno-undecided' }]);
  });
});

it('money never changes from file to job, however it is split', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now());
  console.log(`receipts: SEED=${seed}`);
  const receipt = fc
    .record({
      lines: fc.array(fc.integer({ min: 1, max: 999_999 }), { minLength: 1, maxLength: 5 }),
      share: fc.float({ min: 0, max: 1, noNaN: true }),
      isReturn: fc.boolean(),
    })
    .map(({ lines, share, isReturn }): Receipt => {
      const sign = isReturn ? -1 : 1;
      const total = lines.reduce((sum, cents) => sum + cents, 0);
      const cash = Math.round(total * share);
      return {
        lines: lines.map((cents) => line('Umsatz', sign * cents, '1')),
        payments: [
          ...(cash > 0 ? [bar(sign * cash)] : []),
          ...(total > cash ? [card(sign * (total - cash))] : []),
        ],
      };
    });
  await fc.assert(
    fc.asyncProperty(
      fc.array(receipt, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(';', '|', '\t'),
      fc.constantFrom(',' as const, '.' as const),
      async (receipts, delimiter, decimal) => {
        const made = await jobs(receipts, { dialect: { delimiter, decimal } });
        const sum = (type: string) =>
          made
            .filter((job) => job.startsWith(`${type} `))
            .reduce((total, job) => total + Number(job.split(' ')[1]), 0);
        const paid = (type: string) =>
          receipts
            .flatMap(({ payments }) => payments)
            .filter((payment) => payment.type === type)
            .reduce((total, { cents }) => total + cents, 0);
        expect([sum('order-cash'), sum('order-non-cash')]).toEqual([paid('Bar'), paid('ECKarte')]);
      },
    ),
    { seed, numRuns: 30 },
  );
});
