/** What RS is expected to have for a booked job: what was sent, or what a person or RS itself said later. */
import { createExpectedPostings, type ExpectedPosting } from '../db/expected-postings.ts';
import type { BookedJob } from '../db/jobs/rows.ts';
import type { Db } from '../db/open.ts';
import type { Posting, StoredPosting } from '../rs/connector.ts';
import { expectedOfSent, expectedOfStored, type Expected } from './differences.ts';

export interface Expectations {
  /** Null: nothing of it is known, since another database sent it. */
  of(job: Pick<BookedJob, 'id' | 'moved_to_period'>): Expected | null;
  /** RS had it before this database; part of the caller's transaction. */
  found(jobId: number, posting: StoredPosting, now: number): void;
}

/** @param sent the newest request that was to book it, as JSON; null: this database sent none */
export function expectedOf(
  told: ExpectedPosting | undefined,
  sent: string | null,
  movedToPeriod: string | null,
): Expected | null {
  if (told) return expectedOfStored(JSON.parse(told.posting) as StoredPosting);
  return sent === null ? null : expectedOfSent(JSON.parse(sent) as Posting, movedToPeriod);
}

/** @param lastPosting the newest request of a job that was to book it */
export function createExpectations(
  db: Db,
  lastPosting: (id: number) => string | null,
): Expectations {
  const expected = createExpectedPostings(db);
  return {
    of({ id, moved_to_period: moved }) {
      const told = expected.of(id);
      return expectedOf(told, told ? null : lastPosting(id), moved);
    },
    found(jobId, posting, now) {
      const reason = 'RS had it before this database.';
      expected.add({ jobId, at: now, kind: 'found', posting, reason });
    },
  };
}
