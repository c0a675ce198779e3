/** The lamp's colour: red where a person must act or money cannot get through, blue otherwise. */
import type { Cause } from './causes.ts';

export interface LampFacts {
  readonly pause: { readonly cause: Cause; readonly until: number | null } | null;
  readonly connected: boolean;
  /** Everything that is not booked. */
  readonly pending: { readonly count: number };
  readonly attention: { readonly count: number };
  /** On hold or excluded by a person. */
  readonly aside: { readonly count: number };
}

/** Pauses that are meant to be, or that last for seconds. */
const HARMLESS_CAUSES: readonly Cause[] = ['quiet-hours', 'setting-up', 'throttled'];
/** RetailSuite cannot be reached: bad only for what is still to be sent. */
const LINE_CAUSES: readonly Cause[] = ['offline', 'server-error', 'bad-answer'];

/** Jobs that are put aside are not sent whatever happens, so nothing of them is missing. */
function hasUnsent({ pending, aside }: LampFacts): boolean {
  return pending.count > aside.count;
}

export function lampColour(facts: LampFacts): 'blue' | 'red' {
  const { pause, connected, attention } = facts;
  if (attention.count > 0) return 'red';
  if (!pause) return connected ? 'blue' : 'red';
  if (HARMLESS_CAUSES.includes(pause.cause)) return connected ? 'blue' : 'red';
  if (LINE_CAUSES.includes(pause.cause) && pause.until !== null) {
    return hasUnsent(facts) ? 'red' : 'blue';
  }
  return 'red';
}
