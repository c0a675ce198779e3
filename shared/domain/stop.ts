/** A stop by a person does not end by itself, so one that was forgotten must be seen. */
import type { Cause } from './causes.ts';
import { HOUR } from './time.ts';

/** A stop that lasts longer, with documents waiting, is announced once beside the window and shown as needing a person. */
const FORGOTTEN_AFTER_MS = 3 * HOUR;

export interface StopFacts {
  readonly pause: { readonly cause: Cause; readonly since: number } | null;
  /** Everything that is not booked. */
  readonly pending: { readonly count: number };
}

export function isStopped({ pause }: Pick<StopFacts, 'pause'>): boolean {
  return pause?.cause === 'stopped';
}

export function isForgotten(facts: StopFacts, now: number): boolean {
  const { pause, pending } = facts;
  return pause?.cause === 'stopped' && pending.count > 0 && now - pause.since >= FORGOTTEN_AFTER_MS;
}
