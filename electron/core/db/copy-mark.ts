/** What a copy of the database says of itself; see `topics/backup/take-over-copy.ts`. */
import Database from 'better-sqlite3';

/** In a copy only: when it was made, epoch ms. */
export const COPY_MADE_AT = 'copy.madeAt';

/** Says in a finished copy that it is one. @throws when it cannot be written */
export function markAsCopy(file: string, madeAt: number): void {
  const copy = new Database(file);
  try {
    copy.pragma('synchronous = FULL');
    copy
      .prepare(
        'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(COPY_MADE_AT, JSON.stringify(madeAt));
  } finally {
    copy.close();
  }
}
