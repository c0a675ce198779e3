/**
 * Numbered, coalesced changes for the windows: the first after a quiet time at once, then at most ten batches a second, and
 * fewer when asking for the status is dear.
 */
import type {
  Changes,
  ChangesSource,
  EngineStatus,
  FolderProblem,
} from '../../../shared/contract/contract.ts';
import type { Clock, Timers } from '../../../shared/domain/time.ts';

const MIN_INTERVAL_MS = 100;
/** Asking for the status may take a twentieth of the time at most, however many jobs are open. */
const STATUS_TIME_DIVISOR = 20;
/** Above that a window asks for its page again anyway. */
const MAX_IDS = 500;

export interface ChangesHub extends ChangesSource {
  /** Jobs changed (`all`: too many to name); an empty list: the status alone did. */
  touch(jobs: readonly number[] | 'all'): void;
  /** The same for a change that the engine did not make: it looks again. */
  touchAndWake(jobs?: readonly number[] | 'all'): void;
  /** Settings, or preferences that all windows share, may have changed. */
  touchSettings(): void;
  /** How things stand; `revision` is the number of the last batch. */
  current(): Omit<Changes, 'jobs'>;
  close(): void;
}

export function createChangesHub(options: {
  readonly status: () => EngineStatus;
  readonly openProblems: () => number;
  readonly folderProblems: () => FolderProblem[];
  /** Has the engine look again. */
  readonly wake: () => void;
  readonly clock: Clock;
  readonly timers: Timers;
}): ChangesHub {
  const listeners = new Set<(changes: Changes) => void>();
  let touched: Set<number> | 'all' = new Set();
  let revision = 0;
  let settingsRevision = 0;
  let interval = MIN_INTERVAL_MS;
  let lastEmittedAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | undefined;
  let closed = false;

  function current(): Omit<Changes, 'jobs'> {
    return {
      revision,
      status: options.status(),
      openProblems: options.openProblems(),
      folderProblems: options.folderProblems(),
      settingsRevision,
    };
  }

  function touch(jobs: readonly number[] | 'all'): void {
    if (closed) return;
    if (jobs === 'all' || touched === 'all' || touched.size + jobs.length > MAX_IDS)
      touched = 'all';
    else for (const id of jobs) touched.add(id);
    cancel ??= options.timers.after(untilNext(), emit);
  }

  /** What one turn changes together goes out together, so even the first batch waits for the end of the turn. */
  function untilNext(): number {
    const wait = lastEmittedAt + interval - options.clock();
    // A clock that was set back must not silence the windows.
    return Math.min(Math.max(0, wait), interval);
  }

  function emit(): void {
    cancel = undefined;
    const jobs = touched === 'all' ? 'all' : [...touched];
    touched = new Set();
    revision += 1;
    lastEmittedAt = options.clock();
    if (listeners.size === 0) return;
    const changes: Changes = { ...current(), jobs };
    const statusTime = options.clock() - lastEmittedAt;
    interval = Math.max(MIN_INTERVAL_MS, statusTime * STATUS_TIME_DIVISOR);
    for (const listener of listeners) listener(changes);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    touch,
    touchAndWake(jobs = 'all') {
      touch(jobs);
      options.wake();
    },
    touchSettings() {
      settingsRevision += 1;
      touch([]);
    },
    current,
    close() {
      closed = true;
      cancel?.();
      listeners.clear();
    },
  };
}
