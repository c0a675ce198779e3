/**
 * Calls for many jobs at once. First the exact set is frozen and shown (`bulk.prepare`), then something is done with
 * exactly that set (`bulk.run`).
 */
import { z } from 'zod';
import { bulkActionSchema, bulkRefusalSchema, MOST_REASON_CHARACTERS } from '../domain/bulk.ts';
import { conditionSchema } from '../domain/job-list.ts';
import { tallySchema } from './app.ts';

export const bulkTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('jobs'),
    ids: z.array(z.number().int().positive()).min(1).max(50_000),
  }),
  /** All jobs that the list's question finds, on whatever page. */
  z.strictObject({
    kind: z.literal('matching'),
    conditions: z.array(conditionSchema).max(50),
    search: z.string().max(200).optional(),
  }),
]);
export type BulkTarget = z.infer<typeof bulkTargetSchema>;

export const bulkPlanSchema = z.object({
  setId: z.string(),
  action: bulkActionSchema,
  /** All jobs of the target. */
  all: tallySchema,
  /** Those that the action is possible for: the frozen set. */
  eligible: tallySchema,
  /** First and last business day of the frozen set; null when it is empty. */
  days: z.object({ first: z.string(), last: z.string() }).nullable(),
  refused: z.array(z.object({ reason: bulkRefusalSchema, tally: tallySchema })),
  /** From then on the set is gone and must be counted anew. */
  expiresAt: z.number().int(),
});
export type BulkPlan = z.infer<typeof bulkPlanSchema>;

export const bulkProgressSchema = z.object({
  status: z.enum(['running', 'done', 'stopped']),
  /** Jobs of the frozen set. */
  total: z.number().int(),
  done: tallySchema,
  /** Jobs that have changed since they were counted: nothing was done with them. */
  refused: z.array(z.object({ reason: bulkRefusalSchema, count: z.number().int() })),
});
export type BulkProgress = z.infer<typeof bulkProgressSchema>;

const setIdSchema = z.string().min(1).max(100);

export const bulkCalls = {
  'bulk.prepare': {
    args: z.tuple([z.strictObject({ action: bulkActionSchema, target: bulkTargetSchema })]),
    reply: bulkPlanSchema,
  },
  /**
   * Does it with the frozen set; a second time it only tells how far the first is. Answers at the latest after a
   * moment, with what is done until then. `not_found`: the set is gone.
   */
  'bulk.run': {
    args: z.tuple([
      z.strictObject({
        setId: setIdSchema,
        /** Why; demanded for all but `retry`. */
        reason: z.string().max(MOST_REASON_CHARACTERS).optional(),
      }),
    ]),
    reply: bulkProgressSchema,
  },
  'bulk.progress': { args: z.tuple([setIdSchema]), reply: bulkProgressSchema },
  /** Jobs that are done stay done; the others are left as they are. */
  'bulk.stop': { args: z.tuple([setIdSchema]), reply: bulkProgressSchema },
} as const;
