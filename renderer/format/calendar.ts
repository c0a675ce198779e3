/** Business days as a calendar shows them; a day belongs to no time zone. */
import type { Language } from '../../shared/domain/preferences.ts';
import { shiftDay } from '../../shared/domain/calendar.ts';

const LOCALES: Readonly<Record<Language, string>> = { de: 'de-DE', en: 'en-US' };

const formats = new Map<string, Intl.DateTimeFormat>();

function format(day: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', ...options });
    formats.set(key, found);
  }
  return found.format(Date.parse(`${day}T00:00:00Z`));
}

/** `30.11.`, `Nov 30` */
export const shortDay = (day: string, language: Language) =>
  format(
    day,
    language,
    language === 'de' ? { day: '2-digit', month: '2-digit' } : { day: 'numeric', month: 'short' },
  );

/** `Montag, 30. November 2026` */
export const longDay = (day: string, language: Language) =>
  format(day, language, { dateStyle: 'full' });

/** @param month `YYYY-MM` */
export const monthName = (month: string, language: Language) =>
  format(`${month}-01`, language, { month: 'long', year: 'numeric' });

/** Monday first: `Mo`, `Mon`; and in full. */
export function weekdays(language: Language): { readonly short: string; readonly long: string }[] {
  // A Monday.
  return Array.from({ length: 7 }, (_, index) => shiftDay('2024-01-01', index)).map((day) => ({
    short: format(day, language, { weekday: 'short' }),
    long: format(day, language, { weekday: 'long' }),
  }));
}

/** The weeks that a month has days in; null: a day of the month before or after. */
export function weeksOf(month: string): (string | null)[][] {
  const first = `${month}-01`;
  const offset = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const days = Array.from({ length: 42 }, (_, index) => shiftDay(first, index - offset));
  return Array.from({ length: 6 }, (_, week) => days.slice(week * 7, week * 7 + 7))
    .filter((week) => week.some((day) => day.startsWith(month)))
    .map((week) => week.map((day) => (day.startsWith(month) ? day : null)));
}

/** The same day of another month, or its last one. */
export function shiftMonth(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
    .toISOString()
    .slice(0, 10);
}
