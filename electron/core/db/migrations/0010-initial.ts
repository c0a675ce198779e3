import type { Migration } from '../migration.ts';

/** Sources, POS events, jobs, attempts, closings, problems, stores, pay desks, accounts, settings. */
export const initial: Migration = {
  version: 10,
  name: 'initial',
  sql: /* sql */ `
    CREATE TABLE sources (
      id            INTEGER PRIMARY KEY,
      kind          TEXT NOT NULL CHECK (kind IN ('dsfinvk', 'inbox', 'unknown')),
      name          TEXT NOT NULL,
      sha256        TEXT,
      size          INTEGER NOT NULL,
      received_at   INTEGER NOT NULL,
      -- Relative to the data folder: the byte-identical original.
      original_path TEXT,
      status        TEXT NOT NULL CHECK (status IN ('importing', 'imported', 'partly', 'failed')),
      finished_at   INTEGER,
      -- IngestReport as JSON.
      report        TEXT
    ) STRICT;
    CREATE INDEX sources_sha256 ON sources (sha256);

    CREATE TABLE pos_events (
      id            INTEGER PRIMARY KEY,
      source_id     INTEGER NOT NULL REFERENCES sources (id),
      natural_key   TEXT NOT NULL UNIQUE,
      -- SHA-256 of what decides "same content".
      content_hash  BLOB NOT NULL,
      store         TEXT NOT NULL,
      pay_desk      TEXT NOT NULL,
      closing       TEXT,
      bill_number   TEXT,
      currency      TEXT NOT NULL,
      business_day  TEXT NOT NULL,
      occurred_at   INTEGER NOT NULL,
      received_at   INTEGER NOT NULL,
      origin        TEXT NOT NULL,
      not_booked    TEXT,
      payload       TEXT NOT NULL
    ) STRICT;
    CREATE INDEX pos_events_bill ON pos_events (bill_number, pay_desk) WHERE bill_number IS NOT NULL;
    CREATE TRIGGER pos_events_unchanged BEFORE UPDATE ON pos_events
      BEGIN SELECT raise(ABORT, 'a POS event is never changed'); END;
    CREATE TRIGGER pos_events_kept BEFORE DELETE ON pos_events
      BEGIN SELECT raise(ABORT, 'a POS event is never deleted'); END;

    CREATE TABLE jobs (
      id              INTEGER PRIMARY KEY AUTOINCREMENT,
      event_id        INTEGER NOT NULL REFERENCES pos_events (id),
      part            TEXT NOT NULL,
      type            TEXT NOT NULL CHECK (type IN
                        ('order-cash', 'order-non-cash', 'cash-in', 'cash-out', 'opening-diff', 'close-diff')),
      state           TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN
                        ('waiting', 'waiting-invoice', 'sending', 'unclear', 'attention', 'on-hold', 'excluded',
                         'booked', 'verified')),
      cause           TEXT,
      created_at      INTEGER NOT NULL,
      modified_at     INTEGER NOT NULL,
      last_check_at   INTEGER,
      -- When the engine picks the job up; null in states that it does not pick.
      due_at          INTEGER,
      attempts        INTEGER NOT NULL DEFAULT 0,
      -- Id of the attempt that owns the job; every settling write demands it.
      lease_token     INTEGER,
      -- Of the last request whose outcome is not known; null when nothing is in doubt.
      in_doubt_since  INTEGER,
      -- Orders: the invoice of RS is not known yet.
      needs_invoice   INTEGER NOT NULL CHECK (needs_invoice IN (0, 1)),
      bill_number     TEXT,
      invoice_number  TEXT,
      debtor          TEXT,
      amount          INTEGER NOT NULL CHECK (amount <> 0),
      currency        TEXT NOT NULL,
      business_day    TEXT NOT NULL,
      store           TEXT NOT NULL,
      pay_desk        TEXT NOT NULL,
      payment_type    TEXT,
      payment_name    TEXT,
      text            TEXT,
      closing         TEXT,
      reference       TEXT NOT NULL,
      posting_number  TEXT,
      moved_to_period TEXT,
      error           TEXT,
      UNIQUE (event_id, part),
      CHECK (state NOT IN ('booked', 'verified') OR posting_number IS NOT NULL),
      CHECK (state <> 'sending' OR lease_token IS NOT NULL)
    ) STRICT;
    CREATE INDEX jobs_due_post ON jobs (due_at, id) WHERE state = 'waiting' AND needs_invoice = 0;
    CREATE INDEX jobs_due_invoice ON jobs (due_at, id)
      WHERE needs_invoice = 1 AND state IN ('waiting', 'waiting-invoice');
    CREATE INDEX jobs_due_unclear ON jobs (due_at, id) WHERE state = 'unclear';
    -- The open jobs are few beside the booked ones: their tallies are read from this index alone.
    CREATE INDEX jobs_open ON jobs (state, currency, amount, created_at, cause)
      WHERE state NOT IN ('booked', 'verified');
    CREATE TRIGGER jobs_kept BEFORE DELETE ON jobs
      BEGIN SELECT raise(ABORT, 'a job is never deleted'); END;

    -- What went out. The row is committed before the first byte; its id is the lease token.
    CREATE TABLE attempts (
      id         INTEGER PRIMARY KEY AUTOINCREMENT,
      job_id     INTEGER NOT NULL REFERENCES jobs (id),
      kind       TEXT NOT NULL CHECK (kind IN ('post', 'look-up', 'invoice')),
      started_at INTEGER NOT NULL,
      request    TEXT NOT NULL
    ) STRICT;
    CREATE INDEX attempts_job ON attempts (job_id);
    -- What came back; no row: no answer yet, or none ever (then a look-up attempt follows).
    CREATE TABLE answers (
      attempt_id  INTEGER PRIMARY KEY REFERENCES attempts (id),
      ended_at    INTEGER NOT NULL,
      outcome     TEXT NOT NULL,
      http_status INTEGER,
      response    TEXT,
      error       TEXT
    ) STRICT;
    CREATE TRIGGER attempts_unchanged BEFORE UPDATE ON attempts
      BEGIN SELECT raise(ABORT, 'attempts are append-only'); END;
    CREATE TRIGGER attempts_kept BEFORE DELETE ON attempts
      BEGIN SELECT raise(ABORT, 'attempts are append-only'); END;
    CREATE TRIGGER answers_unchanged BEFORE UPDATE ON answers
      BEGIN SELECT raise(ABORT, 'attempts are append-only'); END;
    CREATE TRIGGER answers_kept BEFORE DELETE ON answers
      BEGIN SELECT raise(ABORT, 'attempts are append-only'); END;

    CREATE TABLE closings (
      id           INTEGER PRIMARY KEY,
      source_id    INTEGER NOT NULL REFERENCES sources (id),
      pay_desk     TEXT NOT NULL,
      number       TEXT NOT NULL,
      -- Z_ERSTELLUNG as it stands in the file: the same number with another time is a conflict.
      made_at      TEXT NOT NULL,
      business_day TEXT,
      status       TEXT NOT NULL CHECK (status IN ('released', 'blocked')),
      -- Counted cash of the drawer after the closing as calculated, minor units; null while unknown.
      closing_cash INTEGER,
      UNIQUE (pay_desk, number)
    ) STRICT;

    CREATE TABLE problems (
      id          INTEGER PRIMARY KEY,
      source_id   INTEGER NOT NULL REFERENCES sources (id),
      -- The same problem found again is the same row.
      fingerprint TEXT NOT NULL UNIQUE,
      -- Problem['problem'] of the contract as JSON.
      detail      TEXT NOT NULL,
      found_at    INTEGER NOT NULL,
      resolved_at INTEGER
    ) STRICT;

    CREATE TABLE stores (
      id         TEXT PRIMARY KEY,
      name       TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE pay_desks (
      id         TEXT PRIMARY KEY,
      store      TEXT NOT NULL REFERENCES stores (id),
      name       TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE accounts (
      id           INTEGER PRIMARY KEY,
      type         TEXT NOT NULL,
      payment_type TEXT,
      payment_name TEXT,
      currency     TEXT NOT NULL,
      account      TEXT NOT NULL,
      store        TEXT,
      pay_desk     TEXT,
      created_at   INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX accounts_place ON accounts
      (type, currency, coalesce(payment_type, ''), coalesce(payment_name, ''), coalesce(store, ''), coalesce(pay_desk, ''));

    CREATE TABLE settings (
      key   TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;
  `,
};
