/** Days and their closings: how they stand, and RetailSuite asked anew. */
import { z } from 'zod';
import { closingLineSchema, dayLineSchema } from '../domain/closing.ts';
import { languageSchema } from '../domain/preferences.ts';
import { MOST_REASON_CHARACTERS } from '../domain/bulk.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** A day of the calendar that has a receipt or a closing. */
export const monthDaySchema = z.object({
  day,
  state: z.enum([
    /** All its closings are sealed. */
    'sealed',
    /** Something of it is not read back or not complete. */
    'open',
    /** RetailSuite, jobs, till or invoices differ. */
    'difference',
    /** Receipts that no closing has taken up yet. */
    'running',
  ]),
  closings: z.number().int(),
  /** How many of them are sealed. */
  sealed: z.number().int(),
  /** Minor units; null: not all of it was compared. */
  differenceCents: z.number().int().nullable(),
  /** Epoch milliseconds of the newest seal. */
  sealedAt: z.number().int().nullable(),
});
export type MonthDay = z.infer<typeof monthDaySchema>;

/** A seal, or that it was opened again. */
export const sealSchema = z.object({
  at: z.number().int(),
  sealed: z.boolean(),
  /** The line that opened it; null for a seal, and for a first reading that found something. */
  reopenedBy: z.string().nullable(),
  /** The journal's anchor when it was sealed. */
  anchor: z.string().nullable(),
});
export type ClosingSeal = z.infer<typeof sealSchema>;

export const closingViewSchema = z.object({
  /** Names the closing in `closing.read`. */
  key: z.string(),
  /** As `close` prints it: what is known here now, and what RetailSuite had when it was last asked. */
  line: closingLineSchema,
  /** Epoch milliseconds; null: RetailSuite was not asked yet. */
  readAt: z.number().int().nullable(),
  /** Jobs that RetailSuite has not got yet, without the excluded ones. */
  open: z.object({ count: z.number().int(), cents: z.number().int() }),
  /** Newest first. */
  history: z.array(sealSchema),
});
export type ClosingView = z.infer<typeof closingViewSchema>;

export const closingDaySchema = z.object({
  day: dayLineSchema,
  closings: z.array(closingViewSchema),
});
export type ClosingDay = z.infer<typeof closingDaySchema>;

/** One account, one day: what RetailSuite has, beside what our jobs made of it. */
const accountDaySchema = z.object({
  account: z.string(),
  day,
  /** Minor units. */
  inCents: z.number().int(),
  outCents: z.number().int(),
  /** Debit minus credit from the first day of the period on. */
  balanceCents: z.number().int(),
  /** Of `inCents` minus `outCents`: what postings of ours make. */
  oursCents: z.number().int(),
});
const accountSchema = z.object({
  account: z.string(),
  currency: z.string(),
  days: z.array(accountDaySchema),
  /** Since this day the account has not been at zero; null: it is. */
  openSince: day.nullable(),
  openCents: z.number().int(),
});
export const clearingSchema = z.object({
  from: day,
  to: day,
  accounts: z.array(accountSchema),
});
export type Clearing = z.infer<typeof clearingSchema>;

export const closingCalls = {
  'closing.month': { args: z.tuple([month]), reply: z.object({ days: z.array(monthDaySchema) }) },
  /** Asks RetailSuite nothing. */
  'closing.day': { args: z.tuple([day, languageSchema]), reply: closingDaySchema },
  /** Asks RetailSuite now; without `key` for every closing of the day. */
  'closing.read': {
    args: z.tuple([z.strictObject({ day, key: z.string().max(500).optional() }), languageSchema]),
    reply: closingDaySchema,
  },
  /** What RetailSuite has of a changed posting is right: the same money, with another day, text, account or receipt. */
  'closing.accept': {
    args: z.tuple([
      z.strictObject({
        job: z.number().int(),
        reason: z.string().trim().min(1).max(MOST_REASON_CHARACTERS),
      }),
    ]),
    reply: z.null(),
  },
  /** What went in and out of the accounts that our jobs use; asks RetailSuite day by day. */
  'closing.clearing': {
    args: z.tuple([z.strictObject({ from: day, to: day })]),
    reply: clearingSchema,
  },
} as const;
