/** Times of tills: with an offset or `Z` they are instants, without they are local time of the store. */
import { isBusinessDay, localDay } from '../../../../../shared/domain/time.ts';
import { wallClock } from '../../../../../shared/domain/wall-clock.ts';

const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

export interface TillTime {
  /** Epoch milliseconds. */
  readonly instant: number;
  /** Calendar day in the store's time zone. */
  readonly day: string;
}

/** Texts that are remembered: checks, drawer and events of a closing ask for the same times. */
const MAX_REMEMBERED = 5_000;

/** Reads times of one store. */
export function tillClock(timeZone: string): (text: string) => TillTime | undefined {
  const read = readerOf(timeZone);
  const known = new Map<string, TillTime | undefined>();
  return (text) => {
    let time = known.get(text);
    if (time === undefined && !known.has(text)) {
      if (known.size >= MAX_REMEMBERED) known.clear();
      time = read(text);
      known.set(text, time);
    }
    return time;
  };
}

function readerOf(timeZone: string): (text: string) => TillTime | undefined {
  const toWall = wallClock(timeZone);
  const days = new Map<string, boolean>();

  function isDay(date: string): boolean {
    let known = days.get(date);
    if (known === undefined) {
      known = isBusinessDay(date);
      days.set(date, known);
    }
    return known;
  }

  /** Local minus UTC at an instant. */
  const offsetAt = (instant: number): number => toWall(instant) - instant;

  return (text) => {
    const match = PATTERN.exec(text.trim());
    if (!match) return undefined;
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
    const date = `${year}-${month}-${day}`;
    if (!isDay(date)) return undefined;
    if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return undefined;
    const local =
      Date.UTC(
        Number(year),
        Number(month) - 1,
        Number(day),
        Number(hour),
        Number(minute),
        Number(second),
      ) + Number(fraction.padEnd(3, '0').slice(0, 3));
    if (zone !== undefined) {
      const instant = local - zoneOffset(zone);
      return { instant, day: localDay(instant, timeZone) };
    }
    // Twice: the first guess may lie on the other side of a change of the clocks.
    const guess = local - offsetAt(local);
    return { instant: local - offsetAt(guess), day: date };
  };
}

function zoneOffset(zone: string): number {
  if (/^z$/i.test(zone)) return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.slice(1).replace(':', '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}

/** Z_BUCHUNGSTAG as a business day, of a moment the day in the store; undefined where it is empty or no date. */
export function bookingDay(
  text: string,
  clock: (text: string) => TillTime | undefined,
): string | undefined {
  const trimmed = text.trim();
  const german = /^(\d{2})\.(\d{2})\.(\d{4})(.*)$/.exec(trimmed);
  const written = german ? `${german[3]}-${german[2]}-${german[1]}${german[4]}` : trimmed;
  const moment = clock(written);
  if (moment) return moment.day;
  const day = written.slice(0, 10);
  return isBusinessDay(day) ? day : undefined;
}
