/**
 * The current page of the list: read when the view changes, and again when jobs change, at a bounded rate.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JobRow, PageRequest, PageSums } from '../../shared/domain/job-list.ts';
import type { Clock, Timers } from '../../shared/domain/time.ts';
import { messageOfError, type Client } from '../api.ts';
import type { Touched } from './sync.ts';

/** Shortest time between two reads caused by changes, in milliseconds: at most five a second. */
const REFRESH_INTERVAL_MS = 200;

export interface JobPageState {
  /** Rows keep their identity while their content is the same, so that the grid touches only what changed. */
  readonly rows: readonly JobRow[];
  readonly total: number;
  /** False: at least `total` match, the backend is still counting. */
  readonly exact: boolean;
  /** The money of the `total` jobs. */
  readonly sums: PageSums;
  readonly all: number;
  /** When the rows were read; null before the first answer. */
  readonly asOf: number | null;
  /** Other rows than those shown are on their way. */
  readonly loading: boolean;
  readonly error: string | null;
  /** The highest id when the rows were read, of all jobs; 0: there is none. */
  readonly newestId: number;
  /** The list has gone on, the rows have stayed where they are; null: they are where they belong. */
  readonly news: News | null;
}

export interface News {
  /** New rows that match; 0: only the order has changed, or rows have left. */
  readonly count: number;
}

export interface JobPage {
  readonly store: StoreApi<JobPageState>;
  /** The view changed, or the user pressed refresh: ask now. */
  load(): Promise<void>;
  /** Jobs changed: ask soon, several changes in one question. */
  touch(jobs?: Touched): void;
  stop(): void;
}

export interface JobPageOptions {
  readonly client: Client;
  readonly timers: Timers;
  readonly clock: Clock;
  request(): PageRequest;
  /** The page lies behind the end of the list, which has shrunk: `lastPage` is the last one, from 0. */
  onPastEnd(lastPage: number): void;
  /** Somebody is at the rows: they must stay where they are when the list goes on by itself. */
  isAttended(): boolean;
}

export function createJobPage({
  client,
  timers,
  clock,
  request,
  onPastEnd,
  isAttended,
}: JobPageOptions): JobPage {
  const store = createStore<JobPageState>(() => ({
    rows: [],
    total: 0,
    exact: true,
    sums: 'counting',
    all: 0,
    asOf: null,
    loading: true,
    error: null,
    newestId: 0,
    news: null,
  }));
  /** The rows shown are the answer to the current question. */
  let isAnswered = false;
  /** The conditions and the search that the sums are of. */
  let summed = '';
  /** Jobs that changed since the last question. */
  let touched: Touched = [];
  let stopped = false;
  let latestQuestion = 0;
  let asking = false;
  let dirty = false;
  let cancelTimer: (() => void) | undefined;
  let lastAskedAt = Number.NEGATIVE_INFINITY;

  /** @param byItself the list changed by itself: attended rows stay in place. */
  async function ask(byItself: boolean): Promise<void> {
    cancelTimer?.();
    cancelTimer = undefined;
    dirty = false;
    asking = true;
    lastAskedAt = clock();
    latestQuestion += 1;
    const question = latestQuestion;
    const asked = request();
    const changed = touched;
    touched = [];
    try {
      const reply = await client.call('jobs.page', asked);
      // A newer question is out: this answer is of rows that nobody wants to see any more.
      if (stopped || question !== latestQuestion) return;
      const before = store.getState();
      const stays =
        byItself &&
        isAnswered &&
        before.rows.length > 0 &&
        isAttended() &&
        hasMoved(before.rows, reply.rows);
      const kept = stays ? await inPlace(before.rows, reply.rows, changed, asked) : null;
      if (stopped || question !== latestQuestion) return;
      asking = false;
      const lastPage = Math.max(0, Math.ceil(reply.total / asked.limit) - 1);
      if (!kept && reply.rows.length === 0 && lastPage * asked.limit < asked.offset) {
        onPastEnd(lastPage);
        return;
      }
      isAnswered = true;
      summed = summedBy(asked);
      store.setState((state) => ({
        rows: keepIdentity(state.rows, kept?.rows ?? reply.rows),
        newestId: kept
          ? state.newestId
          : Math.max(reply.newestId, ...reply.rows.map(({ id }) => id)),
        news: kept && { count: kept.count },
        total: reply.total,
        exact: reply.exact,
        sums: reply.sums,
        all: reply.all,
        asOf: reply.asOf,
        loading: false,
        error: null,
      }));
    } catch (error) {
      if (stopped || question !== latestQuestion) return;
      asking = false;
      // Changes that came in meanwhile are not in the answer.
      touched = 'all';
      store.setState({ loading: false, error: messageOfError(error) });
    }
    const { exact, sums } = store.getState();
    if (dirty || !exact || sums === 'counting') touch([]);
  }

  /** The rows where they are, each as it is now. */
  async function inPlace(
    shown: readonly JobRow[],
    fresh: readonly JobRow[],
    changed: Touched,
    { conditions, search }: PageRequest,
  ): Promise<{ rows: readonly JobRow[]; count: number }> {
    const now = new Map(fresh.map((row) => [row.id, row]));
    const gone = shown.map(({ id }) => id).filter((id) => !now.has(id));
    const { rows, count } = await client.call('jobs.news', {
      ids: changed === 'all' ? gone : gone.filter((id) => changed.includes(id)),
      after: store.getState().newestId,
      question: { conditions, ...(search !== undefined && { search }) },
    });
    for (const row of rows) now.set(row.id, row);
    return { rows: shown.map((row) => now.get(row.id) ?? row), count };
  }

  function touch(jobs: Touched = 'all'): void {
    touched = touched === 'all' || jobs === 'all' ? 'all' : [...touched, ...jobs];
    dirty = true;
    if (stopped || asking || cancelTimer) return;
    const wait = lastAskedAt + REFRESH_INTERVAL_MS - clock();
    // A clock that was set back must not stop the list.
    cancelTimer = timers.after(
      Math.min(Math.max(0, wait), REFRESH_INTERVAL_MS),
      () => void ask(true),
    );
  }

  return {
    store,
    load() {
      isAnswered = false;
      // Money of other jobs is worse than none.
      store.setState({
        loading: true,
        ...(summedBy(request()) !== summed && { sums: 'counting' }),
      });
      return ask(false);
    },
    touch,
    stop() {
      stopped = true;
      cancelTimer?.();
    },
  };
}

/** The part of a question that decides which jobs it finds, on whatever page. */
function summedBy({ conditions, search }: PageRequest): string {
  return JSON.stringify([conditions, search]);
}

/** Rows came before, between or instead of those shown; further ones behind them move nothing. */
function hasMoved(shown: readonly JobRow[], fresh: readonly JobRow[]): boolean {
  return shown.some(({ id }, index) => fresh[index]?.id !== id);
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
