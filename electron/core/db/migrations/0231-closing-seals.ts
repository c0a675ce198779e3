import type { Migration } from '../migration.ts';

/** Seals of closings, and each time that one was reopened; when a closing was last read from RS and is next. */
export const closingSeals: Migration = {
  version: 231,
  name: 'closing-seals',
  sql: /* sql */ `
    CREATE TABLE closing_seals (
      id        INTEGER PRIMARY KEY AUTOINCREMENT,
      -- closingKey() of core/db/closings.
      closing   TEXT NOT NULL,
      at        INTEGER NOT NULL,
      is_sealed INTEGER NOT NULL CHECK (is_sealed IN (0, 1)),
      -- SHA-256 over what the till says, the jobs and what RS has, in hexadecimal.
      hash      TEXT NOT NULL,
      -- ClosingLine as JSON.
      line      TEXT NOT NULL,
      -- The line that opened it again; null: it is the first one, or a seal.
      reopened_by TEXT,
      -- The journal's anchor of that moment; null: none was there.
      anchor    TEXT
    ) STRICT;
    CREATE INDEX closing_seals_closing ON closing_seals (closing, id);
    CREATE TRIGGER closing_seals_unchanged BEFORE UPDATE ON closing_seals
      BEGIN SELECT raise(ABORT, 'a seal is never changed'); END;
    CREATE TRIGGER closing_seals_kept BEFORE DELETE ON closing_seals
      BEGIN SELECT raise(ABORT, 'a seal is never deleted'); END;

    CREATE TABLE closing_reads (
      closing TEXT PRIMARY KEY,
      -- A business day of it: leads back to the closing.
      day     TEXT NOT NULL,
      -- Null: it was not read yet.
      read_at INTEGER,
      due_at  INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX closing_reads_due ON closing_reads (due_at);
  `,
};
