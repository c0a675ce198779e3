import type { Migration } from '../migration.ts';

/** What the till says of a closing, beside its receipts; opening values and explanations that a person gave. */
export const closingFacts: Migration = {
  version: 220,
  name: 'closing-facts',
  sql: /* sql */ `
    CREATE TABLE till_closings (
      id           INTEGER PRIMARY KEY,
      source_id    INTEGER NOT NULL REFERENCES sources (id),
      -- The row that this one takes the place of: what the till says now is another thing.
      replaces     INTEGER UNIQUE REFERENCES till_closings (id),
      origin       TEXT NOT NULL CHECK (origin IN ('dsfinvk', 'inbox')),
      store        TEXT NOT NULL,
      pay_desk     TEXT NOT NULL,
      number       TEXT NOT NULL,
      currency     TEXT NOT NULL,
      -- As it stands in the file; two closings of one number differ in it.
      made_at      TEXT NOT NULL,
      closed_at    INTEGER NOT NULL,
      business_day TEXT NOT NULL,
      -- Sorts the closings of a till: the number, or closed_at where that is none.
      place        INTEGER NOT NULL,
      -- TillFacts as JSON.
      facts        TEXT NOT NULL
    ) STRICT;
    CREATE INDEX till_closings_place ON till_closings (pay_desk, store, currency, place, id);
    CREATE TRIGGER till_closings_unchanged BEFORE UPDATE ON till_closings
      BEGIN SELECT raise(ABORT, 'what a till said is never changed'); END;
    CREATE TRIGGER till_closings_kept BEFORE DELETE ON till_closings
      BEGIN SELECT raise(ABORT, 'what a till said is never deleted'); END;

    -- Runs of receipt numbers that a closing of an export has; bills of the inbox are in their events.
    CREATE TABLE till_numbers (
      closing_id INTEGER NOT NULL REFERENCES till_closings (id),
      -- What stands before the running number.
      prefix     TEXT NOT NULL,
      first      INTEGER NOT NULL,
      last       INTEGER NOT NULL,
      PRIMARY KEY (closing_id, prefix, first)
    ) STRICT, WITHOUT ROWID;

    -- Which closings have an event on a day; number '' stands for events that name no closing.
    CREATE TABLE closing_days (
      day      TEXT NOT NULL,
      store    TEXT NOT NULL,
      pay_desk TEXT NOT NULL,
      number   TEXT NOT NULL,
      currency TEXT NOT NULL,
      PRIMARY KEY (day, store, pay_desk, number, currency)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO closing_days
      SELECT DISTINCT business_day, store, pay_desk, coalesce(closing, ''), currency FROM pos_events;
    CREATE INDEX closing_days_closing ON closing_days (pay_desk, number, store, currency);

    -- Events of an export are found by their key, those of the inbox by this.
    CREATE INDEX pos_events_inbox ON pos_events (pay_desk, closing, occurred_at)
      WHERE natural_key >= 'inbox|' AND natural_key < 'inbox}';

    -- What lay in a drawer before its first closing; the newest row counts.
    CREATE TABLE drawer_openings (
      id       INTEGER PRIMARY KEY,
      -- Null: of whatever store.
      store    TEXT,
      pay_desk TEXT NOT NULL,
      currency TEXT NOT NULL,
      cents    INTEGER NOT NULL,
      reason   TEXT NOT NULL,
      who      TEXT NOT NULL,
      at       INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX drawer_openings_place ON drawer_openings (pay_desk, currency, id);

    -- Why numbers are missing, repeated or of another year.
    CREATE TABLE gap_explanations (
      id         INTEGER PRIMARY KEY,
      -- Null: all kinds.
      kind       TEXT CHECK (kind IN ('closing', 'receipt', 'repeat', 'year')),
      -- Null: of whatever store.
      store      TEXT,
      pay_desk   TEXT NOT NULL,
      -- Null: a standing rule of the till.
      first      TEXT,
      last       TEXT,
      reason     TEXT NOT NULL,
      who        TEXT NOT NULL,
      at         INTEGER NOT NULL,
      -- The explanation that this one takes back.
      takes_back INTEGER UNIQUE REFERENCES gap_explanations (id),
      CHECK ((first IS NULL) = (last IS NULL))
    ) STRICT;
    CREATE INDEX gap_explanations_place ON gap_explanations (pay_desk, id);
    CREATE TRIGGER drawer_openings_unchanged BEFORE UPDATE ON drawer_openings
      BEGIN SELECT raise(ABORT, 'what a person said is never changed'); END;
    CREATE TRIGGER drawer_openings_kept BEFORE DELETE ON drawer_openings
      BEGIN SELECT raise(ABORT, 'what a person said is never deleted'); END;
    CREATE TRIGGER gap_explanations_unchanged BEFORE UPDATE ON gap_explanations
      BEGIN SELECT raise(ABORT, 'what a person said is never changed'); END;
    CREATE TRIGGER gap_explanations_kept BEFORE DELETE ON gap_explanations
      BEGIN SELECT raise(ABORT, 'what a person said is never deleted'); END;
  `,
};
