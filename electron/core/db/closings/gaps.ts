/**
 * Numbers that are missing, stand twice or belong to another year: closings of a till, and receipts of a number range.
 *
 * A range goes on from closing to closing, unless the till begins it anew; two tills of a store may share one.
 */
import type { Gap } from '../../../../shared/domain/closing.ts';
import type { TillClosing, TillFacts } from '../../../../shared/domain/till-facts.ts';
import { DAY } from '../../../../shared/domain/time.ts';
import type { Db } from '../open.ts';
import type { ClosingEvents } from './closing-events.ts';
import type { ClosingRef } from './closing-ref.ts';
import { covers, type Explanation, type Explanations, type GapKind } from './explanations.ts';
import {
  common,
  holes,
  numberedOn,
  numberIn,
  sizeOf,
  united,
  without,
  type Span,
} from './number-runs.ts';
import {
  createNumberRanges,
  DATED,
  lastOf,
  type Earlier,
  type Range,
  type RangeMemo,
} from './number-ranges.ts';
import type { TillClosings } from './till-closings.ts';

export interface ClosingGaps {
  readonly gaps: readonly Gap[];
  /** Reasons that people gave for the explained ones. */
  readonly explanations: readonly string[];
  /** Receipts that the till counted and that are neither here nor among the gaps; null: it counted none, or all are here. */
  readonly uncounted: number | null;
}

interface Found {
  readonly kind: GapKind;
  readonly prefix: string;
  readonly first: number;
  readonly last: number;
  readonly width: number;
}

interface Counted {
  /** First and last numbers as they are written. */
  readonly ends: readonly string[];
  readonly last: readonly string[];
  /** Null: the till does not count them. */
  readonly receipts: number | null;
  /** Numbers of what makes no job. */
  readonly unbooked: number;
  /** Each drawer says with which number it began and ended. */
  readonly isBounded: boolean;
}

/** Desks that share a range close within so many days of one another. */
const SHARED_WITHIN_MS = 35 * DAY;
/** Of two tills that count for themselves most numbers are the same; of a shared range next to none. */
const SHARED_AT_MOST = 0.1;
/** A range that follows one of another prefix, and goes on counting, is no further away. */
const NEAR = 1_000;
export function createGaps(
  db: Db,
  parts: {
    readonly till: TillClosings;
    readonly events: ClosingEvents;
    readonly explanations: Explanations;
  },
) {
  const { till, explanations } = parts;
  const { rangeOf, refOf, siblingsOf, before, isAnew } = createNumberRanges(db, parts);
  const firstOf = db
    .prepare<object, number | null>(
      `SELECT min(first) FROM till_numbers WHERE prefix = @prefix AND closing_id IN
         (SELECT id FROM till_closings WHERE pay_desk = @payDesk AND store = @store AND currency = @currency
            AND place < @place)`,
    )
    .pluck();
  const otherDesks = db.prepare<object, { payDesk: string; number: string; currency: string }>(
    `SELECT pay_desk AS payDesk, number, currency FROM till_closings
     WHERE store = @store AND pay_desk <> @payDesk AND closed_at BETWEEN @from AND @to
       AND NOT EXISTS (SELECT 1 FROM till_closings AS later WHERE later.replaces = till_closings.id)
     ORDER BY closed_at`,
  );
  const lastClosing = db
    .prepare<[string, string, number], number | null>(
      `SELECT max(CAST(number AS INTEGER)) FROM closing_days
       WHERE pay_desk = ? AND store = ? AND number <> '' AND CAST(number AS INTEGER) < ?`,
    )
    .pluck();
  const blockedBefore = db
    .prepare<[string, number], number | null>(
      `SELECT max(CAST(number AS INTEGER)) FROM closings WHERE pay_desk = ? AND CAST(number AS INTEGER) < ?`,
    )
    .pluck();

  /** Numbers that other tills of the store gave, where they share the range. */
  function sharedWith(
    ref: ClosingRef,
    prefix: string,
    own: readonly Span[],
    memo: RangeMemo,
  ): Span[] {
    if (!ref.till) return [];
    const { store, payDesk } = ref;
    const { closedAt } = ref.till;
    const from = closedAt - SHARED_WITHIN_MS;
    const to = closedAt + SHARED_WITHIN_MS;
    const byDesk = new Map<string, Span[]>();
    for (const other of otherDesks.all({ store, payDesk, from, to })) {
      const spans = byDesk.get(other.payDesk) ?? [];
      byDesk.set(other.payDesk, spans);
      for (const closing of till.named({ store, ...other }, other.number)) {
        for (const [found, first, last] of rangeOf(refOf(closing), memo).runs) {
          if (found === prefix) spans.push([first, last]);
        }
      }
    }
    const first = own[0]?.[0] ?? 0;
    const last = own.at(-1)?.[1] ?? 0;
    return united(
      [...byDesk.values()].flatMap((spans) => {
        const inside = common(united(spans), [[first, last]]);
        const size = Math.min(sizeOf(inside), sizeOf(own));
        return sizeOf(common(inside, own)) <= size * SHARED_AT_MOST ? spans : [];
      }),
    );
  }

  function receiptGaps(ref: ClosingRef, range: Range, memo: RangeMemo): Found[] {
    const { width } = range;
    const found: Found[] = [];
    const prefixes = [...new Set(range.runs.map(([prefix]) => prefix))];
    const counted = countedBy(ref.till);
    const named = counted.ends.flatMap(
      (text) => numberedOn(text, ref.till?.businessDay ?? '') ?? [],
    );
    // An export names its ends by their ids, which are other numbers than the receipts have: a missing one stands alone.
    const ends = ref.till?.origin === 'inbox' ? named : [];
    for (const { prefix, number } of ref.till?.origin === 'inbox' ? [] : named) {
      const isBeside = range.runs.some(
        ([own, first, last]) => own === prefix && number >= first - 1 && number <= last + 1,
      );
      const text = counted.ends.find((one) => one.endsWith(String(number))) ?? '';
      const digits = text.length - prefix.length;
      if (isBeside) ends.push({ prefix, number, width: 0 });
      else found.push({ kind: 'receipt', prefix, first: number, last: number, width: digits });
    }
    for (const end of ends) if (!prefixes.includes(end.prefix)) prefixes.push(end.prefix);
    for (const prefix of prefixes) {
      const spans = united(
        range.runs.flatMap(([own, first, last]): Span[] => (own === prefix ? [[first, last]] : [])),
      );
      const told = ends.filter((end) => end.prefix === prefix).map(({ number }) => number);
      const padding = Math.max(width, ...ends.map((end) => end.width));
      const add = (kind: GapKind, missing: readonly Span[]) => {
        for (const [first, last] of missing) {
          found.push({ kind, prefix, first, last, width: padding });
        }
      };
      if (spans.length === 0) {
        add('receipt', united(told.map((number): Span => [number, number])));
        continue;
      }
      const first = spans[0]?.[0] as number;
      const last = spans.at(-1)?.[1] as number;
      const missing = holes(spans);
      const lowest = Math.min(first, ...told);
      const highest = Math.max(last, ...told);
      if (lowest < first) missing.unshift([lowest, first - 1]);
      if (highest > last) missing.push([last + 1, highest]);
      const left = leftOut(ref, prefix, lowest, spans, memo);
      if (left) missing.unshift(left);
      const lacking = united(missing);
      const shared = lacking.length > 0 ? sharedWith(ref, prefix, spans, memo) : [];
      const alone = without(lacking, shared);
      if (prefixes.length === 1 && shared.length === 0 && counted.last.length === 0) {
        const rest = countedMore(counted, sizeOf(spans) + sizeOf(alone));
        if (rest > 0 && left === undefined) alone.push([last + 1, last + rest]);
      }
      add('receipt', alone);
      const repeated = range.repeats.flatMap(([own, from, to]): Span[] =>
        own === prefix ? [[from, to]] : [],
      );
      const twice = [...again(ref, prefix, spans, memo), ...common(shared, spans), ...repeated];
      add('repeat', united(twice));
    }
    return found;
  }

  /** What a till says of the numbers of a closing, in all its currencies. */
  function countedBy(closing: TillClosing | null): Counted {
    const all = closing ? [closing, ...siblingsOf(closing)] : [];
    const receipts = all.map(({ facts }) => facts.receipts);
    const isCounted = closing?.origin === 'inbox' && !receipts.includes(null);
    const last = all.flatMap(({ facts }) => facts.lastNumber ?? []);
    return {
      last,
      ends: [...all.flatMap(({ facts }) => facts.firstNumber ?? []), ...last],
      receipts: isCounted ? receipts.reduce<number>((sum, count) => sum + (count ?? 0), 0) : null,
      unbooked: all.reduce((sum, { facts }) => sum + withoutJob(facts), 0),
      isBounded: all.every(({ facts }) => facts.firstNumber !== null && facts.lastNumber !== null),
    };
  }

  /** What lies between the closing before and this one's first number. */
  function leftOut(
    ref: ClosingRef,
    prefix: string,
    first: number,
    spans: readonly Span[],
    memo: RangeMemo,
  ): Span | undefined {
    const same = before(ref.till, prefix, memo);
    if (same) {
      const end = endOf(same, prefix);
      if (isAnew(same, spans, prefix, memo)) {
        const begin = Math.min(same.spans[0]?.[0] ?? first, earliest(ref, prefix) ?? first);
        return begin < first ? [begin, first - 1] : undefined;
      }
      return first > end + 1 ? [end + 1, first - 1] : undefined;
    }
    if (prefix === '') return undefined;
    // Another month or year in front of the number: it goes on, or begins anew.
    const other = before(ref.till, null, memo);
    if (!other) return undefined;
    const end = lastOf(other.spans);
    return first > end + 1 && first <= end + NEAR ? [end + 1, first - 1] : undefined;
  }

  /** Where a closing ends as its till counts: what it lacks there is its own gap. */
  function endOf({ closing, spans }: Earlier, prefix: string): number {
    const end = lastOf(spans);
    const counted = countedBy(closing);
    const told = counted.last.flatMap((text) => numberIn(prefix, text) ?? []);
    if (closing.origin === 'inbox' && counted.last.length > 0) return Math.max(end, ...told);
    if (told.includes(end + 1)) return end + 1;
    const known = sizeOf(spans) + sizeOf(holes(spans));
    return end + Math.max(0, countedMore(counted, known));
  }

  function earliest(ref: ClosingRef, prefix: string): number | undefined {
    const { store, payDesk, currency } = ref;
    const place = ref.till?.place ?? 0;
    return firstOf.get({ prefix, store, payDesk, currency, place }) ?? undefined;
  }

  /** Numbers that the closing before has, too, in a range that goes on. */
  function again(ref: ClosingRef, prefix: string, spans: readonly Span[], memo: RangeMemo): Span[] {
    const same = before(ref.till, prefix, memo);
    return !same || isAnew(same, spans, prefix, memo) ? [] : common(spans, same.spans);
  }

  function closingGaps(ref: ClosingRef): Found[] {
    if (!/^\d{1,15}$/.test(ref.number)) return [];
    const number = Number(ref.number);
    const { payDesk, store } = ref;
    const last = Math.max(
      lastClosing.get(payDesk, store, number) ?? -1,
      blockedBefore.get(payDesk, number) ?? -1,
    );
    return last < 0 || last + 1 >= number
      ? []
      : [{ kind: 'closing', prefix: '', first: last + 1, last: number - 1, width: 0 }];
  }

  function yearGaps({ own, width }: Range, days: readonly string[]): Found[] {
    return own.flatMap(([prefix, first, last]): Found[] => {
      const year = DATED.exec(prefix)?.[1];
      if (year === undefined || days.length === 0) return [];
      const near = days.some((day) => yearsAround(day).includes(year));
      return near ? [] : [{ kind: 'year', prefix, first, last, width }];
    });
  }

  /**
   * Receipts that a till counted and that are neither here nor missing; of a desk of several drawers those of the drawer
   * that alone does not add up, else the desk's.
   */
  function uncountedOf(
    ref: ClosingRef,
    { receipts, unbooked, isBounded }: Counted,
    missing: number,
    memo: RangeMemo,
  ): number | null {
    const { runs, own } = rangeOf(ref, memo);
    if (receipts === null || own.length === 0) return null;
    const off = receipts - countOf(runs) - missing;
    // Between numbers that the till names every one is here or missing; elsewhere what is not booked may lie beyond.
    if (off === 0 || (!isBounded && off > 0 && off <= unbooked)) return null;
    const lost = missing - unbooked;
    const beyond = [ref, ...siblingsOf(ref.till).map(refOf)].map((drawer) => {
      const facts = drawer.till?.facts;
      const here = countOf(rangeOf(drawer, memo).own);
      const rest = (facts?.receipts ?? 0) - here - (facts ? withoutJob(facts) : 0);
      return rest < 0 ? rest : Math.max(0, rest - Math.max(0, lost));
    });
    if (beyond.length === 1 || beyond.every((one) => one === 0)) return off;
    return beyond[0] === 0 ? null : (beyond[0] ?? null);
  }

  return {
    /** @param days business days of the closing */
    of(ref: ClosingRef, days: readonly string[], memo: RangeMemo = new Map()): ClosingGaps {
      const range = rangeOf(ref, memo);
      const found = [
        ...closingGaps(ref),
        ...receiptGaps(ref, range, memo),
        ...yearGaps(range, days),
      ];
      const given = found.length > 0 ? explanations.of(ref) : [];
      const counted = ref.till?.origin === 'inbox' ? countedBy(ref.till) : undefined;
      const missing = found
        .filter(({ kind }) => kind === 'receipt')
        .reduce((sum, { first, last }) => sum + last - first + 1, 0);
      const unbooked = counted?.unbooked ?? 0;
      // The till says itself that as many numbers went to what is not booked.
      const isCounted = missing > 0 && missing === unbooked;
      const used: Explanation[] = [];
      const gaps = found.map((gap): Gap => {
        const why = given.find((explanation) => covers(explanation, gap));
        if (why) used.push(why);
        return {
          kind: gap.kind,
          from: textOf(gap, gap.first),
          to: textOf(gap, gap.last),
          explained: why !== undefined || (gap.kind === 'receipt' && isCounted),
        };
      });
      return {
        gaps,
        explanations: [...new Set(used.map(({ reason }) => reason))],
        uncounted: counted ? uncountedOf(ref, counted, missing, memo) : null,
      };
    },
  };
}

export type ClosingGapsFinder = ReturnType<typeof createGaps>;

/** Numbers that a till counted at its end beyond those that are here, missing or not booked. */
function countedMore({ receipts, unbooked }: Counted, known: number): number {
  return receipts === null ? 0 : receipts - known - unbooked;
}

function countOf(runs: Range['runs']): number {
  return runs.reduce((sum, [, first, last]) => sum + last - first + 1, 0);
}

function withoutJob({ notBooked }: TillFacts): number {
  return Object.values(notBooked).reduce((sum, one) => sum + one, 0);
}

function textOf({ prefix, width }: Found, number: number): string {
  return `${prefix}${String(number).padStart(width, '0')}`;
}

/** A closing after midnight numbers by the day before, or by the day after. */
function yearsAround(day: string): string[] {
  const at = Date.parse(`${day}T00:00:00Z`);
  return [at - DAY, at, at + DAY].map((instant) => String(new Date(instant).getUTCFullYear()));
}
