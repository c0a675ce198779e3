/** Who looks through all jobs (`look-through.ts`): a thread with a connection of its own, or the main loop in slices. */
import type { Worker } from 'node:worker_threads';
import { createThreadClient, type ThreadClient } from '../../worker-thread.ts';
import type { Db } from '../open.ts';
import { lookThrough, type LookResult, type LookTask } from './look-through.ts';

export interface Looker {
  /** The main loop does not feel it. */
  readonly isApart: () => boolean;
  /**
   * @param onResult called now and then, and with what was found at last
   * @returns ends it
   */
  look(task: LookTask, onResult: (result: LookResult) => void): () => void;
  close(): Promise<void>;
}

export type ToThread =
  | { readonly kind: 'look'; readonly number: number; readonly task: LookTask }
  | { readonly kind: 'cancel'; readonly number: number };
export interface FromThread {
  readonly number: number;
  readonly result: LookResult;
}

/** @param slice jobs that are looked at between two turns of the event loop */
export function createLocalLooker(
  db: Db,
  endOfTurn: (run: () => void) => void,
  slice: number,
): Looker {
  return {
    isApart: () => false,
    look(task, onResult) {
      const steps = lookThrough(db, task, slice);
      let isOver = false;
      const work = () => {
        if (isOver || !db.open) return;
        const step = steps.next();
        if (step.done === true) return;
        onResult(step.value);
        endOfTurn(work);
      };
      endOfTurn(work);
      return () => {
        isOver = true;
      };
    },
    close: () => Promise.resolve(),
  };
}

/**
 * @param start starts the thread, at the first question that needs it
 * @param otherwise takes over what the thread has not done when it fails, and all that comes later
 */
export function createThreadLooker(
  start: () => Worker,
  otherwise: Looker,
  onBug: (error: unknown) => void,
): Looker {
  interface Look {
    readonly task: LookTask;
    readonly onResult: (result: LookResult) => void;
  }
  const looks = new Map<number, Look>();
  const elsewhere = new Map<number, () => void>();
  let thread: ThreadClient<ToThread> | undefined;
  let hasFailed = false;
  let latest = 0;

  function fail(error: unknown): void {
    if (hasFailed) return;
    hasFailed = true;
    onBug(error);
    void thread?.terminate();
    for (const [number, { task, onResult }] of looks) {
      elsewhere.set(number, otherwise.look(task, onResult));
    }
    looks.clear();
  }

  const begin = () =>
    createThreadClient<ToThread, FromThread>(start(), {
      name: 'the search',
      onMessage({ number, result }) {
        const look = looks.get(number);
        if (result.found) looks.delete(number);
        look?.onResult(result);
      },
      onEnd: fail,
    });

  return {
    isApart: () => !hasFailed,
    look(task, onResult) {
      if (hasFailed) return otherwise.look(task, onResult);
      latest += 1;
      const number = latest;
      looks.set(number, { task, onResult });
      try {
        thread ??= begin();
        thread.post({ kind: 'look', number, task });
      } catch (error) {
        fail(error);
      }
      return () => {
        elsewhere.get(number)?.();
        elsewhere.delete(number);
        if (looks.delete(number)) thread?.post({ kind: 'cancel', number });
      };
    },
    async close() {
      hasFailed = true;
      looks.clear();
      for (const cancel of elsewhere.values()) cancel();
      await thread?.terminate();
    },
  };
}
