/**
 * The health of the window's process: when a window that died or hangs is loaded again, and when that ends in words.
 *
 * A hung page is given time, because a slow PC is no reason to lose what somebody types. After that its process is ended,
 * which is a death like any other: the page is loaded again at the address where it was.
 */
import { MINUTE, SECOND, type Clock, type Timers } from '../../../shared/domain/time.ts';
import type { Log } from './log.ts';

/** A window that dies more often than this within `DEATHS_WITHIN_MS` would only flicker. */
const MAX_RELOADS = 3;
const DEATHS_WITHIN_MS = MINUTE;
/** On top of the half minute after which Chromium calls a page unresponsive. */
const HUNG_PATIENCE_MS = 10 * SECOND;

export interface WindowHealthOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** Loads the page again where it was. */
  readonly reload: () => void;
  /** Ends the process of a page that answers no more; its death is told to `died`. */
  readonly kill: () => void;
  /** The window cannot be kept: a person is told. */
  readonly onLost: () => void;
}

export interface WindowHealth {
  /** @param reason Chromium's word for why the process ended */
  died(reason: string): void;
  hangs(): void;
  answers(): void;
  /** The window is closed: nothing is awaited any more. */
  end(): void;
}

export function createWindowHealth(options: WindowHealthOptions): WindowHealth {
  const { clock, timers, log } = options;
  let deaths: number[] = [];
  let cancelPatience: (() => void) | undefined;

  function answers(): void {
    cancelPatience?.();
    cancelPatience = undefined;
  }

  return {
    died(reason) {
      answers();
      log('error', `the window's process ended: ${reason}`);
      const now = clock();
      // A clock that was set back must not make old deaths count for hours.
      deaths = [...deaths.filter((at) => Math.abs(now - at) < DEATHS_WITHIN_MS), now];
      if (deaths.length <= MAX_RELOADS) options.reload();
      else options.onLost();
    },
    hangs() {
      if (cancelPatience) return;
      log('warn', 'the window does not answer');
      cancelPatience = timers.after(HUNG_PATIENCE_MS, () => {
        cancelPatience = undefined;
        log('error', 'the window still does not answer: its process is ended');
        options.kill();
      });
    },
    answers,
    end: answers,
  };
}
