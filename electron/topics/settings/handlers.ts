/** The calls of the tab SETTINGS: settings, folders, and how the window is arranged. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { FolderWatch } from './folder-watch.ts';
import type { PreferencesStore } from './preferences.ts';
import type { SettingsForm } from './settings-form.ts';

export interface SettingsHandlersOptions {
  readonly form: SettingsForm;
  readonly preferences: PreferencesStore;
  readonly folderWatch: Pick<FolderWatch, 'inbox'>;
  /** Undefined where the host has neither dialogs nor a file manager. */
  readonly desktop: Pick<Desktop, 'chooseFolder' | 'openFolder'> | undefined;
}

export function createSettingsHandlers({
  form,
  preferences,
  folderWatch,
  desktop,
}: SettingsHandlersOptions): HandlersOf<'settings'> &
  HandlersOf<'folders'> &
  HandlersOf<'preferences'> {
  return {
    'settings.save': (change) => form.save(change),
    'folders.check': (use, text) => form.checkFolder(use, text),
    'folders.choose': async (start) => {
      if (!desktop) throw new CallError('refused', 'This window has no dialog.');
      return { path: await desktop.chooseFolder(start) };
    },
    'folders.open': async () => {
      const folder = folderWatch.inbox();
      if (!desktop || folder === null) {
        throw new CallError('refused', 'This window opens no folders.');
      }
      const fault = await desktop.openFolder(folder);
      if (fault !== null) throw new CallError('refused', fault);
      return null;
    },
    'preferences.save': (given) => {
      preferences.save(given);
      return null;
    },
  };
}
