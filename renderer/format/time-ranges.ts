/**
 * Calendar ranges in the store's time zone, and wall-clock text for date inputs.
 */
import type { RangePreset } from '../../shared/domain/preferences.ts';
import { DAY, localDay, MINUTE } from '../../shared/domain/time.ts';

/** First and last day of a preset, `YYYY-MM-DD`, both included. Weeks begin on Monday. */
export function presetDays(
  preset: RangePreset,
  now: number,
  timeZone: string,
): { readonly from: string; readonly to: string } {
  const today = localDay(now, timeZone);
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday': {
      const yesterday = shiftDay(today, -1);
      return { from: yesterday, to: yesterday };
    }
    case 'this-week': {
      const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
      const monday = shiftDay(today, -weekday);
      return { from: monday, to: shiftDay(monday, 6) };
    }
    case 'last-week': {
      const { from } = presetDays('this-week', now, timeZone);
      return { from: shiftDay(from, -7), to: shiftDay(from, -1) };
    }
    case 'this-month': {
      const first = `${today.slice(0, 7)}-01`;
      const inNextMonth = shiftDay(first, 31);
      return { from: first, to: shiftDay(`${inNextMonth.slice(0, 7)}-01`, -1) };
    }
    case 'last-month': {
      const lastOfMonth = shiftDay(`${today.slice(0, 7)}-01`, -1);
      return { from: `${lastOfMonth.slice(0, 7)}-01`, to: lastOfMonth };
    }
  }
}

/** The same as instants, epoch ms, both included. */
export function presetInstants(
  preset: RangePreset,
  now: number,
  timeZone: string,
): { readonly from: number; readonly to: number } {
  const { from, to } = presetDays(preset, now, timeZone);
  return {
    from: instantOf(`${from}T00:00`, timeZone),
    to: instantOf(`${shiftDay(to, 1)}T00:00`, timeZone) - 1,
  };
}

export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
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
