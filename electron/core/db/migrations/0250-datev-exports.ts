import type { Migration } from '../migration.ts';

export const datevExports: Migration = {
  version: 250,
  name: 'datev-exports',
  sql: `
    CREATE TABLE datev_exports (
      id      INTEGER PRIMARY KEY,
      month   TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      who     TEXT NOT NULL,
      file    TEXT NOT NULL,
      sha256  TEXT NOT NULL,
      rows    INTEGER NOT NULL,
      -- Ids of the jobs in it, as JSON: runs of [first, last].
      jobs    TEXT NOT NULL
    ) STRICT;
    CREATE INDEX datev_exports_month ON datev_exports (month, id);
    CREATE TRIGGER datev_exports_unchanged BEFORE UPDATE ON datev_exports
      BEGIN SELECT raise(ABORT, 'what left for DATEV is never changed'); END;
    CREATE TRIGGER datev_exports_kept BEFORE DELETE ON datev_exports
      BEGIN SELECT raise(ABORT, 'what left for DATEV is never deleted'); END;
  `,
};
