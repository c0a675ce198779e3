/**
 * Jobs as the engine moves them: one function per move, each a single statement that names the states it may start from
 * (taken from the table in `shared/domain/states.ts`) and, where a request is out, the token of its lease.
 *
 * A move that finds the job elsewhere changes nothing and answers false: someone else was there first.
 */
import type { Cause } from '../../../shared/domain/causes.ts';
import type { JobType } from '../../../shared/domain/job.ts';
import { JOB_STATES, STATES, type JobState } from '../../../shared/domain/states.ts';
import { GIVEN } from './given-limit.ts';
import { IS_OPEN } from './list/conditions.ts';
import type { Db } from './open.ts';

/** What the engine needs of a job to make and send its posting. */
export interface JobToSend {
  readonly id: number;
  readonly type: JobType;
  readonly state: JobState;
  readonly amount: number;
  readonly currency: string;
  readonly business_day: string;
  readonly store: string;
  readonly pay_desk: string;
  readonly payment_type: string | null;
  readonly payment_name: string | null;
  readonly text: string | null;
  readonly closing: string | null;
  readonly bill_number: string | null;
  readonly invoice_number: string | null;
  readonly debtor: string | null;
  readonly reference: string;
  readonly attempts: number;
  readonly created_at: number;
  readonly in_doubt_since: number | null;
}

export interface DueInvoice {
  readonly id: number;
  readonly bill_number: string;
  readonly amount: number;
  readonly currency: string;
  readonly created_at: number;
}

/** A booked job whose posting was not read back yet. */
export interface BookedJob {
  readonly id: number;
  readonly reference: string;
  readonly posting_number: string;
  readonly modified_at: number;
}

/** A job that was out, or being looked up, when an earlier run of the program ended. */
export interface InterruptedJob {
  readonly id: number;
  readonly lease_token: number;
  readonly state: JobState;
  readonly in_doubt_since: number;
  readonly started_at: number;
}

/** What came back for an attempt; appended once, never changed. */
export interface Answer {
  readonly endedAt: number;
  readonly outcome: string;
  readonly httpStatus: number | null;
  readonly response: string | null;
  readonly error: string | null;
}

const SEND_COLUMNS = `id, type, state, amount, currency, business_day, store, pay_desk, payment_type, payment_name, text,
  closing, bill_number, invoice_number, debtor, reference, attempts, created_at, in_doubt_since`;

/** `state IN (…)` with every state from which `to` is a legal move. */
function from(to: JobState): string {
  return oneOf(JOB_STATES.filter((state) => STATES[state].next.includes(to)));
}

function oneOf(states: readonly JobState[]): string {
  return `state IN (${states.map((state) => `'${state}'`).join(', ')})`;
}

export function jobMoves(db: Db) {
  const duePost = db.prepare<[number, number], JobToSend>(
    `SELECT ${SEND_COLUMNS} FROM jobs INDEXED BY jobs_due_post
     WHERE state = 'waiting' AND needs_invoice = 0 AND due_at <= ? ORDER BY due_at, id LIMIT ${GIVEN}`,
  );
  const byId = db.prepare<[number], JobToSend>(`SELECT ${SEND_COLUMNS} FROM jobs WHERE id = ?`);
  const dueInvoice = db.prepare<[number, number], DueInvoice>(
    `SELECT id, bill_number, amount, currency, created_at FROM jobs INDEXED BY jobs_due_invoice
     WHERE needs_invoice = 1 AND state IN ('waiting', 'waiting-invoice') AND due_at <= ? ORDER BY due_at, id LIMIT ${GIVEN}`,
  );
  const dueUnclear = db.prepare<[number, number], JobToSend>(
    `SELECT ${SEND_COLUMNS} FROM jobs INDEXED BY jobs_due_unclear
     WHERE state = 'unclear' AND due_at <= ? ORDER BY due_at, id LIMIT ${GIVEN}`,
  );
  const nextDue = [
    `SELECT due_at FROM jobs INDEXED BY jobs_due_post
     WHERE state = 'waiting' AND needs_invoice = 0 AND due_at IS NOT NULL ORDER BY due_at LIMIT 1`,
    `SELECT due_at FROM jobs INDEXED BY jobs_due_invoice
     WHERE needs_invoice = 1 AND state IN ('waiting', 'waiting-invoice') AND due_at IS NOT NULL ORDER BY due_at LIMIT 1`,
    `SELECT due_at FROM jobs INDEXED BY jobs_due_unclear
     WHERE state = 'unclear' AND due_at IS NOT NULL ORDER BY due_at LIMIT 1`,
  ].map((sql) => db.prepare<[], number>(sql).pluck());

  const insertAttempt = db.prepare<[number, string, number, string, number | null]>(
    'INSERT INTO attempts (job_id, kind, started_at, request, accounts_version) VALUES (?, ?, ?, ?, ?)',
  );
  const insertAnswer = db.prepare<
    [number, number, string, number | null, string | null, string | null]
  >(
    // An answer that comes after another program has taken the job over changes nothing: the attempt has its end.
    `INSERT INTO answers (attempt_id, ended_at, outcome, http_status, response, error) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (attempt_id) DO NOTHING`,
  );
  const toSending = db.prepare<[number, number, number, number]>(
    `UPDATE jobs SET state = 'sending', lease_token = ?, in_doubt_since = ?, modified_at = ?, attempts = attempts + 1,
       due_at = NULL, cause = NULL, error = NULL
     WHERE id = ? AND state = 'waiting' AND needs_invoice = 0`,
  );
  const toBooked = db.prepare<[string, string | null, number, number, number]>(
    `UPDATE jobs SET state = 'booked', posting_number = ?, moved_to_period = ?, modified_at = ?, lease_token = NULL,
       in_doubt_since = NULL, due_at = NULL, cause = NULL, error = NULL
     WHERE id = ? AND lease_token = ? AND ${from('booked')}`,
  );
  const backToWaiting = db.prepare<[number, string | null, string | null, number, number, number]>(
    `UPDATE jobs SET state = 'waiting', due_at = ?, cause = ?, error = ?, modified_at = ?, lease_token = NULL,
       in_doubt_since = NULL
     WHERE id = ? AND lease_token = ? AND ${oneOf(['sending', 'unclear'])}`,
  );
  const toUnclear = db.prepare<
    [number, string | null, string | null, number, number, number, number]
  >(
    `UPDATE jobs SET state = 'unclear', due_at = ?, cause = ?, error = ?, in_doubt_since = ?, modified_at = ?,
       lease_token = NULL
     WHERE id = ? AND lease_token = ? AND ${oneOf(['sending', 'unclear'])}`,
  );
  // With or without doubt: `keepDoubt` 0 says that RS certainly booked nothing.
  const leasedToAttention = db.prepare<[string, string, number, number, number, number]>(
    `UPDATE jobs SET state = 'attention', due_at = NULL, cause = ?, error = ?, modified_at = ?, lease_token = NULL,
       in_doubt_since = CASE WHEN ? THEN in_doubt_since END
     WHERE id = ? AND lease_token = ? AND ${oneOf(['sending', 'unclear'])}`,
  );
  const unsentToAttention = db.prepare<[string, string, number, number]>(
    `UPDATE jobs SET state = 'attention', due_at = NULL, cause = ?, error = ?, modified_at = ?
     WHERE id = ? AND ${oneOf(['waiting', 'waiting-invoice'])}`,
  );
  const leaseForLookUp = db.prepare<[number, number]>(
    `UPDATE jobs SET lease_token = ?, due_at = NULL WHERE id = ? AND state = 'unclear' AND lease_token IS NULL`,
  );
  const withInvoice = db.prepare<[string, string, number, number, number, number]>(
    `UPDATE jobs SET state = CASE WHEN in_doubt_since IS NULL THEN 'waiting' ELSE 'unclear' END, needs_invoice = 0,
       invoice_number = ?, debtor = ?, last_check_at = ?,
       modified_at = ?, due_at = ?, cause = NULL, error = NULL
     WHERE id = ? AND needs_invoice = 1 AND ${oneOf(['waiting', 'waiting-invoice'])}`,
  );
  // A check that finds nothing is no modification: the seed page's Modified stays as it was.
  const withoutInvoice = db.prepare<[number, number, number]>(
    `UPDATE jobs SET state = 'waiting-invoice', last_check_at = ?, due_at = ?, cause = 'invoice-missing'
     WHERE id = ? AND needs_invoice = 1 AND ${oneOf(['waiting', 'waiting-invoice'])}`,
  );
  const checkLater = db.prepare<[number, number]>(
    `UPDATE jobs SET due_at = ? WHERE id = ? AND needs_invoice = 1 AND ${oneOf(['waiting', 'waiting-invoice'])}`,
  );
  // What is in doubt is looked up first, whatever a person presses.
  const restart = `state = CASE WHEN in_doubt_since IS NULL THEN 'waiting' ELSE 'unclear' END, due_at = @now,
    cause = NULL, error = NULL, modified_at = @now`;
  // What a person put aside is taken back by a person, with a reason (decisions.ts).
  const RESTARTABLE = oneOf(['attention', 'waiting', 'waiting-invoice', 'unclear']);
  const retryOne = db.prepare<{ id: number; now: number }>(
    `UPDATE jobs SET ${restart} WHERE id = @id AND lease_token IS NULL AND ${RESTARTABLE}`,
  );
  const restartByCause = db.prepare<{ cause: string; now: number }>(
    `UPDATE jobs INDEXED BY jobs_attention SET ${restart} WHERE state = 'attention' AND cause = @cause`,
  );
  const restartOne = db.prepare<{ id: number; cause: string; now: number }>(
    `UPDATE jobs SET ${restart} WHERE id = @id AND lease_token IS NULL AND state = 'attention' AND cause = @cause`,
  );
  const inBackoff = db
    .prepare<{ now: number }, number>(
      `SELECT id FROM jobs INDEXED BY jobs_due_post WHERE state = 'waiting' AND needs_invoice = 0 AND due_at > @now
       UNION ALL
       SELECT id FROM jobs INDEXED BY jobs_due_invoice
         WHERE needs_invoice = 1 AND state IN ('waiting', 'waiting-invoice') AND due_at > @now
       UNION ALL
       SELECT id FROM jobs INDEXED BY jobs_due_unclear WHERE state = 'unclear' AND due_at > @now`,
    )
    .pluck();
  const needPerson = db
    .prepare<[], number>(
      `SELECT id FROM jobs INDEXED BY jobs_attention WHERE state = 'attention' AND cause <> 'booked-missing'`,
    )
    .pluck();
  const pendingIds = db
    .prepare<[], number>(
      `SELECT id FROM jobs INDEXED BY jobs_open WHERE ${IS_OPEN}
         AND ${oneOf(['waiting', 'waiting-invoice', 'attention', 'unclear', 'sending'])} ORDER BY id`,
    )
    .pluck();
  const dueNow = db.prepare<{ id: number; now: number }>(
    `UPDATE jobs SET due_at = @now WHERE id = @id AND lease_token IS NULL
       AND ${oneOf(['waiting', 'waiting-invoice', 'unclear'])}`,
  );
  const doubtEnds = db
    .prepare<[], number | null>(
      `SELECT max(in_doubt_since) FROM jobs INDEXED BY jobs_open WHERE ${IS_OPEN} AND ${oneOf(['sending', 'unclear'])}`,
    )
    .pluck();
  const interrupted = db.prepare<[], InterruptedJob>(
    `SELECT jobs.id, jobs.lease_token, jobs.state, jobs.in_doubt_since, attempts.started_at
     FROM jobs INDEXED BY jobs_open JOIN attempts ON attempts.id = jobs.lease_token
     WHERE ${IS_OPEN} AND ${oneOf(['sending', 'unclear'])} AND lease_token IS NOT NULL`,
  );

  const toVerify = db.prepare<[number, number], BookedJob>(
    `SELECT id, reference, posting_number, modified_at FROM jobs INDEXED BY jobs_to_verify
     WHERE state = 'booked' AND modified_at <= ? ORDER BY modified_at, id LIMIT ${GIVEN}`,
  );
  const firstToVerify = db
    .prepare<[], number>(
      `SELECT modified_at FROM jobs INDEXED BY jobs_to_verify WHERE state = 'booked' ORDER BY modified_at, id LIMIT 1`,
    )
    .pluck();
  // A check that finds nothing wrong is no modification.
  const toVerified = db.prepare<[number, number]>(
    `UPDATE jobs SET state = 'verified', verified_at = ? WHERE id = ? AND state = 'booked'`,
  );
  // In doubt from now on: if a person starts it again, RS is asked before anything is sent.
  const wronglyBooked = db.prepare<[string, string, number, number, number]>(
    `UPDATE jobs SET state = 'attention', cause = ?, error = ?, modified_at = ?, in_doubt_since = ?
     WHERE id = ? AND state = 'booked'`,
  );

  function appendAttempt(
    jobId: number,
    kind: 'post' | 'look-up' | 'invoice',
    at: number,
    request: string,
    accountsVersion: number | null = null,
  ): number {
    return Number(insertAttempt.run(jobId, kind, at, request, accountsVersion).lastInsertRowid);
  }

  function appendAnswer(attempt: number, answer: Answer): void {
    insertAnswer.run(
      attempt,
      answer.endedAt,
      answer.outcome,
      answer.httpStatus,
      answer.response,
      answer.error,
    );
  }

  return {
    byId: (id: number) => byId.get(id),
    duePost: (now: number, limit: number) => duePost.all(now, limit),
    dueInvoice: (now: number, limit: number) => dueInvoice.all(now, limit),
    dueUnclear: (now: number, limit: number) => dueUnclear.all(now, limit),

    /** When the next job comes due by itself; null when none does. */
    nextDueAt(): number | null {
      const times = nextDue.map((statement) => statement.get()).filter((at) => at !== undefined);
      return times.length > 0 ? Math.min(...times) : null;
    },

    /**
     * Prepare: stores the exact request and takes the lease, before the first byte goes out.
     *
     * @param accountsVersion the version of the account assignment that the request was made with.
     * @returns the lease token that every settling write demands, or undefined when the job is not to be sent any more.
     */
    beginSending(
      id: number,
      now: number,
      request: string,
      accountsVersion: number,
    ): number | undefined {
      const token = appendAttempt(id, 'post', now, request, accountsVersion);
      // The attempt row of a lost race is harmless: it has no answer and owns nothing.
      return toSending.run(token, now, now, id).changes === 1 ? token : undefined;
    },

    booked(
      id: number,
      token: number,
      posting: { readonly number: string; readonly movedTo: string | null },
      answer: Answer,
    ): boolean {
      appendAnswer(token, answer);
      return toBooked.run(posting.number, posting.movedTo, answer.endedAt, id, token).changes === 1;
    },

    /** RS certainly booked nothing: the job may be sent again at `dueAt`. */
    waiting(
      id: number,
      token: number,
      next: { readonly dueAt: number; readonly cause: Cause | null; readonly error: string | null },
      answer: Answer,
    ): boolean {
      appendAnswer(token, answer);
      return (
        backToWaiting.run(next.dueAt, next.cause, next.error, answer.endedAt, id, token).changes ===
        1
      );
    },

    /** @param inDoubtSince the last moment at which bytes may have left this PC. */
    unclear(
      id: number,
      token: number,
      next: {
        readonly dueAt: number;
        readonly cause: Cause;
        readonly error: string | null;
        readonly inDoubtSince: number;
      },
      answer: Answer,
    ): boolean {
      appendAnswer(token, answer);
      const { dueAt, cause, error, inDoubtSince } = next;
      return (
        toUnclear.run(dueAt, cause, error, inDoubtSince, answer.endedAt, id, token).changes === 1
      );
    },

    attention(
      id: number,
      token: number,
      reason: { readonly cause: Cause; readonly error: string; readonly stillInDoubt: boolean },
      answer: Answer,
    ): boolean {
      appendAnswer(token, answer);
      const { cause, error, stillInDoubt } = reason;
      return (
        leasedToAttention.run(cause, error, answer.endedAt, stillInDoubt ? 1 : 0, id, token)
          .changes === 1
      );
    },

    /** A job that cannot be made into a request: nothing was sent. */
    unsentToAttention(id: number, now: number, cause: Cause, error: string): boolean {
      return unsentToAttention.run(cause, error, now, id).changes === 1;
    },

    /** @returns the lease token of the look-up, or undefined when another has it. */
    beginLookUp(id: number, now: number, request: string): number | undefined {
      const token = appendAttempt(id, 'look-up', now, request);
      return leaseForLookUp.run(token, id).changes === 1 ? token : undefined;
    },

    invoiceFound(
      id: number,
      invoice: { readonly number: string; readonly debtor: string },
      request: string,
      answer: Answer,
    ): boolean {
      const now = answer.endedAt;
      if (withInvoice.run(invoice.number, invoice.debtor, now, now, now, id).changes !== 1)
        return false;
      appendAnswer(appendAttempt(id, 'invoice', now, request), answer);
      return true;
    },

    invoiceMissing(id: number, now: number, dueAt: number): boolean {
      return withoutInvoice.run(now, dueAt, id).changes === 1;
    },

    /** The question for the invoice got no answer: nothing is known, the last check stays. */
    checkInvoiceLater(id: number, dueAt: number): boolean {
      return checkLater.run(dueAt, id).changes === 1;
    },

    /** Booked jobs to read back, the longest booked first. */
    toVerify: (bookedBefore: number, limit: number) => toVerify.all(bookedBefore, limit),

    /** When the oldest posting that was not read back yet was booked; null when there is none. */
    firstToVerify: () => firstToVerify.get() ?? null,

    verified(id: number, now: number): boolean {
      return toVerified.run(now, id).changes === 1;
    },

    /** RS does not have what it said it booked. */
    bookedToAttention(
      id: number,
      reason: { readonly cause: Cause; readonly error: string },
      request: string,
      answer: Answer,
    ): boolean {
      const now = answer.endedAt;
      if (wronglyBooked.run(reason.cause, reason.error, now, now, id).changes !== 1) return false;
      appendAnswer(appendAttempt(id, 'look-up', now, request), answer);
      return true;
    },

    /** A person starts the job again; false when it is booked, put aside or out. */
    retry(id: number, now: number): boolean {
      return retryOne.run({ id, now }).changes === 1;
    },

    /** A job starts again if it still waits for this cause. @returns false: it does not any more. */
    restart(id: number, cause: Cause, now: number): boolean {
      return restartOne.run({ id, cause, now }).changes === 1;
    },

    /** The cause went away: all jobs that waited for it start again. @returns how many. */
    restartByCause(cause: Cause, now: number): number {
      return restartByCause.run({ cause, now }).changes;
    },

    /** Jobs that KICK JOB starts earlier than they would by themselves: in backoff, or waiting for a person. */
    kickable: (now: number, what: 'all' | 'waiting'): number[] => [
      ...inBackoff.all({ now }),
      ...(what === 'all' ? needPerson.all() : []),
    ],

    /** Jobs that go on by themselves, but later than that. */
    dueAfter: (time: number) => inBackoff.all({ now: time }),

    /** Makes a pending job due now, ignoring its backoff. */
    kick(id: number, now: number): boolean {
      return dueNow.run({ id, now }).changes === 1 || retryOne.run({ id, now }).changes === 1;
    },

    /** Jobs that may still be sent, oldest first: not booked, not put aside. */
    pendingIds: () => pendingIds.all(),

    /** When bytes last left whose outcome is not known; null when nothing is in doubt. */
    lastDoubtAt: () => doubtEnds.get() ?? null,

    /** Leases that an earlier run of the program left behind. */
    interrupted: () => interrupted.all(),
  };
}

export type JobMoves = ReturnType<typeof jobMoves>;
