/**
 * The window's copy of the backend's state: a snapshot, kept current by numbered changes.
 *
 * The order of things that loses no update: listen first, then take the snapshot, hold back what arrives meanwhile,
 * then apply what is newer. A missing number means: take the snapshot again.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Changes, Snapshot } from '../../shared/contract/contract.ts';
import { SECOND, type Timers } from '../../shared/domain/time.ts';
import { messageOfError, type Client } from '../api.ts';

/** Jobs that changed; `all`: any may have. */
export type Touched = 'all' | readonly number[];

export interface SyncState {
  /** Null until the first one came. */
  readonly snapshot: Snapshot | null;
  /** `lost`: the backend does not answer; what is shown is of the last contact. */
  readonly link: 'connecting' | 'live' | 'lost';
  /** Why the link is lost. */
  readonly reason: string | null;
}

/**
 * Applies one batch to a snapshot.
 *
 * @returns the new snapshot; the same one for a batch that it already contains; `gap` when batches in between are missing.
 */
export function applyChanges(snapshot: Snapshot, changes: Changes): Snapshot | 'gap' {
  if (changes.revision <= snapshot.revision) return snapshot;
  if (changes.revision !== snapshot.revision + 1) return 'gap';
  return {
    ...snapshot,
    revision: changes.revision,
    status: changes.status,
    openProblems: changes.openProblems,
    folderProblems: changes.folderProblems,
    settingsRevision: changes.settingsRevision,
  };
}

/** Pauses between attempts to reach a backend that does not answer, in ms; the last one repeats. */
const RETRY_DELAYS_MS = [0.5 * SECOND, SECOND, 2 * SECOND, 5 * SECOND] as const;

export interface Sync {
  readonly store: StoreApi<SyncState>;
  start(): void;
  stop(): void;
  /** Asks again at once, without waiting for the next attempt. */
  retryNow(): void;
  /** Hears which jobs changed, after the store has the new state. Returns the function that ends it. */
  onTouched(listener: (touched: Touched) => void): () => void;
}

export function createSync(client: Client, timers: Timers): Sync {
  const store = createStore<SyncState>(() => ({
    snapshot: null,
    link: 'connecting',
    reason: null,
  }));
  const listeners = new Set<(touched: Touched) => void>();
  let stopped = true;
  let unsubscribe: (() => void) | undefined;
  let cancelRetry: (() => void) | undefined;
  let failures = 0;
  /** Changes that came while a snapshot is under way; null while none is. */
  let heldBack: Changes[] | null = null;
  /** A gap was reported while a snapshot was under way, which may be older than the gap. */
  let again = false;

  function tell(touched: Touched): void {
    for (const listener of [...listeners]) listener(touched);
  }

  async function takeSnapshot(): Promise<void> {
    cancelRetry?.();
    cancelRetry = undefined;
    if (heldBack) {
      again = true;
      return;
    }
    heldBack = [];
    again = false;
    try {
      const taken = await client.call('app.snapshot');
      if (stopped) return;
      const waiting: readonly Changes[] = heldBack;
      heldBack = null;
      failures = 0;
      store.setState({ snapshot: taken, link: 'live', reason: null });
      tell('all');
      for (const changes of waiting) receive(changes);
      if (again && !heldBack) void takeSnapshot();
    } catch (error) {
      heldBack = null;
      if (stopped) return;
      store.setState({ link: 'lost', reason: messageOfError(error) });
      const delay = RETRY_DELAYS_MS[Math.min(failures, RETRY_DELAYS_MS.length - 1)] ?? SECOND;
      failures += 1;
      cancelRetry = timers.after(delay, () => void takeSnapshot());
    }
  }

  function receive(changes: Changes): void {
    if (stopped) return;
    const { snapshot, link } = store.getState();
    if (heldBack) {
      heldBack.push(changes);
      return;
    }
    // Without a snapshot, or with one from before the line broke, the numbers mean nothing: the next snapshot has it all.
    if (!snapshot || link !== 'live') return;
    const applied = applyChanges(snapshot, changes);
    if (applied === 'gap') {
      void takeSnapshot();
    } else if (applied !== snapshot) {
      store.setState({ snapshot: applied });
      tell(changes.jobs);
      // Preferences and the first start's end come with a snapshot only.
      if (applied.settingsRevision !== snapshot.settingsRevision) void takeSnapshot();
    }
  }

  return {
    store,
    start() {
      if (!stopped) return;
      stopped = false;
      unsubscribe = client.subscribe(receive, () => void takeSnapshot());
      void takeSnapshot();
    },
    stop() {
      stopped = true;
      unsubscribe?.();
      cancelRetry?.();
      heldBack = null;
    },
    retryNow() {
      if (!stopped) void takeSnapshot();
    },
    onTouched(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
