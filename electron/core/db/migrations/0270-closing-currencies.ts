import type { Migration } from '../migration.ts';

/** Money that a blocked closing is about; of closings that earlier programs stored it is not known until they come again. */
export const closingCurrencies: Migration = {
  version: 270,
  name: 'closing-currencies',
  sql: `ALTER TABLE closings ADD COLUMN currency TEXT;`,
};
