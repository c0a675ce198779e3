/** The arrangement of the list: columns, filters, search, sort and page size. */
import { useStore } from 'zustand';
import type { JobView } from '../../../shared/domain/preferences.ts';
import { useAppStore } from '../../store/app-store.ts';

/** The same object until something about it changes. */
export function useJobView(): JobView {
  const { view } = useAppStore();
  return useStore(view.store, (state) => state.preferences.jobView);
}
