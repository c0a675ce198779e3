/**
 * One action on many jobs on its way: counted, shown, confirmed, done. The steps are those of the contract: the backend
 * freezes the exact set, and only that set is acted upon.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BulkPlan, BulkProgress, BulkTarget } from '../../shared/contract/contract.ts';
import type { BulkAction } from '../../shared/domain/bulk.ts';
import type { Timers } from '../../shared/domain/time.ts';
import { CallFailed, messageOfError, type Client } from '../api.ts';

const POLL_INTERVAL_MS = 300;

export type BulkStep =
  | { readonly kind: 'counting' }
  | { readonly kind: 'asking'; readonly plan: BulkPlan }
  | { readonly kind: 'running'; readonly plan: BulkPlan; readonly progress: BulkProgress | null }
  /** `gone`: the set is no longer known and has to be counted again. */
  | { readonly kind: 'failed'; readonly gone: boolean; readonly reason: string };

export interface BulkState {
  readonly action: BulkAction;
  readonly target: BulkTarget;
  readonly step: BulkStep;
}

export interface Bulk {
  /** Null: no dialog. */
  readonly store: StoreApi<{ readonly current: BulkState | null }>;
  open(action: BulkAction, target: BulkTarget): void;
  /** Counts the same target again. */
  again(): void;
  confirm(reason: string): void;
  /** Stops what runs: what is done stays done. */
  stop(): void;
  /** Closes the dialog; a run goes on, and a notice reports its end. */
  close(): void;
  /** Hears how actions end. @returns the function that ends it. */
  onEnd(listener: (end: BulkEnd) => void): () => void;
}

/** `failed`: the dialog was closed already when the run broke off. */
export type BulkEnd =
  | { readonly kind: 'ended'; readonly action: BulkAction; readonly progress: BulkProgress }
  | { readonly kind: 'failed'; readonly reason: string };

export function createBulk(client: Client, timers: Timers): Bulk {
  const listeners = new Set<(end: BulkEnd) => void>();
  const tell = (end: BulkEnd) => listeners.forEach((listener) => listener(end));
  const store = createStore<{ readonly current: BulkState | null }>(() => ({ current: null }));
  /** A dialog that was closed or started again takes no more answers. */
  let dialog = 0;

  function show(mine: number, step: BulkStep): void {
    const { current } = store.getState();
    if (current && mine === dialog) store.setState({ current: { ...current, step } });
  }

  function fail(mine: number, error: unknown): void {
    const gone = error instanceof CallFailed && error.code === 'not_found';
    const reason = messageOfError(error);
    if (mine === dialog) show(mine, { kind: 'failed', gone, reason });
    else tell({ kind: 'failed', reason });
  }

  async function count(action: BulkAction, target: BulkTarget): Promise<void> {
    dialog += 1;
    const mine = dialog;
    store.setState({ current: { action, target, step: { kind: 'counting' } } });
    try {
      show(mine, { kind: 'asking', plan: await client.call('bulk.prepare', { action, target }) });
    } catch (error) {
      if (mine === dialog) fail(mine, error);
    }
  }

  async function run(action: BulkAction, plan: BulkPlan, reason: string): Promise<void> {
    const mine = dialog;
    show(mine, { kind: 'running', plan, progress: null });
    try {
      let progress = await client.call('bulk.run', { setId: plan.setId, reason });
      while (progress.status === 'running') {
        show(mine, { kind: 'running', plan, progress });
        await new Promise<void>((resolve) => timers.after(POLL_INTERVAL_MS, resolve));
        progress = await client.call('bulk.progress', plan.setId);
      }
      if (mine === dialog) store.setState({ current: null });
      tell({ kind: 'ended', action, progress });
    } catch (error) {
      fail(mine, error);
    }
  }

  return {
    store,
    open: (action, target) => void count(action, target),
    again() {
      const { current } = store.getState();
      if (current) void count(current.action, current.target);
    },
    confirm(reason) {
      const { current } = store.getState();
      if (current?.step.kind === 'asking') void run(current.action, current.step.plan, reason);
    },
    stop() {
      const step = store.getState().current?.step;
      // The answer to the next question for progress says that it stopped.
      if (step?.kind === 'running')
        client.call('bulk.stop', step.plan.setId).catch(() => undefined);
    },
    close() {
      const step = store.getState().current?.step;
      if (step?.kind === 'asking') client.call('bulk.stop', step.plan.setId).catch(() => undefined);
      dialog += 1;
      store.setState({ current: null });
    },
    onEnd(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
