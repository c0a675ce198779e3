/** The report of one import: printed by the command line as JSON, kept with the source, shown on screen. */
import { z } from 'zod';
import { jobTypeSchema } from './job.ts';
import { problemCodeSchema, problemValuesSchema } from './problem-codes.ts';

export const locatedProblemSchema = z.object({
  /** File inside the source, as the user knows it. */
  file: z.string(),
  /** 1-based; absent when the whole file is meant. */
  line: z.number().int().optional(),
  /** 1-based position or the name of the column. */
  column: z.union([z.number().int(), z.string()]).optional(),
  code: problemCodeSchema,
  /** English sentence: what is wrong, and what to do next. */
  message: z.string(),
  /** The values that the sentence names, so that it can be said in every language; absent in what older versions stored. */
  values: problemValuesSchema.optional(),
});
export type LocatedProblem = z.infer<typeof locatedProblemSchema>;

export const blockedClosingSchema = z.object({
  payDesk: z.string(),
  closing: z.string(),
  businessDay: z.string().optional(),
  /** One per disagreeing number or unreadable value. */
  reasons: z.array(locatedProblemSchema),
});
export type BlockedClosing = z.infer<typeof blockedClosingSchema>;

/** Events that wait for a person; nothing of them is booked before (`EventQuestion`). */
export const QUESTION_CODES = [
  /** The receipt is stored already, with other amounts or texts. */
  'other-content',
  /** BON_ID, instants and amounts of a stored receipt, under another closing, till label or kind of source. */
  'same-receipt',
  /** Two different receipts with one bill number would share an invoice. */
  'bill-number-shared',
  /** The program calculated a difference of the drawer that it cannot prove. */
  'opening-difference',
  /** Money moves from one way of paying to another, and no goods do. */
  'payment-correction',
  /** A voucher was paid out in cash. */
  'voucher-paid-out',
] as const;
export type QuestionCode = (typeof QUESTION_CODES)[number];

const CONFLICT_CODES = [
  'other-source',
  'closing-number-reused',
  /** The same, and the two closings name different stores: two tills with one number. */
  'pay-desk-shared',
  /** A stored closing came again with other receipts. */
  'closing-changed',
  /** Receipts of the closing are stored under another one, or under another till label. */
  'closing-repeated',
  ...QUESTION_CODES,
] as const;

/** More are not listed: behind them there may be others of another kind. */
export const MOST_REASONS = 20;
/** Numbers that disagree, or that nothing proves. */
const SUM_CODES: readonly string[] = [
  'lines-sum',
  'vat-sum',
  'payment-sum',
  'closing-sum',
  'unproven',
];

/** Columns that only prove: one that cannot be read there takes no money out of the receipts. */
const PROOF_COLUMNS: readonly string[] = [
  'Z_ZAHLART_BETRAG',
  'Z_UMS_BRUTTO',
  'Z_SE_ZAHLUNGEN',
  'Z_SE_BARZAHLUNGEN',
];

/**
 * Whether a person may release a closing although its numbers disagree. An amount of a receipt that cannot be read no
 * person can decide to be right.
 */
export function canRelease(reasons: readonly LocatedProblem[]): boolean {
  return (
    reasons.length > 0 &&
    reasons.length < MOST_REASONS &&
    reasons.every(
      ({ code, column = '' }) =>
        SUM_CODES.includes(code) || (code === 'number' && PROOF_COLUMNS.includes(String(column))),
    )
  );
}

export const conflictSchema = z.object({
  naturalKey: z.string(),
  origin: z.string(),
  code: z.enum(CONFLICT_CODES),
  message: z.string(),
  values: problemValuesSchema.optional(),
});
export type Conflict = z.infer<typeof conflictSchema>;

export const jobSumSchema = z.object({
  type: jobTypeSchema,
  currency: z.string(),
  count: z.number().int(),
  /** Sum in minor units (cents). */
  sum: z.number().int(),
});
export type JobSum = z.infer<typeof jobSumSchema>;

export const ingestReportSchema = z.object({
  source: z.string(),
  kind: z.enum(['dsfinvk', 'inbox', 'unknown']),
  /** SHA-256 of the original bytes; of a folder: of the sorted list of its files' hashes. */
  sha256: z.string().nullable(),
  status: z.enum(['imported', 'partly', 'known', 'failed']),
  /** New POS events stored by this import. */
  events: z.number().int(),
  /** New jobs, by type and currency. */
  jobs: z.array(jobSumSchema),
  /** Events that were stored already with the same content: no failure. */
  duplicates: z.number().int(),
  conflicts: z.array(conflictSchema),
  blocked: z.array(blockedClosingSchema),
  rejected: z.array(locatedProblemSchema),
  /** Deviations that change nothing about the money. */
  warnings: z.array(locatedProblemSchema),
});
export type IngestReport = z.infer<typeof ingestReportSchema>;
