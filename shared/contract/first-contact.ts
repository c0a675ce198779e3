/** The result of each call of RetailSuite; names and types, no content, so that it can be sent to whoever helps. */
import { z } from 'zod';

export const firstContactSchema = z.object({
  at: z.number().int(),
  version: z.string(),
  /** The dialect that was spoken; null: the assumed names. */
  dialect: z.string().nullable(),
  isUnderstood: z.boolean(),
  calls: z.array(
    z.object({
      call: z.string(),
      name: z.string(),
      verdict: z.enum(['understood', 'otherwise', 'no-rows', 'not-there', 'failed', 'not-asked']),
      /** In a sentence. */
      said: z.string(),
      status: z.number().nullable(),
      rows: z.number().nullable(),
      fields: z.array(
        z.object({
          field: z.string(),
          name: z.string(),
          expected: z.string(),
          came: z.string(),
          isGood: z.boolean(),
          /** Names that came and may be it. */
          instead: z.array(z.string()),
        }),
      ),
      unknown: z.array(z.object({ name: z.string(), type: z.string() })),
    }),
  ),
  /** For `rs-dialect.json`; null: nothing is to be proposed. */
  proposal: z
    .object({
      version: z.literal(1),
      fields: z.record(z.string(), z.record(z.string(), z.string())),
    })
    .nullable(),
  /** The report as a person reads and sends it. */
  text: z.string(),
});
export type FirstContact = z.infer<typeof firstContactSchema>;
