import type { Migration } from '../migration.ts';

/** A person may say for one posting which account stands against it; the assignment stays as it is. */
export const contraAccount: Migration = {
  version: 191,
  name: 'contra-account',
  sql: /* sql */ `
    ALTER TABLE jobs ADD COLUMN contra_account TEXT;
  `,
};
