/** Names of RetailSuite's accounts by number; empty while the chart is not known. */
import { useEffect, useState } from 'react';
import { useAppStore } from '../store/app-store.ts';

const NO_NAMES: ReadonlyMap<string, string> = new Map();

export function useAccountNames(): ReadonlyMap<string, string> {
  const { client } = useAppStore();
  const [names, setNames] = useState(NO_NAMES);
  useEffect(() => {
    let current = true;
    client.call('accounts.chart', false).then(
      ({ accounts }) => {
        if (!current) return;
        const named = accounts.filter(({ description }) => description !== '');
        setNames(new Map(named.map(({ number, description }) => [number, description])));
      },
      // A number without its name is still the account.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client]);
  return names;
}
