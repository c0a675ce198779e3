/** Jobs that a person has booked in RS by hand already: marked as that posting, they are never sent. */
import type { Journal } from '../journal.ts';
import type { Db } from '../open.ts';
import { createExpectedPostings } from '../expected-postings.ts';
import { createJobDecisions } from './decisions.ts';
import { move as moveTo, stateIn } from './move.ts';

const UNSENT_STATES = ['waiting', 'waiting-invoice', 'attention', 'on-hold'] as const;
/** Nothing of the job left this PC without an answer, and nothing holds it. */
const UNSENT = 'in_doubt_since IS NULL AND lease_token IS NULL';

/** A posting as RS keeps it; what is there beyond these goes into the journal. */
interface StoredPosting {
  readonly number: string;
  readonly reference: string;
  readonly businessDay: string;
}

export function createByHand(db: Db, journal: Journal) {
  const taken = db
    .prepare<[string, string], number>(
      `SELECT 1 FROM jobs WHERE business_day = ? AND posting_number = ? LIMIT 1`,
    )
    .pluck();
  const owned = db
    .prepare<[string, string], number>(
      `SELECT 1 FROM jobs WHERE business_day = ? AND reference = ? LIMIT 1`,
    )
    .pluck();
  const isUnsent = db
    .prepare<[number], number>(
      `SELECT 1 FROM jobs WHERE id = ? AND ${UNSENT} AND ${stateIn(UNSENT_STATES)}`,
    )
    .pluck();
  // Not `booked`: it would be read back by our reference, which a posting made by hand does not carry.
  const mark = db.prepare<{ id: number; number: string; now: number }>(
    moveTo(UNSENT_STATES, 'verified', {
      set: `posting_number = @number, verified_at = @now, modified_at = @now, due_at = NULL, cause = NULL, error = NULL`,
      where: `id = @id AND ${UNSENT}`,
    }),
  );
  const { move } = createJobDecisions(db);
  const expected = createExpectedPostings(db);

  /** A job of ours made it, or was marked as it. */
  const isOurs = ({ businessDay, number, reference }: StoredPosting): boolean =>
    taken.get(businessDay, number) !== undefined ||
    (reference !== '' && owned.get(businessDay, reference) !== undefined);

  return {
    isOurs,
    isUnsent: (id: number): boolean => isUnsent.get(id) !== undefined,
    /** In one transaction. @returns false: the job or the posting is no longer free, and nothing was changed. */
    same: (id: number, posting: StoredPosting, reason: string, now: number): boolean =>
      db
        .transaction(() => {
          const { number } = posting;
          if (isOurs(posting) || mark.run({ id, number, now }).changes === 0) return false;
          expected.add({ jobId: id, at: now, kind: 'by-hand', posting, reason });
          const details = { posting };
          const subject = String(id);
          journal.append({ at: now, topic: 'job', subject, action: 'by-hand', reason, details });
          return true;
        })
        .immediate(),
    /** None of the postings is the job: it goes on. */
    different: (id: number, reason: string, now: number): boolean =>
      db
        .transaction(() => {
          if (!move('release', id, now) && !move('retry', id, now)) return false;
          const subject = String(id);
          journal.append({
            at: now,
            topic: 'job',
            subject,
            action: 'not-by-hand',
            reason,
            details: null,
          });
          return true;
        })
        .immediate(),
  };
}
