/**
 * Shares one commit between the durable steps of an event-loop turn.
 *
 * With `synchronous=FULL` a commit is a disk flush. Steps of several jobs that are ready in the same turn go into one
 * transaction; each caller hears of its step only after that commit. A crash before it undoes all of them, which the
 * engine stands: a job whose settling is lost is `unclear` and looked up (docs/adr/0006).
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

/**
 * @param schedule runs a function at the end of the event-loop turn (`setImmediate`).
 * @param last `run` is the last step of every commit, and the function it returns is called when that is durable;
 *   `failed` hears of its error, which never harms the other steps.
 */
export function createTurnCommitter(
  db: Db,
  schedule: (flush: () => void) => void,
  last?: {
    readonly run: () => (() => void) | undefined;
    readonly failed: (error: unknown) => void;
  },
): TurnCommitter {
  let queue: Waiting[] = [];

  const all = db.transaction((steps: readonly Waiting[]) => {
    const results = steps.map(({ step }) => step());
    return { results, afterCommit: last?.run() };
  });
  const one = db.transaction((step: () => unknown) => step());

  function flush(): void {
    const steps = queue;
    queue = [];
    let done: ReturnType<typeof all>;
    try {
      done = all.immediate(steps);
    } catch (error) {
      oneByOne(steps, error);
      return;
    }
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
    if (!failed) last?.failed(cause);
  }

  return {
    run<T>(step: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        queue.push({ step, resolve: resolve as (value: unknown) => void, reject });
        if (queue.length === 1) schedule(flush);
      });
    },
  };
}
