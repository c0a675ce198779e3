/** How long accounting data is kept. Periods count from the end of a calendar year, as § 147 (4) AO and § 257 (5) HGB say. */
import { z } from 'zod';
import { DAY } from './time.ts';

/** Books and records: § 147 (3) AO, § 257 (4) HGB. */
export const MIN_RECORD_YEARS = 10;
/** Vouchers, since 2025. */
export const MIN_VOUCHER_YEARS = 8;
export const MAX_RETENTION_YEARS = 30;

/** Never shorter than the law: there is no word of a person by which a shop may do with less. */
export const retentionPlanSchema = z.strictObject({
  /**
   * Erase each night what is past its time. Only a person can say so: the law lengthens the periods while an audit or an
   * assessment is open, and the program cannot know that.
   */
  nightly: z.boolean(),
  recordYears: z.number().int().min(MIN_RECORD_YEARS).max(MAX_RETENTION_YEARS),
  voucherYears: z.number().int().min(MIN_VOUCHER_YEARS).max(MAX_RETENTION_YEARS),
});
export type RetentionPlan = z.infer<typeof retentionPlanSchema>;

export const DEFAULT_RETENTION_PLAN: RetentionPlan = {
  nightly: false,
  recordYears: MIN_RECORD_YEARS,
  voucherYears: MIN_VOUCHER_YEARS,
};

/** The first days that are kept, `YYYY-MM-DD`: what is older is past its time. */
export interface RetentionLimits {
  /** Of what the program stored of receipts, requests and answers. */
  readonly records: string;
  /** Of the originals that tills delivered. */
  readonly originals: string;
}

/** @param now epoch milliseconds; the year ends a day late, in whatever time zone */
export function retentionLimits(now: number, plan: RetentionPlan): RetentionLimits {
  const year = new Date(now - DAY).getUTCFullYear();
  return {
    records: `${year - plan.recordYears}-01-01`,
    originals: `${year - plan.voucherYears}-01-01`,
  };
}

/** What arrived or changed since then is kept; epoch milliseconds, a day early in whatever time zone. */
export function instantOfLimit(limit: string): number {
  return Date.parse(limit) - DAY;
}

/** Why something that is past its time stays. */
export const HELD_REASONS = [
  'not-booked',
  'in-doubt',
  'not-sealed',
  'question',
  'no-closing',
  'unfinished-import',
] as const;
export type HeldReason = (typeof HELD_REASONS)[number];

/**
 * Whether the date is to be relied on. `unknown`: neither RetailSuite nor a till has told one. `behind`: the clock of the
 * PC is behind what they told. `ahead`: it is ahead, and counts only as far as they confirm it.
 */
const CLOCK_VERDICTS = ['right', 'ahead', 'behind', 'unknown'] as const;

const amountSchema = z.object({
  closings: z.number().int(),
  receipts: z.number().int(),
  originals: z.number().int(),
  /** Of the originals. */
  bytes: z.number().int(),
});
export type ErasureAmount = z.infer<typeof amountSchema>;

export const retentionReportSchema = z.object({
  /** When it was looked, epoch milliseconds. */
  at: z.number(),
  clock: z.enum(CLOCK_VERDICTS),
  /** The first days that are kept; null: the date is not to be relied on, and nothing is erased. */
  limits: z.object({ records: z.string(), originals: z.string() }).nullable(),
  /** Past its time, with nothing that holds it. */
  due: amountSchema,
  /** Null: it was only looked. */
  erased: amountSchema.nullable(),
  /** Past its time and kept, by why; closings, receipts of `no-closing`, originals of `unfinished-import`. */
  held: z.array(z.object({ reason: z.enum(HELD_REASONS), count: z.number().int() })),
  /** `busy`: something was being sent; `stopped`: the program ended. The next run goes on. */
  ended: z.enum(['complete', 'busy', 'stopped']),
});
export type RetentionReport = z.infer<typeof retentionReportSchema>;
