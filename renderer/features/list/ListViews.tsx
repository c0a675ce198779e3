/** The bar of the views, on the view that is shown. */
import { useStore } from 'zustand';
import { isChanged } from '../../../shared/domain/views.ts';
import { useAppStore } from '../../store/app-store.ts';
import { useRoom } from '../../ui/use-room.ts';
import { ListSearch } from './ListSearch.tsx';
import { ViewsBar } from './ViewsBar.tsx';

export function ListViews() {
  const { view } = useAppStore();
  const preferences = useStore(view.store, (state) => state.preferences);
  const { small } = useRoom();
  const canTakeBack = useStore(view.store, (state) => state.replaced !== null);
  return (
    <ViewsBar
      current={preferences.currentView}
      own={preferences.views.map(({ name }) => name)}
      isChanged={isChanged(preferences)}
      search={small ? null : <ListSearch />}
      unread={preferences.unread.length}
      canTakeBack={canTakeBack}
      onSelect={view.select}
      onTakeBack={view.takeBack}
      onSaveAs={view.saveAs}
      onRename={view.rename}
      onRemove={view.remove}
    />
  );
}
