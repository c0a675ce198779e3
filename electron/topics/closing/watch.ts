/**
 * Reads closings from RetailSuite by itself: what something changed about, what is not sealed yet, and each once a month.
 * Never while the engine works, nor a closing whose postings are on their way.
 */
import { z } from 'zod';
import { DAY, HOUR, MINUTE, type Clock, type Timers } from '../../../shared/domain/time.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import type { JobState } from '../../../shared/domain/states.ts';
import { closingKey, type Closings, type ClosingRef } from '../../core/db/closings/index.ts';
import type { Setting, SettingsStore } from '../../core/db/settings.ts';
import { READ_TIMEOUT_MS } from './read-back.ts';
import { READ_AGAIN_AFTER_MS, type Sealing } from './sealing.ts';

const FIRST_LOOK_MS = MINUTE;
const LOOK_INTERVAL_MS = 5 * MINUTE;
/** Of a program that had no seals before: what is older is read when somebody asks for it. */
const FIRST_LOOK_BACK_MS = 35 * DAY;
const DAYS_PER_LOOK = 31;
const CLOSINGS_PER_LOOK = 20;
/** One whose postings are not all booked is looked at again so much later, if nothing changes before. */
const NOT_READY_MS = 6 * HOUR;

const UNDER_WAY: readonly JobState[] = ['waiting', 'sending', 'unclear'];

/** Up to when changes of jobs have been looked through, epoch milliseconds. */
const LOOKED_UNTIL: Setting<number> = {
  key: 'closing.lookedUntil',
  schema: z.number().int().nonnegative(),
};

export interface SealWatchOptions {
  readonly sealing: Sealing;
  readonly closings: Closings;
  readonly settings: SettingsStore;
  readonly language: () => Language;
  /** RS cannot be asked, or the engine works. */
  readonly isBusy: () => boolean;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly onBug: (error: unknown) => void;
}

export function createSealWatch(options: SealWatchOptions) {
  const { sealing, closings, settings, clock, timers } = options;
  const { seals } = sealing;
  let abort = new AbortController();
  let cancel: (() => void) | undefined;
  let looking: Promise<void> | undefined;
  let isStarted = false;
  let touched: string[] = [];

  function lookAfter(ms: number): void {
    cancel?.();
    cancel = isStarted ? timers.after(ms, begin) : undefined;
  }

  function begin(): void {
    looking ??= look()
      .catch(options.onBug)
      .then(() => {
        looking = undefined;
        lookAfter(LOOK_INTERVAL_MS);
      });
  }

  async function look(): Promise<void> {
    noteTouched();
    if (options.isBusy()) return;
    const now = clock();
    const due = seals.due(now, now + READ_AGAIN_AFTER_MS, CLOSINGS_PER_LOOK);
    const refs = due.flatMap(({ closing, day }) => {
      const ref = closings.closingsOf(day).closings.find((one) => closingKey(one) === closing);
      if (!ref) seals.forget(closing);
      return ref && isReady(ref, day) ? [ref] : [];
    });
    if (refs.length === 0) return;
    abort = new AbortController();
    const cancelTimeout = timers.after(READ_TIMEOUT_MS, () => abort.abort());
    await sealing.read(refs, options.language(), abort.signal).finally(cancelTimeout);
  }

  function isReady(ref: ClosingRef, day: string): boolean {
    const isReady =
      ref.till !== null && !closings.groupsOf(ref).some(({ state }) => UNDER_WAY.includes(state));
    if (!isReady) seals.plan(closingKey(ref), day, clock() + NOT_READY_MS, null);
    return isReady;
  }

  /** A job that changed makes its closing due, however old that is. */
  function noteTouched(): void {
    const now = clock();
    const noted = settings.get(LOOKED_UNTIL);
    // A clock that was ahead noted a time to come: what changed since it is right would never be looked at.
    const since = noted === undefined || noted > now ? now - FIRST_LOOK_BACK_MS : noted;
    const until = Math.min(seals.newestChange(), now);
    if (until > since) {
      touched = [...new Set([...touched, ...seals.daysTouched(since, until)])];
    }
    for (const day of touched.splice(0, DAYS_PER_LOOK)) {
      for (const ref of closings.closingsOf(day).closings) {
        seals.plan(closingKey(ref), day, now, null);
      }
    }
    // What is left over is looked through again by the next run of the program.
    if (touched.length === 0 && until > since) settings.set(LOOKED_UNTIL, until);
  }

  return {
    start(): void {
      isStarted = true;
      lookAfter(FIRST_LOOK_MS);
    },
    async stop(): Promise<void> {
      isStarted = false;
      cancel?.();
      abort.abort();
      await looking;
    },
  };
}
