import type { Migration } from '../migration.ts';

/** What an earlier program may have booked a job under; of jobs that are born in doubt alone (ADR 21). */
export const earlierReferences: Migration = {
  version: 172,
  name: 'earlier-references',
  sql: /* sql */ `
    ALTER TABLE jobs ADD COLUMN earlier_reference TEXT;
  `,
};
