/** The pause that holds up everything, and whether it deserves a banner beside the lamp. */
import type { EngineStatus } from '../../shared/contract/contract.ts';
import type { Cause } from '../../shared/domain/causes.ts';
import { MINUTE } from '../../shared/domain/time.ts';

export interface HeldUp {
  readonly cause: Cause;
  /** Null: always, so far. */
  readonly since: number | null;
  /** When it is tried again by itself; null: a person must act first. */
  readonly until: number | null;
  /** The original text, in English. */
  readonly message?: string | undefined;
}

/** Pauses that a person ends in the settings. */
const CAUSES_FOR_SETTINGS: readonly Cause[] = ['sign-in-expired', 'not-connected'];
/** Intended pauses: the lamp shows them. */
const INTENDED_CAUSES: readonly Cause[] = ['stopped', 'quiet-hours', 'setting-up'];
/** A pause that ends by itself within this time is shown by the lamp alone. */
const BANNER_DELAY_MS = 2 * MINUTE;

export function heldUp({ pause, connected }: EngineStatus): HeldUp | null {
  if (pause) return pause;
  return connected ? null : { cause: 'not-connected', since: null, until: null };
}

export function needsSettings({ cause }: HeldUp): boolean {
  return CAUSES_FOR_SETTINGS.includes(cause);
}

/** Pauses that no waiting ends; an intended one is no trouble. */
export function needsPerson(held: HeldUp): boolean {
  return needsSettings(held) || (held.until === null && !INTENDED_CAUSES.includes(held.cause));
}

/** Whether a banner above the list names the pause and leads to the ways out. */
export function deservesBanner(held: HeldUp, now: number): boolean {
  if (needsPerson(held)) return true;
  return !INTENDED_CAUSES.includes(held.cause) && now - (held.since ?? now) >= BANNER_DELAY_MS;
}
