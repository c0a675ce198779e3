import type { Migration } from '../migration.ts';

/** A closing is looked up by its number, and those of a store by when they were made. */
export const closingLookUps: Migration = {
  version: 221,
  name: 'closing-look-ups',
  sql: /* sql */ `
    CREATE INDEX till_closings_number ON till_closings (pay_desk, number);
    CREATE INDEX till_closings_closed ON till_closings (store, closed_at);
    -- Exports whose originals were read once more for what earlier programs did not keep of their closings.
    CREATE TABLE closings_read_again (
      source_id INTEGER PRIMARY KEY REFERENCES sources (id),
      at        INTEGER NOT NULL
    ) STRICT;
  `,
};
