/** The days and times of the year that a shop lives through, reckoned by hand: the program's own clock is not asked. */
import { DAY, HOUR, MINUTE } from '../../shared/domain/time.ts';

/** The night in which clocks go forward, the one in which they go back, and the turn of the year are always lived. */
const SPECIAL_DAYS = [
  '2026-03-28',
  '2026-03-29',
  '2026-10-24',
  '2026-10-25',
  '2026-12-31',
  '2027-01-01',
];
/** The shop is open until after three in the morning. */
const NIGHTS = ['2026-03-28', '2026-10-24', '2026-12-31'];
const FIRST_DAY = '2026-01-02';
const LAST_DAY = '2027-01-01';

/** Berlin is two hours ahead of UTC between these, one hour otherwise. */
const SUMMER = [Date.parse('2026-03-29T01:00:00Z'), Date.parse('2026-10-25T01:00:00Z')] as const;

/** @returns the special days and others evenly between them, ascending */
export function businessDays(count: number): string[] {
  const all: string[] = [];
  for (let at = Date.parse(FIRST_DAY); at <= Date.parse(LAST_DAY); at += DAY) {
    all.push(new Date(at).toISOString().slice(0, 10));
  }
  const others = all.filter((day) => !SPECIAL_DAYS.includes(day));
  const wanted = Math.min(others.length, Math.max(0, count - SPECIAL_DAYS.length));
  const chosen = Array.from(
    { length: wanted },
    (_none, index) => others[Math.floor((index * others.length) / wanted)] as string,
  );
  return [...SPECIAL_DAYS, ...chosen].sort();
}

export function nextDay(day: string, by = 1): string {
  return new Date(Date.parse(day) + by * DAY).toISOString().slice(0, 10);
}

function offsetMs(instant: number): number {
  return instant >= SUMMER[0] && instant < SUMMER[1] ? 2 * HOUR : HOUR;
}

/** Opening and end of a business day, epoch milliseconds. */
export function openingHours(day: string): { readonly opens: number; readonly closes: number } {
  const local = (text: string) => {
    const utc = Date.parse(`${text}Z`);
    return utc - offsetMs(utc - HOUR);
  };
  const closes = NIGHTS.includes(day) ? `${nextDay(day)}T03:40:00` : `${day}T21:30:00`;
  return { opens: local(`${day}T10:00:00`), closes: local(closes) };
}

/** `2026-10-25T02:30:00+02:00`: which of the two half past two it is stands in the offset. */
export function withOffset(instant: number): string {
  const offset = offsetMs(instant);
  const wall = new Date(instant + offset).toISOString().slice(0, 19);
  return `${wall}+0${offset / HOUR}:00`;
}

export function inUtc(instant: number): string {
  return new Date(instant).toISOString().replace('.000', '');
}

/** Times of so many receipts, ascending, whole seconds. */
export function timesOf(day: string, count: number, random: () => number): number[] {
  const { opens, closes } = openingHours(day);
  const span = closes - opens - 10 * MINUTE;
  return Array.from(
    { length: count },
    () => opens + Math.floor((random() * span) / 1_000) * 1_000,
  ).sort((a, b) => a - b);
}
