import type { Migration } from '../migration.ts';

/** Who an event is, beside the key of its place (ADR 21). Events of earlier programs have none: it is made from their payload. */
export const identities: Migration = {
  version: 170,
  name: 'identities',
  sql: /* sql */ `
    -- 16 bytes; several events have the same one only where a person let them in.
    ALTER TABLE pos_events ADD COLUMN identity BLOB;
    CREATE INDEX pos_events_identity ON pos_events (identity) WHERE identity IS NOT NULL;
  `,
};
