/**
 * Causes: why a job is not booked, in a word that a fix can be tied to.
 *
 * When a cause goes away (account assigned, signed in again), all jobs with it start again by themselves.
 * Every cause has an error card in `renderer/locales`; a test fails for one without.
 */
import { z } from 'zod';

export const CAUSES = [
  // The instructions of this PC are incomplete.
  'account-missing',
  'not-connected',
  'sign-in-expired',
  'dialect-invalid',
  // A person wants it so.
  'stopped',
  'quiet-hours',
  'setting-up',
  // RS has its own facts that stand in the way.
  'invoice-missing',
  'invoice-ambiguous',
  'invoice-currency',
  'fiscal-year-missing',
  'account-refused',
  'currency-refused',
  'refused',
  // The line or RS is not there at the moment.
  'offline',
  'throttled',
  'frozen',
  'server-error',
  'bad-answer',
  // The outcome of a request is not known, or known to be wrong.
  'no-answer',
  'look-up-failed',
  'booked-differently',
  'booked-twice',
  'booked-missing',
  // This PC, or the program itself.
  'disk-full',
  'disk-fault',
  'data-folder-gone',
  'internal',
] as const;
export type Cause = (typeof CAUSES)[number];
export const causeSchema = z.enum(CAUSES);
