/**
 * Notices that the main loop stood still: while it does, no window is served and nothing is sent.
 *
 * A timer that comes late is the measure. It wakes the PC as seldom as the program does anyway, so that short stalls are
 * seen by chance and long ones always.
 */
import { MINUTE, SECOND, type Timers } from '../../../shared/domain/time.ts';
import type { Log } from './log.ts';

const CHECK_INTERVAL_MS = 2 * SECOND;
/** A person notices a program that answers later than this. */
const STALL_MS = 250;
/** A line in the log at most so often. */
const REPORT_INTERVAL_MS = MINUTE;
/** No work takes so long: on some systems the monotonic clock goes on while the PC sleeps. */
const SLEEP_MS = 10 * MINUTE;

export interface StallsOptions {
  /** Milliseconds of some beginning that nobody sets. */
  readonly uptime: () => number;
  readonly timers: Timers;
  readonly log: Log;
}

/** @returns a function that ends it */
export function watchStalls({ uptime, timers, log }: StallsOptions): () => void {
  let cancel: (() => void) | undefined;
  let reportedAt = -Infinity;
  let count = 0;
  let longest = 0;

  function check(): void {
    const expectedAt = uptime() + CHECK_INTERVAL_MS;
    cancel = timers.after(CHECK_INTERVAL_MS, () => {
      const late = uptime() - expectedAt;
      if (late >= STALL_MS && late < SLEEP_MS) {
        count += 1;
        longest = Math.max(longest, late);
      }
      report();
      check();
    });
  }

  function report(): void {
    const now = uptime();
    if (count === 0 || now - reportedAt < REPORT_INTERVAL_MS) return;
    log(
      'warn',
      `the main loop stood still: seen ${count} times, the longest for ${Math.round(longest)} ms`,
    );
    reportedAt = now;
    count = 0;
    longest = 0;
  }

  check();
  return () => cancel?.();
}
