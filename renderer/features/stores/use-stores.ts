/** What the screens about stores and accounts read, read again when something changes; and the dry run. */
import { useCallback, useEffect, useState } from 'react';
import type { CallReply, DryRunRequest } from '../../../shared/contract/contract.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import { messageOfError } from '../../api.ts';
import { useAppStore } from '../../store/app-store.ts';
import type { DryRunState } from '../../ui/DryRunCard.tsx';
import { asSentence } from '../list/use-window.ts';

/** Shortest time between two readings that changes cause. */
const REFRESH_INTERVAL_MS = SECOND;

export interface StoresData {
  readonly places: CallReply<'places.list'>;
  readonly book: CallReply<'accounts.book'>;
  readonly chart: CallReply<'accounts.chart'>;
  readonly history: CallReply<'accounts.history'>;
}

const HISTORY_SHOWN = 100;

/** Reads at once, and again after changes of jobs; `reload` reads now. */
export function useReading<T>(read: () => Promise<T>): {
  readonly value: T | null;
  readonly error: string | null;
  reload(): void;
} {
  const { sync, timers } = useAppStore();
  const [state, setState] = useState<{ value: T | null; error: string | null }>({
    value: null,
    error: null,
  });
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    let current = true;
    let cancel: (() => void) | undefined;
    const now = () => {
      read().then(
        (value) => current && setState({ value, error: null }),
        (error: unknown) =>
          current && setState((last) => ({ ...last, error: asSentence(messageOfError(error)) })),
      );
    };
    now();
    const end = sync.onTouched(() => {
      cancel ??= timers.after(REFRESH_INTERVAL_MS, () => {
        cancel = undefined;
        now();
      });
    });
    return () => {
      current = false;
      cancel?.();
      end();
    };
  }, [read, sync, timers, turn]);

  const reload = useCallback(() => setTurn((last) => last + 1), []);
  return { ...state, reload };
}

export function useStores() {
  const { client } = useAppStore();
  const read = useCallback(async (): Promise<StoresData> => {
    const [places, book, chart, history] = await Promise.all([
      client.call('places.list'),
      client.call('accounts.book'),
      client.call('accounts.chart', false),
      client.call('accounts.history', HISTORY_SHOWN),
    ]);
    return { places, book, chart, history };
  }, [client]);
  return useReading(read);
}

export function useDryRun(): {
  readonly state: DryRunState | null;
  run(request: DryRunRequest): void;
  close(): void;
} {
  const { client } = useAppStore();
  const [state, setState] = useState<DryRunState | null>(null);
  const run = useCallback(
    (request: DryRunRequest) => {
      setState({ kind: 'running' });
      client.call('dryRun.run', request).then(
        (reply) => setState({ kind: 'done', reply }),
        (error: unknown) => setState({ kind: 'failed', reason: asSentence(messageOfError(error)) }),
      );
    },
    [client],
  );
  const close = useCallback(() => setState(null), []);
  return { state, run, close };
}
