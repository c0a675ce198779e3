/** The figures of a month as columns of its days: what a chart draws and its table says. */
import type { BookingTimes, DayCount } from '../../../shared/contract/glance.ts';
import { daysBetween, lastDayOf } from '../../../shared/domain/calendar.ts';
import { JOB_TYPES } from '../../../shared/domain/job.ts';
import type { JobState } from '../../../shared/domain/states.ts';

/** A day and its counts, one for each series of the chart. */
export interface DayColumn {
  readonly day: string;
  readonly values: readonly number[];
}

/** How documents stand, as a manager asks: in RetailSuite, on their way, needing a person, put aside by one. */
export const STANDINGS = {
  synced: ['booked', 'verified'],
  going: ['waiting', 'waiting-invoice', 'sending', 'unclear'],
  person: ['attention'],
  aside: ['on-hold', 'excluded'],
} as const satisfies Record<string, readonly JobState[]>;
export type Standing = keyof typeof STANDINGS;
export const STANDING_NAMES = Object.keys(STANDINGS) as Standing[];

const MOST_DAYS_OF_MONTH = 31;

export function columnsByStanding(month: string, counts: readonly DayCount[]): DayColumn[] {
  return columnsOf(month, counts, STANDING_NAMES.length, ({ state }) =>
    STANDING_NAMES.findIndex((name) => (STANDINGS[name] as readonly JobState[]).includes(state)),
  );
}

export function columnsByType(month: string, counts: readonly DayCount[]): DayColumn[] {
  return columnsOf(month, counts, JOB_TYPES.length, ({ type }) => JOB_TYPES.indexOf(type));
}

export function columnsByTime(
  month: string,
  times: readonly BookingTimes[],
  classes: number,
): DayColumn[] {
  const found = new Map(times.map(({ day, counts }) => [day, counts]));
  const none = Array.from({ length: classes }, () => 0);
  return daysOf(month).map((day) => ({ day, values: found.get(day) ?? none }));
}

export const totalOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0);

/** The sum of each series over all days. */
export function totalsOf(columns: readonly DayColumn[]): number[] {
  return (columns[0]?.values ?? []).map((_, series) =>
    totalOf(columns.map(({ values }) => values[series] ?? 0)),
  );
}

/** The end of an axis for whole numbers: the next of 1, 2, 4, 6, 8, 10, 20, 40 …; all but the first have a half. */
export function topOfAxis(most: number): number {
  if (most <= 1) return 1;
  let power = 1;
  while (most > power * 10) power *= 10;
  return power * ([2, 4, 6, 8, 10].find((step) => most <= step * power) ?? 10);
}

function columnsOf(
  month: string,
  counts: readonly DayCount[],
  series: number,
  seriesOf: (count: DayCount) => number,
): DayColumn[] {
  const byDay = new Map(
    daysOf(month).map((day) => [day, Array.from({ length: series }, () => 0)] as const),
  );
  for (const one of counts) {
    const values = byDay.get(one.day);
    const at = seriesOf(one);
    if (values) values[at] = (values[at] ?? 0) + one.count;
  }
  return [...byDay].map(([day, values]) => ({ day, values }));
}

const daysOf = (month: string) => daysBetween(`${month}-01`, lastDayOf(month), MOST_DAYS_OF_MONTH);
