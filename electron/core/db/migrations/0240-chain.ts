import type { Migration } from '../migration.ts';

export const chain: Migration = {
  version: 240,
  name: 'chain',
  sql: `
    -- One entry for each transaction: which rows it wrote, and the hash that binds it to the entry before it.
    CREATE TABLE chain (
      seq  INTEGER PRIMARY KEY,
      at   INTEGER NOT NULL,
      -- The rows that were written, each with its digest: docs/adr/0023-chain.md says how.
      body BLOB NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;
    -- Rows that were there before the chain and are not in it yet; empty once it has caught up.
    CREATE TABLE chain_pending (
      name    TEXT PRIMARY KEY,
      next_id INTEGER NOT NULL,
      last_id INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER chain_unchanged BEFORE UPDATE ON chain
      BEGIN SELECT raise(ABORT, 'the chain is append-only'); END;
    CREATE TRIGGER chain_kept BEFORE DELETE ON chain
      BEGIN SELECT raise(ABORT, 'the chain is append-only'); END;

    CREATE TRIGGER originals_kept BEFORE DELETE ON sources
      BEGIN SELECT raise(ABORT, 'what was delivered is never forgotten'); END;
    CREATE TRIGGER originals_unchanged
      BEFORE UPDATE OF id, kind, name, sha256, size, received_at, original_path ON sources
      BEGIN SELECT raise(ABORT, 'what was delivered is never changed'); END;
    CREATE TRIGGER jobs_keep_their_event BEFORE UPDATE OF id, event_id, part ON jobs
      BEGIN SELECT raise(ABORT, 'a job keeps what its event said'); END;
  `,
};
