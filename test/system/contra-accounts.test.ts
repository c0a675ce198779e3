/** A shop that was booked by hand: each business case lands on its own account, to the cent, and no open item is left. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeExport, type Receipt } from '../core/ingest/export-builder.ts';
import { Shop, type LedgerPosting } from './shop.ts';

const bar = (cents: number) => [{ type: 'Bar', cents }];
const card = (cents: number) => [{ type: 'ECKarte', cents }];
const moved = (type: string, cents: number, text: string): Receipt => ({
  lines: [{ type, cents, text, vat: '5' }],
  payments: bar(cents),
});

const NUMBERS = ['7', '8', '9', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19', '20'];
const RECEIPTS: readonly Receipt[] = [
  moved('Geldtransit', 25_000, 'Wechselgeld'),
  moved('Privatentnahme', -3_000, 'Entnahme Inhaber'),
  moved('Privateinlage', 50_000, 'Einlage Inhaber'),
  moved('Lohnzahlung', -8_000, 'Aushilfe'),
  moved('Auszahlung', -1_290, 'Briefmarken'),
  moved('Auszahlung', -1_300, 'Reinigungsmittel'),
  moved('TrinkgeldAN', -500, 'Trinkgeld'),
  // An invoice of 40.00 that is paid with 45.00.
  {
    lines: [
      { type: 'Umsatz', cents: 4_000 },
      { type: 'TrinkgeldAN', cents: 500, text: 'Trinkgeld', vat: '5' },
    ],
    payments: card(4_500),
  },
  // A receivable that is settled in cash, and one by card beside a sale.
  { lines: [{ type: 'Forderungsaufloesung', cents: 2_300, vat: '7' }], payments: bar(2_300) },
  {
    lines: [
      { type: 'Umsatz', cents: 1_000 },
      { type: 'Forderungsaufloesung', cents: 7_000, vat: '7' },
    ],
    payments: [...card(7_000), ...bar(1_000)],
  },
  // A return for a voucher.
  {
    lines: [
      { type: 'Umsatz', cents: -2_000 },
      { type: 'MehrzweckgutscheinKauf', cents: 2_000, vat: '5' },
    ],
    payments: [{ type: 'Keine', cents: 0 }],
  },
  // 150.00 of a voucher for goods of 7.00, and the rest in cash.
  {
    lines: [
      { type: 'Umsatz', cents: 700 },
      { type: 'MehrzweckgutscheinEinloesung', cents: -15_000, vat: '5' },
    ],
    payments: bar(-14_300),
  },
  moved('Geldtransit', -116_000, 'Abschöpfung'),
  moved('Einzahlung', 1_100, 'Pfandkasse'),
].map((receipt, index) => ({ ...receipt, id: NUMBERS[index] as string }));

/** Debit minus credit, in cents, by account. */
function balances(ledger: readonly LedgerPosting[]): Record<string, number> {
  const cents: Record<string, number> = {};
  for (const { konto, gegkonto, umsatz } of ledger) {
    const amount = Math.round(umsatz * 100);
    cents[konto] = (cents[konto] ?? 0) + amount;
    cents[gegkonto] = (cents[gegkonto] ?? 0) - amount;
  }
  return cents;
}

it(
  'private withdrawals, wages, expenses, tips and receivables stand where a bookkeeper puts them',
  { timeout: 600_000 },
  async () => {
    const shop = await Shop.open();
    shop.makeOld();
    const data = ['--data', shop.data];
    const assign = async (accounts: readonly object[]) => {
      const file = path.join(shop.folder, 'more.json');
      fs.writeFileSync(file, JSON.stringify({ accounts }));
      return shop.run('accounts', ...data, '--file', file);
    };
    const export1 = writeExport(path.join(shop.folder, 'export'), RECEIPTS);
    await assign([
      {
        type: 'contra-cash-out',
        businessCase: 'Auszahlung',
        businessName: 'Briefmarken',
        account: '4910',
      },
    ]);
    await shop.run('import', export1, ...data);
    await shop.run('sync', ...data);

    // What nobody assigned waits, and says what it is about before anything else.
    const waiting = (await shop.jobs()).filter(({ state }) => state === 'attention');
    expect(waiting.map(({ amountCents, error }) => [amountCents, error])).toEqual([
      [
        -1_300,
        expect.stringMatching(
          /^Payout "Reinigungsmittel" \(Auszahlung\): No account "contra-cash-out"/,
        ),
      ],
      [
        1_100,
        expect.stringMatching(/^Deposit "Pfandkasse" \(Einzahlung\): No account "contra-cash-in"/),
      ],
    ]);
    expect(waiting[0]).toMatchObject({
      businessCase: 'Auszahlung',
      businessName: 'Reinigungsmittel',
    });
    await assign([
      { type: 'contra-cash-out', businessCase: 'Auszahlung', account: '4250' },
      { type: 'contra-cash-in', businessCase: 'Einzahlung', account: '1590' },
    ]);
    await shop.run('sync', ...data);

    const ledger = await shop.ledger();
    expect(balances(ledger)).toEqual({
      // 250 − 30 + 500 − 80 − 12.90 − 13 − 5 + 23 + 10 − 143 − 1160 + 11
      '1000': -64_990,
      // 45.00 and 70.00 by card
      '1361': 11_500,
      // 1160.00 out, 250.00 in: one account for all would say 550.90 − 11.00 + 143.00
      '1360': 91_000,
      '1800': 3_000,
      '1890': -50_000,
      '1740': 8_000,
      '4910': 1_290,
      '4250': 1_300,
      // Tip 5.00 in by card and 5.00 out of the drawer; 11.00 put in.
      '1590': -1_100,
      '1410': -9_300,
      // 150.00 redeemed, 20.00 given for a return
      '1604': 13_000,
      // Invoices of 40.00, 10.00 and 7.00 and a credit note of 20.00, each paid to the cent
      '10007': -3_700,
    });
    const paid = (bill: number) =>
      ledger
        .filter(({ gegkonto }) => gegkonto === 10_007)
        .filter(({ beleg2 }) => ofBill.get(beleg2) === String(bill))
        .map(({ umsatz }) => umsatz);
    const jobs = await shop.jobs();
    const ofBill = new Map(jobs.map(({ reference, billNumber }) => [reference, billNumber]));
    expect([14, 16, 17, 18].map(paid)).toEqual([[40], [10], [-20], [7]]);
    expect(new Set(jobs.map(({ reference }) => reference)).size).toBe(jobs.length);
    // Settled receivables and tips never asked for an invoice.
    expect(
      jobs.filter(({ businessCase }) => businessCase === 'Forderungsaufloesung'),
    ).toMatchObject([
      { type: 'order-cash', amountCents: 2_300, invoiceNumber: null },
      { type: 'order-non-cash', amountCents: 7_000, invoiceNumber: null },
    ]);

    // The same file once more is the same receipts.
    await shop.run('import', export1, ...data);
    await shop.run('sync', ...data);
    expect(await shop.ledger()).toHaveLength(ledger.length);
  },
);
