import type { Migration } from '../migration.ts';

/**
 * One file can hold nobody up, and what grew after it was put away is read on: how often the reading of a source began
 * without a step forward, and which deliveries were archived lately.
 */
export const deliveries: Migration = {
  version: 190,
  name: 'deliveries',
  sql: /* sql */ `
    -- Readings that began since the source last brought something new; an orderly end takes its own back.
    ALTER TABLE sources ADD COLUMN starts INTEGER NOT NULL DEFAULT 0;
    -- Read no more until a person says so.
    ALTER TABLE sources ADD COLUMN set_aside_at INTEGER;
    CREATE INDEX sources_name ON sources (name);

    CREATE TABLE archived_deliveries (
      path      TEXT PRIMARY KEY,
      -- SHA-256 of the bytes that were read.
      sha256    TEXT NOT NULL,
      -- Names, sizes and times of its files when they were hashed.
      signature TEXT NOT NULL,
      -- Until then a writer may still hold it open.
      until     INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
