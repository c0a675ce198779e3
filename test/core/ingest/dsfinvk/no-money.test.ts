/** What decides no money blocks no day: it is booked, with a note. */
import { describe, expect, it } from 'vitest';
import type { Closing, Receipt } from '../export-builder.ts';
import { cashMove, edit, headerOnly, sale, told } from './told.ts';

const order: Receipt = {
  type: 'AVBestellung',
  lines: [{ type: '', cents: 500 }],
  payments: [],
};

describe('told, and booked', () => {
  it.each<[string, readonly Receipt[], Closing, string[], string]>([
    [
      'a printed VAT sum of the goods that were sold on account',
      [
        {
          lines: [
            { type: 'Umsatz', cents: 530, vat: '2' },
            { type: 'Forderungsentstehung', cents: -310, vat: '2' },
          ],
          payments: [{ type: 'Bar', cents: 220 }],
        },
      ],
      { edit: edit('transactions_vat.csv', ['2,20', '5,30']) },
      ['order-cash 220', 'order-non-cash 310 receivable'],
      'vat-sum',
    ],
    [
      'a VAT key that vat.csv lacks',
      [sale(900)],
      {
        edit: {
          ...edit('lines_vat.csv', [';1;9,00', ';99;9,00']),
          ...edit('businesscases.csv', [';0;1;9,00', ';0;99;9,00']),
        },
      },
      ['order-cash 900'],
      'vat-key',
    ],
    [
      'an order whose line has no amount',
      [sale(900), order],
      { edit: edit('lines_vat.csv', ['B2;1;1;5,00', 'B2;1;;']) },
      ['order-cash 900'],
      'number',
    ],
    [
      'the void flag on the counter line, where all sums count both',
      [
        {
          lines: [
            { type: 'Umsatz', cents: 1_000, vat: '1' },
            { type: 'Umsatz', cents: -1_000, vat: '1' },
            { type: 'Umsatz', cents: 500, vat: '1' },
          ],
          payments: [{ type: 'Bar', cents: 500 }],
        },
      ],
      { edit: edit('lines.csv', ['B1;2;;Umsatz;;0', 'B1;2;;Umsatz;;1']) },
      ['order-cash 500'],
      'void-counted',
    ],
    [
      'no sums in the closing itself, where payment.csv proves it',
      [sale(900)],
      { edit: edit('cashpointclosing.csv', [/9,00;9,00/, ';']) },
      ['order-cash 900'],
      'proof-missing',
    ],
    [
      'no row in businesscases.csv',
      [sale(900)],
      { edit: { 'businesscases.csv': headerOnly } },
      ['order-cash 900'],
      'proof-missing',
    ],
  ])('%s', async (_, receipts, closing, jobs, code) => {
    const found = await told(receipts, closing);
    expect(found.reasons).toEqual([]);
    expect(found.jobs).toEqual(jobs);
    expect(found.warnings).toContain(code);
  });

  it('moves of cash without VAT rows of the receipt, or of the line', async () => {
    const receipts = [sale(2_500), cashMove('Geldtransit', -2_000), cashMove('Einzahlung', 5_000)];
    const without = (text: string) =>
      text
        .split('\r\n')
        .filter((row) => !/;B[23];/.test(row))
        .join('\r\n');
    for (const file of ['transactions_vat.csv', 'lines_vat.csv']) {
      const { jobs, reasons } = await told(receipts, { edit: { [file]: without } });
      expect(reasons).toEqual([]);
      expect(jobs).toEqual(['order-cash 2500', 'cash-out -2000', 'cash-in 5000']);
    }
  });

  it('a line that is voided as the format says is not counted, and nothing is said', async () => {
    const receipt: Receipt = {
      lines: [
        { type: 'Umsatz', cents: 800, vat: '1', voided: true },
        { type: 'Umsatz', cents: 1_900, vat: '1' },
      ],
      payments: [{ type: 'Bar', cents: 1_900 }],
    };
    const { jobs, warnings } = await told([receipt]);
    expect(jobs).toEqual(['order-cash 1900']);
    expect(warnings).not.toContain('void-counted');
  });
});

describe('the flag on a whole receipt', () => {
  const flagged = { storno: true, notSummed: true } as const;

  it('a sale and a return that a till without TSE lifted on the spot are not booked', async () => {
    const { jobs, reasons } = await told([sale(900), sale(700, flagged), sale(-300, flagged)]);
    expect(reasons).toEqual([]);
    expect(jobs).toEqual(['order-cash 900']);
  });

  it('a lifted return alone is not booked', async () => {
    const { jobs, reasons } = await told([sale(900), sale(-300, flagged)]);
    expect(reasons).toEqual([]);
    expect(jobs).toEqual(['order-cash 900']);
  });

  it('a counter-receipt that the closing sums up is booked, with its reference or without', async () => {
    for (const more of [{ refersTo: 'B1' }, {}]) {
      const { jobs, reasons } = await told([sale(900), sale(-900, { storno: true, ...more })]);
      expect(reasons).toEqual([]);
      expect(jobs).toEqual(['order-cash 900', 'order-cash -900']);
    }
  });

  it('a lifted sale beside a counter-receipt without reference: the sums tell each', async () => {
    const receipts = [sale(900), sale(700, flagged), sale(-900, { storno: true })];
    const { jobs, reasons } = await told(receipts);
    expect(reasons).toEqual([]);
    expect(jobs).toEqual(['order-cash 900', 'order-cash -900']);
  });

  it('is held where no sum tells', async () => {
    const { jobs, codes } = await told([sale(900), sale(-300, flagged)], {
      omit: ['payment.csv', 'businesscases.csv'],
      edit: edit('cashpointclosing.csv', [/9,00;9,00/, ';']),
    });
    expect(jobs).toEqual([]);
    expect(codes).toEqual(['storno-undecided']);
  });
});

describe('a closing that nothing proves is held', () => {
  it.each<[string, Closing]>([
    ['no file and no sum of its own', { omit: ['payment.csv', 'businesscases.csv'] }],
    [
      'files without its rows',
      { edit: { 'payment.csv': headerOnly, 'businesscases.csv': headerOnly } },
    ],
  ])('%s', async (_, closing) => {
    const { jobs, codes, reasons } = await told([sale(900)], {
      ...closing,
      edit: { ...closing.edit, ...edit('cashpointclosing.csv', [/9,00;9,00/, ';']) },
    });
    expect(jobs).toEqual([]);
    expect(codes).toEqual(['unproven']);
    expect(reasons[0]?.message).toMatch(/release it/);
  });

  it('by its cash alone where cards were taken, too', async () => {
    const card: Receipt = { ...sale(700), payments: [{ type: 'ECKarte', cents: 700 }] };
    const closing: Closing = {
      omit: ['payment.csv', 'businesscases.csv'],
      edit: edit('cashpointclosing.csv', [/16,00;9,00/, ';9,00']),
    };
    expect((await told([sale(900), card], closing)).codes).toEqual(['unproven']);
  });

  it('but one without a receipt is no riddle', async () => {
    const { reasons } = await told([], {
      edit: edit('cashpointclosing.csv', [/0,00;0,00/, ';']),
    });
    expect(reasons).toEqual([]);
  });
});
