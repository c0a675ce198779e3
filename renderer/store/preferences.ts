/** Saving of the preferences and of the place in the list, a moment after each change. */
import type { StoreApi } from 'zustand/vanilla';
import type { Preferences } from '../../shared/domain/preferences.ts';
import type { Timers } from '../../shared/domain/time.ts';
import type { Client } from '../api.ts';
import type { ViewState } from './view-state.ts';

/** Quiet time after the last change before it is saved, in milliseconds. */
const SAVE_DELAY_MS = 400;

export interface PreferencesSaver {
  saveSoon(): void;
  /** Saves what is not saved yet. */
  flush(): Promise<void>;
}

export function createPreferencesSaver({
  client,
  timers,
  store,
  onSaved,
}: {
  readonly client: Client;
  readonly timers: Timers;
  readonly store: StoreApi<ViewState>;
  readonly onSaved: (preferences: Preferences) => void;
}): PreferencesSaver {
  let cancelSave: (() => void) | undefined;

  async function save(): Promise<void> {
    cancelSave?.();
    cancelSave = undefined;
    try {
      const { preferences, page, currentJob, scroll, chosen } = store.getState();
      const place = { page, job: currentJob, scroll, chosen };
      await client.call('preferences.save', { ...preferences, place });
      onSaved(preferences);
      if (store.getState().saveFailed) store.setState({ saveFailed: false });
    } catch {
      store.setState({ saveFailed: true });
    }
  }

  return {
    saveSoon() {
      cancelSave?.();
      cancelSave = timers.after(SAVE_DELAY_MS, () => void save());
    },
    async flush() {
      if (cancelSave) await save();
    },
  };
}
