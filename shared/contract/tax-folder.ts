/** The folder for the tax office: a period leaves the program whole. */
import { z } from 'zod';
import { languageSchema } from '../domain/preferences.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const taxFolderReplySchema = z.object({
  /** Absolute. */
  folder: z.string(),
  /** Every closing of the period is sealed, and nothing else is open. */
  complete: z.boolean(),
  closings: z.object({ all: z.number().int(), sealed: z.number().int() }),
  /** The first points that are open, and how many there are; the folder has all of them. */
  open: z.array(z.object({ closing: z.string().nullable(), text: z.string() })),
  allOpen: z.number().int(),
});
export type TaxFolderReply = z.infer<typeof taxFolderReplySchema>;

export const taxFolderCalls = {
  /** Asks RetailSuite nothing. `refused`: the period or the place cannot be, or another one is being made. */
  'taxFolder.make': {
    args: z.tuple([
      z.strictObject({
        /** Business days, both included. */
        from: day,
        to: day,
        /** The folder is made in this one; absolute. */
        out: z.string().trim().min(1).max(1_000),
        language: languageSchema,
      }),
    ]),
    reply: taxFolderReplySchema,
  },
} as const;
