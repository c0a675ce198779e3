/**
 * The inbox format, version 1: one POS event a line (JSON Lines), as a till drops it into the inbox folder.
 *
 * Documented with examples in `docs/inbox.md`. Amounts are integer minor units (cents); signs as in the books:
 * what comes into the drawer is positive, what leaves it is negative.
 */
import { z } from 'zod';
import { currencySchema, parsePaymentType } from './domain/accounts.ts';
import { parseJobType } from './domain/job.ts';
import { isBusinessDay } from './domain/time.ts';

export const INBOX_VERSION = 1;

const name = (max: number) => z.string().trim().min(1).max(max);

const cents = z
  .int('An amount is a whole number of cents, for example 5999 for 59.99.')
  .refine((value) => value !== 0, 'An amount of 0 books nothing.');

const paymentType = z.string().transform((text, context) => {
  const type = parsePaymentType(text);
  if (type) return type;
  context.addIssue({ code: 'custom', message: `Unknown payment type "${text}".` });
  return z.NEVER;
});

const common = {
  version: z.literal(INBOX_VERSION),
  /** The till's own mark of the event: unique per store and pay desk, for ever. */
  id: name(100),
  store: name(60),
  payDesk: name(60),
  /** Number of the Z closing, if the till knows it already. */
  closing: name(40).optional(),
  currency: currencySchema.default('EUR'),
  businessDay: z.string().refine(isBusinessDay, 'A business day is a date like 2026-11-23.'),
  /** What the money was moved for: a business case (`GV_TYP`), or the till's own word for a deposit or a payout. */
  reason: name(255).optional(),
  /** With an offset or Z. */
  occurredAt: z.iso.datetime({
    offset: true,
    message: 'A time is like 2026-11-23T14:05:00+01:00.',
  }),
};

/** `TrinkgeldAN` or `Forderungsaufloesung`: this payment belongs to no invoice. */
const paymentReason = name(255).optional();
const payment = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('cash'), amountCents: cents, reason: paymentReason }),
  z.strictObject({
    method: z.literal('non-cash'),
    amountCents: cents,
    reason: paymentReason,
    paymentType: paymentType.default('Unbar'),
    paymentName: name(60).optional(),
  }),
]);

const receipt = z.strictObject({
  ...common,
  type: z.literal('receipt'),
  billNumber: name(40),
  /** All payments of the receipt; several for a split payment. Negative for a return. */
  payments: z.array(payment).min(1).max(50),
});

const orderCash = z.strictObject({
  ...common,
  type: z.literal('order-cash'),
  billNumber: name(40),
  amountCents: cents,
});

const orderNonCash = z.strictObject({
  ...common,
  type: z.literal('order-non-cash'),
  billNumber: name(40),
  amountCents: cents,
  paymentType: paymentType.default('Unbar'),
  paymentName: name(60).optional(),
});

const cashIn = z.strictObject({
  ...common,
  type: z.literal('cash-in'),
  billNumber: name(40).optional(),
  amountCents: cents.refine((value) => value > 0, 'A cash-in is positive.'),
  text: name(255).optional(),
});

const cashOut = z.strictObject({
  ...common,
  type: z.literal('cash-out'),
  billNumber: name(40).optional(),
  amountCents: cents.refine(
    (value) => value < 0,
    'A cash-out is negative: money leaves the drawer.',
  ),
  text: name(255).optional(),
});

const difference = (type: 'opening-diff' | 'close-diff') =>
  z.strictObject({
    ...common,
    type: z.literal(type),
    billNumber: name(40).optional(),
    /** Counted minus expected. */
    amountCents: cents,
    text: name(255).optional(),
  });

const total = z.int('A total is a whole number of cents, for example 5999 for 59.99.');
const count = z.int().min(0).max(10_000_000);

/** What a till says when it closes. It books nothing: the receipts of the closing are held against it. */
const closing = z.strictObject({
  ...common,
  type: z.literal('closing'),
  closing: name(40),
  /** Sums by way of paying; of cash also what was put in, taken out and counted as a difference, without the opening cash. */
  payments: z
    .array(
      z.discriminatedUnion('method', [
        z.strictObject({ method: z.literal('cash'), amountCents: total }),
        z.strictObject({
          method: z.literal('non-cash'),
          amountCents: total,
          paymentType: paymentType.default('Unbar'),
          paymentName: name(60).optional(),
        }),
      ]),
    )
    .max(200),
  grossCents: total.optional(),
  /** In the drawer before the first receipt, counted. */
  openingCashCents: total.optional(),
  /** In the drawer after the last receipt, counted. */
  countedCashCents: total.optional(),
  /** Bill numbers that the closing begins and ends with, whatever became of them. */
  firstBillNumber: name(40).optional(),
  lastBillNumber: name(40).optional(),
  /** Numbers that were given, those of receipts that are not booked among them. */
  receipts: count.optional(),
  /** Numbers that were given to what is not booked, by why. */
  notBooked: z.record(name(60), count).optional(),
});

const byType = z.discriminatedUnion('type', [
  receipt,
  orderCash,
  orderNonCash,
  cashIn,
  cashOut,
  difference('opening-diff'),
  difference('close-diff'),
  closing,
]);

/** One line of the inbox, after JSON.parse. `_` and `-` in `type` mean the same. */
export const inboxEventSchema = z.preprocess((value) => {
  if (typeof value !== 'object' || value === null || !('type' in value)) return value;
  const type = typeof value.type === 'string' ? parseJobType(value.type) : undefined;
  return type ? { ...value, type } : value;
}, byType);
export type InboxEvent = z.infer<typeof inboxEventSchema>;
export type InboxClosing = Extract<InboxEvent, { type: 'closing' }>;
/** A line that moves money. */
export type InboxMoneyEvent = Exclude<InboxEvent, InboxClosing>;
