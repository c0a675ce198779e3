/** The two folders of the tills' deliveries, checked while they are typed, as they would be saved. */
import type { SetupState } from '../../shared/contract/contract.ts';
import type { FolderInput } from '../ui/form/FolderField.tsx';
import { useFolder } from './use-folder.ts';

export interface Folders {
  readonly inbox: FolderInput;
  readonly exports: FolderInput;
  /** Null stands for the folder of the program's own, and for none. */
  readonly change: { readonly inboxFolder: string | null; readonly exportFolder: string | null };
}

/** @param typed what was typed before and not saved */
export function useFolders(
  { settings, defaults, host }: Pick<SetupState, 'settings' | 'defaults' | 'host'>,
  typed: {
    readonly inboxFolder?: string | undefined;
    readonly exportFolder?: string | undefined;
  } = {},
): Folders {
  const inbox = useFolder(
    'inbox',
    typed.inboxFolder ?? settings.inboxFolder ?? defaults.inboxFolder,
    host.picksFolders,
  );
  const exports = useFolder(
    'exports',
    typed.exportFolder ?? settings.exportFolder ?? '',
    host.picksFolders,
  );
  const inboxFolder = inbox.value.trim();
  const exportFolder = exports.value.trim();
  const isDefault = inboxFolder === '' || inboxFolder === defaults.inboxFolder;
  return {
    inbox,
    exports,
    change: {
      inboxFolder: isDefault ? null : inboxFolder,
      exportFolder: exportFolder === '' ? null : exportFolder,
    },
  };
}
