/** When something is tried again: pure functions of what is known, with chance as an argument. */
import { HOUR, MINUTE, SECOND, type Random } from '../../../shared/domain/time.ts';

const PAUSE_BASE_MS = SECOND;
const PAUSE_CAP_MS = MINUTE;
const JOB_BASE_MS = 5 * SECOND;
const JOB_CAP_MS = 15 * MINUTE;
const INVOICE_FIRST_MS = 2 * SECOND;
const INVOICE_CAP_MS = 15 * MINUTE;
const LOOK_UP_FIRST_MS = SECOND;
const LOOK_UP_CAP_MS = 15 * SECOND;
const LOOK_UP_FAILED_CAP_MS = 5 * MINUTE;
/** No job of ours waits longer, whatever is set: what is due later was made so by a clock that was wrong. */
export const MAX_DELAY_MS = 5 * HOUR;

/** Capped exponential delay with jitter between half and all of it; never 0, however large `attempt` is. */
function exponential(attempt: number, baseMs: number, capMs: number, random: Random): number {
  const exponent = Math.min(Math.max(attempt, 1) - 1, 30);
  const delay = Math.min(capMs, baseMs * 2 ** exponent);
  return Math.max(1, Math.round(delay * (0.5 + 0.5 * random())));
}

/**
 * How long the whole engine waits after trouble with RS or the line.
 *
 * @param retryAfterMs what RS asked for; never shortened.
 */
export function pauseDelay(failures: number, retryAfterMs: number | null, random: Random): number {
  return Math.max(retryAfterMs ?? 0, exponential(failures, PAUSE_BASE_MS, PAUSE_CAP_MS, random));
}

/** How long one job waits after a request that RS certainly did not process. */
export function jobDelay(attempts: number, retryAfterMs: number | null, random: Random): number {
  return Math.max(retryAfterMs ?? 0, exponential(attempts, JOB_BASE_MS, JOB_CAP_MS, random));
}

/**
 * When RS is asked for an invoice again: after about half as long as the order has waited already, and never later than
 * after `capMs`.
 *
 * RS makes invoices minutes to days later; a young order is asked for often, an old one at the interval that is set. One
 * that came in while the clock was far ahead is not young: it would be asked for every two seconds until then.
 *
 * The moments lie on a grid that is coarser the longer the delay, because one question asks for a hundred orders: spread
 * by chance, a thousand waiting orders were a thousand questions.
 *
 * @param phase shifts the grid, in milliseconds: shops that share an RS do not all ask at the same moment.
 */
export function invoiceAskAt(
  now: number,
  waitedMs: number,
  phase: number,
  capMs = INVOICE_CAP_MS,
): number {
  const delay = Math.min(capMs, Math.max(INVOICE_FIRST_MS, Math.abs(waitedMs) / 2));
  // Powers of two: every moment of a coarse grid is one of each finer grid too.
  const step = 2 ** Math.floor(Math.log2(delay / 4));
  return Math.floor((now + delay - phase) / step) * step + phase;
}

/**
 * When an unclear job is looked up again.
 *
 * @param inDoubtMs how long ago its bytes may have left.
 * @param windowMs the time in which a late request could still land: the look-up at its end decides.
 */
export function lookUpDelay(inDoubtMs: number, windowMs: number): number {
  const delay = Math.min(LOOK_UP_CAP_MS, Math.max(LOOK_UP_FIRST_MS, inDoubtMs));
  const remaining = windowMs - inDoubtMs;
  // Up, for the last look-up decides only when the window is over; whole, for times are stored as such.
  return Math.ceil(remaining > 0 ? Math.min(delay, remaining) : delay);
}

/** When a look-up that RS did not answer is tried again; every try is kept for the auditor, so they grow apart. */
export function lookUpFailedDelay(inDoubtMs: number): number {
  return Math.round(Math.min(LOOK_UP_FAILED_CAP_MS, Math.max(LOOK_UP_FIRST_MS, inDoubtMs / 2)));
}

/** @returns null: neither comes */
export function earliest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}
