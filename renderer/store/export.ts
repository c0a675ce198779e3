/** One export at a time: started, polled, reported; in a browser its file is fetched at the end. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExportProgress, ExportRequest } from '../../shared/contract/contract.ts';
import type { Timers } from '../../shared/domain/time.ts';
import { CallFailed, messageOfError, type Client } from '../api.ts';

const POLL_INTERVAL_MS = 300;

export type ExportEnd =
  | { readonly kind: 'ended'; readonly progress: ExportProgress }
  /** `busy`: another export is running. */
  | { readonly kind: 'failed'; readonly busy: boolean; readonly reason: string };

export interface ExportState {
  /** Rows that the list promised when it began; null: not counted. */
  readonly total: number | null;
  /** Null: the person is choosing a file. */
  readonly id: string | null;
  readonly rows: number;
}

export interface Exporting {
  /** Null: none is running. */
  readonly store: StoreApi<{ readonly current: ExportState | null }>;
  start(request: ExportRequest, total: number | null): void;
  cancel(): void;
  /** @returns the function that ends it. */
  onEnd(listener: (end: ExportEnd) => void): () => void;
}

export function createExporting(client: Client, timers: Timers): Exporting {
  const store = createStore<{ readonly current: ExportState | null }>(() => ({ current: null }));
  const listeners = new Set<(end: ExportEnd) => void>();
  const tell = (end: ExportEnd) => listeners.forEach((listener) => listener(end));

  async function run(request: ExportRequest, total: number | null): Promise<void> {
    store.setState({ current: { total, id: null, rows: 0 } });
    try {
      const { id } = await client.call('export.start', request);
      if (id === null) return;
      for (;;) {
        const progress = await client.call('export.progress', id);
        if (progress.status !== 'running') {
          tell({ kind: 'ended', progress });
          return;
        }
        store.setState({ current: { total, id, rows: progress.rows } });
        await new Promise<void>((resolve) => timers.after(POLL_INTERVAL_MS, resolve));
      }
    } catch (error) {
      const busy = error instanceof CallFailed && error.code === 'refused';
      tell({ kind: 'failed', busy, reason: messageOfError(error) });
    } finally {
      store.setState({ current: null });
    }
  }

  return {
    store,
    start(request, total) {
      if (store.getState().current === null) void run(request, total);
    },
    cancel() {
      const id = store.getState().current?.id;
      // The next question for progress says that it is cancelled.
      if (id != null) client.call('export.cancel', id).catch(() => undefined);
    },
    onEnd(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
