/**
 * The page of the list that is on screen: asked for when the view changes, and again when jobs change, at a bounded rate.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JobRow, PageRequest } from '../../shared/domain/job-list.ts';
import type { Clock, Timers } from '../../shared/domain/time.ts';
import { messageOfError, type Client } from '../api.ts';

/** Shortest time between two questions that changes cause: at most five a second. */
export const REFRESH_INTERVAL_MS = 200;

export interface JobPageState {
  /** Rows keep their identity while their content is the same, so that the grid touches only what changed. */
  readonly rows: readonly JobRow[];
  readonly total: number;
  /** False: at least `total` match, the backend is still counting. */
  readonly exact: boolean;
  readonly all: number;
  /** When the rows were read; null before the first answer. */
  readonly asOf: number | null;
  /** The user asked for other rows than those shown. */
  readonly loading: boolean;
  readonly error: string | null;
}

export interface JobPage {
  readonly store: StoreApi<JobPageState>;
  /** The view changed, or the user pressed refresh: ask now. */
  load(): Promise<void>;
  /** Jobs changed: ask soon, several changes in one question. */
  touch(): void;
  stop(): void;
}

export interface JobPageOptions {
  readonly client: Client;
  readonly timers: Timers;
  readonly clock: Clock;
  request(): PageRequest;
  /** The page lies behind the end of the list, which has shrunk: `lastPage` is the last one, from 0. */
  onPastEnd(lastPage: number): void;
}

export function createJobPage({
  client,
  timers,
  clock,
  request,
  onPastEnd,
}: JobPageOptions): JobPage {
  const store = createStore<JobPageState>(() => ({
    rows: [],
    total: 0,
    exact: true,
    all: 0,
    asOf: null,
    loading: true,
    error: null,
  }));
  let stopped = false;
  let latestQuestion = 0;
  let asking = false;
  let dirty = false;
  let cancelTimer: (() => void) | undefined;
  let lastAskedAt = Number.NEGATIVE_INFINITY;

  async function ask(): Promise<void> {
    cancelTimer?.();
    cancelTimer = undefined;
    dirty = false;
    asking = true;
    lastAskedAt = clock();
    latestQuestion += 1;
    const question = latestQuestion;
    const asked = request();
    try {
      const reply = await client.call('jobs.page', asked);
      // A newer question is out: this answer is of rows that nobody wants to see any more.
      if (stopped || question !== latestQuestion) return;
      asking = false;
      const lastPage = Math.max(0, Math.ceil(reply.total / asked.limit) - 1);
      if (reply.rows.length === 0 && lastPage * asked.limit < asked.offset) {
        onPastEnd(lastPage);
        return;
      }
      store.setState((state) => ({
        rows: keepIdentity(state.rows, reply.rows),
        total: reply.total,
        exact: reply.exact,
        all: reply.all,
        asOf: reply.asOf,
        loading: false,
        error: null,
      }));
    } catch (error) {
      if (stopped || question !== latestQuestion) return;
      asking = false;
      store.setState({ loading: false, error: messageOfError(error) });
    }
    if (dirty || !store.getState().exact) touch();
  }

  function touch(): void {
    dirty = true;
    if (stopped || asking || cancelTimer) return;
    const wait = lastAskedAt + REFRESH_INTERVAL_MS - clock();
    // A clock that was set back must not stop the list.
    cancelTimer = timers.after(Math.min(Math.max(0, wait), REFRESH_INTERVAL_MS), () => void ask());
  }

  return {
    store,
    load() {
      store.setState({ loading: true });
      return ask();
    },
    touch,
    stop() {
      stopped = true;
      cancelTimer?.();
    },
  };
}

/** The new rows, with the old object wherever the content is the same; the old array if nothing changed at all. */
export function keepIdentity(old: readonly JobRow[], fresh: readonly JobRow[]): readonly JobRow[] {
  const byId = new Map(old.map((row) => [row.id, row]));
  const kept = fresh.map((row) => {
    const before = byId.get(row.id);
    return before && isSameRow(before, row) ? before : row;
  });
  const same = kept.length === old.length && kept.every((row, index) => row === old[index]);
  return same ? old : kept;
}

function isSameRow(a: JobRow, b: JobRow): boolean {
  const keys = Object.keys(b) as (keyof JobRow)[];
  return keys.every((key) => a[key] === b[key]);
}
