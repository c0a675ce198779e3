/** The numbers of a closing, and those of the closings before it in the same range. */
import type { NumberRun, TillClosing } from '../../../../shared/domain/till-facts.ts';
import type { Db } from '../open.ts';
import type { ClosingEvents } from './closing-events.ts';
import type { ClosingRef } from './closing-ref.ts';
import { common, numberedOn, runsOf, sizeOf, united, type Span } from './number-runs.ts';
import type { TillClosings } from './till-closings.ts';

/** Numbers of one closing. */
export interface Range {
  readonly runs: readonly NumberRun[];
  /** Without those of other drawers of the desk. */
  readonly own: readonly NumberRun[];
  readonly repeats: readonly NumberRun[];
  readonly width: number;
}

/** An earlier closing with numbers of the range. */
export interface Earlier {
  readonly closing: TillClosing;
  readonly spans: readonly Span[];
}

/** Days that count for themselves begin with about the same number, even if a first one is missing. */
const SAME_BEGIN = 10;
/** Year, month and running number: `2-2026/11/0000000025`. */
export const DATED = /(?:^|\D)(20\d\d)[/-](?:0?[1-9]|1[0-2])[/-]$/;

/** Ranges of one report by closing: those of the inbox are made of its events. */
export type RangeMemo = Map<string, Range>;

export function createNumberRanges(
  db: Db,
  { till, events }: { readonly till: TillClosings; readonly events: ClosingEvents },
) {
  const stored = db.prepare<[number], { prefix: string; first: number; last: number }>(
    'SELECT prefix, first, last FROM till_numbers WHERE closing_id = ? ORDER BY prefix, first',
  );
  function rangeOf(ref: ClosingRef, memo: RangeMemo): Range {
    const facts = ref.till?.facts;
    if (ref.till?.origin === 'dsfinvk' && facts) {
      const runs = stored
        .all(ref.till.id)
        .map(({ prefix, first, last }): NumberRun => [prefix, first, last]);
      return { runs, own: runs, repeats: facts.repeats, width: facts.numberWidth };
    }
    const key = `${ref.store}\n${ref.payDesk}\n${ref.number}\n${ref.currency}`;
    const known = memo.get(key);
    if (known) return known;
    let width = 0;
    const own: [string, number][] = [];
    const numbers: [string, number][] = [];
    const seen = new Set<string>();
    const repeats: [string, number][] = [];
    for (const drawer of [ref, ...otherDrawers(ref)]) {
      for (const { bill, day, isAnother } of events.bills(drawer)) {
        const one = numberedOn(bill, day);
        if (!one) continue;
        width = Math.max(width, one.width);
        if (!seen.has(bill)) numbers.push([one.prefix, one.number]);
        if (drawer === ref) {
          if (!seen.has(bill)) own.push([one.prefix, one.number]);
          // A plain number may begin anew each day; one with its month and year may not.
          if (isAnother === 1 && (DATED.test(one.prefix) || seen.has(bill))) {
            repeats.push([one.prefix, one.number]);
          }
        }
        seen.add(bill);
      }
    }
    const range = {
      ...{ runs: runsOf(numbers).runs, own: runsOf(own).runs },
      ...{ repeats: runsOf(repeats).runs, width },
    };
    memo.set(key, range);
    return range;
  }

  /** A till of the inbox counts in all its currencies together: its other drawers have the numbers between. */
  function otherDrawers(ref: ClosingRef): ClosingRef[] {
    if (ref.isBlocked || ref.till?.origin !== 'inbox') return [];
    const { till: closing } = ref;
    return till
      .currenciesOf(ref)
      .filter((currency) => currency !== ref.currency)
      .map((currency) => ({ ...ref, currency, till: { ...closing, currency }, others: [] }));
  }

  /** What the till says of the same closing of its other drawers. */
  function siblingsOf(closing: TillClosing | null): TillClosing[] {
    return closing?.origin === 'inbox' ? till.siblings(closing) : [];
  }

  function refOf(closing: TillClosing): ClosingRef {
    const { store, payDesk, currency, number } = closing;
    const others = till.named(closing, number).filter(({ id }) => id !== closing.id);
    return { store, payDesk, currency, number, till: closing, others, isBlocked: false };
  }

  /** The closing before that has numbers of the range. */
  function before(
    closing: TillClosing | null,
    prefix: string | null,
    memo: RangeMemo,
  ): Earlier | undefined {
    let at = closing;
    // Closings without a receipt are few in a row.
    for (let back = 0; at && back < 40; back++) {
      const previous = at.origin === 'inbox' ? till.beforeAtDesk(at) : till.before(at);
      if (!previous) return undefined;
      const { runs } = rangeOf(refOf(previous), memo);
      const spans = runs
        .filter(([own]) => prefix === null || own === prefix)
        .map(([, first, last]): Span => [first, last]);
      if (spans.length > 0) return { closing: previous, spans: united(spans) };
      at = previous;
    }
    return undefined;
  }

  /** Whether the range begins anew with the closing: it has the low numbers again, as the one before had them again. */
  function isAnew(
    { closing, spans: earlier }: Earlier,
    spans: readonly Span[],
    prefix: string,
    memo: RangeMemo,
  ): boolean {
    const first = spans[0]?.[0] ?? 0;
    const begin = earlier[0]?.[0] ?? 0;
    if (first <= begin) return true;
    if (first === lastOf(earlier) + 1) return false;
    const long = before(closing, prefix, memo);
    if (long && Math.abs((long.spans[0]?.[0] ?? 0) - begin) <= SAME_BEGIN) {
      if (begin <= (long.spans[0]?.[0] ?? 0) || isMostly(earlier, long.spans)) return true;
    }
    return isMostly(spans, earlier);
  }

  return { rangeOf, refOf, siblingsOf, before, isAnew };
}

export function lastOf(spans: readonly Span[]): number {
  return spans.at(-1)?.[1] ?? 0;
}

/** Two closings of a range that begins anew share most of their numbers; of one that goes on a few at most. */
function isMostly(spans: readonly Span[], others: readonly Span[]): boolean {
  return sizeOf(common(spans, others)) * 2 > Math.min(sizeOf(spans), sizeOf(others));
}
