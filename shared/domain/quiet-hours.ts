/** Quiet hours: wall-clock times of the store, which the changes of summer time stretch, shorten or repeat. */
import type { QuietHours } from './program-settings.ts';
import { DAY, MINUTE } from './time.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** `HH:MM` on the clock of the store. */
function wallClock(instant: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}

/** Its first minute is quiet, its last is not; the same time twice is no quiet at all. */
export function isQuiet(instant: number, { from, to }: QuietHours, timeZone: string): boolean {
  const now = wallClock(instant, timeZone);
  return from <= to ? from <= now && now < to : from <= now || now < to;
}

/**
 * When the quiet ends that holds at `now`; null: there is none.
 *
 * Looked for minute by minute, so that a time that the clock skips or shows twice needs no case of its own.
 */
export function quietUntil(now: number, quiet: QuietHours, timeZone: string): number | null {
  if (!isQuiet(now, quiet, timeZone)) return null;
  const start = Math.floor(now / MINUTE) * MINUTE;
  // A day of 25 hours at most, and it ends in its midst.
  for (let at = start + MINUTE; at <= start + DAY + 2 * 60 * MINUTE; at += MINUTE) {
    if (!isQuiet(at, quiet, timeZone)) return at;
  }
  return null;
}
