/** The open problems of the import, read again when their number changes or one was decided. */
import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { CallReply } from '../../../shared/contract/contract.ts';
import { messageOfError } from '../../api.ts';
import { useAppStore } from '../../store/app-store.ts';

export function useProblems() {
  const { client, sync } = useAppStore();
  const open = useStore(sync.store, ({ snapshot }) => snapshot?.openProblems ?? 0);
  const [list, setList] = useState<CallReply<'attention.problems'> | null>(null);
  const [turn, setTurn] = useState(0);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    let current = true;
    client.call('attention.problems').then(
      (reply) => {
        if (!current) return;
        setList(reply);
        setError(null);
      },
      (failure: unknown) => {
        if (current) setError(messageOfError(failure));
      },
    );
    return () => {
      current = false;
    };
  }, [client, open, turn]);

  const reload = useCallback(() => setTurn((last) => last + 1), []);
  /** Changes with whatever may have changed the problems. */
  const version = `${turn} ${open}`;
  return { list, error, reload, version };
}
