/**
 * Jobs: the duty to get one booking into RetailSuite (RS).
 *
 * The words are those of `docs/glossary.md`; the six types are those of the seed page.
 */
import { z } from 'zod';

/** The six job types, spelled as the list of the original product shows them. */
export const JOB_TYPES = [
  'order-cash',
  'order-non-cash',
  'cash-in',
  'cash-out',
  'opening-diff',
  'close-diff',
] as const;
export type JobType = (typeof JOB_TYPES)[number];
export const jobTypeSchema = z.enum(JOB_TYPES);

/** Order jobs need the invoice that RS makes for the order before they can be posted. */
export function isOrderType(type: JobType): boolean {
  return type === 'order-cash' || type === 'order-non-cash';
}

/**
 * Reads a job type as tills and RS write it.
 *
 * RS documents `opening_diff` beside `opening-diff`; both mean the same.
 */
export function parseJobType(text: string): JobType | undefined {
  const normalized = text.trim().toLowerCase().replaceAll('_', '-');
  return JOB_TYPES.find((type) => type === normalized);
}
