/**
 * Each official workbook of DSFinV-K 2.2 (Anhang G, examples 1.1 to 7), with its own receipt numbers, instants and
 * spellings, is booked into RetailSuite and sealed. Figures are reckoned by hand from the workbook, in cents.
 *
 * A workbook shows single receipts, not the day around them: a person enters what lay in the drawer, and explains the
 * receipt numbers between them.
 */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PRESET_ACCOUNTS } from '../../../shared/domain/accounts.ts';
import { isNote, type ClosingLine, type JobSums } from '../../../shared/domain/closing.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport, type Line, type Receipt } from '../../core/ingest/export-builder.ts';
import { openBookingShop } from './booking-shop.ts';
import { codesOf } from './sealed-shop.ts';

/** SKR03; the debtor is the sandbox's walk-in customer. */
const CASH = '1000';
const CREDIT_CARD = '1362';
const TRANSIT = '1360';
const RECEIVABLES = '1410';
const VOUCHERS = '1604';
const WITHDRAWALS = '1800';
const DEPOSITS = '1890';
const SHORTAGES = '2300';
const DEBTOR = '10007';

interface Day {
  readonly day: string;
  readonly receipts: readonly Receipt[];
  readonly payments: readonly { readonly type: string; readonly cents: number }[];
  readonly gross: number;
  readonly jobs: JobSums;
  /** Debit minus credit. */
  readonly accounts: Readonly<Record<string, number>>;
  /** Receipt numbers that the workbook does not show. */
  readonly gap?: readonly [from: number, to: number];
  readonly cash: {
    readonly opening: number;
    readonly moved: number;
    readonly closing: number;
    readonly lowest: number;
  };
}

interface Workbook {
  readonly name: string;
  readonly days: readonly Day[];
}

const line = (type: string, cents: number, vat: string, more: Partial<Line> = {}): Line => ({
  ...{ type, cents, vat },
  ...more,
});
const receipt = (
  id: number,
  endedAt: string,
  paid: string,
  cents: number,
  lines: readonly Line[],
): Receipt => ({ id: String(id), nr: id, endedAt, payments: [{ type: paid, cents }], lines });
const job = (cents: number, count = 1) => ({ count, cents });

/** A meal on account of 23.00, paid in cash on the next day. @param vat of food, drink, take-away and the claim */
function onAccount(
  name: string,
  vat: readonly [string, string, string],
  settled: { readonly id: number; readonly paid: string; readonly lines: readonly Line[] },
): Workbook {
  const [onSite, toGo, claim] = vat;
  return {
    name,
    days: [
      {
        day: '2019-01-21',
        receipts: [
          receipt(20025, '2019-01-21T18:30:55', 'keine', 0, [
            line('Umsatz', 1_000, onSite, { text: 'Schnitzel' }),
            line('Umsatz', 300, onSite, { text: 'Cola' }),
            line('Umsatz', 1_000, toGo, { text: 'Schnitzel' }),
            line('Forderungsentstehung', -2_300, claim),
          ]),
        ],
        payments: [],
        gross: 0,
        jobs: { 'order-non-cash': job(2_300) },
        accounts: { [RECEIVABLES]: 2_300, [DEBTOR]: -2_300 },
        cash: { opening: 10_000, moved: 0, closing: 10_000, lowest: 10_000 },
      },
      {
        day: '2019-01-22',
        receipts: [receipt(settled.id, '2019-01-22T16:31:00', settled.paid, 2_300, settled.lines)],
        payments: [{ type: 'Bar', cents: 2_300 }],
        gross: 2_300,
        jobs: { 'order-cash': job(2_300) },
        // No invoice of its own: what was owed is settled, and its account is even again.
        accounts: { [CASH]: 2_300, [RECEIVABLES]: -2_300 },
        gap: [20026, settled.id - 1],
        cash: { opening: 10_000, moved: 2_300, closing: 12_300, lowest: 10_000 },
      },
    ],
  };
}

const WORKBOOKS: readonly Workbook[] = [
  onAccount('1.1 and 1.2, a till that cannot tell the tax', ['1', '2', '7'], {
    ...{ id: 20076, paid: 'Bar', lines: [line('Forderungsaufloesung', 2_300, '7')] },
  }),
  onAccount('1.3 and 1.4, taxed when paid', ['5', '5', '5'], {
    ...{ id: 20080, paid: 'bar' },
    lines: [line('Forderungsaufloesung', 1_300, '1'), line('Forderungsaufloesung', 1_000, '2')],
  }),
  onAccount('1.5 and 1.6, taxed when sold', ['1', '2', '5'], {
    ...{ id: 20080, paid: 'bar', lines: [line('Forderungsaufloesung', 2_300, '5')] },
  }),
  {
    name: '2.1 and 2.2, a voucher for anything',
    days: [
      {
        day: '2018-12-30',
        receipts: [
          receipt(30150, '2018-12-30T18:30:00', 'Bar', 5_000, [
            line('MehrzweckgutscheinKauf', 5_000, '5', { text: 'Gutschein Mehrzweck' }),
          ]),
        ],
        payments: [{ type: 'Bar', cents: 5_000 }],
        gross: 5_000,
        jobs: { 'order-cash': job(5_000) },
        accounts: { [CASH]: 5_000, [DEBTOR]: -5_000 },
        cash: { opening: 10_000, moved: 5_000, closing: 15_000, lowest: 10_000 },
      },
      {
        day: '2019-01-06',
        receipts: [
          receipt(30600, '2019-01-06T19:45:12', 'keine', 0, [
            line('Umsatz', 1_700, '1', { text: 'Rehbraten' }),
            line('Umsatz', 1_950, '1', { text: 'Hirschbraten' }),
            line('Umsatz', 1_350, '1', { text: 'Flasche Wein' }),
            line('MehrzweckgutscheinEinloesung', -5_000, '5'),
          ]),
        ],
        payments: [],
        gross: 0,
        jobs: { 'order-non-cash': job(5_000) },
        accounts: { [VOUCHERS]: 5_000, [DEBTOR]: -5_000 },
        gap: [30151, 30599],
        cash: { opening: 15_000, moved: 0, closing: 15_000, lowest: 15_000 },
      },
    ],
  },
  {
    name: '3.1 and 3.2, a voucher for one thing',
    days: [
      {
        day: '2019-01-21',
        receipts: [
          receipt(40062, '2019-01-21T15:45:55', 'Bar', 5_000, [
            line('EinzweckgutscheinKauf', 5_000, '1', { text: 'Gutschein Menü I' }),
          ]),
        ],
        payments: [{ type: 'Bar', cents: 5_000 }],
        gross: 5_000,
        jobs: { 'order-cash': job(5_000) },
        accounts: { [CASH]: 5_000, [DEBTOR]: -5_000 },
        cash: { opening: 10_000, moved: 5_000, closing: 15_000, lowest: 10_000 },
      },
      {
        day: '2019-01-22',
        receipts: [
          receipt(40185, '2019-01-22T18:30:55', 'keine', 0, [
            line('Umsatz', 5_000, '1', { text: 'Menü I' }),
            line('EinzweckgutscheinEinloesung', -5_000, '1'),
          ]),
        ],
        payments: [],
        gross: 0,
        // The sale was made, taxed and paid when the voucher was sold.
        jobs: {},
        accounts: {},
        gap: [40063, 40184],
        cash: { opening: 15_000, moved: 0, closing: 15_000, lowest: 15_000 },
      },
    ],
  },
  {
    name: '4.1 and 4.2, a deposit for a repair',
    days: [
      {
        day: '2018-12-20',
        receipts: [
          receipt(52500, '2018-12-20T09:30:55', 'Kreditkarte', 30_000, [
            line('Anzahlungseinstellung', 30_000, '1'),
          ]),
        ],
        payments: [{ type: 'Kreditkarte', cents: 30_000 }],
        gross: 30_000,
        jobs: { 'order-non-cash': job(30_000) },
        accounts: { [CREDIT_CARD]: 30_000, [DEBTOR]: -30_000 },
        cash: { opening: 10_000, moved: 0, closing: 10_000, lowest: 10_000 },
      },
      {
        day: '2019-01-07',
        receipts: [
          receipt(52510, '2019-01-07T13:37:55', 'Bar', 220_000, [
            line('Umsatz', 250_000, '1', { name: 'Reparatur' }),
            line('Anzahlungsaufloesung', -30_000, '1'),
          ]),
        ],
        payments: [{ type: 'Bar', cents: 220_000 }],
        gross: 220_000,
        jobs: { 'order-cash': job(220_000) },
        accounts: { [CASH]: 220_000, [DEBTOR]: -220_000 },
        gap: [52501, 52509],
        cash: { opening: 10_000, moved: 220_000, closing: 230_000, lowest: 10_000 },
      },
    ],
  },
  {
    name: "5.1 and 5.2, the owner's own money",
    days: [
      {
        day: '2018-05-24',
        receipts: [
          receipt(100127, '2018-05-24T08:30:12', 'Bar', 100_000, [
            line('Privateinlage', 100_000, '5'),
          ]),
          receipt(100250, '2018-05-24T14:35:20', 'Bar', -3_000, [
            line('Privatentnahme', -3_000, '5'),
          ]),
        ],
        payments: [{ type: 'Bar', cents: 97_000 }],
        gross: 97_000,
        jobs: { 'cash-in': job(100_000), 'cash-out': job(-3_000) },
        accounts: { [CASH]: 97_000, [DEPOSITS]: -100_000, [WITHDRAWALS]: 3_000 },
        gap: [100128, 100249],
        cash: { opening: 0, moved: 97_000, closing: 97_000, lowest: 0 },
      },
    ],
  },
  {
    name: '6.1 and 6.2, change brought and takings taken away',
    days: [
      {
        day: '2018-03-21',
        receipts: [
          receipt(10230, '2018-03-21T06:30:55', 'Bar', 25_000, [line('Geldtransit', 25_000, '5')]),
          receipt(10315, '2018-03-21T20:03:03', 'Bar', -420_000, [
            line('Geldtransit', -420_000, '5'),
          ]),
        ],
        payments: [{ type: 'Bar', cents: -395_000 }],
        gross: -395_000,
        jobs: { 'cash-in': job(25_000), 'cash-out': job(-420_000) },
        accounts: { [CASH]: -395_000, [TRANSIT]: 395_000 },
        gap: [10231, 10314],
        // The takings of the day stand in for what lay there: all that is left is taken away.
        cash: { opening: 395_000, moved: -395_000, closing: 0, lowest: 0 },
      },
    ],
  },
  {
    name: '7, a counted difference',
    days: [
      {
        day: '2018-03-21',
        receipts: [
          receipt(20003409, '2018-03-21T19:45:23', 'Bar', -8_700, [
            line('DifferenzSollIst', -8_700, '5'),
          ]),
        ],
        payments: [{ type: 'Bar', cents: -8_700 }],
        gross: -8_700,
        jobs: { 'close-diff': job(-8_700) },
        accounts: { [CASH]: -8_700, [SHORTAGES]: 8_700 },
        // The workbook says so: 4,370.00 by the till, 4,283.00 counted.
        cash: { opening: 437_000, moved: -8_700, closing: 428_300, lowest: 428_300 },
      },
    ],
  },
];

const END_OF_DAY = 'T21:00:00';

async function deliveredShop({ days }: Workbook) {
  const shop = await openBookingShop(PRESET_ACCOUNTS.SKR03);
  const folder = tempFolder();
  for (const [index, { day, receipts }] of days.entries()) {
    const closing = { number: String(index + 1), madeAt: day + END_OF_DAY, bookingDay: day };
    await shop.imports(writeExport(path.join(folder, day), receipts, closing));
  }
  return {
    ...shop,
    async closingOf(day: string): Promise<ClosingLine> {
      const { closings } = await shop.read(day);
      return closings[0]?.line ?? expect.fail(`no closing on ${day}`);
    },
  };
}

const openCodes = (closing: ClosingLine) => codesOf(closing).filter((code) => !isNote(code));

describe.each(WORKBOOKS)('$name', (workbook) => {
  it('is sealed as reckoned by hand; before, each thing that is missing is told', async () => {
    const shop = await deliveredShop(workbook);
    const missingOf = ({ gap }: Day) => ['cash-unknown', ...(gap ? ['gap-receipt'] : [])];
    for (const day of workbook.days) {
      const isBooking = Object.keys(day.jobs).length > 0;
      expect(openCodes(await shop.closingOf(day.day))).toEqual([
        ...missingOf(day),
        ...(isBooking ? ['jobs-open'] : []),
      ]);
    }
    await shop.books();
    for (const day of workbook.days) {
      const closing = await shop.closingOf(day.day);
      expect(closing.sealed).toBe(false);
      expect(openCodes(closing)).toEqual(missingOf(day));
      const numbers = (day.gap ?? []).map(String);
      expect(closing.gaps.map(({ kind, from, to }) => [kind, from, to])).toEqual(
        day.gap ? [['receipt', ...numbers]] : [],
      );
    }
    shop.enterOpening(workbook.days[0]?.cash.opening ?? 0);
    shop.explainNumbers('the workbook shows an excerpt');

    for (const { day, receipts, payments, gross, jobs, accounts, cash } of workbook.days) {
      const closing = await shop.closingOf(day);
      expect(openCodes(closing)).toEqual([]);
      expect(closing).toMatchObject({ sealed: true, differenceCents: 0, days: [day] });
      expect(closing.till).toEqual({
        payments: payments.map((payment) => ({ ...payment, name: '' })),
        ...{ grossCents: gross, receipts: receipts.length },
      });
      expect(closing.jobs.byType).toEqual(jobs);
      expect(closing.rs?.byType).toEqual(jobs);
      expect(closing.rs?.byAccount).toEqual(accounts);
      expect(closing.cash).toEqual({
        ...{ openingCents: cash.opening, movedCents: cash.moved },
        ...{ closingCents: cash.closing, lowestCents: cash.lowest },
      });
    }
  });
});

it('6 without the takings of its day: more is taken away than the drawer holds, which keeps the seal away', async () => {
  const workbook = WORKBOOKS.find(({ name }) => name.startsWith('6.1'));
  const shop = await deliveredShop(workbook ?? expect.fail('no workbook 6'));
  await shop.books();
  shop.explainNumbers('the workbook shows an excerpt');
  shop.enterOpening(0);
  const closing = await shop.closingOf('2018-03-21');
  expect(openCodes(closing)).toEqual(['cash-below-zero']);
  expect(closing).toMatchObject({ sealed: false, cash: { lowestCents: -395_000 } });
});
