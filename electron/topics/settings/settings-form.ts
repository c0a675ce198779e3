/** Saves what the tab SETTINGS holds: folders are tried out first, and whoever works by the settings hears of it. */
import path from 'node:path';
import type { FolderFound } from '../../../shared/contract/contract.ts';
import type { FolderUse, ProgramSettings } from '../../../shared/domain/program-settings.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { markFolder } from '../backup/folder-mark.ts';
import { checkFolder, makeFolder, type OtherFolders } from './folders.ts';
import type { ProgramSettingsStore } from './program-settings.ts';

export interface SettingsFormOptions {
  readonly dataFolder: string;
  readonly programSettings: ProgramSettingsStore;
  /** Settings were saved: whoever works by them reads them again. */
  readonly onSaved: () => void;
}

export interface SettingsForm {
  /** The folders that stand behind null. */
  readonly defaults: { readonly inboxFolder: string; readonly backupFolder: string };
  checkFolder(use: FolderUse, text: string): Promise<FolderFound>;
  save(
    change: Changed,
  ): Promise<
    { ok: true; settings: ProgramSettings } | { ok: false; problem: SetupProblem; field: string }
  >;
}

/** A change in the form of the contract: absent and undefined are the same. */
type Changed = { readonly [K in keyof ProgramSettings]?: ProgramSettings[K] | undefined };

export function createSettingsForm(options: SettingsFormOptions): SettingsForm {
  const { dataFolder, programSettings } = options;
  const defaults = {
    inboxFolder: path.join(dataFolder, 'inbox'),
    backupFolder: path.join(dataFolder, 'backups'),
  };

  const foldersOf = (settings: Changed): OtherFolders => ({
    dataFolder,
    inbox: settings.inboxFolder ?? defaults.inboxFolder,
    exports: settings.exportFolder ?? null,
    backup: settings.backup?.folder ?? defaults.backupFolder,
    secondBackup: settings.secondBackupFolder ?? null,
  });

  /** The folders that a change names must be good, together with the others as they would be. */
  async function refusedFolder(change: Changed) {
    const after = { ...programSettings.current(), ...change };
    const named: [keyof ProgramSettings, FolderUse, string | null | undefined][] = [
      ['inboxFolder', 'inbox', change.inboxFolder],
      ['exportFolder', 'exports', change.exportFolder],
      ['backup', 'backup', change.backup && after.backup?.folder],
      ['secondBackupFolder', 'second-backup', change.secondBackupFolder],
    ];
    for (const [field, use, folder] of named) {
      if (folder == null) continue;
      const { problem, isNew } = await checkFolder(use, folder, foldersOf(after));
      if (problem) return { ok: false as const, problem, field };
      if (isNew) await makeFolder(folder);
      if (use === 'second-backup') await markFolder(folder);
    }
    return undefined;
  }

  return {
    defaults,
    checkFolder: (use, text) => checkFolder(use, text, foldersOf(programSettings.current())),
    async save(change) {
      const refused = await refusedFolder(change);
      if (refused) return refused;
      const settings = programSettings.save(change);
      options.onSaved();
      return { ok: true, settings };
    },
  };
}
