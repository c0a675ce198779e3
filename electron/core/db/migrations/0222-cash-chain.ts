import type { Migration } from '../migration.ts';

/** Cash is chained through ten years of closings without reading what else their tills said. */
export const cashChain: Migration = {
  version: 222,
  name: 'cash-chain',
  sql: /* sql */ `
    ALTER TABLE till_closings ADD COLUMN opening INTEGER GENERATED ALWAYS AS (json_extract(facts, '$.openingCents')) VIRTUAL;
    ALTER TABLE till_closings ADD COLUMN moved INTEGER GENERATED ALWAYS AS (json_extract(facts, '$.movedCents')) VIRTUAL;
    ALTER TABLE till_closings ADD COLUMN first_difference INTEGER
      GENERATED ALWAYS AS (json_extract(facts, '$.firstDifferenceCents')) VIRTUAL;
    ALTER TABLE till_closings ADD COLUMN opens_twice INTEGER
      GENERATED ALWAYS AS (json_extract(facts, '$.opensTwice')) VIRTUAL;
    CREATE INDEX till_closings_cash ON till_closings
      (pay_desk, store, currency, place, id, number, origin, opening, moved, first_difference, opens_twice);
  `,
};
