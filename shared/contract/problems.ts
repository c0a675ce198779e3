/** Calls about what the import could not book: blocked closings, conflicts, rejected lines. */
import { z } from 'zod';
import {
  blockedClosingSchema,
  conflictSchema,
  locatedProblemSchema,
} from '../domain/ingest-report.ts';

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
});
export type Problem = z.infer<typeof problemSchema>;

export const problemCalls = {
  'problems.list': {
    args: z.tuple([]),
    reply: z.object({ problems: z.array(problemSchema), total: z.number().int() }),
  },
} as const;
