/** The user's arrangement: columns, filters, sort, page, language, theme. Saved a moment after each change. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  DEFAULT_PREFERENCES,
  SHARED_PREFERENCES,
  sharedPreferences,
  type JobView,
  type Preferences,
  type SharedPreferences,
} from '../../shared/domain/preferences.ts';
import type { Timers } from '../../shared/domain/time.ts';
import { findView } from '../../shared/domain/views.ts';
import type { Client } from '../api.ts';
import {
  changeJobView,
  removeView,
  renameView,
  restoreReplaced,
  saveView,
  selectView,
} from './list-view.ts';
import { createPreferencesSaver } from './preferences.ts';
import { INITIAL_VIEW_STATE, type ViewState } from './view-state.ts';

export interface View {
  readonly store: StoreApi<ViewState>;
  /** Takes over what was stored. Only the first call counts: later, the window's own state is newer. */
  load(preferences: Preferences): void;
  /** Takes over what another window changed of the preferences that all share; this window's own changes stay. */
  follow(preferences: Preferences): void;
  /** Saves what is not saved yet. */
  flush(): Promise<void>;
  setPreferences(
    change: Partial<
      Pick<Preferences, 'language' | 'theme' | 'dates' | 'notify' | 'plainCsv' | 'accountDraft'>
    >,
  ): void;
  /** Changes the arrangement; other filters, sort or page size go back to the first page. */
  change(change: Partial<JobView>): void;
  /** Shows a view as it was saved; an unknown id shows all. */
  select(id: string): void;
  /** Shows again what the press on a view has replaced. */
  takeBack(): void;
  /** Follows the view of an address; the current one stays as it is, changes included. */
  ask(typed: string): void;
  /** Saves the arrangement under a name; a view of the same name is replaced. */
  saveAs(name: string): void;
  rename(name: string, to: string): void;
  remove(name: string): void;
  setPage(page: number): void;
  remember(change: Partial<Pick<ViewState, 'currentJob' | 'scroll' | 'atRows' | 'chosen'>>): void;
}

export function createView(client: Client, timers: Timers): View {
  const store = createStore<ViewState>(() => INITIAL_VIEW_STATE);
  /** The preferences that the backend is known to have. */
  let stored: SharedPreferences = sharedPreferences(DEFAULT_PREFERENCES);
  const { saveSoon, flush } = createPreferencesSaver({
    client,
    timers,
    store,
    onSaved(preferences) {
      stored = sharedPreferences(preferences);
    },
  });
  let loaded = false;
  /** The view of an address that was followed before the user's views were there. */
  let asked: string | undefined;

  function update(change: (state: ViewState) => Partial<ViewState>): void {
    store.setState(change);
    saveSoon();
  }

  function updatePreferences(change: (preferences: Preferences) => Preferences): void {
    update(({ preferences }) => ({ preferences: change(preferences) }));
  }

  return {
    store,
    flush,
    load(preferences) {
      if (loaded) return;
      loaded = true;
      const { page } = store.getState();
      const { job, scroll, chosen, page: last } = preferences.place;
      stored = sharedPreferences(preferences);
      store.setState({ preferences });
      if (asked !== undefined) this.ask(asked);
      // Another view than the last one begins at its start.
      const isLast = store.getState().preferences.currentView === preferences.currentView;
      store.setState(
        isLast
          ? { page: page || last, currentJob: job, isRestored: job !== null, scroll, chosen }
          : { page },
      );
    },
    follow(preferences) {
      if (!loaded) return;
      const now = sharedPreferences(preferences);
      const changed = SHARED_PREFERENCES.filter(
        (key) => JSON.stringify(now[key]) !== JSON.stringify(stored[key]),
      );
      stored = now;
      if (changed.length === 0) return;
      const change = Object.fromEntries(changed.map((key) => [key, now[key]]));
      store.setState((state) => ({ preferences: { ...state.preferences, ...change } }));
    },
    ask(typed) {
      if (!loaded) {
        asked = typed;
        return;
      }
      const { preferences } = store.getState();
      const found = findView(typed, preferences);
      if (found !== undefined && found !== preferences.currentView) this.select(found);
    },
    setPreferences: (change) => updatePreferences((preferences) => ({ ...preferences, ...change })),
    change: (change) => update((state) => changeJobView(state, change)),
    select: (id) => update((state) => selectView(state, id)),
    takeBack: () => update(restoreReplaced),
    saveAs(name) {
      const wanted = name.trim();
      if (wanted !== '') updatePreferences((preferences) => saveView(preferences, wanted));
    },
    rename(name, to) {
      const wanted = to.trim();
      if (wanted !== '') updatePreferences((preferences) => renameView(preferences, name, wanted));
    },
    remove: (name) => updatePreferences((preferences) => removeView(preferences, name)),
    setPage(page) {
      if (store.getState().page === page) return;
      store.setState(({ scroll }) => ({ page, scroll: { top: 0, left: scroll.left } }));
      if (loaded) saveSoon();
    },
    remember(change) {
      store.setState({ ...change, ...('currentJob' in change && { isRestored: false }) });
      if (loaded && ('currentJob' in change || 'chosen' in change)) saveSoon();
    },
  };
}
