import type { Migration } from '../migration.ts';

/** Booked postings are read back from RS: the ones still to be read, and when it was done. */
export const verify: Migration = {
  version: 70,
  name: 'verify',
  sql: /* sql */ `
    ALTER TABLE jobs ADD COLUMN verified_at INTEGER;
    CREATE INDEX jobs_to_verify ON jobs (modified_at, id) WHERE state = 'booked';
  `,
};
