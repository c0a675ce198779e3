import type { Migration } from '../migration.ts';

/** When a lot of jobs that RetailSuite refused may be tried again: a PC that is started every morning asks no more often. */
export const healingTries: Migration = {
  version: 110,
  name: 'healing-tries',
  sql: /* sql */ `
    CREATE TABLE healing_tries (
      lot        TEXT PRIMARY KEY,
      -- What RS said at the last try.
      facts      TEXT NOT NULL,
      count      INTEGER NOT NULL CHECK (count >= 0),
      not_before INTEGER NOT NULL,
      last_id    INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
