/**
 * How the window writes numbers, money and times: one set of formatters per language and time zone, made once.
 */
import { minorDigits } from '../../shared/domain/money.ts';
import type { DateStyle, Language } from '../../shared/domain/preferences.ts';
import { shiftDay } from '../../shared/domain/calendar.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/domain/time.ts';

export interface Formats {
  readonly language: Language;
  readonly timeZone: string;
  number(value: number): string;
  /** Minor units: 5999 EUR → `59,99 €`. */
  money(minor: number, currency: string): string;
  /** Hundredths of a unit without a currency: 128450 → `1.284,50`. */
  amount(minor: number): string;
  /** Sums of several currencies: `1.284,50 € + 20,00 CHF`; `null` for none. */
  sums(sums: Readonly<Record<string, number>>): string | null;
  /** Date and time to the minute, short enough for a column. */
  dateTime(instant: number): string;
  /** As short as it can be understood: `09:21` today, `gestern 18:02`, `29.11. 18:02`, the year where it is another. */
  shortTime(instant: number, now: number): string;
  /** To the second with the zone: what a tooltip says. */
  exact(instant: number): string;
  /** To the second, without the date. */
  clockTime(instant: number): string;
  /** A time of day `HH:MM`, which belongs to no day: `22:00`, `10:00 PM`. */
  timeOfDay(time: string): string;
  /** The time alone when it is on the day of `now`, else with its date. */
  timeOrDate(instant: number, now: number): string;
  /** A business day `YYYY-MM-DD`, which belongs to no time zone. */
  day(day: string): string;
  /** `in 3 Min.`, `vor 2 Std.` */
  relative(instant: number, now: number): string;
  /** `420 ms`, `1,2 s` */
  duration(ms: number): string;
  /** How long something takes, roughly: `12 Sek.`, `3 Min.`, `2 Std.` */
  span(ms: number): string;
  /** `420 Byte`, `1,2 kB`, `3,4 GB` */
  bytes(count: number): string;
}

const LOCALES: Readonly<Record<Language, string>> = { de: 'de-DE', en: 'en-US' };

const RELATIVE_STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
];

/** Unit, from when on it is used, and its length: "90 s" says more than "2 min". */
const SPAN_STEPS = [
  ['hour', 90 * MINUTE, HOUR],
  ['minute', 90 * SECOND, MINUTE],
] as const;

/** Largest first; below them, bytes are counted. */
const BYTE_STEPS = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const;

/** @param dates only where date and time stand in figures; sentences keep those of the language. */
export function createFormats(
  language: Language,
  timeZone: string,
  dates: DateStyle = 'language',
): Formats {
  const locale = LOCALES[language];
  const number = new Intl.NumberFormat(locale);
  const amount = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 });
  const seconds = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const span = (unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
  const spans = { hour: span('hour'), minute: span('minute'), second: span('second') };
  const bytes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' });
  const inUnit = (unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const conjunction = new Intl.ListFormat(locale, { type: 'conjunction' });
  const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' });
  const clockTime = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'medium' });
  const dayless = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', timeStyle: 'short' });
  const isoDateTime = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const languageDateTime = new Intl.DateTimeFormat(locale, {
    timeZone,
    ...(language === 'de'
      ? { day: '2-digit', month: '2-digit', year: 'numeric' }
      : { day: 'numeric', month: 'short', year: 'numeric' }),
    hour: language === 'de' ? '2-digit' : 'numeric',
    minute: '2-digit',
  });
  const dayAndMonth = new Intl.DateTimeFormat(locale, {
    timeZone,
    ...(language === 'de'
      ? { day: '2-digit', month: '2-digit' }
      : { day: 'numeric', month: 'short' }),
  });
  const wholeDate = new Intl.DateTimeFormat(locale, {
    timeZone,
    ...(language === 'de'
      ? { day: '2-digit', month: '2-digit', year: 'numeric' }
      : { day: 'numeric', month: 'numeric', year: 'numeric' }),
  });
  const yesterday = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-1, 'day');

  function shortTime(instant: number, now: number): string {
    const [of, today] = [dayOf.format(instant), dayOf.format(now)];
    const clock = time.format(instant).replaceAll(/\s/g, '\u00a0');
    if (of === today) return clock;
    if (dates === 'iso') return isoDateTime.format(instant);
    if (shiftDay(of, 1) === today) return `${yesterday} ${clock}`;
    // The date and the time may stand beneath each other; neither is torn apart.
    const unbroken = (format: Intl.DateTimeFormat) =>
      format.format(instant).replaceAll(' ', '\u00a0');
    if (of.slice(0, 4) !== today.slice(0, 4)) return `${unbroken(wholeDate)} ${clock}`;
    return `${unbroken(dayAndMonth)}${language === 'de' ? '' : ','} ${clock}`;
  }

  const dateTime = dates === 'iso' ? isoDateTime : languageDateTime;
  const exact = new Intl.DateTimeFormat(locale, {
    timeZone,
    dateStyle: 'full',
    timeStyle: 'long',
  });
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' });
  const moneyByCurrency = new Map<string, Intl.NumberFormat>();

  function money(minor: number, currency: string): string {
    let format = moneyByCurrency.get(currency);
    if (!format) {
      format = new Intl.NumberFormat(locale, { style: 'currency', currency });
      moneyByCurrency.set(currency, format);
    }
    return format.format(minor / 10 ** minorDigits(currency));
  }

  return {
    language,
    timeZone,
    number: (value) => number.format(value),
    money,
    amount: (minor) => amount.format(minor / 100),
    sums(sums) {
      const parts = Object.entries(sums)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, minor]) => money(minor, currency));
      return parts.length > 0 ? conjunction.format(parts) : null;
    },
    dateTime: (instant) => dateTime.format(instant),
    shortTime,
    exact: (instant) => exact.format(instant),
    clockTime: (instant) => clockTime.format(instant),
    timeOfDay(text) {
      const instant = Date.parse(`1970-01-01T${text}:00Z`);
      return Number.isNaN(instant) ? text : dayless.format(instant);
    },
    timeOrDate: (instant, now) =>
      dayOf.format(instant) === dayOf.format(now) ? time.format(instant) : dateTime.format(instant),
    day(text) {
      const instant = Date.parse(`${text}T00:00:00Z`);
      return Number.isNaN(instant) || dates === 'iso' ? text : day.format(instant);
    },
    relative(instant, now) {
      const distance = instant - now;
      const [unit, ms] = RELATIVE_STEPS.find(([, step]) => Math.abs(distance) >= step) ?? [
        'second',
        SECOND,
      ];
      return relative.format(Math.trunc(distance / ms), unit);
    },
    span(ms) {
      const step =
        SPAN_STEPS.find(([, shortest]) => ms >= shortest) ?? (['second', 0, SECOND] as const);
      return spans[step[0]].format(Math.max(1, Math.round(ms / step[2])));
    },
    bytes(count) {
      const [unit, size] = BYTE_STEPS.find(([, step]) => count >= step) ?? [];
      return unit === undefined ? bytes.format(count) : inUnit(unit).format(count / size);
    },
    duration: (ms) =>
      ms < SECOND ? `${number.format(ms)} ms` : `${seconds.format(ms / SECOND)} s`,
  };
}
