/** The abilities of the window's host. */
import { useEffect, useState } from 'react';
import type { DesktopState } from '../../../shared/contract/contract.ts';
import { useAppStore } from '../../store/app-store.ts';

/** @returns null until it is known; and how to put in what a call has answered */
export function useDesktop() {
  const { client } = useAppStore();
  const [state, setState] = useState<DesktopState | null>(null);

  useEffect(() => {
    let current = true;
    client.call('desktop.state').then(
      (read) => current && setState(read),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client]);

  return [state, setState] as const;
}
