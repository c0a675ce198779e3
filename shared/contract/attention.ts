/**
 * What needs a person: jobs by cause, and problems of the import (blocked closings, conflicts, rejected lines) that a
 * person decides.
 */
import { z } from 'zod';
import { accountNumberSchema, accountTypeSchema } from '../domain/accounts.ts';
import { businessCaseSchema, businessNameSchema } from '../domain/business-cases.ts';
import { causeSchema } from '../domain/causes.ts';
import { jobTypeSchema } from '../domain/job.ts';
import { jobStateSchema } from '../domain/states.ts';
import {
  blockedClosingSchema,
  conflictSchema,
  locatedProblemSchema,
} from '../domain/ingest-report.ts';
import { tallySchema } from './app.ts';

/** What jobs that need a person have in common; absent fields say that all of the cause are meant. */
export const causeKeySchema = z.strictObject({
  cause: causeSchema,
  /** The account that is missing or was refused. */
  accountType: accountTypeSchema.optional(),
  paymentType: z.string().max(60).optional(),
  paymentName: z.string().max(60).optional(),
  /** Of a contra account; the name where it alone says what the money was for. */
  businessCase: businessCaseSchema.optional(),
  businessName: businessNameSchema.optional(),
  currency: z.string().max(3).optional(),
});
export type CauseKey = z.infer<typeof causeKeySchema>;

export const attentionCardSchema = z.object({
  key: causeKeySchema,
  tally: tallySchema,
  /** Stores and pay desks of the jobs. */
  places: z.array(z.object({ store: z.string(), payDesk: z.string(), count: z.number().int() })),
  /** The accounts are there now: a retry is all that is needed. */
  isMended: z.boolean(),
  /** Job types of the jobs, for the filter of the list. */
  types: z.array(jobTypeSchema),
  /** One of the jobs, with what RS or the program said of it. */
  example: z.object({ job: z.number().int(), error: z.string().nullable() }),
});
export type AttentionCard = z.infer<typeof attentionCardSchema>;

const PROBLEM_DECISIONS = [
  /** What is stored is right; what came later is not booked. */
  'keep',
  /** What came later is right; it is stored as a correction, and the stored one is not sent. */
  'take-new',
  /** Both happened: what came later is stored and booked, too. */
  'take-both',
  /** Both tell of one receipt, which is booked once. */
  'same-receipt',
  /** What waits is booked, as it says or as the type and account that are given with the decision. */
  'post',
  /** Nothing is booked; the reason says how it was dealt with. */
  'explain',
  /** What was held back is read and booked although the numbers disagree; a source is read once more. */
  'release',
  /** Nothing of it is booked. */
  'discard',
  /** Seen; there is nothing to book. */
  'acknowledge',
] as const;
export const problemDecisionSchema = z.enum(PROBLEM_DECISIONS);
export type ProblemDecision = z.infer<typeof problemDecisionSchema>;

/** What a person wants booked in place of what waits. */
export const postAsSchema = z.strictObject({
  /** One of the problem's `types`; absent: as the job says. */
  type: jobTypeSchema.optional(),
  /** The contra account of this one posting; absent: as assigned. Never of an order, whose contra account is the debtor. */
  account: accountNumberSchema.optional(),
});
export type PostAs = z.infer<typeof postAsSchema>;

export const problemSchema = z.object({
  id: z.number().int(),
  source: z.string(),
  receivedAt: z.number().int(),
  problem: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('blocked-closing'), closing: blockedClosingSchema }),
    z.object({ kind: z.literal('conflict'), conflict: conflictSchema }),
    z.object({ kind: z.literal('rejected'), problem: locatedProblemSchema }),
    z.object({ kind: z.literal('source-failed'), problem: locatedProblemSchema }),
  ]),
  /** What can be decided, in the order in which it is offered; empty when it is decided. */
  decisions: z.array(problemDecisionSchema),
});
export type Problem = z.infer<typeof problemSchema>;

/** What a person decided, and when. */
const decisionSchema = z.object({
  at: z.number().int(),
  /** Null: it resolved itself, for example by a later export that adds up. */
  who: z.string().nullable(),
  how: z.string().nullable(),
  reason: z.string().nullable(),
});

const versionSchema = z.object({
  /** JSON text as it arrived. */
  payload: z.string(),
  source: z.string().nullable(),
  origin: z.string(),
  receivedAt: z.number().int(),
  jobs: z.array(
    z.object({
      /** Null: not stored, it would be made. */
      id: z.number().int().nullable(),
      type: jobTypeSchema,
      amount: z.number().int(),
      currency: z.string(),
      state: jobStateSchema.nullable(),
    }),
  ),
});
export type ProblemVersion = z.infer<typeof versionSchema>;

export const problemDetailsSchema = z.object({
  /** Of a conflict; null where it is not known (any more). */
  stored: versionSchema.nullable(),
  incoming: versionSchema.nullable(),
  /** Values of the payload that differ, as paths with both texts. */
  differences: z.array(z.object({ path: z.string(), stored: z.string(), incoming: z.string() })),
  /** What can be decided, in the order in which it is offered. */
  decisions: z.array(problemDecisionSchema),
  /** What `post` may book instead of the incoming version's type; empty: only that. */
  types: z.array(jobTypeSchema),
});
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;

const problemId = z.number().int().positive();

export const attentionCalls = {
  'attention.list': {
    args: z.tuple([]),
    /** Cards with the most jobs first. */
    reply: z.object({ cards: z.array(attentionCardSchema), total: tallySchema }),
  },
  /** A person looks at the cards: RS is asked now whether a cause is gone. */
  'attention.recheck': { args: z.tuple([]), reply: z.null() },
  /** Starts all jobs of a cause again. */
  'attention.retry': {
    args: z.tuple([causeKeySchema]),
    reply: z.object({ started: z.number().int() }),
  },

  'attention.problem': { args: z.tuple([problemId]), reply: problemDetailsSchema },
  'attention.decide': {
    args: z.tuple([
      z.strictObject({
        id: problemId,
        decision: problemDecisionSchema,
        reason: z.string().trim().min(3).max(500),
        /** Only with `post`. */
        as: postAsSchema.optional(),
      }),
    ]),
    /** False: it was decided already; nothing was changed. */
    reply: z.object({ decided: z.boolean() }),
  },
  /** The newest resolved ones. */
  'attention.history': {
    args: z.tuple([]),
    reply: z.array(problemSchema.extend({ decision: decisionSchema })),
  },
  'attention.problems': {
    args: z.tuple([]),
    reply: z.object({ problems: z.array(problemSchema), total: z.number().int() }),
  },
} as const;
