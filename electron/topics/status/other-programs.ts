/** Notices what others do to the data folder: the command line writes beside a window, a person moves the folder away. */
import { dataVersion } from '../../core/db/data-version.ts';
import type { Db } from '../../core/db/open.ts';
import { SECOND, type Timers } from '../../../shared/domain/time.ts';

const POLL_INTERVAL_MS = 2 * SECOND;

export interface OtherPrograms {
  start(): void;
  stop(): void;
}

export interface OtherProgramsOptions {
  readonly db: Db;
  readonly timers: Timers;
  readonly onChange: () => void;
  readonly isFolderHere: () => boolean;
  /** The folder is gone, or back. */
  readonly onFolder: () => void;
}

export function createOtherPrograms(options: OtherProgramsOptions): OtherPrograms {
  // Changes with every write by another connection.
  let seen = dataVersion(options.db);
  let wasHere = true;
  let cancel: (() => void) | undefined;

  function poll(): void {
    cancel = options.timers.after(POLL_INTERVAL_MS, () => {
      const now = dataVersion(options.db);
      if (now !== seen) {
        seen = now;
        options.onChange();
      }
      const isHere = options.isFolderHere();
      if (isHere !== wasHere) options.onFolder();
      wasHere = isHere;
      poll();
    });
  }

  return {
    start: poll,
    stop: () => cancel?.(),
  };
}
