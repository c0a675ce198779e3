/** The state of the list's view, and its initial value. */
import {
  DEFAULT_PREFERENCES,
  START,
  type Place,
  type Preferences,
} from '../../shared/domain/preferences.ts';

export interface ViewState {
  readonly preferences: Preferences;
  /** From 0. */
  readonly page: number;
  /** The current row, by job number: found again after the way back from the details. */
  readonly currentJob: number | null;
  /** `currentJob` comes from an earlier session: the row is marked, but does not take the focus. */
  readonly isRestored: boolean;
  /** The selection that `selection.ts` wants to keep. */
  readonly chosen: Place['chosen'];
  /** Scroll position of the list in pixels. */
  readonly scroll: { readonly top: number; readonly left: number };
  /** The unsaved arrangement that a press on a view has replaced; null once something else was arranged. */
  readonly replaced: Pick<Preferences, 'currentView' | 'jobView'> | null;
  /** Mouse or keyboard are at the rows: they must not move by themselves. */
  readonly atRows: boolean;
  /** The last save failed: the arrangement may be gone after a restart. */
  readonly saveFailed: boolean;
}

export const INITIAL_VIEW_STATE: ViewState = {
  preferences: DEFAULT_PREFERENCES,
  page: 0,
  currentJob: null,
  isRestored: false,
  chosen: START.chosen,
  scroll: START.scroll,
  replaced: null,
  atRows: false,
  saveFailed: false,
};
