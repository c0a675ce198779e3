/** Payments beside the invoices that RetailSuite has for their bills: per bill, per debtor, in one currency. */
import { describe, expect, it } from 'vitest';
import type { Invoice, StoredPosting } from '../../../electron/core/rs/connector.ts';
import { compare, type KnownJob } from '../../../electron/topics/closing/compare.ts';

function paid(id: number, bill: string, cents: number, debtor: string) {
  const reference = `V1-${id}`;
  const job = {
    ...{
      id,
      reference,
      earlierReference: null,
      type: 'order-cash',
      state: 'verified',
      cause: null,
    },
    ...{ amount: cents, currency: 'EUR', businessDay: '2026-11-25', billNumber: bill },
    ...{ invoiceNumber: `RE${bill}`, postingNumber: String(id), movedToPeriod: null },
    ...{ isYoung: false, isByHand: false, expected: null },
  } as Partial<KnownJob> as KnownJob;
  const posting = {
    ...{ number: String(id), reference, account: '1000', contraAccount: debtor, amount: cents },
    ...{ currency: 'EUR', businessDay: '2026-11-25', fiscalYear: '12', month: 11 },
  } as Partial<StoredPosting> as StoredPosting;
  return { job, posting };
}

const invoice = (bill: string, gross: number, debtor: string, currency = 'EUR'): Invoice => ({
  ...{ billNumber: bill, documentNumber: `RE${bill}`, debtor, currency, type: 'RE', gross },
});

function compared(payments: readonly ReturnType<typeof paid>[], invoices: readonly Invoice[]) {
  return compare({
    jobs: payments.map(({ job }) => job),
    reading: {
      readAt: 0,
      byReference: new Map(payments.map(({ posting }) => [posting.reference, [posting]])),
      byDay: new Map(),
      byBill: new Map(invoices.map((one) => [one.billNumber, [one]])),
    },
    unknown: [],
  });
}

describe('payments and invoices', () => {
  it('are summed by debtor, several payments of a bill together', () => {
    const { rs, reasons, differenceCents } = compared(
      [paid(1, 'A', 1_000, '10000'), paid(2, 'A', 500, '10000'), paid(3, 'B', 4_000, '10217')],
      [invoice('A', 1_500, '10000'), invoice('B', 4_000, '10217')],
    );
    expect([reasons, differenceCents]).toEqual([[], 0]);
    expect(rs.invoices).toEqual({
      ...{ count: 2, paidCents: 5_500, grossCents: 5_500 },
      byDebtor: [
        { debtor: '10000', count: 1, paidCents: 1_500, grossCents: 1_500 },
        { debtor: '10217', count: 1, paidCents: 4_000, grossCents: 4_000 },
      ],
    });
  });

  it('that differ by a cent are no agreement, also where two of them are even together', () => {
    const { reasons, differenceCents } = compared(
      [paid(1, 'A', 1_000, '10000'), paid(2, 'B', 4_000, '10000')],
      [invoice('A', 1_001, '10000'), invoice('B', 3_999, '10000')],
    );
    expect(differenceCents).toBe(2);
    expect(reasons.map(({ code }) => code)).toEqual(['invoice-differs']);
  });

  it('of the same figure in another currency are no agreement', () => {
    const { rs, reasons, differenceCents } = compared(
      [paid(1, 'A', 1_000, '10000')],
      [invoice('A', 1_000, '10000', 'CHF')],
    );
    expect(reasons).toMatchObject([{ code: 'invoice-differs' }]);
    expect(reasons[0]?.names).toEqual([expect.stringContaining('10.00 CHF ≠ 10.00 EUR')]);
    expect(differenceCents).toBe(1_000);
    expect(rs.invoices).toBeUndefined();
  });
});
