/** Why a job of the list is not booked: what its row and its page say. */
import type { Cause } from './causes.ts';
import type { JobRow } from './job-list.ts';
import { statusOf } from './states.ts';
import { HOUR } from './time.ts';

/** RetailSuite makes invoices minutes to hours later; until then a missing one is no reason to look into it. */
const INVOICE_PATIENCE_MS = 24 * HOUR;

/** `invoice-awaited`: the invoice is missing, and nobody has to wonder why yet. */
export type RowReason = Cause | 'invoice-awaited';

/** @returns null for a job that is booked, or that has nothing to tell */
export function reasonOf(
  { state, cause, createdAt }: Pick<JobRow, 'state' | 'cause' | 'createdAt'>,
  now: number,
): RowReason | null {
  if (statusOf(state) !== 'pending') return null;
  if (state !== 'waiting-invoice') return cause;
  if (cause !== 'invoice-missing') return cause ?? 'invoice-awaited';
  return now - createdAt < INVOICE_PATIENCE_MS ? 'invoice-awaited' : 'invoice-missing';
}
