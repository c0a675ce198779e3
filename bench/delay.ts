/** How long the main loop is held up, weighted by time: what a click at any moment would wait for. */

/** Shorter holds are not felt, and not told from the timer's own steps. */
const STEP_MS = 1;

/** Milliseconds. A moment taken at random falls with 50 and 99 percent into a hold of no more than this. */
export interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * Notes every hold until it is asked. Counted one by one, a loop that stands still half of the time shows one hold beside
 * thousands of a millisecond; a person who clicks meets it every second time.
 *
 * @returns what ends the watching and tells
 */
export function watchLoopDelay(): () => LoopDelay {
  const holds: number[] = [];
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    holds.push(now - before);
    before = now;
  }, STEP_MS);
  return () => {
    clearInterval(timer);
    holds.push(performance.now() - before);
    holds.sort((a, b) => a - b);
    return { p50: byTime(holds, 50), p99: byTime(holds, 99), max: holds.at(-1) ?? 0 };
  };
}

/** @param holds sorted */
function byTime(holds: readonly number[], percent: number): number {
  const all = holds.reduce((sum, hold) => sum + hold, 0);
  let reached = 0;
  return (
    holds.find((hold) => {
      reached += hold;
      return reached * 100 >= all * percent;
    }) ?? 0
  );
}
