/** The calls of the tab SETTINGS: settings, folders, and how the window is arranged. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { PreferencesStore } from './preferences.ts';
import type { SettingsForm } from './settings-form.ts';

export interface SettingsHandlersOptions {
  readonly form: SettingsForm;
  readonly preferences: PreferencesStore;
  /** Undefined where the host has no dialog. */
  readonly chooseFolder: Desktop['chooseFolder'] | undefined;
}

export function createSettingsHandlers({
  form,
  preferences,
  chooseFolder,
}: SettingsHandlersOptions): HandlersOf<'settings'> &
  HandlersOf<'folders'> &
  HandlersOf<'preferences'> {
  return {
    'settings.save': (change) => form.save(change),
    'folders.check': (use, text) => form.checkFolder(use, text),
    'folders.choose': async (start) => {
      if (!chooseFolder) throw new CallError('refused', 'This window has no dialog.');
      return { path: await chooseFolder(start) };
    },
    'preferences.save': (given) => {
      preferences.save(given);
      return null;
    },
  };
}
