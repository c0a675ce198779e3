/** A manager's settings of the whole program; kept in the data folder, obeyed at once. */
import { z } from 'zod';
import { DEFAULT_RETENTION_PLAN, retentionPlanSchema } from './retention.ts';
import { readUpdateAddress } from './update-address.ts';

/** Wall-clock time of the store, `HH:MM`. */
const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const quietHoursSchema = z.strictObject({
  /** From then on nothing is sent by itself; later than `to`: over midnight. */
  from: clockTimeSchema,
  to: clockTimeSchema,
});
export type QuietHours = z.infer<typeof quietHoursSchema>;

export const backupPlanSchema = z.strictObject({
  daily: z.boolean(),
  /** Absolute; null: `backups` in the data folder. */
  folder: z.string().min(1).max(1_000).nullable(),
  /** The number of copies that stay; older ones that this program made are deleted. */
  keep: z.number().int().min(1).max(365),
});
export type BackupPlan = z.infer<typeof backupPlanSchema>;

/** Minor units. */
export const MAX_OPENING_DIFFERENCE_LIMIT = 100_000_000;
export const openingDifferenceLimitSchema = z
  .number()
  .int()
  .min(0)
  .max(MAX_OPENING_DIFFERENCE_LIMIT);

/** Of the second folder's copies: whoever finds the drive can try passphrases for years. */
export const MIN_PASSPHRASE_LENGTH = 12;

export const programSettingsSchema = z.strictObject({
  /** Where tills drop events and exports; absolute; null: `inbox` in the data folder. */
  inboxFolder: z.string().min(1).max(1_000).nullable(),
  /** A folder of others in which exports appear; read, never changed; null: none. */
  exportFolder: z.string().min(1).max(1_000).nullable(),
  /** An order that waits long for its invoice is asked for so often. */
  invoiceMinutes: z.number().int().min(1).max(240),
  quietHours: quietHoursSchema.nullable(),
  /** Requests out at once. */
  concurrency: z.number().int().min(1).max(64),
  backup: backupPlanSchema,
  /** Each copy goes there, too; absolute; null: none. */
  secondBackupFolder: z.string().min(1).max(1_000).nullable(),
  /** How long records and originals are kept, and whether they are erased afterwards. */
  retention: retentionPlanSchema,
  /**
   * By store, in minor units: up to this amount a difference between a counted opening balance and the calculated cash is
   * booked unasked; of a store that is not here `DEFAULT_OPENING_DIFFERENCE_LIMIT`.
   */
  openingDifferenceLimits: z.record(z.string().min(1), openingDifferenceLimitSchema),
  /** Where new versions of the program are looked for; null: nobody looks. */
  updateAddress: z
    .string()
    .refine((text) => readUpdateAddress(text).ok)
    .nullable(),
});
export type ProgramSettings = z.infer<typeof programSettingsSchema>;

export const DEFAULT_PROGRAM_SETTINGS: ProgramSettings = {
  inboxFolder: null,
  exportFolder: null,
  invoiceMinutes: 15,
  quietHours: null,
  concurrency: 4,
  backup: { daily: true, folder: null, keep: 7 },
  secondBackupFolder: null,
  retention: DEFAULT_RETENTION_PLAN,
  openingDifferenceLimits: {},
  updateAddress: null,
};

/** Minor units. More is hardly a mistake in counting. */
export const DEFAULT_OPENING_DIFFERENCE_LIMIT = 5_000;

export const FOLDER_USES = ['inbox', 'exports', 'backup', 'second-backup'] as const;
export type FolderUse = (typeof FOLDER_USES)[number];
