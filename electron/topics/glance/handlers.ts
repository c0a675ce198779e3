/** The call about a month at a glance. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import {
  BOOKING_TIME_CLASSES,
  BOOKING_TIME_LIMITS_MS,
  type BookingTimes,
} from '../../../shared/contract/glance.ts';
import { lastDayOf } from '../../../shared/domain/calendar.ts';
import { createMonthFigures } from '../../core/db/month-figures.ts';
import type { Db } from '../../core/db/open.ts';

/** Documents of a month whose times are looked at one by one; a hundred thousand take a tenth of a second from memory. */
const MOST_TIMED_JOBS = 200_000;

interface GlanceHandlersOptions {
  readonly db: Db;
  /** Default: `MOST_TIMED_JOBS`. */
  readonly mostTimedJobs?: number;
}

export function createGlanceHandlers({
  db,
  mostTimedJobs = MOST_TIMED_JOBS,
}: GlanceHandlersOptions): HandlersOf<'glance'> {
  const figures = createMonthFigures(db, BOOKING_TIME_LIMITS_MS);
  return {
    'glance.month': (month) =>
      figures.atOnce(() => {
        const days = { from: `${month}-01`, to: lastDayOf(month) };
        const counts = figures.counts(days);
        const jobs = counts.reduce((sum, { count }) => sum + count, 0);
        return {
          counts,
          differences: figures.differences(days).map((row) => ({
            ...row,
            shortCents: exact(row.shortCents),
            overCents: exact(row.overCents),
          })),
          times: jobs > mostTimedJobs ? null : timesByDay(figures.times(days)),
        };
      }),
  };
}

/** A sum with more digits than a number holds is no sum. */
const exact = (cents: number): number | null => (Number.isSafeInteger(cents) ? cents : null);

function timesByDay(
  rows: readonly { day: string; class: number; count: number; ahead: number }[],
): BookingTimes[] {
  const days = new Map<string, BookingTimes>();
  for (const { day, class: at, count, ahead } of rows) {
    const known = days.get(day) ?? {
      ...{ day, counts: Array.from({ length: BOOKING_TIME_CLASSES }, () => 0), ahead: 0 },
    };
    days.set(day, {
      ...{ day, counts: known.counts.with(at, count), ahead: known.ahead + ahead },
    });
  }
  return [...days.values()];
}
