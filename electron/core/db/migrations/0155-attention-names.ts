import type { Migration } from '../migration.ts';

/** Tables of what needs a person carry its one name: attention. */
export const attentionNames: Migration = {
  version: 155,
  name: 'attention-names',
  sql: /* sql */ `
    ALTER TABLE healing_tries RENAME TO attention_tries;
    ALTER TABLE problems RENAME TO attention_problems;
  `,
};
