/** Ways of paying of a closing: till, jobs and RetailSuite beside each other, to the cent. */
import { describe, expect, it } from 'vitest';
import type { RsPart } from '../../../shared/domain/closing.ts';
import { paymentRows } from '../../../electron/topics/closing/payment-rows.ts';

type Job = Parameters<typeof paymentRows>[0]['jobs'][number];

function job(id: number, change: Partial<Job> = {}): Job {
  return {
    ...{ id, type: 'order-cash', amount: 1_000 },
    ...{ paymentType: null, postingNumber: String(48_000 + id) },
    ...change,
  };
}

const TILL = {
  payments: [
    { type: 'Bar', name: '', cents: 2_000 },
    { type: 'ECKarte', name: '', cents: 5_000 },
  ],
  grossCents: 7_000,
  receipts: 3,
};
const JOBS = [
  job(1),
  job(2),
  job(3, { type: 'order-non-cash', paymentType: 'ECKarte', amount: 5_000 }),
];
const FOUND = { missing: [], twice: [], different: [], unknown: [] };
const AGREEING: RsPart = { readAt: '2026-11-30T18:00:00Z', byType: {}, byAccount: {}, ...FOUND };
const finding = (of: number, cents: number) => ({
  ...{ job: of, reference: null, postingNumber: null, billNumber: null, cents, text: '' },
});

describe('the ways of paying of a closing', () => {
  it('are equal where till, jobs and RetailSuite agree', () => {
    expect(paymentRows({ till: TILL, differences: [], jobs: JOBS, rs: AGREEING })).toEqual([
      { type: 'Bar', tillCents: 2_000, jobsCents: 2_000, rsCents: 2_000 },
      { type: 'ECKarte', tillCents: 5_000, jobsCents: 5_000, rsCents: 5_000 },
    ]);
  });

  it('show what RetailSuite lost, has twice and has otherwise', () => {
    const rs = {
      ...AGREEING,
      missing: [finding(1, 1_000)],
      twice: [finding(2, 1_000)],
      different: [finding(3, 15_000)],
    };
    const rows = paymentRows({ till: TILL, differences: [], jobs: JOBS, rs });
    expect(rows.map(({ rsCents }) => rsCents)).toEqual([2_000, 15_000]);
    const lost = { ...AGREEING, missing: rs.missing };
    expect(paymentRows({ till: TILL, differences: [], jobs: JOBS, rs: lost })[0]?.rsCents).toBe(
      1_000,
    );
  });

  it('leave out of RetailSuite what is not booked', () => {
    const jobs = [job(1), job(2, { postingNumber: null }), ...JOBS.slice(2)];
    expect(paymentRows({ till: TILL, differences: [], jobs, rs: AGREEING })[0]).toMatchObject({
      jobsCents: 2_000,
      rsCents: 1_000,
    });
  });

  it('say null for what is not known: no till, RetailSuite not read', () => {
    expect(paymentRows({ till: null, differences: null, jobs: JOBS, rs: null })).toEqual([
      { type: 'Bar', tillCents: null, jobsCents: 2_000, rsCents: null },
      { type: 'ECKarte', tillCents: null, jobsCents: 5_000, rsCents: null },
    ]);
  });

  it('take both sides of a way on which till and jobs differ', () => {
    const differences = [{ type: 'Bar', tillCents: 2_000, jobsCents: 1_000 }];
    const [bar] = paymentRows({ till: TILL, differences, jobs: [job(1)], rs: AGREEING });
    expect(bar).toEqual({ type: 'Bar', tillCents: 2_000, jobsCents: 1_000, rsCents: 1_000 });
  });
});
