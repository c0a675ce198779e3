/** The time for words like "in 3 min", renewed every few seconds: one timer per user of the hook. */
import { useEffect, useState } from 'react';
import { SECOND } from '../../shared/domain/time.ts';

/** Refresh interval of texts such as "in 3 min", in milliseconds. */
export const CLOCK_INTERVAL_MS = 10 * SECOND;

export function useNow(clock: () => number, intervalMs: number): number {
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), intervalMs);
    return () => clearInterval(timer);
  }, [clock, intervalMs]);
  return now;
}
