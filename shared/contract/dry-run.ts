/** The dry run: what would be booked, shown without booking anything. */
import { z } from 'zod';
import { accountChangeSchema, accountFaultSchema } from '../domain/assignment.ts';
import { accountTypeSchema, paymentTypeSchema } from '../domain/accounts.ts';
import { businessCaseSchema } from '../domain/business-cases.ts';
import { causeSchema } from '../domain/causes.ts';
import { jobTypeSchema } from '../domain/job.ts';
import { tallySchema } from './app.ts';
import { causeKeySchema } from './attention.ts';

export const DRY_RUN_WARNINGS = [
  /** RS posts it into the next open month. */
  'month-locked',
  /** RS takes 30 characters of the text. */
  'text-cut',
  /** An earlier request is in doubt: RS is asked first, and nothing is sent if it is there. */
  'asked-first',
] as const;
export type DryRunWarning = (typeof DRY_RUN_WARNINGS)[number];

export const dryRunRequestSchema = z.strictObject({
  target: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('jobs'),
      ids: z.array(z.number().int().positive()).min(1).max(5000),
    }),
    /** A set that `bulk.prepare` froze. `not_found`: it is gone. */
    z.strictObject({ kind: z.literal('set'), setId: z.string().min(1).max(100) }),
    /** All that is not booked and not put aside. */
    z.strictObject({ kind: z.literal('waiting') }),
    z.strictObject({ kind: z.literal('cause'), key: causeKeySchema }),
  ]),
  /** Accounts that are taken as assigned. */
  changes: z.array(accountChangeSchema).max(500).optional(),
});
export type DryRunRequest = z.infer<typeof dryRunRequestSchema>;

const sideSchema = z.object({
  account: z.string(),
  /** RS's name for the account; null: not known here. */
  name: z.string().nullable(),
});

export const dryRunBookingSchema = z.object({
  jobId: z.number().int(),
  type: jobTypeSchema,
  /** Both sides get the same, always positive amount in minor units. */
  debit: sideSchema,
  credit: sideSchema,
  amount: z.number().int(),
  currency: z.string(),
  businessDay: z.string(),
  receipt: z.string(),
  text: z.string(),
  warnings: z.array(z.enum(DRY_RUN_WARNINGS)),
});
export type DryRunBooking = z.infer<typeof dryRunBookingSchema>;

export const dryRunReplySchema = z.object({
  /** Jobs that were asked for, and how many of them were looked at: the oldest ones. */
  asked: z.number().int(),
  examined: z.number().int(),
  /** Why RS could not be asked: then nothing is known of its accounts, years and invoices. Null: it was. */
  offline: z.object({ cause: causeSchema, message: z.string() }).nullable(),
  succeed: tallySchema,
  /** Orders that RS has no invoice for yet: they go on by themselves. */
  waitForInvoice: tallySchema,
  fail: tallySchema,
  /** Booked already, put aside, or just being sent: a dry run says nothing of them. */
  passedOver: z.number().int(),
  /** The first hundred. */
  bookings: z.array(dryRunBookingSchema),
  /** All bookings summed by pair of accounts; amounts are positive. */
  totals: z.array(
    z.object({
      debit: sideSchema,
      credit: sideSchema,
      currency: z.string(),
      count: z.number().int(),
      amount: z.number().int(),
    }),
  ),
  failures: z.array(
    z.object({
      cause: causeSchema,
      /** English sentence of the first one. */
      message: z.string(),
      /** With `account-missing`: the account that is not assigned. */
      missing: z
        .object({
          type: accountTypeSchema,
          paymentType: paymentTypeSchema.nullable(),
          businessCase: businessCaseSchema.nullable(),
          businessName: z.string().nullable(),
          currency: z.string(),
          payDesk: z.string(),
        })
        .optional(),
      /** With `account-refused`: the account that RS would not take. */
      refused: z
        .object({ account: z.string(), currency: z.string(), fault: accountFaultSchema })
        .optional(),
      tally: tallySchema,
      /** The first twenty. */
      jobs: z.array(z.number().int()),
    }),
  ),
  warnings: z.array(z.object({ warning: z.enum(DRY_RUN_WARNINGS), count: z.number().int() })),
});
export type DryRunReply = z.infer<typeof dryRunReplySchema>;

export const dryRunCalls = {
  'dryRun.run': { args: z.tuple([dryRunRequestSchema]), reply: dryRunReplySchema },
} as const;
