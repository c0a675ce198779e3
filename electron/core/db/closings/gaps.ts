/**
 * Numbers that are missing, stand twice or belong to another year: closings of a till, and receipts of a number range.
 *
 * A range goes on from closing to closing, unless the till begins it anew; two tills of a store may share one.
 */
import type { Gap } from '../../../../shared/domain/closing.ts';
import type { NumberRun, TillClosing, TillFacts } from '../../../../shared/domain/till-facts.ts';
import { DAY } from '../../../../shared/domain/time.ts';
import type { Db } from '../open.ts';
import type { ClosingEvents } from './closing-events.ts';
import type { ClosingRef } from './closing-ref.ts';
import { covers, type Explanation, type Explanations, type GapKind } from './explanations.ts';
import {
  common,
  holes,
  numbered,
  runsOf,
  sizeOf,
  united,
  without,
  type Span,
} from './number-runs.ts';
import type { TillClosings } from './till-closings.ts';

export interface ClosingGaps {
  readonly gaps: readonly Gap[];
  /** Reasons that people gave for the explained ones. */
  readonly explanations: readonly string[];
  /** Receipts that the till counted and that are neither here nor among the gaps; null: it counted none, or all are here. */
  readonly uncounted: number | null;
}

/** Numbers of one closing. */
interface Range {
  readonly runs: readonly NumberRun[];
  readonly repeats: readonly NumberRun[];
  readonly width: number;
}

interface Found {
  readonly kind: GapKind;
  readonly prefix: string;
  readonly first: number;
  readonly last: number;
  readonly width: number;
}

/** Desks that share a range close within so many days of one another. */
const SHARED_WITHIN_MS = 35 * DAY;
/** Of two tills that count for themselves most numbers are the same; of a shared range next to none. */
const SHARED_AT_MOST = 0.1;
/** A range that follows one of another prefix, and goes on counting, is no further away. */
const NEAR = 1_000;
/** Year, month and running number: `2-2026/11/0000000025`. */
const DATED = /(?:^|\D)(20\d\d)[/-](?:0?[1-9]|1[0-2])[/-]$/;

export function createGaps(
  db: Db,
  parts: {
    readonly till: TillClosings;
    readonly events: ClosingEvents;
    readonly explanations: Explanations;
  },
) {
  const { till, events, explanations } = parts;
  const stored = db.prepare<[number], { prefix: string; first: number; last: number }>(
    'SELECT prefix, first, last FROM till_numbers WHERE closing_id = ? ORDER BY prefix, first',
  );
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

  /** @param memo ranges of the inbox by closing: they are made of its events */
  function rangeOf(ref: ClosingRef, memo: Map<string, Range>): Range {
    const facts = ref.till?.facts;
    if (ref.till?.origin === 'dsfinvk' && facts) {
      const runs = stored
        .all(ref.till.id)
        .map(({ prefix, first, last }): NumberRun => [prefix, first, last]);
      return { runs, repeats: facts.repeats, width: facts.numberWidth };
    }
    const key = `${ref.store}\n${ref.payDesk}\n${ref.number}\n${ref.currency}`;
    const known = memo.get(key);
    if (known) return known;
    let width = 0;
    const numbers: [string, number][] = [];
    const seen = new Set<string>();
    const repeats: [string, number][] = [];
    for (const { bill, isAnother } of events.bills(ref)) {
      const one = numbered(bill);
      if (!one) continue;
      width = Math.max(width, one.width);
      if (!seen.has(bill)) numbers.push([one.prefix, one.number]);
      // A plain number may begin anew each day; one with its month and year may not.
      if (isAnother === 1 && (DATED.test(one.prefix) || seen.has(bill))) {
        repeats.push([one.prefix, one.number]);
      }
      seen.add(bill);
    }
    const range = { runs: runsOf(numbers).runs, repeats: runsOf(repeats).runs, width };
    memo.set(key, range);
    return range;
  }

  function refOf(closing: TillClosing): ClosingRef {
    const { store, payDesk, currency, number } = closing;
    const others = till.named(closing, number).filter(({ id }) => id !== closing.id);
    return { store, payDesk, currency, number, till: closing, others, isBlocked: false };
  }

  /** The closing before that has numbers of the range. */
  function before(ref: ClosingRef, prefix: string | null, memo: Map<string, Range>): Span[] {
    let closing = ref.till;
    // Closings without a receipt are few in a row.
    for (let back = 0; closing && back < 40; back++) {
      const previous = till.before(closing);
      if (!previous) return [];
      const { runs } = rangeOf(refOf(previous), memo);
      const spans = runs
        .filter(([own]) => prefix === null || own === prefix)
        .map(([, first, last]): Span => [first, last]);
      if (spans.length > 0) return united(spans);
      closing = previous;
    }
    return [];
  }

  /** Numbers that other tills of the store gave, where they share the range. */
  function sharedWith(
    ref: ClosingRef,
    prefix: string,
    own: readonly Span[],
    memo: Map<string, Range>,
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

  function receiptGaps(ref: ClosingRef, range: Range, memo: Map<string, Range>): Found[] {
    const { width } = range;
    const found: Found[] = [];
    const prefixes = [...new Set(range.runs.map(([prefix]) => prefix))];
    const facts = ref.till?.facts;
    const ends = [facts?.firstNumber, facts?.lastNumber].flatMap((text) =>
      text == null ? [] : (numbered(text) ?? []),
    );
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
      if (prefixes.length === 1 && shared.length === 0 && facts?.lastNumber == null) {
        const rest = countedMore(ref, sizeOf(spans) + sizeOf(alone));
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

  /** Numbers that a till of the inbox counted at its end beyond those that are here, missing or not booked. */
  function countedMore({ till: closing }: ClosingRef, known: number): number {
    if (closing?.origin !== 'inbox' || closing.facts.receipts === null) return 0;
    return closing.facts.receipts - known - withoutJob(closing.facts);
  }

  /** What lies between the closing before and this one's first number. */
  function leftOut(
    ref: ClosingRef,
    prefix: string,
    first: number,
    spans: readonly Span[],
    memo: Map<string, Range>,
  ): Span | undefined {
    const same = before(ref, prefix, memo);
    const end = same.at(-1)?.[1];
    if (end !== undefined) {
      if (first > end + 1) return [end + 1, first - 1];
      // The range goes on, or numbers of it stand twice.
      if (first === end + 1 || !isAnew(same, spans)) return undefined;
      const begin = Math.min(same[0]?.[0] ?? first, earliest(ref, prefix) ?? first);
      return begin < first ? [begin, first - 1] : undefined;
    }
    if (prefix === '') return undefined;
    // Another month or year in front of the number: it goes on, or begins anew.
    const other = before(ref, null, memo).at(-1)?.[1];
    if (other === undefined) return undefined;
    if (first > other + 1 && first <= other + NEAR) return [other + 1, first - 1];
    return undefined;
  }

  function earliest(ref: ClosingRef, prefix: string): number | undefined {
    const { store, payDesk, currency } = ref;
    const place = ref.till?.place ?? 0;
    return firstOf.get({ prefix, store, payDesk, currency, place }) ?? undefined;
  }

  /** Numbers that the closing before has, too, in a range that goes on. */
  function again(
    ref: ClosingRef,
    prefix: string,
    spans: readonly Span[],
    memo: Map<string, Range>,
  ): Span[] {
    const same = before(ref, prefix, memo);
    return same.length === 0 || isAnew(same, spans) ? [] : common(spans, same);
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

  function yearGaps({ runs, width }: Range, days: readonly string[]): Found[] {
    return runs.flatMap(([prefix, first, last]): Found[] => {
      const year = DATED.exec(prefix)?.[1];
      if (year === undefined || days.length === 0) return [];
      const near = days.some((day) => yearsAround(day).includes(year));
      return near ? [] : [{ kind: 'year', prefix, first, last, width }];
    });
  }

  return {
    /** @param days business days of the closing */
    of(
      ref: ClosingRef,
      days: readonly string[],
      memo: Map<string, Range> = new Map(),
    ): ClosingGaps {
      const range = rangeOf(ref, memo);
      const found = [
        ...closingGaps(ref),
        ...receiptGaps(ref, range, memo),
        ...yearGaps(range, days),
      ];
      const given = found.length > 0 ? explanations.of(ref) : [];
      const facts = ref.till?.facts;
      const counted = ref.till?.origin === 'inbox' ? facts : undefined;
      const missing = found
        .filter(({ kind }) => kind === 'receipt')
        .reduce((sum, { first, last }) => sum + last - first + 1, 0);
      const unbooked = counted ? withoutJob(counted) : 0;
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
      const here = range.runs.reduce((sum, [, first, last]) => sum + last - first + 1, 0);
      const expected = counted?.receipts ?? null;
      const off = expected === null || here === 0 ? 0 : expected - here - missing;
      return {
        gaps,
        explanations: [...new Set(used.map(({ reason }) => reason))],
        uncounted: off < 0 || off > unbooked ? off : null,
      };
    },
  };
}

export type ClosingGapsFinder = ReturnType<typeof createGaps>;

function withoutJob({ notBooked }: TillFacts): number {
  return Object.values(notBooked).reduce((sum, one) => sum + one, 0);
}

/** A range that begins anew has the low numbers again; one that goes on shares a few at most. */
function isAnew(before: readonly Span[], spans: readonly Span[]): boolean {
  const first = spans[0]?.[0] ?? 0;
  const firstBefore = before[0]?.[0] ?? 0;
  const last = before.at(-1)?.[1] ?? 0;
  if (first > last) return false;
  if (first <= firstBefore) return true;
  const both = sizeOf(common(spans, before));
  return both * 2 > Math.min(sizeOf(spans), sizeOf(before));
}

function textOf({ prefix, width }: Found, number: number): string {
  return `${prefix}${String(number).padStart(width, '0')}`;
}

/** A closing after midnight numbers by the day before, or by the day after. */
function yearsAround(day: string): string[] {
  const at = Date.parse(`${day}T00:00:00Z`);
  return [at - DAY, at, at + DAY].map((instant) => String(new Date(instant).getUTCFullYear()));
}
