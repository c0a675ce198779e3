/** Calls of the details page beyond the job itself: where it stands in the list, what belongs to it, its original line. */
import { z } from 'zod';
import { conditionSchema, pageRequestSchema } from '../domain/job-list.ts';

const idSchema = z.number().int().positive();

/** The facts that a job shares with others. */
export const RELATIONS = ['receipt', 'closing', 'day'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Why the original line cannot be shown. */
const ORIGINAL_PROBLEMS = ['not-kept', 'erased', 'gone', 'changed', 'unreadable'] as const;

export const originalLineSchema = z.object({
  /** File inside the source, as the till named it. */
  file: z.string(),
  /** 1-based. */
  line: z.number().int().nullable(),
  /** The text of the line, exactly; null for a row of a table, and when `problem` says why it cannot be shown. */
  text: z.string().nullable(),
  /** For a table: names and values of the row, in the file's order. */
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
  problem: z.enum(ORIGINAL_PROBLEMS).nullable(),
});
export type OriginalLine = z.infer<typeof originalLineSchema>;

/** A posting in RS that may be what a person booked by hand. */
export const handPostingSchema = z.object({
  number: z.string(),
  receipt: z.string(),
  debit: z.string(),
  credit: z.string(),
  /** Minor units, positive. */
  amount: z.number().int(),
  currency: z.string(),
  businessDay: z.string(),
  /** Its receipt is the job's bill, invoice or closing. */
  sameReceipt: z.boolean(),
});
export type HandPosting = z.infer<typeof handPostingSchema>;

export const detailsCalls = {
  /** Postings in RS of the same day and amount that belong to no job here; the same receipt first. */
  'details.byHand': {
    args: z.tuple([idSchema]),
    reply: z.object({ postings: z.array(handPostingSchema) }),
  },
  /** `number`: the job is this posting, and is never sent; null: it is none of them, and goes on. */
  'details.decideByHand': {
    args: z.tuple([
      z.strictObject({
        id: idSchema,
        number: z.string().min(1).nullable(),
        reason: z.string().trim().min(3).max(500),
      }),
    ]),
    reply: z.null(),
  },
  /** Where a job stands in the list as it is filtered and sorted on screen, and what belongs to it. */
  'details.around': {
    args: z.tuple([z.strictObject({ id: idSchema, list: pageRequestSchema })]),
    reply: z.object({
      /** The job above in the list. */
      previous: z.number().int().nullable(),
      /** The job below. */
      next: z.number().int().nullable(),
      /** False: a neighbour may exist beyond what was looked through. */
      exact: z.boolean(),
      related: z.array(
        z.object({
          relation: z.enum(RELATIONS),
          /** Jobs, with the one asked for. */
          count: z.number().int(),
          /** The filter that lists them. */
          conditions: z.array(conditionSchema),
        }),
      ),
    }),
  },
  /** The line of the kept original that the job's event was read from. */
  'details.original': { args: z.tuple([idSchema]), reply: originalLineSchema },
} as const;
