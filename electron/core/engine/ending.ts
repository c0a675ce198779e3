/** Waits until nothing of the engine is out, with a deadline. */
import type { Timers } from '../../../shared/domain/time.ts';

export interface Ending {
  /** To be called whenever the engine may have become idle. */
  check(): void;
  /** Resolves when the engine is idle; after `deadlineMs` whatever is still out is cut off. */
  idle(deadlineMs: number, cutOff: () => void): Promise<void>;
}

export function createEnding(timers: Timers, isIdle: () => boolean): Ending {
  let waiters: (() => void)[] = [];

  function check(): void {
    if (!isIdle()) return;
    const waiting = waiters;
    waiters = [];
    for (const resolve of waiting) resolve();
  }

  return {
    check,
    async idle(deadlineMs, cutOff) {
      const idle = new Promise<void>((resolve) => waiters.push(resolve));
      check();
      let cancel: (() => void) | undefined;
      const deadline = new Promise<void>((resolve) => {
        cancel = timers.after(deadlineMs, resolve);
      });
      await Promise.race([idle, deadline]);
      cancel?.();
      cutOff();
      await idle;
    },
  };
}
