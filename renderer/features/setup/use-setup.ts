/** What the screens of the first start and of the settings share: the state of things, and folders that check themselves. */
import { useCallback, useEffect, useState } from 'react';
import type { FolderFound, SetupState } from '../../../shared/contract/contract.ts';
import type { FolderUse } from '../../../shared/domain/program-settings.ts';
import { messageOfError } from '../../api.ts';
import { useAppStore } from '../../store/app-store.ts';

/** Quiet time after the last key before what was typed is looked at. */
export const LOOK_DELAY_MS = 400;

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

export interface CheckedFolder {
  readonly value: string;
  readonly found: FolderFound | null;
  readonly checking: boolean;
  change(value: string): void;
  /** Absent where there is no dialog. */
  readonly choose: (() => void) | undefined;
}

/** @param initial an empty text is not looked at: it stands for "none" */
export function useFolder(use: FolderUse, initial: string, picks: boolean): CheckedFolder {
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
    const cancel = timers.after(LOOK_DELAY_MS, () => {
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
