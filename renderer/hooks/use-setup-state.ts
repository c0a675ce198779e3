/** The state of the first start and of the settings. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
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
  const { client, sync } = useAppStore();
  // Another window, or another program, may have changed them.
  const revision = useStore(sync.store, ({ snapshot }) => snapshot?.settingsRevision);
  const latest = useRef(0);
  const [state, setState] = useState<SetupState | null>(null);
  const [error, setError] = useState<string | null>(null);

  const reload = useCallback(async () => {
    latest.current += 1;
    const number = latest.current;
    try {
      const loaded = await client.call('setup.state');
      // An older answer must not replace a newer one.
      if (number !== latest.current) return;
      setState(loaded);
      setError(null);
    } catch (failure) {
      if (number === latest.current) setError(messageOfError(failure));
    }
  }, [client]);

  useEffect(() => void reload(), [reload, revision]);
  return { state, error, reload };
}
