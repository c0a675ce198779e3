/** What went out for a job and what came back: rows that are appended and never changed. */
import type { Db } from '../open.ts';

export interface Answer {
  readonly endedAt: number;
  readonly outcome: string;
  readonly httpStatus: number | null;
  readonly response: string | null;
  readonly error: string | null;
}

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
