/** Problems of what a till delivers. Each has a sentence in every language: one without is a type error. */
import { z } from 'zod';

export const PROBLEM_CODES = [
  // The source as a whole.
  'not-found',
  'unreadable',
  'damaged',
  'not-an-export',
  'zip-damaged',
  'zip-encrypted',
  'zip-several',
  'zip-nested',
  'zip-too-large',
  'file-missing',
  'file-unusable',
  'no-closing',
  /** The program ended twice while it read the source. */
  'set-aside',
  /** Another delivery had the same name. */
  'name-reused',
  // The shape of a file.
  'empty',
  'csv',
  'encoding',
  'columns',
  'column-missing',
  'too-long',
  'json',
  'schema',
  /** Stands for many bad lines. */
  'more-rejected',
  // A closing.
  'closing-sum',
  'closing-names',
  'unproven',
  'proof-missing',
  'closing-twice',
  'closing-missing',
  'closing-gap',
  'opening-twice',
  'opening-not-compared',
  'storno-undecided',
  'taxonomy',
  'currency',
  'master-data-shared',
  'master-data-missing',
  'day-not-credible',
  // A receipt.
  'receipt-missing',
  'receipt-twice',
  'receipt-type',
  'money-without-receipt',
  'payment-type',
  'payment-sum',
  'line-twice',
  'line-missing',
  'lines-sum',
  'business-case',
  'vat-key',
  'vat-sum',
  'void-counted',
  'number',
  'time',
  'time-far',
  'cash-differs',
  'gives-and-takes',
  'payment-unknown',
  'part-of-cent',
  // Stored by another version of the program, and no longer or not yet known here.
  'unknown',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];
export const problemCodeSchema = z.enum(PROBLEM_CODES).catch('unknown');

/** The values that a problem's sentence names: a word of the till, a number, money in minor units. */
const problemValueSchema = z.union([
  z.string(),
  z.number(),
  z.object({ amount: z.number().int(), currency: z.string() }),
]);
export const problemValuesSchema = z.record(z.string(), problemValueSchema);
export type ProblemValues = z.infer<typeof problemValuesSchema>;
