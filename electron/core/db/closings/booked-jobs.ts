/** Jobs of a business day that stand in RetailSuite, as far as this database knows. */
import type { BookedJob } from '../jobs/rows.ts';
import { IS_CHANGED } from '../list/conditions.ts';
import type { Db } from '../open.ts';

export function createBookedJobs(db: Db) {
  const ofDay = db.prepare<[string], Pick<BookedJob, 'id' | 'moved_to_period'>>(
    `SELECT id, moved_to_period FROM jobs WHERE business_day = ?
       AND (state IN ('booked', 'verified') OR ${IS_CHANGED}) ORDER BY id`,
  );
  return { of: (day: string) => ofDay.all(day) };
}
