/** The manager's settings as stored: one value per topic, so that one that cannot be read falls back alone. */
import { z } from 'zod';
import { setupDraftSchema, type SetupDraft } from '../../../shared/contract/contract.ts';
import {
  backupPlanSchema,
  DEFAULT_PROGRAM_SETTINGS,
  programSettingsSchema,
  quietHoursSchema,
  type ProgramSettings,
} from '../../../shared/domain/program-settings.ts';
import { retentionPlanSchema } from '../../../shared/domain/retention.ts';
import { MINUTE, type Clock } from '../../../shared/domain/time.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { Setting, SettingsStore } from '../../core/db/settings.ts';
import { OPENING_DIFFERENCE_LIMITS } from '../../core/ingest/index.ts';

const { shape } = programSettingsSchema;

/** Stored under these keys; `engine.concurrency` is older than the tab SETTINGS. */
const STORED: { readonly [K in keyof ProgramSettings]: Setting<ProgramSettings[K]> } = {
  inboxFolder: { key: 'ingest.inboxFolder', schema: shape.inboxFolder },
  exportFolder: { key: 'ingest.exportFolder', schema: shape.exportFolder },
  invoiceMinutes: { key: 'engine.invoiceMinutes', schema: shape.invoiceMinutes },
  quietHours: { key: 'engine.quietHours', schema: quietHoursSchema.nullable() },
  concurrency: { key: 'engine.concurrency', schema: shape.concurrency },
  backup: { key: 'backup.plan', schema: backupPlanSchema },
  secondBackupFolder: { key: 'backup.secondFolder', schema: shape.secondBackupFolder },
  retention: { key: 'retention.plan', schema: retentionPlanSchema },
  openingDifferenceLimits: OPENING_DIFFERENCE_LIMITS,
  updateAddress: { key: 'updates.address', schema: shape.updateAddress },
};
const KEYS = Object.keys(STORED) as (keyof ProgramSettings)[];

export interface ProgramSettingsStore {
  /** The current settings; the same object until they change. */
  current(): ProgramSettings;
  /** Stores what changed, with an entry in the journal for each. */
  save(change: {
    readonly [K in keyof ProgramSettings]?: ProgramSettings[K] | undefined;
  }): ProgramSettings;
  /** Another program may have changed them: read them again at the next call. */
  forget(): void;
}

export function createProgramSettingsStore(
  settings: SettingsStore,
  journal: Journal,
  clock: Clock,
): ProgramSettingsStore {
  let known: ProgramSettings | undefined;

  function read(): ProgramSettings {
    const stored = KEYS.map((key) => [
      key,
      settings.get(STORED[key] as Setting<unknown>) ?? DEFAULT_PROGRAM_SETTINGS[key],
    ]);
    return Object.fromEntries(stored) as ProgramSettings;
  }

  return {
    current: () => (known ??= read()),
    save(change) {
      const before = read();
      settings.transact(() => {
        for (const key of KEYS) {
          const value = change[key];
          if (value === undefined || JSON.stringify(value) === JSON.stringify(before[key]))
            continue;
          settings.set(STORED[key] as Setting<unknown>, value);
          journal.append({
            at: clock(),
            topic: 'setting',
            subject: STORED[key].key,
            action: 'change',
            reason: null,
            details: { before: before[key], after: value },
          });
        }
      });
      known = undefined;
      return this.current();
    },
    forget() {
      known = undefined;
    },
  };
}

/** How the first start stands. */
export const SETUP_PROGRESS: Setting<{
  readonly state: 'running' | 'finished' | 'skipped';
  readonly step: string;
}> = {
  key: 'setup.progress',
  schema: z.object({ state: z.enum(['running', 'finished', 'skipped']), step: z.string() }),
};

export const SETUP_DRAFT: Setting<SetupDraft> = { key: 'setup.draft', schema: setupDraftSchema };

export function invoiceIntervalMs({ invoiceMinutes }: ProgramSettings): number {
  return invoiceMinutes * MINUTE;
}
