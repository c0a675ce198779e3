/** The clock on the wall, for the hosts. */
import type { Timers } from '../../../shared/domain/time.ts';

export const realTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
