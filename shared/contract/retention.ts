/** Calls of the settings' section about retention periods. */
import { z } from 'zod';
import { retentionReportSchema } from '../domain/retention.ts';

export const retentionStateSchema = z.object({
  /** What would be erased now, by the saved settings. */
  now: retentionReportSchema,
  /** Of the last nightly run; null: there was none. */
  last: retentionReportSchema.nullable(),
  /** Why the last run since the start of the program failed, in the system's words; null: it did not. */
  problem: z.string().nullable(),
});
export type RetentionState = z.infer<typeof retentionStateSchema>;

export const retentionCalls = {
  'retention.state': { args: z.tuple([]), reply: retentionStateSchema },
} as const;
