import { openDatabase } from '../../electron/core/db/open.ts';
import { createSettingsStore } from '../../electron/core/db/settings.ts';
import { SETUP_PROGRESS } from '../../electron/topics/settings/program-settings.ts';

/** Puts the first start off: the tabs are shown although nothing is set up. */
export function skipSetup(dataFolder: string): void {
  const db = openDatabase(dataFolder, { now: Date.now });
  createSettingsStore(db).set(SETUP_PROGRESS, { state: 'skipped', step: 'language' });
  db.close();
}
