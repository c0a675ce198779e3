import type { Migration } from '../migration.ts';

export const procedureVersions: Migration = {
  version: 295,
  name: 'procedure-versions',
  sql: `
    -- What the procedure description said of this installation; a row for each content that it ever had.
    CREATE TABLE procedure_versions (
      number  INTEGER PRIMARY KEY,
      at      INTEGER NOT NULL,
      -- Facts by their key, as JSON.
      facts   TEXT NOT NULL,
      -- What is not as in the version before, as JSON: [key, before, after].
      changes TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER procedure_versions_unchanged BEFORE UPDATE ON procedure_versions
      BEGIN SELECT raise(ABORT, 'a version of the procedure description is never changed'); END;
    CREATE TRIGGER procedure_versions_kept BEFORE DELETE ON procedure_versions
      BEGIN SELECT raise(ABORT, 'a version of the procedure description is never deleted'); END;
  `,
};
