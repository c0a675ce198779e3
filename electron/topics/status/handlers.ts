/** The call about the program as a whole: its snapshot. */
import type { HandlersOf, Snapshot } from '../../../shared/contract/contract.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { FolderWatch } from '../settings/folder-watch.ts';
import type { PreferencesStore } from '../settings/preferences.ts';
import type { Setup } from '../setup/setup.ts';
import type { Updates } from '../updates/updates.ts';
import type { ChangesHub } from './changes-hub.ts';

export interface StatusHandlersOptions {
  readonly program: Pick<Snapshot, 'version' | 'demo' | 'dataFolder' | 'timeZone'>;
  readonly hub: Pick<ChangesHub, 'current'>;
  readonly preferences: Pick<PreferencesStore, 'current'>;
  readonly setup: Pick<Setup, 'isOpen'>;
  readonly folderWatch: Pick<FolderWatch, 'inbox'>;
  /** Undefined: the host has no file manager. */
  readonly desktop: Pick<Desktop, 'openFolder'> | undefined;
  readonly updates: Pick<Updates, 'note'> | undefined;
}

export function createStatusHandlers(options: StatusHandlersOptions): HandlersOf<'app'> {
  const { hub, desktop, folderWatch } = options;
  function inbox(): Snapshot['inbox'] {
    const folder = folderWatch.inbox();
    return folder === null ? null : { folder, opens: desktop !== undefined };
  }
  return {
    'app.snapshot': () => ({
      ...options.program,
      inbox: inbox(),
      ...hub.current(),
      preferences: options.preferences.current(),
      setupOpen: options.setup.isOpen(),
      update: options.updates?.note() ?? null,
    }),
  };
}
