/** When the engine looks next: at the end of this turn, or when something comes due. */
import { MINUTE, type Timers } from '../../../shared/domain/time.ts';
import type { Vitals } from './vitals.ts';

/** A clock that was put forward is noticed after so long, whatever was slept for. */
const MAX_SLEEP_MS = MINUTE;
const SLEEP_AFTER_ERROR_MS = 250;

export interface Loop {
  start(): void;
  /** Looks at the end of this turn. Pressed twice it is one look; before `start` it is none. */
  wake(): void;
  /**
   * Looks after so long, unless it is woken before.
   *
   * @param howLong asked only when no look is coming anyway; null: until it is woken.
   */
  sleep(howLong: () => number | null): void;
  cancelSleep(): void;
}

export interface LoopOptions {
  /** Runs a function at the end of the event-loop turn (`setImmediate`). */
  readonly endOfTurn: (run: () => void) => void;
  readonly timers: Timers;
  readonly work: () => void;
  readonly onError: (error: unknown) => void;
  readonly vitals: Pick<Vitals, 'expect'>;
}

export function createLoop({ endOfTurn, timers, work, onError, vitals }: LoopOptions): Loop {
  let isStarted = false;
  let isAwake = false;
  let cancelTimer: (() => void) | undefined;
  let looked: (() => void) | undefined;

  function look(): void {
    isAwake = false;
    looked?.();
    try {
      work();
    } catch (error) {
      onError(error);
      sleep(() => SLEEP_AFTER_ERROR_MS);
    }
  }

  function wake(): void {
    if (!isStarted || isAwake) return;
    cancelSleep();
    isAwake = true;
    looked = vitals.expect('look');
    endOfTurn(look);
  }

  function sleep(howLong: () => number | null): void {
    if (isAwake) return;
    cancelSleep();
    const ms = howLong();
    if (ms === null) return;
    const sleepMs = Math.min(ms, MAX_SLEEP_MS);
    looked = vitals.expect('look', sleepMs);
    cancelTimer = timers.after(sleepMs, wake);
  }

  function cancelSleep(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    looked?.();
    looked = undefined;
  }

  return {
    start() {
      isStarted = true;
      wake();
    },
    wake,
    sleep,
    cancelSleep,
  };
}
