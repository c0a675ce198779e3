/** A folder that is checked while it is typed. */
import { useEffect, useState } from 'react';
import type { FolderFound } from '../../shared/contract/contract.ts';
import type { FolderUse } from '../../shared/domain/program-settings.ts';
import { messageOfError } from '../api.ts';
import { useAppStore } from '../store/app-store.ts';
import type { FolderInput } from '../ui/form/FolderField.tsx';
import { TYPING_PAUSE_MS } from './typing-pause.ts';

/** @param initial an empty text is not checked: it stands for "none" */
export function useFolder(use: FolderUse, initial: string, picks: boolean): FolderInput {
  const { client, timers, notices } = useAppStore();
  const [value, setValue] = useState(initial);
  const [found, setFound] = useState<FolderFound | null>(null);
  const [checking, setChecking] = useState(false);

  useEffect(() => {
    setFound(null);
    if (value.trim() === '') {
      setChecking(false);
      return;
    }
    let current = true;
    setChecking(true);
    const cancel = timers.after(TYPING_PAUSE_MS, () => {
      client.call('folders.check', use, value).then(
        (reply) => {
          if (!current) return;
          setFound(reply);
          setChecking(false);
        },
        (failure: unknown) => {
          if (!current) return;
          setFound({
            path: '',
            problem: { code: 'unexpected', detail: messageOfError(failure) },
            isNew: false,
            deliveries: 0,
          });
          setChecking(false);
        },
      );
    });
    return () => {
      current = false;
      cancel();
    };
  }, [client, timers, use, value]);

  const choose = () => {
    client.call('folders.choose', value).then(
      ({ path }) => path !== null && setValue(path),
      (failure: unknown) => notices.show('bad', messageOfError(failure)),
    );
  };
  return { value, found, checking, change: setValue, choose: picks ? choose : undefined };
}
