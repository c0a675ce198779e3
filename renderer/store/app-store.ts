/**
 * The window's stores, wired together: changes of jobs refresh the page, changes of the view ask for another one.
 */
import { createContext, use } from 'react';
import type { Clock, Timers } from '../../shared/domain/time.ts';
import { DEFAULT_TIME_ZONE } from '../../shared/domain/time.ts';
import type { Client } from '../api.ts';
import { createBulk, type Bulk } from './bulk.ts';
import { createExporting, type Exporting } from './export.ts';
import { createHandOver, type HandOver } from './hand-over.ts';
import { createJobPage, type JobPage } from './job-page.ts';
import { createNotices, type Notices } from './notices.ts';
import { createSelection, keptOf, type Selection } from './selection.ts';
import { createSync, type Sync } from './sync.ts';
import { createTypedSearch, type TypedSearch } from './typed-search.ts';
import { createValues, type Values } from './values.ts';
import { pageRequest } from './filters.ts';
import { createView, type View } from './view.ts';
import type { ViewState } from './view-state.ts';

export interface AppStore {
  readonly client: Client;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly sync: Sync;
  readonly view: View;
  readonly jobPage: JobPage;
  readonly notices: Notices;
  readonly selection: Selection;
  readonly bulk: Bulk;
  readonly exporting: Exporting;
  readonly handOver: HandOver;
  readonly values: Values;
  readonly typedSearch: TypedSearch;
  start(): void;
  stop(): void;
}

export function createAppStore(client: Client, timers: Timers, clock: Clock): AppStore {
  const sync = createSync(client, timers);
  const view = createView(client, timers);
  const notices = createNotices(timers);
  const selection = createSelection();
  const bulk = createBulk(client, timers);
  const exporting = createExporting(client, timers);
  const handOver = createHandOver(client, timers);
  const values = createValues(client);
  const timeZone = () => sync.store.getState().snapshot?.timeZone ?? DEFAULT_TIME_ZONE;
  const jobPage = createJobPage({
    client,
    timers,
    clock,
    request: () => pageRequest(view.store.getState(), clock, timeZone()),
    isAttended() {
      const { page, scroll, atRows } = view.store.getState();
      return atRows || page > 0 || scroll.top > 0;
    },
    onPastEnd: (lastPage) => view.setPage(lastPage),
  });
  const typedSearch = createTypedSearch(view, jobPage);
  const endings: (() => void)[] = [];

  return {
    client,
    clock,
    timers,
    sync,
    view,
    jobPage,
    notices,
    selection,
    bulk,
    exporting,
    handOver,
    values,
    typedSearch,
    start() {
      let loaded = false;
      const endFirst = sync.onTouched(() => {
        endFirst();
        // The first page is asked for with the stored conditions, so not before they are known.
        const { snapshot } = sync.store.getState();
        if (snapshot) view.load(snapshot.preferences);
        selection.restore(view.store.getState().chosen);
        loaded = true;
        void jobPage.load();
        endings.push(sync.onTouched(jobPage.touch));
      });
      endings.push(
        endFirst,
        sync.store.subscribe(({ snapshot }, before) => {
          if (snapshot && snapshot.preferences !== before.snapshot?.preferences) {
            view.follow(snapshot.preferences);
          }
        }),
        selection.store.subscribe((state) => view.remember({ chosen: keptOf(state) })),
        view.store.subscribe((state, before) => {
          if (!loaded) return;
          const hasLeft = before.atRows && !state.atRows;
          if (hasLeft && jobPage.store.getState().news) jobPage.touch([]);
          const { filters, search, sort, pageSize } = state.preferences.jobView;
          const old = before.preferences.jobView;
          const otherRows =
            state.page !== before.page ||
            sort !== old.sort ||
            pageSize !== old.pageSize ||
            filters !== old.filters ||
            search !== old.search;
          if (otherRows) void jobPage.load();
          if (
            state.preferences !== before.preferences &&
            questionOf(state) !== questionOf(before)
          ) {
            selection.clear();
          }
        }),
      );
      sync.start();
    },
    stop() {
      for (const end of endings.splice(0)) end();
      sync.stop();
      jobPage.stop();
    },
  };
}

/** The question without its page; presets are not resolved, so the time of asking makes no difference. */
function questionOf(state: ViewState): string {
  const { conditions, search } = pageRequest(state, () => 0, DEFAULT_TIME_ZONE);
  return JSON.stringify({ conditions, search });
}

const AppStoreContext = createContext<AppStore | null>(null);
export const AppStoreProvider = AppStoreContext.Provider;

export function useAppStore(): AppStore {
  const store = use(AppStoreContext);
  if (!store) throw new Error('useAppStore needs an AppStoreProvider above it');
  return store;
}
