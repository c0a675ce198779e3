/**
 * Time: instants are UTC epoch milliseconds, a business day is data from the till (`YYYY-MM-DD`), never "today".
 */

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The store's time zone, until a setting says otherwise. */
export const DEFAULT_TIME_ZONE = 'Europe/Berlin';

/** Now, in epoch milliseconds; an argument everywhere, so that tests own the clock. */
export type Clock = () => number;

/** A number in [0, 1); an argument everywhere, so that tests own chance. */
export type Random = () => number;

export function isBusinessDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a time zone, as `YYYY-MM-DD`. */
export function localDay(instant: number, timeZone: string): string {
  let format = dayFormats.get(timeZone);
  if (!format) {
    // The Swedish locale writes ISO 8601 dates.
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    dayFormats.set(timeZone, format);
  }
  return format.format(instant);
}

/** Timers as an argument, so that tests own time. */
export interface Timers {
  /** Calls `run` after `ms`; the returned function cancels that. */
  after(ms: number, run: () => void): () => void;
}
