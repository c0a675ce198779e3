/** The way into the list of jobs with conditions of its own: what was set there before is replaced. */
import { useCallback } from 'react';
import type { Condition } from '../../shared/domain/job-list.ts';
import type { FilterEntry } from '../../shared/domain/preferences.ts';
import { navigate } from '../router.ts';
import { useAppStore } from '../store/app-store.ts';

/** @returns opens the list with conditions, and a text that is searched for */
export function useListFilters(): (conditions: readonly Condition[], search?: string) => void {
  const { view } = useAppStore();
  return useCallback(
    (conditions, search = '') => {
      const filters: FilterEntry[] = conditions.map((condition, index) => ({
        id: `given-${index}`,
        active: true,
        condition,
      }));
      view.change({ filters, filterOpen: filters.length > 0, search });
      view.setPage(0);
      navigate({ name: 'jobs', page: 0 });
    },
    [view],
  );
}
