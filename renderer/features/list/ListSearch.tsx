/** The search of the list that is shown. */
import { useStore } from 'zustand';
import { useAppStore } from '../../store/app-store.ts';
import { SearchBox } from './SearchBox.tsx';

export function ListSearch() {
  const { typedSearch } = useAppStore();
  const text = useStore(typedSearch.store, (state) => state.text);
  return <SearchBox text={text} onType={typedSearch.type} onAsk={typedSearch.askNow} />;
}
