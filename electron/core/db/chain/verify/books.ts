/** Every event has its jobs, every booked job exactly one posting. */
import type Database from 'better-sqlite3';
import type { OnFinding } from './finding.ts';

interface Check {
  readonly code: string;
  readonly table: string;
  readonly sql: string;
  text(row: number): string;
}

const BOOKED = `state IN ('booked', 'verified')`;
/** A person made it, or RetailSuite had it before this database: it is kept as such. */
const KNOWN_OTHERWISE = `(EXISTS (SELECT 1 FROM expected_postings
    WHERE job_id = jobs.id AND json_extract(posting, '$.number') = jobs.posting_number)
  OR EXISTS (SELECT 1 FROM journal
    WHERE topic = 'job' AND subject = CAST(jobs.id AS TEXT) AND action = 'by-hand'))`;
/** Longer answers are kept cut. */
const WHOLE_ANSWER = 'length(response) < 4000';
/** Answers by which RetailSuite said that it has the posting. */
const ANSWERS = `FROM attempts JOIN answers ON attempt_id = attempts.id
  WHERE job_id = jobs.id AND outcome = 'booked'`;

const CHECKS: readonly Check[] = [
  {
    code: 'event-without-job',
    table: 'pos_events',
    sql: `SELECT id FROM pos_events WHERE not_booked IS NULL
      AND NOT EXISTS (SELECT 1 FROM jobs WHERE event_id = pos_events.id)`,
    text: (row) => `POS event ${row} is to be booked and has no job.`,
  },
  {
    code: 'job-without-posting',
    table: 'jobs',
    sql: `SELECT id FROM jobs WHERE ${BOOKED} AND coalesce(posting_number, '') = ''`,
    text: (row) => `Job ${row} is booked and has no posting number.`,
  },
  {
    code: 'posting-without-answer',
    table: 'jobs',
    sql: `SELECT id FROM jobs WHERE ${BOOKED} AND NOT EXISTS (SELECT 1 ${ANSWERS}) AND NOT ${KNOWN_OTHERWISE}`,
    text: (row) => `Job ${row} is booked, and no answer of RetailSuite says so.`,
  },
  {
    code: 'posting-not-in-answer',
    table: 'jobs',
    sql: `SELECT id FROM jobs WHERE ${BOOKED} AND NOT ${KNOWN_OTHERWISE}
      AND EXISTS (SELECT 1 ${ANSWERS})
      AND NOT EXISTS (SELECT 1 ${ANSWERS} AND
        (response IS NULL OR NOT ${WHOLE_ANSWER} OR instr(response, posting_number) > 0))`,
    text: (row) => `The posting number of job ${row} stands in no answer of RetailSuite.`,
  },
  {
    code: 'posted-twice',
    table: 'jobs',
    // After a posting that was gone in RetailSuite, it was asked for before the job was sent again.
    sql: `SELECT DISTINCT job_id FROM
        (SELECT job_id, attempts.id AS id, lead(attempts.id) OVER (PARTITION BY job_id ORDER BY attempts.id) AS next
         FROM attempts JOIN answers ON attempt_id = attempts.id WHERE kind = 'post' AND outcome = 'booked') AS posts
      WHERE next IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM attempts WHERE job_id = posts.job_id AND kind = 'look-up' AND id > posts.id AND id < posts.next)`,
    text: (row) => `Job ${row} was posted twice, and RetailSuite was not asked in between.`,
  },
  {
    code: 'posting-shared',
    table: 'jobs',
    // Numbers of postings are those of a business day at least; a new workspace may begin again.
    sql: `SELECT max(id) FROM jobs WHERE ${BOOKED} GROUP BY posting_number, business_day HAVING count(*) > 1`,
    text: (row) => `The posting of job ${row} is that of another job, too.`,
  },
];

export function checkBooks(db: Database.Database, onFinding: OnFinding): void {
  for (const { code, table, sql, text } of CHECKS) {
    for (const row of db.prepare<[], number>(sql).pluck().iterate()) {
      onFinding({ code, table, row, text: text(row) });
    }
  }
}
