import type { Migration } from '../migration.ts';

/**
 * Jobs are made searchable some time after they are stored: a commit of a few jobs with their trigrams costs twice what
 * it costs without, and many small ones leave the search many small pieces to merge.
 */
export const searchLater: Migration = {
  version: 100,
  name: 'search-later',
  sql: /* sql */ `
    DROP TRIGGER jobs_searchable;
    -- One row: jobs up to this id are in job_search.
    CREATE TABLE search_mark (
      only       INTEGER PRIMARY KEY CHECK (only = 1),
      indexed_to INTEGER NOT NULL
    ) STRICT;
    INSERT INTO search_mark SELECT 1, coalesce(max(id), 0) FROM jobs;
    CREATE TRIGGER search_mark_moves_on BEFORE UPDATE ON search_mark WHEN new.indexed_to < old.indexed_to
      BEGIN SELECT raise(ABORT, 'what is searchable stays so'); END;
  `,
};
