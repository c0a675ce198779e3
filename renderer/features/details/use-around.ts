/** The neighbours of a job in the current list, and the lists it belongs to. */
import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { CallReply } from '../../../shared/contract/contract.ts';
import type { Condition } from '../../../shared/domain/job-list.ts';
import type { FilterEntry } from '../../../shared/domain/preferences.ts';
import { DEFAULT_TIME_ZONE } from '../../../shared/domain/time.ts';
import { navigate } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { pageRequest } from '../../store/filters.ts';

export type Around = CallReply<'details.around'>;

/** Marks the conditions that a link here has set, so that the next link replaces them. */
const CONDITION_ID_PREFIX = 'related-';

export function useAround(id: number): {
  /** Null while it is read, or when it could not be: the page is useful without. */
  readonly around: Around | null;
  /** Goes to the job above or below; the list turns its page along, so that BACK finds the row. */
  go(way: 'previous' | 'next'): void;
  /** Shows the list with these conditions; the others are switched off, not lost. */
  show(conditions: readonly Condition[]): void;
} {
  const { client, clock, sync, view, jobPage } = useAppStore();
  const timeZone = useStore(sync.store, (state) => state.snapshot?.timeZone ?? DEFAULT_TIME_ZONE);
  const jobView = useStore(view.store, (state) => state.preferences.jobView);
  const [read, setRead] = useState<{ readonly id: number; readonly around: Around } | null>(null);

  useEffect(() => {
    let current = true;
    const list = { ...pageRequest(view.store.getState(), clock, timeZone), offset: 0, limit: 1 };
    client.call('details.around', { id, list }).then(
      (around) => current && setRead({ id, around }),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, clock, view, id, timeZone, jobView]);

  const around = read?.id === id ? read.around : null;

  const go = useCallback(
    (way: 'previous' | 'next') => {
      const target = around?.[way] ?? null;
      if (target === null) return;
      const { rows } = jobPage.store.getState();
      const { page } = view.store.getState();
      const edge = way === 'next' ? rows.at(-1) : rows[0];
      if (edge?.id === id) view.setPage(Math.max(0, page + (way === 'next' ? 1 : -1)));
      navigate({ name: 'job', id: target });
    },
    [around, id, jobPage, view],
  );

  const show = useCallback(
    (conditions: readonly Condition[]) => {
      const { filters } = view.store.getState().preferences.jobView;
      const kept = filters
        .filter((entry) => !entry.id.startsWith(CONDITION_ID_PREFIX))
        .map((entry): FilterEntry => ({ ...entry, active: false }));
      const added = conditions.map((condition): FilterEntry => ({
        id: `${CONDITION_ID_PREFIX}${condition.column}`,
        active: true,
        condition,
      }));
      view.change({
        filters: [...kept.slice(0, 50 - added.length), ...added],
        search: '',
        filterOpen: true,
      });
      navigate({ name: 'jobs', page: 0 });
    },
    [view],
  );

  return { around, go, show };
}
