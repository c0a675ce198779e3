/**
 * Days and times as people type them and as the program writes them: `29.11.2026`, `2026-11-29`, `11/29/2026`,
 * `Nov 29, 2026`, `gestern`, `29.11. 18:02`, `09:21`.
 */
import { instantOf, shiftDay } from './calendar.ts';
import { localDay, MINUTE } from './time.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** @returns `YYYY-MM-DD`; undefined when the text is no day of the calendar */
export function parseDay(typed: string): string | undefined {
  const text = typed.trim();
  const german = /^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})$/.exec(text);
  const iso = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/.exec(text);
  const american = /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/.exec(text);
  const named = /^(?<name>[a-z]{3})[a-z]* (?<day>\d{1,2}),? (?<year>\d{4})$/i.exec(text);
  const parts = (german ?? iso ?? american ?? named)?.groups;
  if (!parts) return undefined;
  const { year = '', day = '', name } = parts;
  const month = name === undefined ? (parts['month'] ?? '') : monthOf(name);
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = Date.parse(`${written}T00:00:00Z`);
  const isReal = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(written);
  return isReal ? written : undefined;
}

/** The number of a month by the first letters of its English name; 0 where it is none. */
function monthOf(name: string): string {
  return String(MONTHS.indexOf(name.toLowerCase()) + 1);
}

/** A time of the calendar that was typed, and how exactly. Both instants are epoch ms and included. */
export interface Moment {
  /** The whole day was typed, `YYYY-MM-DD`; undefined: one minute of it. */
  readonly day: string | undefined;
  readonly from: number;
  readonly to: number;
}

/**
 * @param now epoch ms: the short forms (`gestern`, `29.11.`, a time alone) are told from here, as the list writes them
 * @returns undefined when the text is neither a day nor a time
 */
export function parseMoment(typed: string, now: number, timeZone: string): Moment | undefined {
  const text = typed.trim().replaceAll(/\s+/g, ' ');
  const timed = /^(?:(?<date>.*?),? )?(?<hour>\d{1,2}):(?<minute>\d{2})(?: ?(?<half>am|pm))?$/i;
  const time = timed.exec(text)?.groups;
  const today = localDay(now, timeZone);
  const day = time && time['date'] === undefined ? today : dayOf(time?.['date'] ?? text, today);
  if (day === undefined) return undefined;
  if (!time) {
    return { day, from: startOf(day, timeZone), to: startOf(shiftDay(day, 1), timeZone) - 1 };
  }
  const hour = hourOf(Number(time['hour']), time['half']?.toLowerCase());
  const minute = Number(time['minute']);
  if (hour === undefined || minute > 59) return undefined;
  const clock = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
  const from = instantOf(`${day}T${clock}`, timeZone);
  return { day: undefined, from, to: from + MINUTE - 1 };
}

/** @returns `HH:MM` of a time of day as people type it (`22:00`, `7:05`, `10:00 PM`, `22`); undefined where it is none */
export function parseTimeOfDay(typed: string): string | undefined {
  const text = typed.trim().replaceAll(/\s+/g, ' ');
  const parts = /^(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))?(?: ?(?<half>am|pm|uhr))?$/i.exec(text);
  const { hour: typedHour = '', minute = '00', half = '' } = parts?.groups ?? {};
  if (!parts || Number(minute) > 59) return undefined;
  const isHalf = half !== '' && half.toLowerCase() !== 'uhr';
  const hour = hourOf(Number(typedHour), isHalf ? half.toLowerCase() : undefined);
  return hour === undefined ? undefined : `${String(hour).padStart(2, '0')}:${minute}`;
}

/** The day of a whole or of a short date. */
function dayOf(text: string, today: string): string | undefined {
  switch (text.toLowerCase()) {
    case 'heute':
    case 'today':
      return today;
    case 'gestern':
    case 'yesterday':
      return shiftDay(today, -1);
  }
  const year = today.slice(0, 4);
  // The list leaves the year out where it is this one.
  return (
    parseDay(text) ??
    (/^\d{1,2}\.\s?\d{1,2}\.$/.test(text) ? parseDay(text + year) : undefined) ??
    (/^[a-z]{3,} \d{1,2}$/i.test(text) ? parseDay(`${text}, ${year}`) : undefined)
  );
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

const startOf = (day: string, timeZone: string) => instantOf(`${day}T00:00`, timeZone);
