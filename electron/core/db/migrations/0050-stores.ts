import type { Migration } from '../migration.ts';

/** Versions of the account assignment, stores and pay desks as people name them, and what attention is about. */
export const stores: Migration = {
  version: 50,
  name: 'stores',
  sql: /* sql */ `
    -- The journal entry that made the row what it is: no account without who, when, and what it was before.
    ALTER TABLE accounts ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
    INSERT INTO journal (at, who, topic, subject, action, reason, details)
      SELECT created_at, '', 'account', 'before-versions', 'set', NULL, json_object('rows', count(*))
      FROM accounts HAVING count(*) > 0;
    UPDATE accounts SET version = (SELECT max(id) FROM journal);
    CREATE TRIGGER accounts_versioned BEFORE UPDATE ON accounts
      WHEN NEW.version <= OLD.version OR NOT EXISTS
        (SELECT 1 FROM journal WHERE id = NEW.version AND topic = 'account')
      BEGIN SELECT raise(ABORT, 'an account changes with an entry in the journal'); END;
    CREATE TRIGGER accounts_entered BEFORE INSERT ON accounts
      WHEN NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.version AND topic = 'account')
      BEGIN SELECT raise(ABORT, 'an account changes with an entry in the journal'); END;
    CREATE TRIGGER accounts_removed BEFORE DELETE ON accounts
      WHEN NOT EXISTS
        (SELECT 1 FROM journal WHERE topic = 'account' AND action = 'remove' AND id > OLD.version)
      BEGIN SELECT raise(ABORT, 'an account is removed with an entry in the journal'); END;

    -- The assignment that a request was made with; null: it was made before versions were kept.
    ALTER TABLE attempts ADD COLUMN accounts_version INTEGER;

    -- Epoch ms of the newest event; kept to some minutes, so that not every receipt writes it.
    ALTER TABLE pay_desks ADD COLUMN last_event_at INTEGER;
    -- The till that replaced this one.
    ALTER TABLE pay_desks ADD COLUMN merged_into TEXT REFERENCES pay_desks (id);
    -- Since when a person expects nothing from it.
    ALTER TABLE pay_desks ADD COLUMN off_since INTEGER;
    ALTER TABLE stores ADD COLUMN off_since INTEGER;
    UPDATE pay_desks SET last_event_at = newest.at FROM
      (SELECT pay_desk, max(occurred_at) AS at FROM pos_events GROUP BY pay_desk) AS newest
      WHERE newest.pay_desk = pay_desks.id;

    -- What tills pay with: an account is asked for as soon as a way of paying first occurs.
    CREATE TABLE payments_seen (
      currency     TEXT NOT NULL,
      -- Empty: no non-cash payment, the currency alone.
      payment_type TEXT NOT NULL,
      payment_name TEXT NOT NULL,
      first_at     INTEGER NOT NULL,
      PRIMARY KEY (currency, payment_type, payment_name)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO payments_seen
      SELECT currency, coalesce(payment_type, ''), coalesce(payment_name, ''), min(created_at)
      FROM jobs GROUP BY 1, 2, 3;

    -- Jobs that need a person, by cause and what it concerns: groups are read from this index alone.
    CREATE INDEX jobs_attention ON jobs
      (cause, type, (amount > 0), currency, payment_type, payment_name, store, pay_desk, amount, created_at)
      WHERE state = 'attention';
  `,
};
