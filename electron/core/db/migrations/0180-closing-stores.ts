import type { Migration } from '../migration.ts';

/** Cash is chained from closing to closing by store and till: two stores may have a till 1. */
export const closingStores: Migration = {
  version: 180,
  name: 'closing-stores',
  sql: /* sql */ `
    -- Null: its export names none.
    ALTER TABLE closings ADD COLUMN store TEXT;
    UPDATE closings SET store = (
      SELECT nullif(pos_events.store, 'default') FROM pos_events
      WHERE natural_key > 'dsfinvk|' || closings.pay_desk || '|' || closings.number || '|'
        AND natural_key < 'dsfinvk|' || closings.pay_desk || '|' || closings.number || '}' LIMIT 1);
  `,
};
