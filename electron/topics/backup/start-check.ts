/**
 * After a run that did not end in order the whole database is read once, beside the work and never before it: the window is
 * there at once, whatever the size. A power cut is what damages files; after an orderly end nothing is read.
 */
import { SECOND, type Timers } from '../../../shared/domain/time.ts';

import type { CheckDatabase } from './verifier.ts';

/** The start has other things to do. */
const DELAY_MS = 5 * SECOND;

export interface StartCheckOptions {
  /** The run before ended in order. */
  readonly endedInOrder: boolean;
  readonly check: CheckDatabase;
  /** Ends a check that is going on. */
  readonly stopCheck: () => Promise<void>;
  readonly timers: Timers;
  /** @param detail SQLite's own words */
  readonly onDamaged: (detail: string) => void;
  readonly log: (level: 'info' | 'warn' | 'error', message: string, details?: unknown) => void;
}

export interface StartCheck {
  start(): void;
  stop(): Promise<void>;
}

export function createStartCheck(options: StartCheckOptions): StartCheck {
  const { log } = options;
  let cancel: (() => void) | undefined;
  let isStopped = false;

  async function look(): Promise<void> {
    try {
      const damage = await options.check();
      if (isStopped) return;
      if (damage === undefined) return log('info', 'the database is sound');
      log('error', 'the database is damaged', damage);
      options.onDamaged(damage);
    } catch (error) {
      if (!isStopped) log('warn', 'the database could not be checked', error);
    }
  }

  return {
    start() {
      if (!options.endedInOrder) cancel = options.timers.after(DELAY_MS, () => void look());
    },
    async stop() {
      isStopped = true;
      cancel?.();
      await options.stopCheck();
    },
  };
}
