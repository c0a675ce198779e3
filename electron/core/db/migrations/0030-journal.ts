import type { Migration } from '../migration.ts';

/** What people decided and changed; append-only. */
export const journal: Migration = {
  version: 30,
  name: 'journal',
  sql: /* sql */ `
    CREATE TABLE journal (
      id      INTEGER PRIMARY KEY AUTOINCREMENT,
      at      INTEGER NOT NULL,
      who     TEXT NOT NULL,
      topic   TEXT NOT NULL,
      subject TEXT NOT NULL,
      action  TEXT NOT NULL,
      reason  TEXT,
      details TEXT
    ) STRICT;
    CREATE INDEX journal_about ON journal (topic, subject, id);
    CREATE TRIGGER journal_unchanged BEFORE UPDATE ON journal
      BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER journal_kept BEFORE DELETE ON journal
      BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
  `,
};
