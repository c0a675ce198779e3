/**
 * The words for a manager about each fault of the sandbox, and about what is wrong in RetailSuite and mended there: one table for
 * the tests of the backend and those of the whole program.
 */
import type { Cause } from '../../shared/domain/causes.ts';
import type { FaultName } from '../../sandbox/faults.ts';

export interface Told {
  /** How the request that met the fault ends, as its attempt tells for good. */
  readonly posting: 'booked' | 'not-sent' | 'unclear';
  /** The window's words while RS answers nothing otherwise; null: it goes on, only slower. */
  readonly everything: Cause | null;
  /** The same where no sign-in is due, so that it is a posting that meets the fault first; absent: no other. */
  readonly signedIn?: Cause;
}

export const WHAT_IS_TOLD: Readonly<Record<FaultName, Told>> = {
  'answer-lost': { posting: 'unclear', everything: 'no-answer' },
  late: { posting: 'unclear', everything: 'no-answer' },
  // Signing in comes first, and has no effect on money: without an answer to that, the line is told.
  'half-open': { posting: 'unclear', everything: 'offline', signedIn: 'no-answer' },
  slow: { posting: 'booked', everything: null },
  // One token that died is renewed unseen; a sign-in that is never accepted is told.
  unauthorized: { posting: 'booked', everything: 'sign-in-expired' },
  throttled: { posting: 'not-sent', everything: 'throttled' },
  frozen: { posting: 'not-sent', everything: 'frozen' },
  'server-error': { posting: 'unclear', everything: 'server-error' },
  garbage: { posting: 'unclear', everything: 'bad-answer' },
  empty: { posting: 'unclear', everything: 'bad-answer' },
  // Lists that can be read in spite of it are read.
  'odd-token': { posting: 'booked', everything: null },
  // No list that a posting waits for is longer than a page.
  'same-page': { posting: 'booked', everything: null },
  'schema-drift': { posting: 'unclear', everything: 'bad-answer' },
  dropped: { posting: 'unclear', everything: 'offline', signedIn: 'no-answer' },
};

/** An account as the control plane of the sandbox takes it. */
export interface AccountOfRs {
  readonly number: string;
  readonly description: string;
  readonly currency: string;
  readonly locked: boolean;
}

/** A fact in RS that stands in the way of a booking, and is mended there by somebody else. */
export interface Obstacle {
  readonly cause: Cause;
  /** The last part of the control plane's address. */
  readonly fact: 'accounts' | 'years';
  readonly broken: object;
  readonly mended: object;
}

/**
 * @param refused an account that is locked there.
 * @param foreign one that is kept in another currency.
 * @param year the id of a fiscal year that is not opened.
 */
export function obstacles(
  refused: AccountOfRs,
  foreign: AccountOfRs,
  year: string,
): readonly Obstacle[] {
  return [
    {
      cause: 'account-refused',
      fact: 'accounts',
      broken: { ...refused, locked: true },
      mended: refused,
    },
    {
      cause: 'currency-refused',
      fact: 'accounts',
      broken: { ...foreign, currency: 'CHF' },
      mended: foreign,
    },
    {
      cause: 'fiscal-year-missing',
      fact: 'years',
      broken: { year, planning: true },
      mended: { year, planning: false },
    },
  ];
}
