/** The rows chosen in the list, as the grid shows and changes them, and what is done with them. */
import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import type { BulkTarget } from '../../../shared/contract/contract.ts';
import type { BulkAction } from '../../../shared/domain/bulk.ts';
import { DEFAULT_TIME_ZONE } from '../../../shared/domain/time.ts';
import { useAppStore } from '../../store/app-store.ts';
import { isChosen } from '../../store/selection.ts';
import { pageRequest } from '../../store/filters.ts';

/** The selection as the rows show and change it. */
export function useRowChoice() {
  const { jobPage, selection } = useAppStore();
  const state = useStore(selection.store);
  const rows = useStore(jobPage.store, ({ rows }) => rows);

  const onPage = useCallback(() => jobPage.store.getState().rows.map(({ id }) => id), [jobPage]);
  const choose = useCallback(
    (id: number, how: 'toggle' | 'extend') => selection[how](id, onPage()),
    [selection, onPage],
  );
  const onChoose = useCallback(
    (id: string, how: 'toggle' | 'extend') => choose(Number(id), how),
    [choose],
  );

  const cells = useMemo(() => {
    const chosen = rows.filter(({ id }) => isChosen(state, id)).length;
    return {
      isChosen: (id: number) => isChosen(state, id),
      pageChoice:
        chosen === 0
          ? ('none' as const)
          : chosen === rows.length
            ? ('all' as const)
            : ('some' as const),
      onChoose: choose,
      onChoosePage: () => selection.togglePage(onPage()),
    };
  }, [state, rows, choose, selection, onPage]);

  return { cells, onChoose };
}

/** Opens the dialog of an action on all that is chosen. */
export function useBulk() {
  const { bulk, clock, selection, sync, view } = useAppStore();
  return useCallback(
    (action: BulkAction) => {
      const { kind, ids } = selection.store.getState();
      const timeZone = sync.store.getState().snapshot?.timeZone ?? DEFAULT_TIME_ZONE;
      const { conditions, search } = pageRequest(view.store.getState(), clock, timeZone);
      const target: BulkTarget =
        kind === 'rows'
          ? { kind: 'jobs', ids: [...ids] }
          : { kind: 'matching', conditions, ...(search !== undefined && { search }) };
      bulk.open(action, target);
    },
    [bulk, clock, selection, sync, view],
  );
}
