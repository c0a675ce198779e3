/** Notices what another program wrote to the data folder: the command line works beside a window. */
import { SECOND, type Timers } from '../../../shared/domain/time.ts';

const POLL_INTERVAL_MS = 2 * SECOND;

export interface OtherPrograms {
  start(): void;
  stop(): void;
}

export interface OtherProgramsOptions {
  /** Changes with every write by another connection. */
  readonly dataVersion: () => number;
  readonly timers: Timers;
  readonly onChange: () => void;
}

export function createOtherPrograms(options: OtherProgramsOptions): OtherPrograms {
  let seen = options.dataVersion();
  let cancel: (() => void) | undefined;

  function poll(): void {
    cancel = options.timers.after(POLL_INTERVAL_MS, () => {
      const now = options.dataVersion();
      if (now !== seen) {
        seen = now;
        options.onChange();
      }
      poll();
    });
  }

  return {
    start: poll,
    stop: () => cancel?.(),
  };
}
