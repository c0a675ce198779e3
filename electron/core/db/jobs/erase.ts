/** Takes out of a job, of its requests and answers what they say of people; amounts, days, references and numbers stay. */
import { createJobWords } from '../list/search-index.ts';
import type { Db } from '../open.ts';

export function createJobErasure(db: Db) {
  const words = createJobWords(db);
  const jobsOf = db.prepare<[number], { id: number; hasText: 0 | 1 }>(
    'SELECT id, text IS NOT NULL AS hasText FROM jobs WHERE event_id = ?',
  );
  const eraseJob = db.prepare<[number, number]>(
    'UPDATE jobs SET text = NULL, business_name = NULL, debtor = NULL, error = NULL, erasure = ? WHERE id = ?',
  );
  const eraseAttempts = db.prepare<[number, number]>(
    `UPDATE attempts SET request = '{}', erasure = ? WHERE job_id = ? AND erasure IS NULL`,
  );
  const eraseAnswers = db.prepare<[number, number]>(
    `UPDATE answers SET response = NULL, error = NULL, erasure = ?
     WHERE attempt_id IN (SELECT id FROM attempts WHERE job_id = ?) AND erasure IS NULL`,
  );
  const eraseExpected = db.prepare<[number, number]>(
    `UPDATE expected_postings SET posting = json_object('number', json_extract(posting, '$.number')), erasure = ?
     WHERE job_id = ? AND erasure IS NULL`,
  );

  /**
   * Erases the jobs of an event; part of the caller's transaction.
   *
   * @param entry of the journal that says so
   */
  return (event: number, entry: number): void => {
    for (const { id, hasText } of jobsOf.all(event)) {
      if (hasText === 1) words.remove(id);
      eraseJob.run(entry, id);
      if (hasText === 1) words.add(id);
      eraseAnswers.run(entry, id);
      eraseAttempts.run(entry, id);
      eraseExpected.run(entry, id);
    }
  };
}
