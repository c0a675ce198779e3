/** The figures of a month: counts by day from the counters, cash differences and booking times from the month's jobs. */
import type { DayCount } from '../../../shared/contract/glance.ts';
import type { Db } from './open.ts';

/** Minor units. */
interface DifferenceRow {
  readonly store: string;
  readonly payDesk: string;
  readonly currency: string;
  readonly shortCount: number;
  readonly overCount: number;
  readonly shortCents: number;
  readonly overCents: number;
}

interface TimesRow {
  readonly day: string;
  readonly class: number;
  readonly count: number;
  readonly ahead: number;
}

/** Both ends included. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** @param limits upper limits of the classes of booking times, in milliseconds, ascending */
export function createMonthFigures(db: Db, limits: readonly number[]) {
  // From the tables and not from their view, which would group all days before it leaves any out.
  const counts = db.prepare<Days, DayCount>(
    `SELECT business_day AS day, type, state, sum(count) AS count FROM
       (SELECT business_day, type, state, count FROM job_day_counts_before WHERE business_day BETWEEN @from AND @to
        UNION ALL SELECT business_day, type, state, count FROM job_changes WHERE business_day BETWEEN @from AND @to)
     GROUP BY 1, 2, 3 HAVING sum(count) > 0 ORDER BY 1, 2, 3`,
  );
  const differences = db.prepare<Days, DifferenceRow>(
    `SELECT store, pay_desk AS payDesk, currency,
       count(*) FILTER (WHERE amount < 0) AS shortCount, count(*) FILTER (WHERE amount > 0) AS overCount,
       coalesce(sum(amount) FILTER (WHERE amount < 0), 0) AS shortCents,
       coalesce(sum(amount) FILTER (WHERE amount > 0), 0) AS overCents
     FROM jobs INDEXED BY jobs_day
     WHERE business_day BETWEEN @from AND @to AND type IN ('opening-diff', 'close-diff')
     GROUP BY 1, 2, 3 ORDER BY 3, 1, 2`,
  );
  const classes = limits.map((limit, index) => `WHEN took <= ${limit} THEN ${index}`).join(' ');
  // Reading back changes nothing of a booked job, so that its last modification is its booking.
  const times = db.prepare<Days, TimesRow>(
    `SELECT day, CASE ${classes} ELSE ${limits.length} END AS class, count(*) AS count,
       count(*) FILTER (WHERE took < 0) AS ahead
     FROM (SELECT jobs.business_day AS day, jobs.modified_at - pos_events.occurred_at AS took
       FROM jobs INDEXED BY jobs_day CROSS JOIN pos_events ON pos_events.id = jobs.event_id
       WHERE jobs.business_day BETWEEN @from AND @to AND jobs.state IN ('booked', 'verified'))
     GROUP BY 1, 2 ORDER BY 1, 2`,
  );

  return {
    counts: (days: Days) => counts.all(days),
    differences: (days: Days) => differences.all(days),
    times: (days: Days) => times.all(days),
    /** What is asked within is asked of one moment. */
    atOnce: <T>(work: () => T): T => db.transaction(work)(),
  };
}
