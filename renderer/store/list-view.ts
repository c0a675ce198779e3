/** The list's arrangement and its named views, as pure changes of the state. */
import type { JobView, Preferences } from '../../shared/domain/preferences.ts';
import { isChanged, isShipped, ownId, shippedView, viewOf } from '../../shared/domain/views.ts';
import type { ViewState } from './view-state.ts';

type Change = Partial<ViewState>;

function toFirstPage({ scroll }: ViewState): Pick<ViewState, 'page' | 'scroll'> {
  return { page: 0, scroll: { top: 0, left: scroll.left } };
}

/** Goes back to the first page where other rows come. */
export function changeJobView(state: ViewState, change: Partial<JobView>): Change {
  const isFiltered = 'filters' in change || 'search' in change;
  const hasOtherRows = isFiltered || 'sort' in change || 'pageSize' in change;
  return {
    preferences: {
      ...state.preferences,
      jobView: { ...state.preferences.jobView, ...change },
    },
    ...(isFiltered && { replaced: null }),
    ...(hasOtherRows && toFirstPage(state)),
  };
}

/** Shows a view as it was saved; an unknown id shows all. */
export function selectView(state: ViewState, id: string): Change {
  const { preferences } = state;
  const view = viewOf(id, preferences);
  const hasColumns = view?.columns !== undefined;
  const { jobView, columnsBefore } = preferences;
  const { pinned } = jobView;
  const columns = view?.columns ?? columnsBefore ?? jobView.columns;
  return {
    preferences: {
      ...preferences,
      currentView: view ? id : 'all',
      jobView: {
        ...jobView,
        columns,
        pinned: pinned.filter((column) => columns.includes(column)),
        ...(view ?? shippedView('all')),
      },
      columnsBefore: hasColumns && isShipped(id) ? (columnsBefore ?? jobView.columns) : null,
    },
    replaced: isChanged(preferences)
      ? { currentView: preferences.currentView, jobView: preferences.jobView }
      : null,
    ...toFirstPage(state),
  };
}

export function restoreReplaced(state: ViewState): Change {
  const { preferences, replaced } = state;
  if (!replaced) return {};
  return { preferences: { ...preferences, ...replaced }, replaced: null, ...toFirstPage(state) };
}

/** Saves the arrangement under a name; a view of the same name is replaced. */
export function saveView(preferences: Preferences, name: string): Preferences {
  return {
    ...preferences,
    currentView: ownId(name),
    views: [
      ...preferences.views.filter((one) => one.name !== name),
      { name, view: preferences.jobView },
    ],
  };
}

export function renameView(preferences: Preferences, name: string, to: string): Preferences {
  return {
    ...preferences,
    views: preferences.views
      .filter((one) => one.name === name || one.name !== to)
      .map((one) => (one.name === name ? { ...one, name: to } : one)),
    ...(preferences.currentView === ownId(name) && { currentView: ownId(to) }),
  };
}

export function removeView(preferences: Preferences, name: string): Preferences {
  return {
    ...preferences,
    views: preferences.views.filter((one) => one.name !== name),
    ...(preferences.currentView === ownId(name) && { currentView: 'all' }),
  };
}
