/** Receipt numbers as runs: a shop gives a million of them, and nearly all follow one another. Pure. */
import type { NumberRun } from '../../../../shared/domain/till-facts.ts';

/** A running number, and what stands before it. */
export interface Numbered {
  readonly prefix: string;
  readonly number: number;
  /** Digits it is padded to with zeros; 0: not padded. */
  readonly width: number;
}

const RUNNING = /^(.*?)(\d{1,15})$/s;

/** @returns undefined where the text does not end with a number that can be counted on */
function numbered(text: string): Numbered | undefined {
  const match = RUNNING.exec(text);
  if (!match) return undefined;
  const [, prefix = '', digits = ''] = match;
  // More digits than can be counted with: the ones before are no part of the running number.
  if (/\d$/.test(prefix)) return undefined;
  const width = digits.length > 1 && digits.startsWith('0') ? digits.length : 0;
  return { prefix, number: Number(digits), width };
}

/** Beginnings of numbers that carry the day, or the year alone. */
const DAY_DIGITS = 8;
const SHORT_DAY_DIGITS = 6;
const YEAR_DIGITS = 4;
/** Fewer digits behind them are no running number. */
const FEWEST_RUNNING_DIGITS = 3;

/** As {@link numbered}, of a number that was given on a day: digits of that day or year are no part of what is counted. */
export function numberedOn(text: string, day: string): Numbered | undefined {
  const one = numbered(text);
  if (!one || one.prefix !== '') return one;
  const digits = day.slice(0, 10).replaceAll('-', '');
  const beginnings = [
    digits.slice(0, DAY_DIGITS),
    digits.slice(DAY_DIGITS - SHORT_DAY_DIGITS, DAY_DIGITS),
    digits.slice(0, YEAR_DIGITS),
  ];
  const prefix = beginnings.find(
    (begin) =>
      begin.length >= YEAR_DIGITS &&
      text.startsWith(begin) &&
      text.length - begin.length >= FEWEST_RUNNING_DIGITS &&
      (begin.length > YEAR_DIGITS || text.length >= DAY_DIGITS),
  );
  if (prefix === undefined) return one;
  const running = text.slice(prefix.length);
  return { prefix, number: Number(running), width: running.startsWith('0') ? running.length : 0 };
}

/** The number of a text in a range; undefined where it belongs to another one. */
export function numberIn(prefix: string, text: string): number | undefined {
  const running = text.startsWith(prefix) ? text.slice(prefix.length) : '';
  return /^\d{1,15}$/.test(running) ? Number(running) : undefined;
}

export interface Runs {
  /** Ascending within a prefix. */
  readonly runs: readonly NumberRun[];
  /** Numbers that were given more than once. */
  readonly repeats: readonly NumberRun[];
}

/** @param numbers in any order */
export function runsOf(numbers: Iterable<readonly [prefix: string, number: number]>): Runs {
  const byPrefix = new Map<string, number[]>();
  for (const [prefix, number] of numbers) {
    const known = byPrefix.get(prefix);
    if (known) known.push(number);
    else byPrefix.set(prefix, [number]);
  }
  const runs: NumberRun[] = [];
  const repeats: NumberRun[] = [];
  for (const [prefix, list] of byPrefix) {
    const sorted = Float64Array.from(list).sort();
    let first = sorted[0] as number;
    let last = first;
    for (const number of sorted.subarray(1)) {
      if (number === last) {
        const known = repeats.at(-1);
        if (known?.[0] === prefix && known[2] === number - 1) {
          repeats[repeats.length - 1] = [prefix, known[1], number];
        } else if (known?.[0] !== prefix || known[2] !== number) {
          repeats.push([prefix, number, number]);
        }
      } else if (number === last + 1) last = number;
      else {
        runs.push([prefix, first, last]);
        first = number;
        last = number;
      }
    }
    runs.push([prefix, first, last]);
  }
  return { runs, repeats };
}

/** A span of whole numbers, both ends included. */
export type Span = readonly [first: number, last: number];

/** What lies between ascending spans. */
export function holes(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  let end: number | undefined;
  for (const [first, last] of spans) {
    if (end !== undefined && first > end + 1) found.push([end + 1, first - 1]);
    end = end === undefined ? last : Math.max(end, last);
  }
  return found;
}

/** The parts of spans that lie in none of the others; both ascending. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  const left: Span[] = [];
  let at = 0;
  for (const [first, last] of spans) {
    let from = first;
    while (at > 0 && (others[at - 1]?.[1] ?? -Infinity) >= first) at -= 1;
    while (at < others.length && (others[at] as Span)[1] < first) at += 1;
    for (let next = at; next < others.length; next++) {
      const [start, end] = others[next] as Span;
      if (start > last) break;
      if (start > from) left.push([from, start - 1]);
      from = Math.max(from, end + 1);
    }
    if (from <= last) left.push([from, last]);
  }
  return left;
}

/** Ascending, with neighbours and overlaps joined. */
export function united(spans: readonly Span[]): Span[] {
  const joined: [number, number][] = [];
  for (const [first, last] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const known = joined.at(-1);
    if (known && first <= known[1] + 1) known[1] = Math.max(known[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

export function sizeOf(spans: readonly Span[]): number {
  return spans.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** Numbers that are in both; ascending spans without overlaps. */
export function common(spans: readonly Span[], others: readonly Span[]): Span[] {
  return without(spans, without(spans, others));
}
