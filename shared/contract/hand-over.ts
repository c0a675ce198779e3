/** Calls by which a person hands an export or a file of a till to the program, from whatever folder it lies in. */
import { z } from 'zod';
import { ingestReportSchema } from '../domain/ingest-report.ts';

/** Bytes of one piece; as base64 they fit into one request of the loopback host. A multiple of three: no padding inside. */
export const PIECE_BYTES = 384 * 1024;
const MAX_PIECE_CHARACTERS = (PIECE_BYTES / 3) * 4;

/** Why something is not taken; nothing of it is kept then. */
export const HAND_OVER_REFUSALS = [
  /** Neither an export nor JSON lines, by its name. */
  'ending',
  'empty',
  'too-large',
  /** Another one is being read. */
  'busy',
  /** The data folder takes no more. */
  'unwritable',
] as const;
export type HandOverRefusal = (typeof HAND_OVER_REFUSALS)[number];

/** No export has as many. */
const MAX_HANDED_FILES = 1_000;

const nameSchema = z.string().min(1).max(255);
const idSchema = z.string().min(1).max(100);

export const handOverOfferSchema = z.strictObject({
  /** The file's or folder's own name. */
  name: nameSchema,
  isFolder: z.boolean(),
  /** A file: itself. A folder: what is in it, with `/` in front of what lies one level deeper. */
  files: z
    .array(z.strictObject({ name: z.string().min(1).max(511), bytes: z.number().int().min(0) }))
    .min(1)
    .max(MAX_HANDED_FILES),
});
export type HandOverOffer = z.infer<typeof handOverOfferSchema>;

/** What became of it, for a sentence; problems stand on the page "Needs me". */
export const handOverResultSchema = z.object({
  /** One a delivery: a folder may hold several. */
  sources: z.array(ingestReportSchema.pick({ source: true, kind: true, status: true })),
  /** New receipts and other events. */
  events: z.number().int(),
  /** Stored already, with the same content. */
  duplicates: z.number().int(),
  jobs: z.number().int(),
  /** Minor units by currency. */
  sums: z.record(z.string(), z.number().int()),
  /** Blocked closings, conflicts and lines that were refused: each has its card. */
  problems: z.number().int(),
  /** In English, where it could not even be kept; null: it was. */
  failure: z.string().nullable(),
});
export type HandOverResult = z.infer<typeof handOverResultSchema>;

export const handOverProgressSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('receiving') }),
  z.object({
    phase: z.literal('reading'),
    /** New receipts and other events that are stored so far. */
    events: z.number().int(),
  }),
  z.object({ phase: z.literal('done'), result: handOverResultSchema }),
]);
export type HandOverProgress = z.infer<typeof handOverProgressSchema>;

export const handOverCalls = {
  'handOver.begin': {
    args: z.tuple([handOverOfferSchema]),
    reply: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), id: z.string() }),
      z.object({ ok: z.literal(false), refusal: z.enum(HAND_OVER_REFUSALS), detail: z.string() }),
    ]),
  },
  /** The next piece of a file; a piece that is there already changes nothing. */
  'handOver.write': {
    args: z.tuple([
      z.strictObject({
        id: idSchema,
        /** Place of the file in the offer. */
        file: z.number().int().min(0),
        /** Bytes before this piece. */
        offset: z.number().int().min(0),
        base64: z.base64().max(MAX_PIECE_CHARACTERS),
      }),
    ]),
    reply: z.null(),
  },
  /** All pieces are there: it is read now, like every delivery. */
  'handOver.end': { args: z.tuple([idSchema]), reply: z.null() },
  'handOver.progress': { args: z.tuple([idSchema]), reply: handOverProgressSchema },
  /** Before it is read: what came of it is removed. */
  'handOver.cancel': { args: z.tuple([idSchema]), reply: z.null() },
} as const;
