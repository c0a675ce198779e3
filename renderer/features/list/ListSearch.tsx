/** The search of the list that is shown. */
import { useCallback } from 'react';
import { useAppStore } from '../../store/app-store.ts';
import { SearchBox } from './SearchBox.tsx';
import { useJobView } from './use-job-view.ts';

export function ListSearch() {
  const { view } = useAppStore();
  const { search } = useJobView();
  const onSearch = useCallback((text: string) => view.change({ search: text }), [view]);
  return <SearchBox value={search} onSearch={onSearch} />;
}
