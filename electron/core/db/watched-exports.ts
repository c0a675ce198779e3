/** Exports that were taken from a watched folder, by path and looks. */
import type { Db } from './open.ts';

export function createWatchedExports(db: Db) {
  const looks = db
    .prepare<[string], string>('SELECT looks FROM watched_exports WHERE path = ?')
    .pluck();
  const save = db.prepare<[string, string, number]>(
    `INSERT INTO watched_exports (path, looks, taken_at) VALUES (?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET looks = excluded.looks, taken_at = excluded.taken_at`,
  );
  return {
    /** It was taken already, as it looks now. */
    isTaken: (path: string, wanted: string): boolean => looks.get(path) === wanted,
    taken: (path: string, found: string, now: number): void => void save.run(path, found, now),
  };
}
