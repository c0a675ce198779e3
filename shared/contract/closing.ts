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
  /** Of all its closings; null: they have several, or it is not known. */
  currency: z.string().nullable(),
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

/** What an account is cleared by: the card company, a provider, a voucher, a customer, the bank, an employee. */
export const CLEARING_KINDS = [
  'card',
  'provider',
  'voucher',
  'receivable',
  'transit',
  'tips',
] as const;
export type ClearingKind = (typeof CLEARING_KINDS)[number];

/** A day of an account: what RetailSuite has, beside what our jobs made of it; minor units. */
const accountDaySchema = z.object({
  day,
  /** Debit and credit, whoever posted it. */
  inCents: z.number().int(),
  outCents: z.number().int(),
  /** Debit minus credit from the first day of the period on. */
  balanceCents: z.number().int(),
  /** Of debit minus credit: postings with our mark, as RetailSuite has them. */
  oursCents: z.number().int(),
  /** What our jobs posted, as this program knows it; another figure than `oursCents` is a change in RetailSuite. */
  jobsCents: z.number().int(),
});
const accountSchema = z.object({
  account: z.string(),
  currency: z.string(),
  kinds: z.array(z.enum(CLEARING_KINDS)),
  days: z.array(accountDaySchema),
  /** Since this day the moves of the period leave something; null: they are even. */
  openSince: day.nullable(),
  openCents: z.number().int(),
});
export type ClearingAccount = z.infer<typeof accountSchema>;
export const clearingSchema = z.object({
  from: day,
  to: day,
  accounts: z.array(accountSchema),
  /** Postings and jobs that may belong here, and whose amount or accounts are not known. */
  unreadable: z.number().int(),
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
  /** What went in and out of clearing accounts, at most 100 days; asks RetailSuite day by day. */
  'closing.clearing': {
    args: z.tuple([z.strictObject({ from: day, to: day })]),
    reply: clearingSchema,
  },
} as const;
