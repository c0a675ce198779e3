/** Asks RetailSuite whether the stored sign-in is still valid. */
import { useCallback, useState } from 'react';
import type { ConnectionResult } from '../../shared/contract/contract.ts';
import { messageOfError } from '../api.ts';
import { useAppStore } from '../store/app-store.ts';

export interface ConnectionTest {
  /** Null: nothing was asked yet. */
  readonly result: ConnectionResult | 'testing' | null;
  test(): void;
  forget(): void;
}

export function useConnectionTest(): ConnectionTest {
  const { client } = useAppStore();
  const [result, setResult] = useState<ConnectionTest['result']>(null);
  const test = useCallback(() => {
    setResult('testing');
    client
      .call('connection.test')
      .then(setResult, (failure: unknown) =>
        setResult({ ok: false, problem: { code: 'unexpected', detail: messageOfError(failure) } }),
      );
  }, [client]);
  const forget = useCallback(() => setResult(null), []);
  return { result, test, forget };
}
