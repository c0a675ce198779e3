/**
 * What the user arranged: columns, conditions, sort, page, language, theme. Saved a moment after each change.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  isBackwards,
  type Condition,
  type JobColumn,
  type JobSort,
  type PageRequest,
} from '../../shared/domain/job-list.ts';
import {
  DEFAULT_JOB_VIEW,
  DEFAULT_PREFERENCES,
  START,
  type FilterEntry,
  type JobView,
  type Place,
  type Preferences,
} from '../../shared/domain/preferences.ts';
import type { Clock, Timers } from '../../shared/domain/time.ts';
import type { Client } from '../api.ts';
import { presetDays, presetInstants } from '../format/time-ranges.ts';
import { findView, isChanged, ownId, shippedView, viewOf } from '../../shared/domain/views.ts';

/** Quiet time after the last change before it is saved. */
const SAVE_DELAY_MS = 400;

export interface ViewState {
  readonly preferences: Preferences;
  /** From 0. */
  readonly page: number;
  /** The row that the user is at, by job number: found again after the way back from the details. */
  readonly currentJob: number | null;
  /** `currentJob` is of an earlier window: it is marked, but the keyboard is not there. */
  readonly isOfBefore: boolean;
  /** What `selection.ts` has chosen, to be kept. */
  readonly chosen: Place['chosen'];
  /** Pixels the list is scrolled by. */
  readonly scroll: { readonly top: number; readonly left: number };
  /** What a press on a view has replaced although it was saved nowhere; null once something else was arranged. */
  readonly replaced: Pick<Preferences, 'currentView' | 'jobView'> | null;
  /** The mouse or the keyboard is at the rows: they must not move by themselves. */
  readonly atRows: boolean;
  /** The last attempt to save failed: what the user arranged may be gone after a restart. */
  readonly saveFailed: boolean;
}

export interface View {
  readonly store: StoreApi<ViewState>;
  /** Takes over what was stored; the first snapshot calls it, later ones do not: the window's own state is newer. */
  load(preferences: Preferences): void;
  /** Saves now what is not saved yet. */
  flush(): Promise<void>;
  setPreferences(
    change: Partial<Pick<Preferences, 'language' | 'theme' | 'dates' | 'notify' | 'accountDraft'>>,
  ): void;
  /** Changes the view; a change of conditions, sort or page size goes back to the first page. */
  change(change: Partial<JobView>): void;
  /** Shows a view as it was saved; an unknown name is the one that shows all. */
  select(id: string): void;
  /** Shows again what the press on a view has replaced. */
  takeBack(): void;
  /** The view of an address: the one that is shown stays as it is, changes included. */
  ask(typed: string): void;
  /** Saves what is shown under a name; one of the same name is replaced. */
  saveAs(name: string): void;
  rename(name: string, to: string): void;
  remove(name: string): void;
  setPage(page: number): void;
  remember(change: Partial<Pick<ViewState, 'currentJob' | 'scroll' | 'atRows' | 'chosen'>>): void;
}

export function createView(client: Client, timers: Timers): View {
  const store = createStore<ViewState>(() => ({
    preferences: DEFAULT_PREFERENCES,
    page: 0,
    currentJob: null,
    isOfBefore: false,
    chosen: START.chosen,
    scroll: START.scroll,
    replaced: null,
    atRows: false,
    saveFailed: false,
  }));
  let loaded = false;
  /** An address was followed before the user's views were there. */
  let asked: string | undefined;
  let cancelSave: (() => void) | undefined;

  async function save(): Promise<void> {
    cancelSave?.();
    cancelSave = undefined;
    try {
      const { preferences, page, currentJob, scroll, chosen } = store.getState();
      const place = { page, job: currentJob, scroll, chosen };
      await client.call('preferences.save', { ...preferences, place });
      if (store.getState().saveFailed) store.setState({ saveFailed: false });
    } catch {
      store.setState({ saveFailed: true });
    }
  }

  function saveSoon(): void {
    cancelSave?.();
    cancelSave = timers.after(SAVE_DELAY_MS, () => void save());
  }

  return {
    store,
    load(preferences) {
      if (loaded) return;
      loaded = true;
      const { page } = store.getState();
      const { job, scroll, chosen, page: last } = preferences.place;
      store.setState({ preferences });
      if (asked !== undefined) this.ask(asked);
      // Another view than the last one begins at its start.
      const isLast = store.getState().preferences.currentView === preferences.currentView;
      store.setState(
        isLast
          ? { page: page || last, currentJob: job, isOfBefore: job !== null, scroll, chosen }
          : { page },
      );
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
    async flush() {
      if (cancelSave) await save();
    },
    setPreferences(change) {
      store.setState(({ preferences }) => ({ preferences: { ...preferences, ...change } }));
      saveSoon();
    },
    change(change) {
      const otherRows =
        'filters' in change || 'search' in change || 'sort' in change || 'pageSize' in change;
      store.setState((state) => ({
        preferences: {
          ...state.preferences,
          jobView: { ...state.preferences.jobView, ...change },
        },
        ...(('filters' in change || 'search' in change) && { replaced: null }),
        ...(otherRows && { page: 0, scroll: { top: 0, left: state.scroll.left } }),
      }));
      saveSoon();
    },
    select(id) {
      store.setState((state) => {
        const view = viewOf(id, state.preferences);
        return {
          preferences: {
            ...state.preferences,
            currentView: view ? id : 'all',
            jobView: { ...state.preferences.jobView, ...(view ?? shippedView('all')) },
          },
          replaced: isChanged(state.preferences)
            ? { currentView: state.preferences.currentView, jobView: state.preferences.jobView }
            : null,
          page: 0,
          scroll: { top: 0, left: state.scroll.left },
        };
      });
      saveSoon();
    },
    takeBack() {
      store.setState(({ preferences, replaced, scroll }) =>
        replaced
          ? {
              preferences: { ...preferences, ...replaced },
              replaced: null,
              page: 0,
              scroll: { top: 0, left: scroll.left },
            }
          : {},
      );
      saveSoon();
    },
    saveAs(name) {
      const wanted = name.trim();
      if (wanted === '') return;
      store.setState(({ preferences }) => ({
        preferences: {
          ...preferences,
          currentView: ownId(wanted),
          views: [
            ...preferences.views.filter((one) => one.name !== wanted),
            { name: wanted, view: preferences.jobView },
          ],
        },
      }));
      saveSoon();
    },
    rename(name, to) {
      const wanted = to.trim();
      if (wanted === '') return;
      store.setState(({ preferences }) => ({
        preferences: {
          ...preferences,
          views: preferences.views
            .filter((one) => one.name === name || one.name !== wanted)
            .map((one) => (one.name === name ? { ...one, name: wanted } : one)),
          ...(preferences.currentView === ownId(name) && { currentView: ownId(wanted) }),
        },
      }));
      saveSoon();
    },
    remove(name) {
      store.setState(({ preferences }) => ({
        preferences: {
          ...preferences,
          views: preferences.views.filter((one) => one.name !== name),
          ...(preferences.currentView === ownId(name) && { currentView: 'all' }),
        },
      }));
      saveSoon();
    },
    setPage(page) {
      if (store.getState().page === page) return;
      store.setState(({ scroll }) => ({ page, scroll: { top: 0, left: scroll.left } }));
      if (loaded) saveSoon();
    },
    remember(change) {
      store.setState({ ...change, ...('currentJob' in change && { isOfBefore: false }) });
      if (loaded && ('currentJob' in change || 'chosen' in change)) saveSoon();
    },
  };
}

/** A condition that says something: an empty text, a range without ends or with its ends exchanged does not filter. */
export function isComplete(entry: Pick<FilterEntry, 'condition' | 'preset'>): boolean {
  const { condition } = entry;
  switch (condition.kind) {
    case 'choice':
      return condition.values.length > 0;
    case 'text':
      return condition.operator === 'empty' || condition.text.trim() !== '';
    case 'range':
    case 'day':
      return (
        entry.preset !== undefined ||
        (!isBackwards(condition) && (condition.from !== undefined || condition.to !== undefined))
      );
  }
}

/** Filters in effect: switched on, and saying something. */
export function activeFilters(view: Pick<JobView, 'filters'>): readonly FilterEntry[] {
  return view.filters.filter((entry) => entry.active && isComplete(entry));
}

/** The condition as it is asked now: presets become ranges, text loses its outer spaces. */
export function resolveCondition(entry: FilterEntry, now: number, timeZone: string): Condition {
  const { condition, preset } = entry;
  if (condition.kind === 'text') return { ...condition, text: condition.text.trim() };
  if (preset !== undefined && condition.kind === 'range') {
    return { ...condition, ...presetInstants(preset, now, timeZone) };
  }
  if (preset !== undefined && condition.kind === 'day') {
    return { ...condition, ...presetDays(preset, now, timeZone) };
  }
  return condition;
}

export function pageRequest(
  { preferences: { jobView }, page }: Pick<ViewState, 'preferences' | 'page'>,
  clock: Clock,
  timeZone: string,
): PageRequest {
  const now = clock();
  const search = jobView.search.trim();
  return {
    conditions: activeFilters(jobView).map((entry) => resolveCondition(entry, now, timeZone)),
    ...(search !== '' && { search }),
    sort: jobView.sort,
    offset: page * jobView.pageSize,
    limit: jobView.pageSize,
  };
}

/** Puts a column before or after another one. */
export function moveColumn(
  columns: readonly JobColumn[],
  moved: JobColumn,
  target: JobColumn,
  position: 'before' | 'after',
): JobColumn[] {
  if (moved === target) return [...columns];
  const rest = columns.filter((column) => column !== moved);
  const index = rest.indexOf(target) + (position === 'after' ? 1 : 0);
  return [...rest.slice(0, index), moved, ...rest.slice(index)];
}

/** Pinned columns come first, in the order in which they stand. */
export function arrangeColumns(
  columns: readonly JobColumn[],
  pinned: readonly JobColumn[],
): Pick<JobView, 'columns' | 'pinned'> {
  const left = columns.filter((column) => pinned.includes(column));
  return {
    columns: [...left, ...columns.filter((column) => !left.includes(column))],
    pinned: left,
  };
}

export function resetColumns(): Pick<JobView, 'columns' | 'pinned' | 'widths'> {
  return { columns: DEFAULT_JOB_VIEW.columns, pinned: [], widths: {} };
}

export function isSameSort(a: JobSort, b: JobSort): boolean {
  return a.column === b.column && a.direction === b.direction;
}
