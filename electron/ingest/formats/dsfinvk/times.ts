/** Times of tills: with an offset or `Z` they are instants, without they are local time of the store. */
import { isBusinessDay, localDay } from '../../../../shared/domain/time.ts';

const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

export interface TillTime {
  /** Epoch milliseconds. */
  readonly instant: number;
  /** Calendar day in the store's time zone. */
  readonly day: string;
}

/** Reads times of one store; remembers the zone's offset per hour, because asking for it is dear. */
export function tillClock(timeZone: string): (text: string) => TillTime | undefined {
  const offsets = new Map<number, number>();
  const days = new Map<string, boolean>();
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });

  function isDay(date: string): boolean {
    let known = days.get(date);
    if (known === undefined) {
      known = isBusinessDay(date);
      days.set(date, known);
    }
    return known;
  }

  /** Local minus UTC at an instant. */
  function offsetAt(instant: number): number {
    const hour = Math.floor(instant / 3_600_000);
    let offset = offsets.get(hour);
    if (offset === undefined) {
      const at = hour * 3_600_000;
      const parts = Object.fromEntries(
        format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
      );
      const local = Date.UTC(
        parts['year'] ?? 0,
        (parts['month'] ?? 1) - 1,
        parts['day'],
        parts['hour'],
        parts['minute'],
      );
      offset = local - at;
      offsets.set(hour, offset);
    }
    return offset;
  }

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

/** Z_BUCHUNGSTAG as a business day; undefined where it is empty or no date. */
export function bookingDay(text: string): string | undefined {
  const trimmed = text.trim();
  const german = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(trimmed);
  const day = german ? `${german[3]}-${german[2]}-${german[1]}` : trimmed.slice(0, 10);
  return isBusinessDay(day) ? day : undefined;
}
