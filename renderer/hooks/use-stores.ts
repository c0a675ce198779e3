/** Stores, pay desks and their accounts. */
import { useCallback } from 'react';
import type { CallReply } from '../../shared/contract/contract.ts';
import { useAppStore } from '../store/app-store.ts';
import { useReading } from './use-reading.ts';

export interface StoresData {
  readonly places: CallReply<'places.list'>;
  readonly book: CallReply<'accounts.book'>;
  readonly chart: CallReply<'accounts.chart'>;
  readonly history: CallReply<'accounts.history'>;
}

const MAX_HISTORY_ENTRIES = 100;

export function useStores() {
  const { client } = useAppStore();
  const read = useCallback(async (): Promise<StoresData> => {
    const [places, book, chart, history] = await Promise.all([
      client.call('places.list'),
      client.call('accounts.book'),
      client.call('accounts.chart', false),
      client.call('accounts.history', MAX_HISTORY_ENTRIES),
    ]);
    return { places, book, chart, history };
  }, [client]);
  return useReading(read);
}
