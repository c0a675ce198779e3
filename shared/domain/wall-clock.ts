/** The time on the wall clock of the store at an instant. */

/** Zones change their offset at whole quarters of an hour. */
const QUARTER_MS = 15 * 60_000;

/**
 * @returns a function from an instant to the milliseconds that a UTC clock would have to show to read the same; asking
 *   for millions of them is cheap, for an offset is looked up once for each quarter of an hour.
 */
export function wallClock(timeZone: string): (instant: number) => number {
  let format: Intl.DateTimeFormat | undefined;
  const offsets = new Map<number, number>();

  function offsetOf(quarter: number): number {
    const instant = quarter * QUARTER_MS;
    // The first one of a process costs 20 ms, which a start need not wait for.
    format ??= new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    const part = Object.fromEntries(
      format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
  }

  return (instant) => {
    const quarter = Math.floor(instant / QUARTER_MS);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      // Ten years have 350,000 quarters; a table in order of time needs few of them at once.
      if (offsets.size > 50_000) offsets.clear();
      offsets.set(quarter, (offset = offsetOf(quarter)));
    }
    return instant + offset;
  };
}
