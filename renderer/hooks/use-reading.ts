/** Reading from the backend, again when jobs change. */
import { useCallback, useEffect, useState } from 'react';
import { SECOND } from '../../shared/domain/time.ts';
import { messageOfError } from '../api.ts';
import { asSentence } from '../format/as-sentence.ts';
import { useAppStore } from '../store/app-store.ts';

/** Shortest time between two readings that changes cause. */
const REFRESH_INTERVAL_MS = SECOND;

/**
 * Reads at once, and again after changes of jobs; `reload` reads now.
 *
 * @param intervalMs shortest time between two readings that changes cause
 */
export function useReading<T>(
  read: () => Promise<T>,
  intervalMs: number = REFRESH_INTERVAL_MS,
): {
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
      cancel ??= timers.after(intervalMs, () => {
        cancel = undefined;
        now();
      });
    });
    return () => {
      current = false;
      cancel?.();
      end();
    };
  }, [read, sync, timers, turn, intervalMs]);

  const reload = useCallback(() => setTurn((last) => last + 1), []);
  return { ...state, reload };
}
