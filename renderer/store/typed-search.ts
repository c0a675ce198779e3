/**
 * The text in the search box and the question that it asks: at once, and one at a time.
 *
 * What is typed while an answer is under way waits for it, the newest text alone. A quick list follows each key, a slow one
 * is asked no more often than it answers.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JobPage } from './job-page.ts';
import type { View } from './view.ts';
import type { ViewState } from './view-state.ts';

export interface TypedSearch {
  readonly store: StoreApi<{ readonly text: string }>;
  /** The text after a key. */
  type(text: string): void;
  /** Enter, or the box was cleared: asked now, whatever is under way. */
  askNow(text: string): void;
}

export function createTypedSearch(view: View, jobPage: JobPage): TypedSearch {
  const askedFor = ({ preferences }: ViewState) => preferences.jobView.search;
  const store = createStore(() => ({ text: askedFor(view.store.getState()) }));

  function ask(): void {
    const { text } = store.getState();
    if (text !== askedFor(view.store.getState())) view.change({ search: text });
  }

  // Changed from elsewhere: filters cleared, another view.
  view.store.subscribe((state, before) => {
    if (askedFor(state) !== askedFor(before)) store.setState({ text: askedFor(state) });
  });
  jobPage.store.subscribe(({ loading }, before) => {
    if (before.loading && !loading) ask();
  });

  return {
    store,
    type(text) {
      store.setState({ text });
      if (!jobPage.store.getState().loading) ask();
    },
    askNow(text) {
      store.setState({ text });
      ask();
    },
  };
}
