/** The backup's parts, put together: copies, their second folder with its key, and the check of the database after a crash. */
import path from 'node:path';
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import type { Clock, Timers } from '../../../shared/domain/time.ts';
import type { Journal } from '../../core/db/journal.ts';
import { DATABASE_FILE, type Db } from '../../core/db/open.ts';
import type { SettingsStore } from '../../core/db/settings.ts';
import { createBoundSecrets } from '../connection/bound-secrets.ts';
import type { SecretBox } from '../connection/secret-box.ts';
import type { ProgramSettingsStore } from '../settings/program-settings.ts';
import { createBackupKeys } from './backup-key.ts';
import { createBackups } from './backups.ts';
import { createSecondFolder } from './second-folder.ts';
import { createStartCheck } from './start-check.ts';
import { createDatabaseCheck, createVerifier, type StartVerifier } from './verifier.ts';

export interface BackupPartsOptions {
  readonly db: Db;
  readonly settings: SettingsStore;
  readonly journal: Journal;
  readonly programSettings: Pick<ProgramSettingsStore, 'current'>;
  readonly dataFolder: string;
  /** Where copies go when the plan names no folder. */
  readonly defaultFolder: string;
  readonly secrets: SecretBox;
  readonly startVerifier?: StartVerifier;
  /** The run before ended in order. */
  readonly endedInOrder: boolean;
  /** @param detail SQLite's own words */
  readonly onDamaged?: (detail: string) => void;
  /** A copy bears its final name. */
  readonly onMade: () => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: (level: 'info' | 'warn' | 'error', message: string, details?: unknown) => void;
  readonly crash?: CrashHook;
}

export function createBackupParts(options: BackupPartsOptions) {
  const { dataFolder, programSettings, startVerifier, log } = options;
  const verify = createVerifier(startVerifier);
  const backups = createBackups({
    ...options,
    plan: () => programSettings.current().backup,
    verify,
    onFailure: (problem) => log('warn', `backup: ${problem.detail}`),
    onMade() {
      secondFolder.update();
      options.onMade();
    },
  });
  const keys = createBackupKeys({ ...options, secrets: createBoundSecrets(options.secrets) });
  const secondFolder = createSecondFolder({
    ...options,
    folder: () => programSettings.current().secondBackupFolder,
    keep: () => programSettings.current().backup.keep,
    newest: backups.last,
    keys,
    verify,
    onFailure: (problem) => log('warn', `second backup: ${problem.code} ${problem.detail}`),
  });
  const database = createDatabaseCheck(startVerifier, path.join(dataFolder, DATABASE_FILE));
  const startCheck = createStartCheck({
    ...options,
    check: database.check,
    stopCheck: database.stop,
    onDamaged: (detail) => options.onDamaged?.(detail),
  });
  return { backups, keys, secondFolder, startCheck };
}
