/** Waits until the engine has nothing more to do by itself: what `sync --until-idle` does. */
import type { Clock, Timers } from '../../../shared/domain/time.ts';
import type { EngineState } from '../../core/engine/engine.ts';

/** A look-up at the very end of the doubt needs a moment for its question and the posting after it. */
const AFTER_DOUBT_MS = 5_000;
const LOOK_EVERY_MS = 100;

/**
 * Resolves when nothing is being done and
 * - nothing comes due within `maxWaitMs`, or
 * - nothing came further for `maxWaitMs` (an order whose invoice does not appear, a line that stays down) and no
 *   posting is in doubt whose look-up could still decide.
 */
export function untilIdle(options: {
  readonly state: () => EngineState;
  readonly maxWaitMs: number;
  readonly clock: Clock;
  readonly timers: Timers;
}): Promise<void> {
  const { state, maxWaitMs, clock, timers } = options;
  const startedAt = clock();
  return new Promise((resolve) => {
    const look = (): void => {
      if (isIdle(state(), clock(), startedAt, maxWaitMs)) resolve();
      else timers.after(LOOK_EVERY_MS, look);
    };
    look();
  });
}

export function isIdle(
  state: EngineState,
  now: number,
  startedAt: number,
  maxWaitMs: number,
): boolean {
  if (state.running) return false;
  if (state.nextWakeAt === null) return true;
  if (state.nextWakeAt <= now && !state.pause) return false;
  if (state.nextWakeAt > now + maxWaitMs) return true;
  if (state.doubtUntil !== null && now < state.doubtUntil + AFTER_DOUBT_MS) return false;
  return now - Math.max(state.lastProgressAt, startedAt) >= maxWaitMs;
}
