/**
 * What RS is expected to have for a job where that is not what was sent: a posting that a person made by hand, one that RS
 * had before this database, or a change in RS that a person accepted. It only grows; the newest of a job counts.
 */
import type { Db } from './open.ts';

export interface NewExpectedPosting {
  readonly jobId: number;
  readonly at: number;
  readonly kind: 'by-hand' | 'found' | 'accepted';
  /** The posting as RS keeps it. */
  readonly posting: unknown;
  readonly reason: string;
}

export interface ExpectedPosting {
  readonly kind: NewExpectedPosting['kind'];
  /** `StoredPosting` as JSON. */
  readonly posting: string;
}

/** SQL for the newest of a job. What was said of an earlier booking says nothing of one that was sent since. */
export function newestOf(columns: string, jobId: string): string {
  return `SELECT ${columns} FROM expected_postings WHERE job_id = ${jobId} AND erasure IS NULL AND at >= coalesce(
      (SELECT max(started_at) FROM attempts WHERE job_id = ${jobId} AND kind = 'post'), 0)
    ORDER BY expected_postings.id DESC LIMIT 1`;
}

export function createExpectedPostings(db: Db) {
  const insert = db.prepare<[number, number, string, string, string]>(
    'INSERT INTO expected_postings (job_id, at, kind, posting, reason) VALUES (?, ?, ?, ?, ?)',
  );
  const newest = db.prepare<{ jobId: number }, ExpectedPosting>(
    newestOf('kind, posting', '@jobId'),
  );
  return {
    /** Part of the caller's transaction. */
    add({ jobId, at, kind, posting, reason }: NewExpectedPosting): void {
      insert.run(jobId, at, kind, JSON.stringify(posting), reason);
    },
    of: (jobId: number): ExpectedPosting | undefined => newest.get({ jobId }),
  };
}
