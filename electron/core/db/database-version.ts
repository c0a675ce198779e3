/** The version of a database: the number of its newest migration. */
import { openForReading } from './open.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** The newest that this program knows. */
export const KNOWN_DATABASE_VERSION = MIGRATIONS.at(-1)?.version ?? 0;

/** @returns undefined: there is none, or it cannot be read */
export function databaseVersionIn(folder: string): number | undefined {
  try {
    const db = openForReading(folder);
    try {
      return db.pragma('user_version', { simple: true }) as number;
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}
