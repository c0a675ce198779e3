/** Postings are read back from RS some time after they were booked. */
import type { Cause } from '../../../../shared/domain/causes.ts';
import { GIVEN } from '../given-limit.ts';
import { IS_CHANGED } from '../list/conditions.ts';
import type { Db } from '../open.ts';
import type { Answer, Exchanges } from './sending.ts';
import { move } from './move.ts';
import type { BookedJob } from './rows.ts';

const BOOKED = `FROM jobs INDEXED BY jobs_to_verify WHERE state = 'booked'`;

export function createVerification(db: Db, exchanges: Exchanges) {
  const due = db.prepare<[number, number], BookedJob>(
    `SELECT id, reference, earlier_reference, posting_number, moved_to_period, modified_at, in_doubt_since ${BOOKED} AND modified_at <= ?
     ORDER BY modified_at, id LIMIT ${GIVEN}`,
  );
  const first = db
    .prepare<[], number>(`SELECT modified_at ${BOOKED} ORDER BY modified_at, id LIMIT 1`)
    .pluck();
  // A check that finds nothing wrong is no modification.
  const right = db.prepare<[number, number]>(
    move(['booked'], 'verified', {
      set: 'verified_at = ?, in_doubt_since = NULL',
      where: 'id = ?',
    }),
  );
  // What was right may be changed in RS later. In doubt from now on: whoever starts it again, RS is asked before anything is sent.
  const wrong = db.prepare<[string, string, number, number, number]>(
    move(['booked', 'verified'], 'attention', {
      set: 'cause = ?, error = ?, modified_at = ?, in_doubt_since = ?',
      where: 'id = ?',
    }),
  );

  // Somebody put it right in RS.
  const rightAgain = db.prepare<[number, number]>(
    move(['attention'], 'verified', {
      set: 'verified_at = ?, cause = NULL, error = NULL, in_doubt_since = NULL',
      where: `id = ? AND lease_token IS NULL AND ${IS_CHANGED}`,
    }),
  );
  const wrongOtherwise = db.prepare<[string, string, number, number, string, string]>(
    `UPDATE jobs SET cause = ?, error = ?, modified_at = ?
     WHERE id = ? AND ${IS_CHANGED} AND (cause <> ? OR error IS NOT ?)`,
  );

  return {
    /** Booked jobs to read back, the longest booked first. */
    toVerify: (bookedBefore: number, limit: number) => due.all(bookedBefore, limit),

    /** When the oldest posting that was not read back yet was booked; null when there is none. */
    firstToVerify: () => first.get() ?? null,

    verified(id: number, now: number): boolean {
      return right.run(now, id).changes === 1;
    },

    /** RS has a changed posting as it is expected again. */
    verifiedAgain(id: number, now: number): boolean {
      return rightAgain.run(now, id).changes === 1;
    },

    /** RS does not have what it said it booked, or not any more. */
    bookedToAttention(
      id: number,
      reason: { readonly cause: Cause; readonly error: string },
      request: string,
      answer: Answer,
    ): boolean {
      const now = answer.endedAt;
      const { cause, error } = reason;
      const isNews =
        wrong.run(cause, error, now, now, id).changes === 1 ||
        wrongOtherwise.run(cause, error, now, id, cause, error).changes === 1;
      if (!isNews) return false;
      exchanges.answer(exchanges.attempt(id, 'look-up', now, request), answer);
      return true;
    },
  };
}
