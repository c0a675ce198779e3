/**
 * Why the engine takes nothing, and until when.
 *
 * Two things keep it waiting, and neither makes the other forgotten: *trouble* with RS or the line, which ends by a time
 * or by a person and is over when RS has answered a question; and a *halt* that somebody wants (stopped, quiet hours,
 * first start). A halt is shown while both hold.
 */
import type { Cause } from '../../../shared/domain/causes.ts';
import type { Clock, Random } from '../../../shared/domain/time.ts';
import type { Fault } from '../rs/connector.ts';
import type { Halt } from './context.ts';
import type { Pause } from './face.ts';
import { pauseDelay } from './backoff.ts';

/** Causes that no waiting heals, unless RS said when: a person has to do something first. */
const NEEDS_PERSON: readonly Cause[] = ['not-connected', 'sign-in-expired'];

export type Trouble = Pick<Fault, 'cause' | 'message' | 'retryAfterMs'>;

export function createPauses(clock: Clock, random: Random) {
  let halt: Pause | null = null;
  let trouble: Pause | null = null;
  let failures = 0;
  /** Before that RS does not want to be asked (`Retry-After`), whatever else fails meanwhile. */
  let askedUntil = 0;

  const holds = (pause: Pause | null, now: number) =>
    pause !== null && (pause.until === null || pause.until > now);

  return {
    current: (): Pause | null => halt ?? trouble,

    /** Whether the engine waits for a time or for a person; false when it is time to ask RS whether it is well. */
    holds: (now: number): boolean => holds(halt, now) || holds(trouble, now),

    /** @returns whether that is news. */
    failed(fault: Trouble): boolean {
      const now = clock();
      if (fault.retryAfterMs !== null) askedUntil = Math.max(askedUntil, now + fault.retryAfterMs);
      // Requests that were out together fail together: one broken moment is one failure, however many requests it met.
      if (!holds(trouble, now)) failures += 1;
      else if (fault.cause === trouble?.cause && fault.retryAfterMs === null) return false;
      const until =
        NEEDS_PERSON.includes(fault.cause) && fault.retryAfterMs === null
          ? null
          : now + pauseDelay(Math.max(failures, 1), fault.retryAfterMs, random);
      trouble = {
        cause: fault.cause,
        message: fault.message,
        since: trouble?.since ?? now,
        until: until && Math.max(until, askedUntil),
      };
      return true;
    },

    lineIsFine(): void {
      failures = 0;
    },

    /** RS answered the question that ends trouble. @returns whether there was any. */
    healed(): boolean {
      failures = 0;
      const had = trouble !== null;
      trouble = null;
      return had;
    },

    /** @returns whether that is news. */
    haltBecause(wanted: Halt): boolean {
      if (halt?.cause === wanted.cause && halt.until === wanted.until) return false;
      const since = wanted.since ?? (halt?.cause === wanted.cause ? halt.since : clock());
      halt = { ...wanted, since };
      return true;
    },

    /** @returns whether there was a halt. */
    haltEnded(): boolean {
      const had = halt !== null;
      halt = null;
      return had;
    },

    /**
     * A person wants it tried now: one question goes out, also before the time that RS named (which may be a mistake).
     * Unanswered, the wait goes on as it was.
     */
    tryNow(): void {
      if (trouble) trouble = { ...trouble, until: clock() };
    },

    /** Whatever the old connection suffered from is tried again at once. */
    connectedAnew(): void {
      askedUntil = 0;
      if (trouble) trouble = { ...trouble, until: clock() };
    },

    /** Times that were noted by the wrong clock would come long after they were meant to. */
    clockWentBack(byMs: number): void {
      askedUntil -= byMs;
      if (trouble?.until) trouble = { ...trouble, until: trouble.until - byMs };
      if (halt?.until) halt = { ...halt, until: halt.until - byMs };
    },
  };
}

export type Pauses = ReturnType<typeof createPauses>;
