import { openDatabase } from '../../electron/db/open.ts';
import { settingsStore } from '../../electron/db/settings.ts';
import { SETUP_PROGRESS } from '../../electron/setup/program-settings.ts';

/** As if the first start had been put off: the tabs are shown although nothing is set up. */
export function skipSetup(dataFolder: string): void {
  const db = openDatabase(dataFolder, { now: Date.now });
  settingsStore(db).set(SETUP_PROGRESS, { state: 'skipped', step: 'language' });
  db.close();
}
