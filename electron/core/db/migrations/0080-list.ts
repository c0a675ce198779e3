import type { Migration } from '../migration.ts';

/** One row of `job_counts` stands for 2^13 ids: few enough to sum up, small enough to walk through. */
export const BUCKET_BITS = 13;

function count(row: 'new' | 'old', by: 1 | -1): string {
  const kind = `${row}.type, ${row}.state`;
  return `
      INSERT INTO job_counts VALUES (${row}.id >> ${BUCKET_BITS}, ${kind}, ${by})
        ON CONFLICT DO UPDATE SET count = count + ${by};
      INSERT INTO job_day_counts VALUES (${row}.business_day, ${kind}, ${by})
        ON CONFLICT DO UPDATE SET count = count + ${by};
      INSERT INTO job_totals VALUES (${kind}, ${row}.currency, ${by}, ${by} * ${row}.amount)
        ON CONFLICT DO UPDATE SET count = count + ${by}, sum = sum + ${by} * ${row}.amount;`;
}

/** What the list is answered from: an index a sort, counters kept in the same transaction, and parts of words. */
export const list: Migration = {
  version: 80,
  name: 'list',
  sql: /* sql */ `
    CREATE INDEX jobs_created ON jobs (created_at, id);
    CREATE INDEX jobs_modified ON jobs (modified_at, id);
    CREATE INDEX jobs_day ON jobs (business_day, id);
    CREATE INDEX jobs_amount ON jobs (amount, id);
    CREATE INDEX jobs_bill ON jobs (coalesce(bill_number, ''), id);
    CREATE INDEX jobs_posting ON jobs (posting_number) WHERE posting_number IS NOT NULL;
    CREATE INDEX jobs_type ON jobs (type, id);
    -- Money and count of open jobs come from job_totals from now on.
    DROP INDEX jobs_open;
    CREATE INDEX jobs_open ON jobs (state, id) WHERE state NOT IN ('booked', 'verified');

    CREATE TABLE job_counts (
      bucket INTEGER NOT NULL,
      type   TEXT NOT NULL,
      state  TEXT NOT NULL,
      count  INTEGER NOT NULL,
      PRIMARY KEY (bucket, type, state)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE job_day_counts (
      business_day TEXT NOT NULL,
      type         TEXT NOT NULL,
      state        TEXT NOT NULL,
      count        INTEGER NOT NULL,
      PRIMARY KEY (business_day, type, state)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE job_totals (
      type     TEXT NOT NULL,
      state    TEXT NOT NULL,
      currency TEXT NOT NULL,
      count    INTEGER NOT NULL,
      -- Minor units.
      sum      INTEGER NOT NULL,
      PRIMARY KEY (type, state, currency)
    ) STRICT, WITHOUT ROWID;
    -- What a job has from the beginning and keeps: the values that the filter offers.
    CREATE TABLE job_places (
      store        TEXT NOT NULL,
      pay_desk     TEXT NOT NULL,
      payment_type TEXT NOT NULL,
      payment_name TEXT NOT NULL,
      count        INTEGER NOT NULL,
      PRIMARY KEY (store, pay_desk, payment_type, payment_name)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO job_counts SELECT id >> ${BUCKET_BITS}, type, state, count(*) FROM jobs GROUP BY 1, 2, 3;
    INSERT INTO job_day_counts SELECT business_day, type, state, count(*) FROM jobs GROUP BY 1, 2, 3;
    INSERT INTO job_totals SELECT type, state, currency, count(*), sum(amount) FROM jobs GROUP BY 1, 2, 3;
    INSERT INTO job_places SELECT store, pay_desk, coalesce(payment_type, ''), coalesce(payment_name, ''), count(*)
      FROM jobs GROUP BY 1, 2, 3, 4;

    CREATE TRIGGER jobs_counted AFTER INSERT ON jobs BEGIN${count('new', 1)}
      INSERT INTO job_places
        VALUES (new.store, new.pay_desk, coalesce(new.payment_type, ''), coalesce(new.payment_name, ''), 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;
    CREATE TRIGGER jobs_recounted AFTER UPDATE OF state ON jobs WHEN old.state <> new.state BEGIN${count('old', -1)}${count('new', 1)}
    END;
    CREATE TRIGGER jobs_keep_what_is_counted
      BEFORE UPDATE OF type, currency, amount, business_day, store, pay_desk, payment_type, payment_name, bill_number,
        reference, text, created_at ON jobs
      BEGIN SELECT raise(ABORT, 'a job keeps what its event said'); END;

    -- Contentless, and only ever added to: what is searched of a job never changes once it is known.
    CREATE VIRTUAL TABLE job_search USING fts5(words, content = '', tokenize = 'trigram', detail = none, columnsize = 0);
    CREATE VIRTUAL TABLE invoice_search USING fts5(words, content = '', tokenize = 'trigram', detail = none, columnsize = 0);
    INSERT INTO job_search (rowid, words) SELECT id, concat_ws(char(10), bill_number, reference, text) FROM jobs;
    INSERT INTO invoice_search (rowid, words) SELECT id, invoice_number FROM jobs WHERE invoice_number IS NOT NULL;
    CREATE TRIGGER jobs_searchable AFTER INSERT ON jobs BEGIN
      INSERT INTO job_search (rowid, words) VALUES (new.id, concat_ws(char(10), new.bill_number, new.reference, new.text));
    END;
    CREATE TRIGGER invoices_searchable AFTER INSERT ON jobs WHEN new.invoice_number IS NOT NULL BEGIN
      INSERT INTO invoice_search (rowid, words) VALUES (new.id, new.invoice_number);
    END;
    CREATE TRIGGER invoices_found AFTER UPDATE OF invoice_number ON jobs
      WHEN old.invoice_number IS NULL AND new.invoice_number IS NOT NULL BEGIN
      INSERT INTO invoice_search (rowid, words) VALUES (new.id, new.invoice_number);
    END;
  `,
};
