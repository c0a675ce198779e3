/** Money that only changes its way of paying: booked by itself where lines and sums say what it is, else asked. */
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../export-builder.ts';
import { sale, told } from './told.ts';

async function asked(receipt: Receipt, omit: readonly string[] = []) {
  const found = await told([receipt, sale(800)], { omit });
  const questions = found.messages.flatMap((message) =>
    message.kind === 'events'
      ? message.events.flatMap(({ question }) => (question ? [question.code] : []))
      : [],
  );
  return { jobs: found.jobs, reasons: found.reasons, questions };
}

const correction = (lines: Receipt['lines']): Receipt => ({
  lines,
  payments: [
    { type: 'Bar', cents: -3_000 },
    { type: 'ECKarte', cents: 3_000 },
  ],
});

const paidOut: Receipt = {
  lines: [{ type: 'MehrzweckgutscheinEinloesung', cents: -15_000, vat: '5' }],
  payments: [{ type: 'Bar', cents: -15_000 }],
};

describe('a payment that is corrected afterwards', () => {
  it.each<[string, Receipt['lines']]>([
    ['without lines', []],
    [
      'with lines that cancel out',
      [
        { type: 'Umsatz', cents: 3_000 },
        { type: 'Umsatz', cents: -3_000 },
      ],
    ],
  ])('%s is asked, and the rest of the day is booked', async (_, lines) => {
    const { jobs, reasons, questions } = await asked(correction(lines));
    expect(reasons).toEqual([]);
    expect(questions).toEqual(['payment-correction']);
    expect(jobs).toEqual(['order-cash -3000', 'order-non-cash 3000 ECKarte', 'order-cash 800']);
  });

  it('from one card to another is asked, too', async () => {
    const { jobs, questions } = await asked({
      lines: [],
      payments: [
        { type: 'ECKarte', cents: -3_000 },
        { type: 'Kreditkarte', cents: 3_000 },
      ],
    });
    expect(questions).toEqual(['payment-correction']);
    expect(jobs).toHaveLength(3);
  });
});

describe('a voucher that is paid out in cash', () => {
  it('is a cash-out against the vouchers where the closing proves its line', async () => {
    const { jobs, questions } = await asked(paidOut);
    expect(questions).toEqual([]);
    expect(jobs).toEqual(['cash-out -15000 voucher', 'order-cash 800']);
  });

  it('is asked where nothing proves the line', async () => {
    const { jobs, questions } = await asked(paidOut, ['businesscases.csv']);
    expect(questions).toEqual(['voucher-paid-out']);
    expect(jobs).toEqual(['cash-out -15000 voucher', 'order-cash 800']);
  });

  it('is asked where only the name of a payment says so', async () => {
    const { questions } = await asked({
      lines: [],
      payments: [
        { type: 'Bar', cents: -15_000 },
        { type: 'Unbar', name: 'Gutschein', cents: 15_000 },
      ],
    });
    expect(questions).toEqual(['voucher-paid-out']);
  });

  it('the rest of one beside a sale is booked by itself', async () => {
    const { jobs, questions } = await asked({
      lines: [
        { type: 'Umsatz', cents: 700 },
        { type: 'MehrzweckgutscheinEinloesung', cents: -15_000, vat: '5' },
      ],
      payments: [{ type: 'Bar', cents: -14_300 }],
    });
    expect(questions).toEqual([]);
    expect(jobs).toEqual([
      'cash-out -14300 voucher',
      'order-non-cash 700 voucher',
      'order-cash 800',
    ]);
  });
});

it('a move of the drawer that was paid by card is nothing that anyone can tell: held', async () => {
  const { jobs, codes } = await told([
    {
      lines: [{ type: 'Geldtransit', cents: -3_000, vat: '5' }],
      payments: [{ type: 'Unbar', cents: -3_000 }],
    },
  ]);
  expect(jobs).toEqual([]);
  expect(codes).toEqual(['gives-and-takes']);
});
