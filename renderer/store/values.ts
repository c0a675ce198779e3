/** The values that the filter offers for a column, read again whenever the picker opens. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallReply } from '../../shared/contract/contract.ts';
import type { ValueColumn } from '../../shared/domain/job-list.ts';
import { messageOfError, type Client } from '../api.ts';

export interface OfferedValues {
  /** Null: never read. Those of the last time stay while they are read again. */
  readonly values: CallReply<'jobs.values'> | null;
  readonly loading: boolean;
  /** Why they could not be read; null for nothing. */
  readonly error: string | null;
}

export type ValuesByColumn = Partial<Record<ValueColumn, OfferedValues>>;

export interface Values {
  readonly store: StoreApi<ValuesByColumn>;
  ask(column: ValueColumn): Promise<void>;
}

export function createValues(client: Client): Values {
  const store = createStore<ValuesByColumn>(() => ({}));
  return {
    store,
    async ask(column) {
      const before = store.getState()[column];
      if (before?.loading) return;
      const values = before?.values ?? null;
      store.setState({ [column]: { values, loading: true, error: null } });
      try {
        const read = await client.call('jobs.values', column);
        store.setState({ [column]: { values: read, loading: false, error: null } });
      } catch (error) {
        store.setState({ [column]: { values, loading: false, error: messageOfError(error) } });
      }
    },
  };
}
