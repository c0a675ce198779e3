/** Settings: one JSON value per key, each with its schema; a value that cannot be read falls back alone. */
import type { z } from 'zod';
import type { Db } from './open.ts';

export interface Setting<T> {
  readonly key: string;
  readonly schema: z.ZodType<T>;
}

export function createSettingsStore(db: Db) {
  const get = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const set = db.prepare<[string, string]>(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );

  const remove = db.prepare<[string]>('DELETE FROM settings WHERE key = ?');

  return {
    /** @returns undefined when it is not set, or was written in a way this program cannot read. */
    get<T>(setting: Setting<T>): T | undefined {
      const parsed = setting.schema.safeParse(this.raw(setting.key));
      return parsed.success ? parsed.data : undefined;
    },
    /** The stored JSON value, unchecked. */
    raw(key: string): unknown {
      const text = get.get(key);
      if (text === undefined) return undefined;
      try {
        return JSON.parse(text);
      } catch {
        return undefined;
      }
    },
    /** Several values at once: all of them, or none. */
    transact(write: () => void): void {
      // Inside another transaction it becomes a part of that one.
      db.transaction(write).immediate();
    },
    set<T>(setting: Setting<T>, value: T): void {
      set.run(setting.key, JSON.stringify(value));
    },
    remove(setting: Setting<unknown>): void {
      remove.run(setting.key);
    },
  };
}

export type SettingsStore = ReturnType<typeof createSettingsStore>;
