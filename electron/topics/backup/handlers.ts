/** The calls of backup and putting back. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import type { Backups } from './backups.ts';

export function createBackupHandlers({
  backups,
}: {
  readonly backups: Backups;
}): HandlersOf<'backup'> {
  return {
    'backup.state': () => backups.state(),
    'backup.make': () => backups.make(),
    'backup.restore': (name) => backups.restore(name),
  };
}
