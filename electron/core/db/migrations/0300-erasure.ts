import type { Migration } from '../migration.ts';

/** The entry of the journal that says what was erased; @param action `records` or `original` */
const isEntry = (action: string) =>
  `EXISTS (SELECT 1 FROM journal WHERE id = NEW.erasure AND topic = 'erasure' AND action = '${action}')`;
const ERASED_ONCE = `OLD.erasure IS NULL AND ${isEntry('records')}`;

/**
 * Contents whose retention period is over are erased: the row stays, what it said of people goes, and names the entry of
 * the journal that says so. Every other change is refused as before.
 */
export const erasure: Migration = {
  version: 300,
  name: 'erasure',
  sql: /* sql */ `
    ALTER TABLE sources ADD COLUMN erasure INTEGER REFERENCES journal (id);
    ALTER TABLE pos_events ADD COLUMN erasure INTEGER REFERENCES journal (id);
    ALTER TABLE jobs ADD COLUMN erasure INTEGER REFERENCES journal (id);
    ALTER TABLE attempts ADD COLUMN erasure INTEGER REFERENCES journal (id);
    ALTER TABLE answers ADD COLUMN erasure INTEGER REFERENCES journal (id);
    ALTER TABLE expected_postings ADD COLUMN erasure INTEGER REFERENCES journal (id);

    CREATE TRIGGER originals_erased_once BEFORE UPDATE OF erasure ON sources
      WHEN NOT (OLD.erasure IS NULL AND ${isEntry('original')})
      BEGIN SELECT raise(ABORT, 'an original is erased once, with an entry in the journal'); END;

    DROP TRIGGER pos_events_unchanged;
    CREATE TRIGGER pos_events_unchanged
      BEFORE UPDATE OF id, source_id, natural_key, content_hash, store, pay_desk, closing, bill_number, currency,
        business_day, occurred_at, received_at, origin, not_booked ON pos_events
      BEGIN SELECT raise(ABORT, 'a POS event is never changed'); END;
    -- An event that an earlier program stored is known again by its payload; its identity takes that over.
    CREATE TRIGGER pos_events_erased_once BEFORE UPDATE OF payload, identity, erasure ON pos_events
      WHEN NOT (NEW.payload = '{}' AND (OLD.identity IS NULL OR NEW.identity IS OLD.identity) AND ${ERASED_ONCE})
      BEGIN SELECT raise(ABORT, 'a POS event is never changed, and erased once with an entry in the journal'); END;

    DROP TRIGGER jobs_keep_what_is_counted;
    CREATE TRIGGER jobs_keep_what_is_counted
      BEFORE UPDATE OF type, currency, amount, business_day, store, pay_desk, payment_type, payment_name, bill_number,
        reference, created_at ON jobs
      BEGIN SELECT raise(ABORT, 'a job keeps what its event said'); END;
    DROP TRIGGER jobs_keep_their_case;
    CREATE TRIGGER jobs_keep_their_case BEFORE UPDATE OF business_case ON jobs
      BEGIN SELECT raise(ABORT, 'a job keeps what its event said'); END;
    CREATE TRIGGER jobs_erased_once BEFORE UPDATE OF text, business_name, erasure ON jobs
      WHEN NOT (NEW.text IS NULL AND NEW.business_name IS NULL AND ${ERASED_ONCE})
      BEGIN SELECT raise(ABORT, 'a job keeps what its event said, and is erased once with an entry in the journal'); END;

    DROP TRIGGER attempts_unchanged;
    CREATE TRIGGER attempts_unchanged
      BEFORE UPDATE OF id, job_id, kind, started_at, accounts_version, dialect ON attempts
      BEGIN SELECT raise(ABORT, 'attempts are append-only'); END;
    CREATE TRIGGER attempts_erased_once BEFORE UPDATE OF request, erasure ON attempts
      WHEN NOT (NEW.request = '{}' AND ${ERASED_ONCE})
      BEGIN SELECT raise(ABORT, 'attempts are append-only, and erased once with an entry in the journal'); END;

    DROP TRIGGER answers_unchanged;
    CREATE TRIGGER answers_unchanged BEFORE UPDATE OF attempt_id, ended_at, outcome, http_status ON answers
      BEGIN SELECT raise(ABORT, 'attempts are append-only'); END;
    CREATE TRIGGER answers_erased_once BEFORE UPDATE OF response, error, erasure ON answers
      WHEN NOT (NEW.response IS NULL AND NEW.error IS NULL AND ${ERASED_ONCE})
      BEGIN SELECT raise(ABORT, 'attempts are append-only, and erased once with an entry in the journal'); END;

    DROP TRIGGER expected_postings_unchanged;
    CREATE TRIGGER expected_postings_unchanged BEFORE UPDATE OF id, job_id, at, kind, reason ON expected_postings
      BEGIN SELECT raise(ABORT, 'what was expected is never changed'); END;
    -- The number of the posting is how a booked job proves that it is one.
    CREATE TRIGGER expected_postings_erased_once BEFORE UPDATE OF posting, erasure ON expected_postings
      WHEN NOT (NEW.posting IS json_object('number', json_extract(OLD.posting, '$.number')) AND ${ERASED_ONCE})
      BEGIN SELECT raise(ABORT, 'what was expected is never changed, and erased once with an entry in the journal'); END;
  `,
};
