/**
 * Restarts: jobs that wait for a time or for a person come due now.
 *
 * Many of them start in slices, each with a transaction of its own, so that neither the loop nor the window waits. What
 * is in doubt is looked up first, whoever starts it.
 */
import type { Activities } from './activities.ts';
import type { Context } from './context.ts';
import type { Engine, Freed } from './face.ts';
import type { Pauses } from './pauses.ts';
import type { RunProgress } from './run.ts';

const SLICE_JOBS = 1_000;

export interface Restarts {
  /** @returns ids that start; the others are booked, excluded or out. */
  jobs(ids: readonly number[]): number[];
  /** See `Engine.kick`; resolves when the last slice has started. */
  kick: Engine['kick'];
  /** The clock went back: what waits for a time of the wrong clock. */
  clockWentBack(): void;
  /** Remembers jobs whose cause went away, for `continueFreed`. */
  addFreed(jobs: readonly Freed[]): void;
  continueFreed(): void;
}

export interface RestartsOptions {
  readonly context: Context;
  readonly activities: Activities;
  readonly run: Pick<RunProgress, 'isActive' | 'want'>;
  readonly pauses: Pick<Pauses, 'tryNow'>;
  readonly isStopping: () => boolean;
  readonly wake: () => void;
}

export function createRestarts({
  context,
  activities,
  run,
  pauses,
  isStopping,
  wake,
}: RestartsOptions): Restarts {
  const { moves, committer } = context;
  const { clock, db } = context.options;
  const freed: Freed[] = [];

  async function inSlices(
    ids: readonly number[],
    start: (slice: readonly number[]) => void,
  ): Promise<void> {
    for (let at = 0; at < ids.length; at += SLICE_JOBS) {
      const slice = ids.slice(at, at + SLICE_JOBS);
      await committer.run(() => start(slice));
      context.changed(slice);
    }
  }

  const restartAll = (what: 'all' | 'waiting') => () =>
    inSlices(moves.kickable(clock(), what), (slice) =>
      slice.forEach((id) => moves.kick(id, clock())),
    );

  /** Slice by slice: the program may stop between two. */
  async function restartFreed(): Promise<void> {
    for (let next = freed.shift(); next && !isStopping(); next = freed.shift()) {
      const { cause, noteRestarted } = next;
      const slice = next.ids.slice(0, SLICE_JOBS);
      const others = next.ids.slice(SLICE_JOBS);
      if (others.length > 0) freed.unshift({ ...next, ids: others });
      await inSlices(slice, (ids) => {
        const restarted = ids.filter((id) => moves.restart(id, cause, clock()));
        if (restarted.length > 0) noteRestarted?.(restarted.length);
      });
      wake();
    }
  }

  return {
    jobs(ids) {
      const now = clock();
      return db.transaction(() => ids.filter((id) => moves.retry(id, now))).immediate();
    },
    async kick(what = 'all') {
      const wasActive = run.isActive();
      run.want();
      if (context.options.connector()) pauses.tryNow();
      const alreadyKicking = activities.running('kick');
      if (!alreadyKicking) activities.begin('kick', restartAll(what));
      await (alreadyKicking ?? activities.running('kick'));
      return { alreadyRunning: alreadyKicking !== undefined || wasActive };
    },
    clockWentBack() {
      // Not as `kick`: one that a person presses meanwhile must not find it running, and do less.
      activities.begin('clock-back', restartAll('waiting'));
    },
    addFreed: (jobs) => void freed.push(...jobs),
    continueFreed() {
      if (freed.length > 0 && !isStopping()) activities.begin('restart-freed', restartFreed);
    },
  };
}
