/**
 * Which jobs the user has chosen: single rows, kept while rows change and pages are turned, or all that match the
 * list's question. Another question ends the selection: what is no longer looked for is not acted upon unseen.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { MOST_KEPT_CHOSEN, type Place } from '../../shared/domain/preferences.ts';

export interface SelectionState {
  /** `matching`: all that the list's question finds, on whatever page. */
  readonly kind: 'rows' | 'matching';
  readonly ids: ReadonlySet<number>;
  /** Where a range begins. */
  readonly anchor: number | null;
}

export interface Selection {
  readonly store: StoreApi<SelectionState>;
  /** @param page the rows on screen in their order: from all that match, these minus one remain. */
  toggle(id: number, page: readonly number[]): void;
  /** From the row that was chosen last up to this one. */
  extend(id: number, page: readonly number[]): void;
  /** All rows of the page; none of them if all were chosen. */
  togglePage(page: readonly number[]): void;
  chooseMatching(): void;
  clear(): void;
  /** Restores the selection from before a restart. */
  restore(chosen: Place['chosen']): void;
}

const NO_SELECTION: SelectionState = { kind: 'rows', ids: new Set(), anchor: null };

export function createSelection(): Selection {
  const store = createStore<SelectionState>(() => NO_SELECTION);

  function choose(ids: Iterable<number>, anchor: number | null): void {
    const kept = [...ids].slice(0, MOST_KEPT_CHOSEN);
    store.setState({ kind: 'rows', ids: new Set(kept), anchor }, true);
  }

  return {
    store,
    toggle(id, page) {
      const { kind, ids } = store.getState();
      const next = new Set(kind === 'matching' ? page : ids);
      if (!next.delete(id)) next.add(id);
      choose(next, id);
    },
    extend(id, page) {
      const { kind, ids, anchor } = store.getState();
      const from = anchor === null ? -1 : page.indexOf(anchor);
      const to = page.indexOf(id);
      if (kind === 'matching' || from < 0 || to < 0) {
        choose(kind === 'matching' ? page : [...ids, id], id);
        return;
      }
      const range = page.slice(Math.min(from, to), Math.max(from, to) + 1);
      choose([...ids, ...range], anchor);
    },
    togglePage(page) {
      const { kind, ids } = store.getState();
      if (kind === 'matching') {
        choose([], null);
        return;
      }
      const isWhole = page.every((id) => ids.has(id));
      const rest = [...ids].filter((id) => !page.includes(id));
      choose(isWhole ? rest : [...rest, ...page], null);
    },
    chooseMatching: () => store.setState({ kind: 'matching', ids: new Set(), anchor: null }, true),
    clear: () => store.setState(NO_SELECTION, true),
    restore(chosen) {
      if (chosen.kind === 'matching') this.chooseMatching();
      else if (chosen.ids.length > 0) choose(chosen.ids, null);
    },
  };
}

export function isChosen({ kind, ids }: SelectionState, id: number): boolean {
  return kind === 'matching' || ids.has(id);
}

export function hasSelection({ kind, ids }: SelectionState): boolean {
  return kind === 'matching' || ids.size > 0;
}

/** The form in which it survives a restart. */
export function keptOf({ kind, ids }: SelectionState): Place['chosen'] {
  return kind === 'matching' ? { kind } : { kind, ids: [...ids] };
}
