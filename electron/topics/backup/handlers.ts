/** The calls of backup and putting back. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import type { BackupKeys } from './backup-key.ts';
import type { Backups } from './backups.ts';
import type { SecondFolder } from './second-folder.ts';

export interface BackupHandlersOptions {
  readonly backups: Backups;
  readonly secondFolder: SecondFolder;
  readonly keys: BackupKeys;
}

export function createBackupHandlers({
  backups,
  secondFolder,
  keys,
}: BackupHandlersOptions): HandlersOf<'backup'> {
  return {
    'backup.state': () => backups.state(),
    'backup.make': () => backups.make(),
    'backup.restore': (name) => backups.restore(name),
    'backup.secondFolder': () => secondFolder.state(),
    'backup.encrypt': async (passphrase) => {
      await keys.set(passphrase);
      secondFolder.update();
      return null;
    },
    'backup.restoreSecond': async (name, passphrase) => {
      const problem = await secondFolder.restore(name, passphrase);
      return problem ? { ok: false, problem } : { ok: true, state: await backups.state() };
    },
  };
}
