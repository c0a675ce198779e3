/**
 * A request goes out and is kept, its answer is kept and settles the job. Whoever settles names the token of the lease: a program that has lost
 * the job meanwhile changes nothing.
 */
import type { Cause } from '../../../../shared/domain/causes.ts';
import { statesBefore } from '../../../../shared/domain/states.ts';
import type { Db } from '../open.ts';
import { move, stateIn } from './move.ts';

export interface Answer {
  readonly endedAt: number;
  readonly outcome: string;
  readonly httpStatus: number | null;
  readonly response: string | null;
  readonly error: string | null;
}

/** Requests of a job and the answers to them: rows that are appended and never changed. */
export function createExchanges(db: Db) {
  const insertAttempt = db.prepare<[number, string, number, string, number | null]>(
    `INSERT INTO attempts (job_id, kind, started_at, request, accounts_version, dialect)
     VALUES (?, ?, ?, ?, ?, (SELECT value ->> '$' FROM settings WHERE key = 'rs.dialect'))`,
  );
  const insertAnswer = db.prepare<
    [number, number, string, number | null, string | null, string | null]
  >(
    // An answer that comes after another program has taken the job over changes nothing: the attempt has its end.
    `INSERT INTO answers (attempt_id, ended_at, outcome, http_status, response, error) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (attempt_id) DO NOTHING`,
  );

  return {
    /** @returns the id of the attempt, the lease token of a job that goes out with it */
    attempt: (
      jobId: number,
      kind: 'post' | 'look-up' | 'invoice',
      at: number,
      request: string,
      accountsVersion: number | null = null,
    ): number =>
      Number(insertAttempt.run(jobId, kind, at, request, accountsVersion).lastInsertRowid),

    answer(attempt: number, answer: Answer): void {
      insertAnswer.run(
        attempt,
        answer.endedAt,
        answer.outcome,
        answer.httpStatus,
        answer.response,
        answer.error,
      );
    },
  };
}

export type Exchanges = ReturnType<typeof createExchanges>;

/** A lease is on the job, or was when the program ended. */
const LEASED = ['sending', 'unclear'] as const;
const BY_TOKEN = 'id = ? AND lease_token = ?';

export function createSending(db: Db, exchanges: Exchanges) {
  const toSending = db.prepare<[number, number, number, number]>(
    move(statesBefore('sending'), 'sending', {
      set: `lease_token = ?, in_doubt_since = ?, modified_at = ?, attempts = attempts + 1, due_at = NULL, cause = NULL,
        error = NULL`,
      where: 'id = ? AND needs_invoice = 0',
    }),
  );
  const leaseForLookUp = db.prepare<[number, number]>(
    `UPDATE jobs SET lease_token = ?, due_at = NULL WHERE id = ? AND ${stateIn(['unclear'])} AND lease_token IS NULL`,
  );
  const toBooked = db.prepare<[string, string | null, number, number, number]>(
    move(statesBefore('booked'), 'booked', {
      set: `posting_number = ?, moved_to_period = ?, modified_at = ?, lease_token = NULL, in_doubt_since = NULL,
        due_at = NULL, cause = NULL, error = NULL`,
      where: BY_TOKEN,
    }),
  );
  // An order that RS had booked already: the posting names its invoice.
  const toFound = db.prepare<
    [string, string | null, number, string | null, string | null, number, number]
  >(
    move(statesBefore('booked'), 'booked', {
      set: `posting_number = ?, moved_to_period = ?, modified_at = ?, needs_invoice = 0,
        invoice_number = coalesce(invoice_number, ?), debtor = coalesce(debtor, ?), lease_token = NULL,
        in_doubt_since = NULL, due_at = NULL, cause = NULL, error = NULL`,
      where: BY_TOKEN,
    }),
  );
  const toWaiting = db.prepare<[number, string | null, string | null, number, number, number]>(
    move(LEASED, 'waiting', {
      set: 'due_at = ?, cause = ?, error = ?, modified_at = ?, lease_token = NULL, in_doubt_since = NULL',
      where: BY_TOKEN,
    }),
  );
  const toUnclear = db.prepare<
    [number, string | null, string | null, number, number, number, number]
  >(
    move(LEASED, 'unclear', {
      set: 'due_at = ?, cause = ?, error = ?, in_doubt_since = ?, modified_at = ?, lease_token = NULL',
      where: BY_TOKEN,
    }),
  );
  const toAttention = db.prepare<[string, string, number, number, number, number]>(
    move(LEASED, 'attention', {
      set: `due_at = NULL, cause = ?, error = ?, modified_at = ?, lease_token = NULL,
        in_doubt_since = CASE WHEN ? THEN in_doubt_since END`,
      where: BY_TOKEN,
    }),
  );
  const unsentToAttention = db.prepare<[string, string, number, number]>(
    move(['waiting', 'waiting-invoice'], 'attention', {
      set: 'due_at = NULL, cause = ?, error = ?, modified_at = ?',
      where: 'id = ?',
    }),
  );

  return {
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
      const token = exchanges.attempt(id, 'post', now, request, accountsVersion);
      // The attempt row of a lost race is harmless: it has no answer and owns nothing.
      return toSending.run(token, now, now, id).changes === 1 ? token : undefined;
    },

    /** @returns the lease token of the look-up, or undefined when another has it. */
    beginLookUp(id: number, now: number, request: string): number | undefined {
      const token = exchanges.attempt(id, 'look-up', now, request);
      return leaseForLookUp.run(token, id).changes === 1 ? token : undefined;
    },

    booked(
      id: number,
      token: number,
      posting: { readonly number: string; readonly movedTo: string | null },
      answer: Answer,
    ): boolean {
      exchanges.answer(token, answer);
      return toBooked.run(posting.number, posting.movedTo, answer.endedAt, id, token).changes === 1;
    },

    /**
     * RS had it already.
     *
     * @param posting.invoice of an order that is not asked for its invoice any more.
     */
    found(
      id: number,
      token: number,
      posting: {
        readonly number: string;
        readonly movedTo: string | null;
        readonly invoice: { readonly number: string | null; readonly debtor: string } | null;
      },
      answer: Answer,
    ): boolean {
      exchanges.answer(token, answer);
      const { number, movedTo, invoice } = posting;
      return (
        toFound.run(
          number,
          movedTo,
          answer.endedAt,
          invoice?.number ?? null,
          invoice?.debtor ?? null,
          id,
          token,
        ).changes === 1
      );
    },

    /** RS certainly booked nothing: the job may be sent again at `dueAt`. */
    waiting(
      id: number,
      token: number,
      next: { readonly dueAt: number; readonly cause: Cause | null; readonly error: string | null },
      answer: Answer,
    ): boolean {
      exchanges.answer(token, answer);
      return (
        toWaiting.run(next.dueAt, next.cause, next.error, answer.endedAt, id, token).changes === 1
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
      exchanges.answer(token, answer);
      const { dueAt, cause, error, inDoubtSince } = next;
      return (
        toUnclear.run(dueAt, cause, error, inDoubtSince, answer.endedAt, id, token).changes === 1
      );
    },

    /** `stillInDoubt` false: RS certainly booked nothing. */
    attention(
      id: number,
      token: number,
      reason: { readonly cause: Cause; readonly error: string; readonly stillInDoubt: boolean },
      answer: Answer,
    ): boolean {
      exchanges.answer(token, answer);
      const { cause, error, stillInDoubt } = reason;
      const isInDoubt = stillInDoubt ? 1 : 0;
      return toAttention.run(cause, error, answer.endedAt, isInDoubt, id, token).changes === 1;
    },

    /** A job that cannot be made into a request: nothing was sent. */
    unsentToAttention(id: number, now: number, cause: Cause, error: string): boolean {
      return unsentToAttention.run(cause, error, now, id).changes === 1;
    },
  };
}
