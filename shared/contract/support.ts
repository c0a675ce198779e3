/** Calls of the support package: read it first, then save exactly that. */
import { z } from 'zod';

/** The topic of a file of the package; the window has words for each. */
const SUPPORT_TOPICS = ['program', 'settings', 'job', 'problems', 'log'] as const;

export const supportFileSchema = z.object({
  name: z.string(),
  topic: z.enum(SUPPORT_TOPICS),
  /** The content, masked: as it is saved. */
  text: z.string(),
});
export type SupportFile = z.infer<typeof supportFileSchema>;

/** What somebody who helps asks first. */
export const aboutSchema = z.object({
  version: z.string(),
  /** Operating system and processor. */
  system: z.string(),
  /** What the program runs on, with versions, the outermost first. */
  runtime: z.array(z.object({ name: z.string(), version: z.string() })),
  databaseVersion: z.number().int(),
  dataFolder: z.string(),
  databaseBytes: z.number().int(),
  /** Of the drive of the data folder; null: it does not say. */
  freeBytes: z.number().nullable(),
});
export type About = z.infer<typeof aboutSchema>;

export const supportCalls = {
  'support.about': { args: z.tuple([]), reply: aboutSchema },
  'support.preview': {
    args: z.tuple([z.strictObject({ job: z.number().int().positive().nullable() })]),
    reply: z.object({
      /** Names this preview: what is saved is what was shown. */
      id: z.string(),
      files: z.array(supportFileSchema),
    }),
  },
  'support.save': {
    args: z.tuple([z.strictObject({ id: z.string().max(100) })]),
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved'), path: z.string() }),
      /** The person chose no file. */
      z.object({ kind: z.literal('cancelled') }),
      /** The window offers it as a download; the ZIP in base64. */
      z.object({ kind: z.literal('download'), name: z.string(), zip: z.string() }),
      /** Another preview was made since, or the program started anew. */
      z.object({ kind: z.literal('outdated') }),
    ]),
  },
} as const;
