/** How the windows are arranged, as stored; a part that cannot be read falls back alone. */
import {
  preferencesSchema,
  readPreferences,
  sharedPreferences,
  type Preferences,
} from '../../../shared/domain/preferences.ts';
import type { Setting, SettingsStore } from '../../core/db/settings.ts';

const PREFERENCES: Setting<Preferences> = { key: 'preferences', schema: preferencesSchema };

export interface PreferencesStore {
  current(): Preferences;
  save(preferences: Preferences): void;
}

export interface PreferencesStoreOptions {
  readonly settings: SettingsStore;
  /** A preference that all windows share has changed. */
  readonly onSharedChanged: () => void;
}

export function createPreferencesStore(options: PreferencesStoreOptions): PreferencesStore {
  const { settings } = options;
  const current = () => readPreferences(settings.raw(PREFERENCES.key));
  const shared = () => JSON.stringify(sharedPreferences(current()));
  return {
    current,
    save(preferences) {
      const before = shared();
      settings.set(PREFERENCES, preferences);
      if (shared() !== before) options.onSharedChanged();
    },
  };
}
