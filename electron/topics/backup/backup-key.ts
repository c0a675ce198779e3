/** The key of encrypted copies: made from a passphrase once, kept sealed; the passphrase itself is kept nowhere. */
import { z } from 'zod';
import type { Clock } from '../../../shared/domain/time.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { Setting, SettingsStore } from '../../core/db/settings.ts';
import type { BoundSecrets } from '../connection/bound-secrets.ts';
import { createBackupKey, type BackupKey } from './encrypted-file.ts';

const SEALED_KEY = {
  key: 'backup.key',
  schema: z.object({ sealed: z.string() }).nullable(),
} satisfies Setting<unknown>;

const base64 = z.string().transform((text) => Buffer.from(text, 'base64'));
const keySchema = z.object({
  cost: z.object({ logN: z.number().int(), r: z.number().int(), p: z.number().int() }),
  salt: base64.refine((bytes) => bytes.length === 16),
  key: base64.refine((bytes) => bytes.length === 32),
});

/** Where a secret of a connection names its address. */
const PLACE = 'second-folder';

/** A passphrase is set, and its key cannot be read here: a copy must not leave in plain text for that. */
export class BackupKeyUnreadableError extends Error {
  constructor(reason: string) {
    super(`The key of the backups cannot be read (${reason}).`);
    this.name = 'BackupKeyUnreadableError';
  }
}

export interface BackupKeys {
  isSet(): boolean;
  /** @returns undefined: copies are not encrypted. @throws BackupKeyUnreadableError */
  current(): BackupKey | undefined;
  /** @param passphrase null: copies are no longer encrypted; those that are there stay what they are */
  set(passphrase: string | null): Promise<void>;
}

export interface BackupKeysOptions {
  readonly settings: SettingsStore;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly secrets: BoundSecrets;
  /** Takes a good part of a second of another thread. */
  readonly createKey?: (passphrase: string) => Promise<BackupKey>;
}

export function createBackupKeys(options: BackupKeysOptions): BackupKeys {
  const { settings, journal, clock, secrets, createKey = createBackupKey } = options;

  return {
    // What cannot be understood counts as set: whoever asked for encryption must not lose it by a damaged value.
    isSet: () => (settings.raw(SEALED_KEY.key) ?? null) !== null,
    current() {
      if (!this.isSet()) return undefined;
      const stored = settings.get(SEALED_KEY);
      if (!stored) throw new BackupKeyUnreadableError('the setting is damaged');
      try {
        const text = secrets.open('backup-key', PLACE, stored.sealed);
        return keySchema.parse(JSON.parse(text));
      } catch (error) {
        throw new BackupKeyUnreadableError(error instanceof Error ? error.name : 'unknown');
      }
    },
    async set(passphrase) {
      const made = passphrase === null ? null : await createKey(passphrase);
      const text =
        made &&
        JSON.stringify({
          cost: made.cost,
          salt: made.salt.toString('base64'),
          key: made.key.toString('base64'),
        });
      settings.transact(() => {
        const sealed = text && { sealed: secrets.seal('backup-key', PLACE, text) };
        settings.set(SEALED_KEY, sealed);
        journal.append({
          at: clock(),
          topic: 'setting',
          subject: SEALED_KEY.key,
          action: 'change',
          reason: null,
          details: { isEncrypted: sealed !== null },
        });
      });
    },
  };
}
