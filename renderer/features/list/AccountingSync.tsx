/**
 * The tab BUCHHALTUNGS-SYNC: toolbar, views, the two bars, the list of jobs, and its pages.
 *
 * Each part reads from the stores what it shows and nothing else: while jobs are sent, the status changes several times
 * a second, and only the toolbar has to be drawn for that.
 */
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { replaceRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { ListBars } from './ListBars.tsx';
import { ListFooter } from './ListFooter.tsx';
import { ListRows } from './ListRows.tsx';
import { ListToolbar } from './ListToolbar.tsx';
import { ListViews } from './ListViews.tsx';

/** @param notices what every screen must say: the second line of this one's strip */
export function AccountingSync({ notices }: { readonly notices: ReactNode }) {
  const { t } = useTranslation();
  useAddress();
  return (
    <>
      <h1 className="visually-hidden">{t('app.tabSync')}</h1>
      <ListToolbar />
      <div className="strip-notices">{notices}</div>
      <ListViews />
      <ListBars />
      <ListRows />
      <ListFooter />
    </>
  );
}

/** Page and view stand in the address, so that a link or a reload leads back to them. */
function useAddress(): void {
  const { view } = useAppStore();
  const page = useStore(view.store, (state) => state.page);
  const currentView = useStore(view.store, (state) => state.preferences.currentView);
  useEffect(
    () => replaceRoute({ name: 'jobs', page, ...(currentView !== 'all' && { view: currentView }) }),
    [page, currentView],
  );
}
