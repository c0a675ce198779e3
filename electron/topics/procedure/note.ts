/** Notes each change of what the procedure description says as a new version of it, with an entry in the journal. */
import type { Clock } from '../../../shared/domain/time.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { Db } from '../../core/db/open.ts';
import { createProcedureVersions } from '../../core/db/procedure-versions.ts';
import type { SettingsStore } from '../../core/db/settings.ts';
import { createFolderRows } from '../../core/db/tax-folder.ts';
import { createProgramSettingsStore } from '../settings/program-settings.ts';
import { factsOf, type FactSources } from './facts.ts';

export interface ProcedureOptions extends Omit<
  FactSources,
  'rows' | 'programSettings' | 'settings'
> {
  readonly db: Db;
  readonly settings: SettingsStore;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** @returns what notes a version where something changed, and does nothing else */
export function createProcedureNote(options: ProcedureOptions): () => void {
  const { db, settings, journal, clock } = options;
  const versions = createProcedureVersions(db);
  const rows = createFolderRows(db);
  const programSettings = createProgramSettingsStore(settings, journal, clock);
  return () => {
    programSettings.forget();
    const facts = factsOf({ ...options, rows, programSettings });
    db.transaction(() => {
      const now = clock();
      const version = versions.add(facts, now);
      if (!version) return;
      const entry = { topic: 'setting', subject: 'procedure', action: 'version' } as const;
      const { number, changes } = version;
      journal.append({ ...entry, at: now, reason: null, details: { number, changes } });
    }).immediate();
  };
}
