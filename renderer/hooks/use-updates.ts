/** How new versions of the program stand. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { UpdateState } from '../../shared/contract/contract.ts';
import { useAppStore } from '../store/app-store.ts';

/** @returns undefined until it is known, null where the program is not installed; and how to put in what a call has answered */
export function useUpdates() {
  const { client, sync } = useAppStore();
  // A look, a download and an installation say so by it.
  const revision = useStore(sync.store, ({ snapshot }) => snapshot?.settingsRevision);
  const [state, setState] = useState<UpdateState | null | undefined>();

  useEffect(() => {
    let current = true;
    client.call('updates.state').then(
      (read) => current && setState(read),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, revision]);

  return [state, setState] as const;
}
