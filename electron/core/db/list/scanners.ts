/** Scanners of all jobs (`full-scan.ts`): a thread with a connection of its own, or the main loop in slices. */
import type { Worker } from 'node:worker_threads';
import { createThreadClient, type ThreadClient } from '../../worker-thread.ts';
import type { Db } from '../open.ts';
import { scanAll, type FullScanResult, type FullScanTask } from './full-scan.ts';

export interface Scanner {
  /** A scan does not hold up the main loop. */
  readonly isOffMainThread: () => boolean;
  /**
   * @param onResult called now and then, and with what was found at last
   * @returns ends it
   */
  scan(task: FullScanTask, onResult: (result: FullScanResult) => void): () => void;
  close(): Promise<void>;
}

export type ToThread =
  | { readonly kind: 'scan'; readonly number: number; readonly task: FullScanTask }
  | { readonly kind: 'cancel'; readonly number: number };
export interface FromThread {
  readonly number: number;
  readonly result: FullScanResult;
}

export interface LocalScannerOptions {
  readonly db: Db;
  readonly endOfTurn: (run: () => void) => void;
  /** Jobs that are scanned between two turns of the event loop. */
  readonly slice: number;
}

export function createLocalScanner({ db, endOfTurn, slice }: LocalScannerOptions): Scanner {
  return {
    isOffMainThread: () => false,
    scan(task, onResult) {
      const steps = scanAll(db, task, slice);
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

export interface ThreadScannerOptions {
  /** Starts the thread, at the first question that needs it. */
  readonly startThread: () => Worker;
  /** Takes over what the thread has not done when it fails, and all that comes later. */
  readonly fallback: Scanner;
  readonly onBug: (error: unknown) => void;
}

export function createThreadScanner({
  startThread,
  fallback,
  onBug,
}: ThreadScannerOptions): Scanner {
  interface PendingScan {
    readonly task: FullScanTask;
    readonly onResult: (result: FullScanResult) => void;
  }
  const pending = new Map<number, PendingScan>();
  const elsewhere = new Map<number, () => void>();
  let thread: ThreadClient<ToThread> | undefined;
  let hasFailed = false;
  let latest = 0;

  function fail(error: unknown): void {
    if (hasFailed) return;
    hasFailed = true;
    onBug(error);
    void thread?.terminate();
    for (const [number, { task, onResult }] of pending) {
      elsewhere.set(number, fallback.scan(task, onResult));
    }
    pending.clear();
  }

  const begin = () =>
    createThreadClient<ToThread, FromThread>(startThread(), {
      name: 'the search',
      onMessage({ number, result }) {
        const scan = pending.get(number);
        if (result.found) pending.delete(number);
        scan?.onResult(result);
      },
      onEnd: fail,
    });

  return {
    isOffMainThread: () => !hasFailed,
    scan(task, onResult) {
      if (hasFailed) return fallback.scan(task, onResult);
      latest += 1;
      const number = latest;
      pending.set(number, { task, onResult });
      try {
        thread ??= begin();
        thread.post({ kind: 'scan', number, task });
      } catch (error) {
        fail(error);
      }
      return () => {
        elsewhere.get(number)?.();
        elsewhere.delete(number);
        if (pending.delete(number)) thread?.post({ kind: 'cancel', number });
      };
    },
    async close() {
      hasFailed = true;
      pending.clear();
      for (const cancel of elsewhere.values()) cancel();
      await thread?.terminate();
    },
  };
}
