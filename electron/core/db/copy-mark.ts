/** The mark of a copy of the database; see `topics/backup/take-over-copy.ts`. */
import Database from 'better-sqlite3';
import { anchorOf } from './chain/anchor.ts';

/** In a copy only: when it was made, epoch ms. */
export const COPY_MADE_AT = 'copy.madeAt';
/** In a copy only: the end of its chain. */
export const COPY_ANCHOR = 'copy.anchor';
/** Written into a finished copy, and therefore in no entry of its chain. */
export const COPY_MARKS: readonly string[] = [COPY_MADE_AT, COPY_ANCHOR];

/**
 * Says in a finished copy that it is one.
 *
 * @returns the anchor of the copy; null: it is older than the chain
 * @throws when it cannot be written
 */
export function markAsCopy(file: string, madeAt: number): string | null {
  const copy = new Database(file);
  try {
    copy.pragma('synchronous = FULL');
    const anchor = anchorOf(copy);
    const set = copy.prepare(
      'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    );
    copy
      .transaction(() => {
        set.run(COPY_MADE_AT, JSON.stringify(madeAt));
        if (anchor !== null) set.run(COPY_ANCHOR, JSON.stringify(anchor));
      })
      .immediate();
    return anchor;
  } finally {
    copy.close();
  }
}
