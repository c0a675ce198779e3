/**
 * Shares one commit between the durable steps of an event-loop turn, or of a few turns while the disk is what is waited for.
 *
 * With `synchronous=FULL` a commit is a disk flush. Steps of several jobs that are ready in the same turn go into one
 * transaction; each caller hears of its step only after that commit. A crash before it undoes all of them, which the
 * engine stands: a job whose settling is lost is `unclear` and looked up (docs/adr/0006).
 *
 * Steps that come right after a commit come faster than the disk flushes. They wait for the next ones for as long as a
 * flush takes, unless all that can come are there: that costs nobody time, for they would all wait for flushes instead.
 */
import type { Db } from './open.ts';

interface Waiting {
  readonly step: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface TurnCommitter {
  /**
   * Runs `step` in the transaction of this turn; resolves with its result once that is durable.
   *
   * `step` is synchronous and may run twice (the first time rolled back): it changes the database, nothing else.
   */
  run<T>(step: () => T): Promise<T>;
}

/** Nobody waits longer for others to come, however slow the disk is, and however often the loop turns meanwhile. */
const GATHER_AT_MOST_MS = 1;
const GATHER_AT_MOST_TURNS = 200;

export interface TurnCommitterOptions {
  /** Runs a function at the end of the event-loop turn (`setImmediate`). */
  readonly schedule: (flush: () => void) => void;
  /** Milliseconds of some beginning that nobody sets (`performance.now`). */
  readonly uptime: () => number;
  /** The number of steps that may come soon, those that wait already among them. */
  readonly expected: () => number;
  /** The last step of every commit; the function that it returns is called when that is durable. */
  readonly last: () => (() => void) | undefined;
  /** Hears of an error of `last`, which never harms the other steps. */
  readonly lastFailed: (error: unknown) => void;
}

export function createTurnCommitter(
  db: Db,
  { schedule, uptime, expected, last, lastFailed }: TurnCommitterOptions,
): TurnCommitter {
  let queue: Waiting[] = [];
  /** Until when the first step of the queue waits for others, and how often the loop has turned meanwhile. */
  let gatherUntil = 0;
  let turns = 0;
  let flushedAt = Number.NEGATIVE_INFINITY;
  let flushMs = 0;

  const all = db.transaction((steps: readonly Waiting[]) => {
    const results = steps.map(({ step }) => step());
    return { results, afterCommit: last() };
  });
  const one = db.transaction((step: () => unknown) => step());

  function begin(): void {
    const now = uptime();
    const isDiskBusy = now - flushedAt < flushMs;
    gatherUntil = isDiskBusy ? now + Math.min(flushMs, GATHER_AT_MOST_MS) : now;
    turns = 0;
    schedule(turn);
  }

  function turn(): void {
    const isOver = turns >= GATHER_AT_MOST_TURNS || uptime() >= gatherUntil;
    if (isOver || queue.length >= expected()) return flush();
    turns += 1;
    schedule(turn);
  }

  function flush(): void {
    const steps = queue;
    queue = [];
    const flushesAt = uptime();
    let done: ReturnType<typeof all>;
    try {
      done = all.immediate(steps);
    } catch (error) {
      oneByOne(steps, error);
      return;
    }
    flushedAt = uptime();
    flushMs = flushedAt - flushesAt;
    steps.forEach((waiting, index) => waiting.resolve(done.results[index]));
    done.afterCommit?.();
  }

  /** A step failed and took the others with it: each gets a transaction of its own, so that only it fails. */
  function oneByOne(steps: readonly Waiting[], cause: unknown): void {
    let failed = false;
    for (const waiting of steps) {
      try {
        waiting.resolve(one.immediate(waiting.step));
      } catch (error) {
        failed = true;
        waiting.reject(error);
      }
    }
    if (!failed) lastFailed(cause);
  }

  return {
    run<T>(step: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        queue.push({ step, resolve: resolve as (value: unknown) => void, reject });
        if (queue.length === 1) begin();
      });
    },
  };
}
