/** Calendar days, and the wall clock of a time zone as text: what date inputs hold and people type. */
import { DAY, MINUTE } from './time.ts';

export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/**
 * Each day from one to another, both included.
 *
 * @param most no more than so many. @returns none where the last is before the first
 */
export function daysBetween(from: string, to: string, most: number): string[] {
  const days: string[] = [];
  for (let day = from; days.length < most && day <= to; day = shiftDay(day, 1)) days.push(day);
  return days;
}

/** @param month `YYYY-MM`. @returns `YYYY-MM-DD` */
export function lastDayOf(month: string): string {
  const inNextMonth = shiftDay(`${month}-01`, 31);
  return shiftDay(`${inNextMonth.slice(0, 7)}-01`, -1);
}

const wallFormats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of an instant as `YYYY-MM-DDTHH:MM`: what a date-time input holds. */
export function wallTimeOf(instant: number, timeZone: string): string {
  let format = wallFormats.get(timeZone);
  if (!format) {
    // The Swedish locale writes ISO 8601 dates.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    wallFormats.set(timeZone, format);
  }
  return format.format(instant).replace(' ', 'T');
}

/**
 * The instant of a wall clock `YYYY-MM-DDTHH:MM` in a time zone.
 *
 * An hour that summer time skips becomes the first minutes after it; of an hour that comes twice the first is meant.
 * NaN for text that is no date.
 */
export function instantOf(wallTime: string, timeZone: string): number {
  // Date.parse alone would guess at anything.
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wallTime)) return Number.NaN;
  const asUtc = Date.parse(`${wallTime}:00Z`);
  if (Number.isNaN(asUtc)) return Number.NaN;
  const offsetAt = (instant: number) =>
    Date.parse(`${wallTimeOf(instant, timeZone)}:00Z`) - Math.floor(instant / MINUTE) * MINUTE;
  // The zone's offset changes at most once within these two days.
  const before = asUtc - offsetAt(asUtc - DAY);
  const after = asUtc - offsetAt(asUtc + DAY);
  if (wallTimeOf(before, timeZone) === wallTime) return before;
  return wallTimeOf(after, timeZone) === wallTime ? after : before;
}
