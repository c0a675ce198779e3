/** What holds up everything, and when it is worth a word beside the lamp. */
import type { EngineStatus } from '../../shared/contract/contract.ts';
import type { Cause } from '../../shared/domain/causes.ts';
import { MINUTE } from '../../shared/domain/time.ts';

export interface HeldUp {
  readonly cause: Cause;
  /** Null: always, so far. */
  readonly since: number | null;
  /** When it is tried again by itself; null: a person must act first. */
  readonly until: number | null;
}

/** A person ends these, in the settings. */
const BY_PERSON: readonly Cause[] = ['sign-in-expired', 'not-connected'];
/** Wanted so: the lamp tells them. */
const WANTED: readonly Cause[] = ['stopped', 'quiet-hours', 'setting-up'];
/** What ends by itself within this time is told by the lamp alone. */
const LASTING_MS = 2 * MINUTE;

export function heldUp({ pause, connected }: EngineStatus): HeldUp | null {
  if (pause) return pause;
  return connected ? null : { cause: 'not-connected', since: null, until: null };
}

export function needsSettings({ cause }: HeldUp): boolean {
  return BY_PERSON.includes(cause);
}

/** Whether the list says so above its rows, with the way to what can be done. */
export function isWorthTelling(held: HeldUp, now: number): boolean {
  if (needsSettings(held)) return true;
  return !WANTED.includes(held.cause) && now - (held.since ?? now) >= LASTING_MS;
}
