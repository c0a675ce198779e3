import type { Migration } from '../migration.ts';

/** What was taken from a watched folder that is not ours: it stays where it is, and must not be read again each time. */
export const watchedExports: Migration = {
  version: 60,
  name: 'watched-exports',
  sql: /* sql */ `
    CREATE TABLE watched_exports (
      path     TEXT PRIMARY KEY,
      -- Names, sizes and times of its files: what changed is another export.
      looks    TEXT NOT NULL,
      taken_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
