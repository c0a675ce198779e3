/** A promise that is not waited for longer than it may take. */
import type { Timers } from '../../../shared/domain/time.ts';

/** @returns whether it was through in time. @throws what the work throws in time */
export async function within(timers: Timers, ms: number, work: Promise<unknown>): Promise<boolean> {
  let cancel: (() => void) | undefined;
  const late = new Promise<false>((resolve) => {
    cancel = timers.after(ms, () => resolve(false));
  });
  try {
    return await Promise.race([work.then(() => true as const), late]);
  } finally {
    cancel?.();
  }
}
