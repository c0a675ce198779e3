import type { Migration } from '../migration.ts';

/**
 * What RS is expected to have for a job where that is not what was sent: a posting that a person made by hand, one that RS
 * had before this database, or a change in RS that a person accepted. The newest row of a job counts.
 */
export const expectedPostings: Migration = {
  version: 230,
  name: 'expected-postings',
  sql: /* sql */ `
    CREATE TABLE expected_postings (
      id      INTEGER PRIMARY KEY,
      job_id  INTEGER NOT NULL REFERENCES jobs (id),
      at      INTEGER NOT NULL,
      kind    TEXT NOT NULL CHECK (kind IN ('by-hand', 'found', 'accepted')),
      -- StoredPosting as JSON.
      posting TEXT NOT NULL,
      reason  TEXT NOT NULL
    ) STRICT;
    CREATE INDEX expected_postings_job ON expected_postings (job_id, id);
    CREATE TRIGGER expected_postings_unchanged BEFORE UPDATE ON expected_postings
      BEGIN SELECT raise(ABORT, 'what was expected is never changed'); END;
    CREATE TRIGGER expected_postings_kept BEFORE DELETE ON expected_postings
      BEGIN SELECT raise(ABORT, 'what was expected is never deleted'); END;
    INSERT INTO expected_postings (job_id, at, kind, posting, reason)
      SELECT CAST(subject AS INTEGER), at, 'by-hand', json_extract(details, '$.posting'), coalesce(reason, '')
      FROM journal WHERE topic = 'job' AND action = 'by-hand' AND json_extract(details, '$.posting') IS NOT NULL
        AND CAST(subject AS INTEGER) IN (SELECT id FROM jobs) ORDER BY id;
  `,
};
