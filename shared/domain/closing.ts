/**
 * What `close` prints: a line a closing that has a receipt on the day, then one for the day.
 *
 * Amounts are minor units. What is not known is null, and a closing with such a part is not sealed.
 */
import { z } from 'zod';
import { jobTypeSchema } from './job.ts';

const cents = z.number().int();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Reasons that the program finds without asking RetailSuite; reading back adds codes of its own. */
export const LOCAL_REASON_CODES = [
  /** The closing waits for a decision about its sums: nothing of it is booked. */
  'closing-blocked',
  /** Nobody kept what the till said of the closing. */
  'till-unknown',
  /** Receipts that no closing has taken up yet. */
  'day-running',
  /** Receipts and the till's own sums disagree. */
  'till-differs',
  /** The jobs do not make what the till says. */
  'jobs-differ',
  'jobs-open',
  'jobs-attention',
  'jobs-on-hold',
  /** A note: explained by the reason that was given. */
  'jobs-excluded',
  /** A note. */
  'jobs-by-hand',
  'question-open',
  'cash-unknown',
  'cash-broken',
  'cash-counted',
  /** A note: the till's own record of the drawer is another one. */
  'cash-recorded',
  'cash-below-zero',
  'gap-closing',
  'gap-receipt',
  'number-repeated',
  'number-year',
  /** The till counted more or fewer receipts than arrived. */
  'receipts-count',
  /** A note: gaps of the closing are explained. */
  'gap-explained',
  'rs-not-asked',
] as const;
export type LocalReasonCode = (typeof LOCAL_REASON_CODES)[number];

const NOTE_CODES: readonly string[] = [
  'jobs-excluded',
  'jobs-by-hand',
  'cash-recorded',
  'gap-explained',
  'rs-moved-when-booked',
  'invoice-untold',
];

/** Whether a reason stands beside a seal and does not keep it away. */
export const isNote = (code: string): boolean => NOTE_CODES.includes(code);

/** Reasons that reading back from RetailSuite adds. */
export const RS_REASON_CODES = [
  'rs-not-read',
  'rs-young',
  'rs-missing',
  'rs-twice',
  'rs-different',
  'rs-unknown',
  'rs-excluded-booked',
  'invoice-missing',
  'invoice-differs',
  'invoice-debtor',
  /** A note. */
  'rs-moved-when-booked',
  /** A note. */
  'invoice-untold',
] as const;
export type RsReasonCode = (typeof RS_REASON_CODES)[number];

/** Codes by which something is known not to agree; all others wait for something. */
export const DIFFERENCE_CODES: readonly string[] = [
  'closing-blocked',
  'till-differs',
  'jobs-differ',
  'cash-broken',
  'cash-counted',
  'cash-below-zero',
  'gap-closing',
  'gap-receipt',
  'number-repeated',
  'number-year',
  'receipts-count',
  'rs-missing',
  'rs-twice',
  'rs-different',
  'rs-unknown',
  'rs-excluded-booked',
  'invoice-missing',
  'invoice-differs',
  'invoice-debtor',
] satisfies (LocalReasonCode | RsReasonCode)[];

export const closingReasonSchema = z.object({
  code: z.string().min(1),
  /** A sentence; in German or English as it was asked for. */
  text: z.string(),
});
export type ClosingReason = z.infer<typeof closingReasonSchema>;

/** What the till says. */
export const tillPartSchema = z.object({
  /** Sums by way of paying, as the till's own closing has them. */
  payments: z.array(z.object({ type: z.string(), name: z.string(), cents })),
  /** Gross of all receipts that count, cash moves among them; null: the till says none. */
  grossCents: cents.nullable(),
  /** Receipts of any kind; null: the till says none. */
  receipts: z.number().int().nullable(),
});
export type TillPart = z.infer<typeof tillPartSchema>;

export const jobSumsSchema = z.partialRecord(
  jobTypeSchema,
  z.object({ count: z.number().int(), cents }),
);
export type JobSums = z.infer<typeof jobSumsSchema>;

/** What this program made of the receipts. */
export const jobsPartSchema = z.object({
  byType: jobSumsSchema,
  /** Receipts that are kept and not booked, by why. */
  notBooked: z.record(z.string(), z.number().int()),
});
export type JobsPart = z.infer<typeof jobsPartSchema>;

/** A posting as a person finds it in RetailSuite. */
export const rsFindingSchema = z.object({
  /** Null: a posting that no job knows. */
  job: z.number().int().nullable(),
  reference: z.string().nullable(),
  postingNumber: z.string().nullable(),
  billNumber: z.string().nullable(),
  /** Missing, twice and different: of the job; unknown: of the posting. */
  cents: cents.nullable(),
  text: z.string(),
});
export type RsFinding = z.infer<typeof rsFindingSchema>;

/** What RetailSuite says. */
const invoiceSums = { count: z.number().int(), paidCents: cents, grossCents: cents };

export const rsPartSchema = z.object({
  /** ISO 8601; null: it could not be read to its end. */
  readAt: z.string().nullable(),
  byType: jobSumsSchema,
  /** Debit minus credit by account. */
  byAccount: z.record(z.string(), cents),
  missing: z.array(rsFindingSchema),
  twice: z.array(rsFindingSchema),
  different: z.array(rsFindingSchema),
  /** Postings with our mark that no job knows. */
  unknown: z.array(rsFindingSchema),
  /** Bills whose invoice tells an amount: what was paid on them, and their gross. Absent: none was compared. */
  invoices: z
    .object({
      ...invoiceSums,
      /** The same by debtor of the invoice. Seals of earlier programs have none. */
      byDebtor: z.array(z.object({ debtor: z.string(), ...invoiceSums })).default([]),
    })
    .optional(),
});
export type RsPart = z.infer<typeof rsPartSchema>;

/** The drawer in the till's order; null where its opening value is not known. */
export const cashPartSchema = z.object({
  openingCents: cents.nullable(),
  movedCents: cents.nullable(),
  /** After the closing's last receipt. */
  closingCents: cents.nullable(),
  lowestCents: cents.nullable(),
});
export type CashPart = z.infer<typeof cashPartSchema>;

export const GAP_KINDS = ['closing', 'receipt', 'repeat', 'year'] as const;

/** Numbers that should be there and are not, stand twice, or belong to another year. */
export const gapSchema = z.object({
  kind: z.enum(GAP_KINDS),
  /** First and last number, as the till would write them. */
  from: z.string(),
  to: z.string(),
  /** A person said why, for these numbers or for the till as a rule. */
  explained: z.boolean(),
});
export type Gap = z.infer<typeof gapSchema>;

export const closingLineSchema = z.object({
  kind: z.literal('closing'),
  store: z.string(),
  payDesk: z.string(),
  closing: z.string(),
  /** Business days that a receipt of it belongs to, ascending. */
  days: z.array(day),
  /** Null: a blocked closing whose export does not tell it. */
  currency: z.string().nullable(),
  till: tillPartSchema.nullable(),
  jobs: jobsPartSchema,
  rs: rsPartSchema.nullable(),
  cash: cashPartSchema,
  gaps: z.array(gapSchema),
  /** Sum of what differs between till, jobs, RetailSuite and invoices; null: not all of them were compared. */
  differenceCents: cents.nullable(),
  sealed: z.boolean(),
  reasons: z.array(closingReasonSchema),
});
export type ClosingLine = z.infer<typeof closingLineSchema>;

export const dayLineSchema = z.object({
  kind: z.literal('day'),
  day,
  sealed: z.boolean(),
  reasons: z.array(closingReasonSchema),
});
export type DayLine = z.infer<typeof dayLineSchema>;

export const closeLineSchema = z.discriminatedUnion('kind', [closingLineSchema, dayLineSchema]);

/** `YYYY-MM-DD` or `YYYY-MM`. */
export const closePeriodSchema = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/);
