/**
 * An engine that is replaced when it is dead.
 *
 * The one that died is cut off first (it takes and sends nothing more, however late it wakes), then a new one recovers
 * from the database as after a restart of the program: whatever was out is in doubt and looked up, and leases of the old
 * one count no more, so that nothing is booked twice.
 */
import { SECOND, type Timers } from '../../../shared/domain/time.ts';
import type { Engine } from './face.ts';
import type { Awaited, Vitals } from './vitals.ts';

const STEP_MS = 5 * SECOND;

/** An engine that can be found dead. */
export interface MortalEngine extends Engine {
  readonly vitals: Pick<Vitals, 'heard' | 'grow'>;
  /** Cuts off what is out and takes nothing any more; waits for nothing. */
  abandon(): void;
}

export interface WatchedEngineOptions {
  /** @param isReplacement an engine of this program has worked on the database before */
  readonly create: (isReplacement: boolean) => MortalEngine;
  readonly timers: Timers;
  /** The engine was dead; its replacement is about to start. @param overdue what never came */
  readonly onDead: (overdue: Awaited) => void;
  /** The replacement works. */
  readonly onReplaced: () => void;
  /** Replacing it failed, on a failing disk for instance: it is tried again. */
  readonly onBug: (error: unknown) => void;
}

export interface WatchedEngine extends Engine {
  /** RS answered some request of this program. */
  heard(): void;
}

export function createWatchedEngine(options: WatchedEngineOptions): WatchedEngine {
  let current = options.create(false);
  /** Whoever waits for something of the current one hears that it died. */
  const waiting = new Set<() => void>();
  let cancelStep: (() => void) | undefined;
  /** Why the current one is dead, until its replacement works. */
  let dead: Awaited | null = null;

  function watch(): void {
    cancelStep = options.timers.after(STEP_MS, () => {
      watch();
      dead ??= current.vitals.grow(STEP_MS);
      if (dead === null) return;
      try {
        replace(dead);
      } catch (error) {
        options.onBug(error);
      }
    });
  }

  function replace(overdue: Awaited): void {
    current.abandon();
    options.onDead(overdue);
    const replacement = options.create(true);
    replacement.start();
    current = replacement;
    dead = null;
    for (const hear of waiting) hear();
    options.onReplaced();
  }

  /** Undefined: the engine died over it. */
  async function orDied<T>(promise: Promise<T>): Promise<T | undefined> {
    let hear: (() => void) | undefined;
    const died = new Promise<undefined>((resolve) => {
      hear = () => resolve(undefined);
      waiting.add(hear);
    });
    try {
      return await Promise.race([promise, died]);
    } finally {
      if (hear) waiting.delete(hear);
    }
  }

  return {
    start() {
      current.start();
      watch();
    },
    wake: () => current.wake(),
    async kick(what) {
      // What a person wants is wanted of the next one, too, when this one dies over it.
      for (;;) {
        const kicked = await orDied(current.kick(what));
        if (kicked) return kicked;
      }
    },
    restart: (ids) => current.restart(ids),
    restartFreed: (jobs) => current.restartFreed(jobs),
    preview: (id) => current.preview(id),
    state: () => current.state(),
    heard: () => current.vitals.heard(),
    async stop(deadlineMs) {
      cancelStep?.();
      await current.stop(deadlineMs);
    },
  };
}
