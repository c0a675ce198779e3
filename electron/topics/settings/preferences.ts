/** How the window is arranged, as stored; a part that cannot be read falls back alone. */
import {
  preferencesSchema,
  readPreferences,
  type Preferences,
} from '../../../shared/domain/preferences.ts';
import type { Setting, SettingsStore } from '../../core/db/settings.ts';

const PREFERENCES: Setting<Preferences> = { key: 'preferences', schema: preferencesSchema };

export interface PreferencesStore {
  current(): Preferences;
  save(preferences: Preferences): void;
}

export function createPreferencesStore(settings: SettingsStore): PreferencesStore {
  return {
    current: () => readPreferences(settings.raw(PREFERENCES.key)),
    save: (preferences) => settings.set(PREFERENCES, preferences),
  };
}
