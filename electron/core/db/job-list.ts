/** The tallies of the lamp, and the details of a job. Pages of the list: `list/pages.ts`. */
import type { Attempt, Tally } from '../../../shared/contract/contract.ts';
import type { JobRow } from '../../../shared/domain/job-list.ts';
import type { JobState } from '../../../shared/domain/states.ts';
import { lastRequestOf } from './jobs/last-request.ts';
import { IS_CHANGED } from './list/conditions.ts';
import { ROW_COLUMNS } from './list/rows.ts';
import type { Db } from './open.ts';

interface OpenGroup {
  readonly state: JobState;
  readonly currency: string;
  readonly count: number;
  readonly sum: number;
}

export interface JobFacts {
  readonly part: string;
  readonly text: string | null;
  readonly businessCase: string | null;
  readonly businessName: string | null;
  readonly error: string | null;
  readonly naturalKey: string;
  readonly eventId: number;
  readonly origin: string;
  readonly payload: string;
  readonly closing: string | null;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly source: string;
  readonly sourceSha256: string | null;
  /** When its contents were erased after their time; null: they are there. */
  readonly erasedAt: number | null;
}

/** A job as the command line lists it. */
type WholeRow = JobRow & Pick<JobFacts, 'error' | 'businessCase' | 'businessName'>;

/** Where a job's event was read. */
export interface JobOrigin {
  readonly kind: 'dsfinvk' | 'inbox' | 'unknown';
  readonly origin: string;
  readonly originalPath: string | null;
  readonly isErased: 0 | 1;
}

export function createJobList(db: Db) {
  const count = db.prepare<[], number>('SELECT coalesce(sum(count), 0) FROM job_totals').pluck();
  const open = db.prepare<[], OpenGroup>(
    `SELECT state, currency, sum(count) AS count, sum(sum) AS sum FROM job_totals
     WHERE state NOT IN ('booked', 'verified') GROUP BY state, currency HAVING sum(count) > 0`,
  );
  const changed = db.prepare<[], Omit<OpenGroup, 'state'>>(
    `SELECT currency, count(*) AS count, sum(amount) AS sum FROM jobs INDEXED BY jobs_attention
     WHERE ${IS_CHANGED} GROUP BY currency`,
  );
  // Jobs are made in the order of their ids.
  const oldest = db
    .prepare<[JobState], number>(
      `SELECT created_at FROM jobs INDEXED BY jobs_open
       WHERE state NOT IN ('booked', 'verified') AND state = ? ORDER BY id LIMIT 1`,
    )
    .pluck();
  const row = db.prepare<[number], JobRow>(`SELECT ${ROW_COLUMNS} FROM jobs WHERE id = ?`);
  const facts = db.prepare<[number], JobFacts>(
    `SELECT jobs.part, jobs.text, business_case AS businessCase, business_name AS businessName, jobs.error, pos_events.natural_key AS naturalKey, pos_events.id AS eventId,
       pos_events.origin, pos_events.payload, pos_events.closing, pos_events.occurred_at AS occurredAt,
       pos_events.received_at AS receivedAt, sources.name AS source, sources.sha256 AS sourceSha256,
       (SELECT at FROM journal WHERE id = pos_events.erasure) AS erasedAt
     FROM jobs JOIN pos_events ON pos_events.id = jobs.event_id JOIN sources ON sources.id = pos_events.source_id
     WHERE jobs.id = ?`,
  );
  const origin = db.prepare<[number], JobOrigin>(
    `SELECT sources.kind, pos_events.origin, sources.original_path AS originalPath, sources.erasure IS NOT NULL AS isErased
     FROM jobs JOIN pos_events ON pos_events.id = jobs.event_id JOIN sources ON sources.id = pos_events.source_id
     WHERE jobs.id = ?`,
  );
  const siblings = db.prepare<[number, number], JobRow>(
    `SELECT ${ROW_COLUMNS} FROM jobs WHERE event_id = ? AND id <> ? ORDER BY id`,
  );
  const attempts = db.prepare<[number], Attempt>(
    `SELECT attempts.id, kind, started_at AS startedAt, ended_at AS endedAt, request, response,
       http_status AS httpStatus, outcome, error
     FROM attempts LEFT JOIN answers ON answers.attempt_id = attempts.id WHERE job_id = ? ORDER BY attempts.id`,
  );
  const lastPosting = db
    .prepare<[number], string>(
      // `+ 0`: a bare parameter is planned anew at every call (`GIVEN` in jobs.ts).
      lastRequestOf('? + 0'),
    )
    .pluck();
  const newestBill = db
    .prepare<[], string>(
      `SELECT bill_number FROM jobs WHERE invoice_number IS NOT NULL AND bill_number IS NOT NULL ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  const newestPosting = db
    .prepare<[], string>(
      `SELECT reference FROM jobs WHERE posting_number IS NOT NULL ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  const lastBooked = db
    .prepare<[], number>(
      `SELECT ended_at FROM answers WHERE outcome = 'booked' ORDER BY attempt_id DESC LIMIT 1`,
    )
    .pluck();
  return {
    /** All jobs in order of their ids, one by one: for the command line. */
    every: (): IterableIterator<WholeRow> =>
      db
        .prepare<[], WholeRow>(
          `SELECT ${ROW_COLUMNS}, error, business_case AS businessCase, business_name AS businessName
           FROM jobs ORDER BY id`,
        )
        .iterate(),

    row: (id: number) => row.get(id),
    facts: (id: number) => facts.get(id),
    origin: (id: number) => origin.get(id),
    siblings: (eventId: number, id: number) => siblings.all(eventId, id),
    attempts: (id: number) => attempts.all(id),
    lastPosting: (id: number) => lastPosting.get(id) ?? null,
    /** A bill with an invoice and a posting of ours, the newest, to ask RS for what it has. */
    examples: () => ({ bill: newestBill.get() ?? null, reference: newestPosting.get() ?? null }),
    lastBookedAt: () => lastBooked.get() ?? null,
    total: () => count.get() ?? 0,

    /** Count, money and age of the jobs that are not booked, by state; "pending" without those that only changed in RS. */
    openTallies(): { byState: Map<JobState, Tally>; pending: Tally } {
      const byState = new Map<JobState, Tally>();
      for (const { state, currency, count, sum } of open.all()) {
        const known = byState.get(state);
        const oldestAt = known ? known.oldestAt : (oldest.get(state) ?? null);
        byState.set(
          state,
          addTallies(known ?? NO_JOBS, { count, sums: { [currency]: sum }, oldestAt }),
        );
      }
      let pending = [...byState.values()].reduce(addTallies, NO_JOBS);
      for (const { currency, count, sum } of byState.has('attention') ? changed.all() : []) {
        pending = addTallies(pending, {
          count: -count,
          sums: { [currency]: -sum },
          oldestAt: null,
        });
      }
      return { byState, pending };
    },
  };
}

export const NO_JOBS: Tally = { count: 0, sums: {}, oldestAt: null };

export function addTallies(a: Tally, b: Tally): Tally {
  const sums = { ...a.sums };
  for (const [currency, sum] of Object.entries(b.sums))
    sums[currency] = (sums[currency] ?? 0) + sum;
  const oldest = [a.oldestAt, b.oldestAt].filter((at) => at !== null);
  return {
    count: a.count + b.count,
    sums,
    oldestAt: oldest.length > 0 ? Math.min(...oldest) : null,
  };
}

export type JobList = ReturnType<typeof createJobList>;
