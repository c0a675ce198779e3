/** The state of the first start and of the settings. */
import { useCallback, useEffect, useState } from 'react';
import type { SetupState } from '../../shared/contract/contract.ts';
import { messageOfError } from '../api.ts';
import { useAppStore } from '../store/app-store.ts';

export interface LoadedSetup {
  /** Null until it came. */
  readonly state: SetupState | null;
  readonly error: string | null;
  reload(): Promise<void>;
}

export function useSetupState(): LoadedSetup {
  const { client } = useAppStore();
  const [state, setState] = useState<SetupState | null>(null);
  const [error, setError] = useState<string | null>(null);

  const reload = useCallback(async () => {
    try {
      setState(await client.call('setup.state'));
      setError(null);
    } catch (failure) {
      setError(messageOfError(failure));
    }
  }, [client]);

  useEffect(() => void reload(), [reload]);
  return { state, error, reload };
}
