import { z } from 'zod';
import type { Setting } from '../../core/db/settings.ts';

/** What the tax office's DATEV knows the shop by. */
export const datevPlanSchema = z.strictObject({
  /** Berater. */
  consultant: z.number().int().min(1_001).max(9_999_999).nullable().default(null),
  /** Mandant. */
  client: z.number().int().min(1).max(99_999).nullable().default(null),
  /** Sachkontenlänge; null: as long as the longest account that was booked. */
  accountLength: z.number().int().min(4).max(8).nullable().default(null),
  fiscalYearMonth: z.number().int().min(1).max(12).default(1),
  /** Festschreibung. */
  fixed: z.boolean().default(false),
  chart: z.enum(['03', '04']).nullable().default(null),
});
export type DatevPlan = z.infer<typeof datevPlanSchema>;

export const DATEV_PLAN = {
  key: 'datev.plan',
  schema: datevPlanSchema,
} satisfies Setting<DatevPlan>;
