import type { Migration } from '../migration.ts';
import { BUCKET_BITS } from './0080-list.ts';

/** So many kinds of moves are kept before they are added to the counters. */
export const MOST_MOVES = 64;

/** @param from state that a job had before; none: it is new. */
function note(from: string): string {
  return `
      INSERT INTO job_moves
        VALUES (new.id >> ${BUCKET_BITS}, new.business_day, new.type, new.currency, ${from}, new.state, 1, new.amount)
        ON CONFLICT DO UPDATE SET count = count + 1, sum = sum + excluded.sum;`;
}

/** Adds what has moved to a table of counters. */
export function add(table: string, key: string, values: string): string {
  const columns = values.split(', ');
  return `
      INSERT INTO ${table} (${key}, ${values})
        SELECT ${key}, ${columns.map((column) => `sum(${column})`).join(', ')} FROM job_changes
        GROUP BY ${key} HAVING ${columns.map((column) => `sum(${column}) <> 0`).join(' OR ')}
        ON CONFLICT DO UPDATE SET ${columns.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')};`;
}

/** The counters as they are now: as they were once, and what has moved since. */
function current(table: string, key: string, values: string): string {
  return `
    ALTER TABLE ${table} RENAME TO ${table}_before;
    CREATE VIEW ${table} (${key}, ${values}) AS
      SELECT ${key}, ${values
        .split(', ')
        .map((column) => `sum(${column})`)
        .join(', ')} FROM
        (SELECT ${key}, ${values} FROM ${table}_before UNION ALL SELECT ${key}, ${values} FROM job_changes)
      GROUP BY ${key};`;
}

export const COUNTERS = [
  ['job_counts', 'bucket, type, state', 'count'],
  ['job_day_counts', 'business_day, type, state', 'count'],
  ['job_totals', 'type, state, currency', 'count, sum'],
] as const;

/**
 * A job that changes its state writes one counter instead of six: how many went from one state to another. There are few
 * such moves at a time, since jobs that follow one another are of a day; readers add them to the counters, and from time
 * to time so does the trigger, in the transaction of whoever writes.
 */
export const jobMoves: Migration = {
  version: 120,
  name: 'job-moves',
  sql: /* sql */ `
    DROP TRIGGER jobs_counted;
    DROP TRIGGER jobs_recounted;

    CREATE TABLE job_moves (
      bucket       INTEGER NOT NULL,
      business_day TEXT NOT NULL,
      type         TEXT NOT NULL,
      currency     TEXT NOT NULL,
      -- Empty: the job is new.
      from_state   TEXT NOT NULL,
      to_state     TEXT NOT NULL,
      count        INTEGER NOT NULL,
      -- Minor units.
      sum          INTEGER NOT NULL,
      PRIMARY KEY (bucket, business_day, type, currency, from_state, to_state)
    ) STRICT, WITHOUT ROWID;
    CREATE VIEW job_changes (bucket, business_day, type, currency, state, count, sum) AS
      SELECT bucket, business_day, type, currency, to_state, count, sum FROM job_moves
      UNION ALL
      SELECT bucket, business_day, type, currency, from_state, -count, -sum FROM job_moves WHERE from_state <> '';
    ${COUNTERS.map(([table, key, values]) => current(table, key, values)).join('')}

    CREATE TRIGGER jobs_counted AFTER INSERT ON jobs BEGIN${note("''")}
      INSERT INTO job_places
        VALUES (new.store, new.pay_desk, coalesce(new.payment_type, ''), coalesce(new.payment_name, ''), 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;
    CREATE TRIGGER jobs_recounted AFTER UPDATE OF state ON jobs WHEN old.state <> new.state BEGIN${note('old.state')}
    END;
    CREATE TRIGGER job_moves_added AFTER INSERT ON job_moves WHEN (SELECT count(*) FROM job_moves) > ${MOST_MOVES}
    BEGIN${COUNTERS.map(([table, key, values]) => add(`${table}_before`, key, values)).join('')}
      DELETE FROM job_moves;
    END;
  `,
};
