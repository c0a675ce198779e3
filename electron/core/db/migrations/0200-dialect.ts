import type { Migration } from '../migration.ts';

/** The dialect of RetailSuite that a request was made in; null: the assumed names. */
export const dialect: Migration = {
  version: 200,
  name: 'dialect',
  sql: /* sql */ `
    ALTER TABLE attempts ADD COLUMN dialect TEXT;
  `,
};
