/** The cash book of a drawer: opening value, what moved, what must lie there, in the till's order from closing to closing. */
import type { Db } from '../open.ts';
import type { ClosingEvents } from './closing-events.ts';
import type { ClosingRef, ToldClosing } from './closing-ref.ts';
import type { Openings } from './openings.ts';
import type { ChainLink, Drawer, TillClosings } from './till-closings.ts';

/** Amounts in minor units; null: not known. */
export interface CashBook {
  readonly openingCents: number | null;
  /** Who says the opening value. */
  readonly openingFrom: 'till' | 'closing-before' | 'person' | null;
  /** What the closing before left; of the first closing what a person entered. */
  readonly beforeCents: number | null;
  readonly movedCents: number | null;
  readonly closingCents: number | null;
  readonly lowestCents: number | null;
  /** The receipt after which the least lay in the drawer; null: nothing lay below the opening value. */
  readonly lowestReceipt: string | null;
  /** Counted after the closing, where the till says so. */
  readonly countedCents: number | null;
  /** The till tells opening values on several receipts. */
  readonly opensTwice: boolean;
}

interface Flow {
  readonly movedCents: number;
  readonly lowest: { readonly cents: number; readonly receipt: string | null };
}

/** Where a chain of closings begins, and what moved in those after it. */
type ChainStart = { readonly movedSince: number } & (
  | { readonly kind: 'known'; readonly left: number }
  /** What it left has to be reckoned. */
  | { readonly kind: 'closing'; readonly link: ChainLink }
  | { readonly kind: 'first'; readonly firstPlace: number }
);

/** Books of one question: what is reckoned for a closing serves the next one. */
type Memo = Map<number, CashBook>;

export function createCashBooks(
  db: Db,
  parts: {
    readonly till: TillClosings;
    readonly events: ClosingEvents;
    readonly openings: Openings;
  },
) {
  const { till, events, openings } = parts;
  const hasEarlier = db
    .prepare<[string, number], number>(
      'SELECT 1 FROM closings WHERE pay_desk = ? AND CAST(number AS INTEGER) < ? LIMIT 1',
    )
    .pluck();
  const isExport = db
    .prepare<[string, string], number>('SELECT 1 FROM closings WHERE pay_desk = ? AND number = ?')
    .pluck();

  /** What lay in the drawer before a closing, as far as others than its till know. */
  function beforeOf(
    closing: Drawer & { readonly place: number },
    memo: Memo,
  ): Pick<CashBook, 'beforeCents' | 'openingFrom'> {
    const start = chainStart(closing, memo);
    if (start === null) return { beforeCents: null, openingFrom: null };
    if (start.kind === 'known') {
      return { beforeCents: start.left + start.movedSince, openingFrom: 'closing-before' };
    }
    if (start.kind === 'closing') {
      const left = leftBy({ ...closing, number: start.link.number }, start.link.id, memo);
      return left === null
        ? { beforeCents: null, openingFrom: null }
        : { beforeCents: left + start.movedSince, openingFrom: 'closing-before' };
    }
    const isFirst = hasEarlier.get(closing.payDesk, start.firstPlace) === undefined;
    const entered = isFirst ? openings.of(closing) : undefined;
    if (entered === undefined) return { beforeCents: null, openingFrom: null };
    const openingFrom = start.firstPlace === closing.place ? 'person' : 'closing-before';
    return { beforeCents: entered.cents + start.movedSince, openingFrom };
  }

  /** Back to the closing whose cash says what lay there, through those that say only what moved; null: one is missing. */
  function chainStart(closing: Drawer & { readonly place: number }, memo: Memo): ChainStart | null {
    let movedSince = 0;
    let next = closing.place;
    for (const link of till.chainBefore(closing)) {
      const isNext = link.place + 1 === next || link.number !== String(link.place);
      if (!isNext || link.opensTwice === 1) return null;
      const book = memo.get(link.id);
      const known = book && (book.countedCents ?? book.closingCents);
      if (known != null) return { kind: 'known', left: known, movedSince };
      if (link.moved === null) return { kind: 'closing', link, movedSince };
      if (link.opening !== null) {
        // A difference at the opening may lead there from the closing before.
        if (link.firstDifference) return { kind: 'closing', link, movedSince };
        return { kind: 'known', left: link.opening + link.moved, movedSince };
      }
      movedSince += link.moved;
      next = link.place;
    }
    return { kind: 'first', firstPlace: next, movedSince };
  }

  /** A count says more than a calculation. */
  function leftBy(drawer: Drawer & { readonly number: string }, id: number, memo: Memo) {
    const { store, payDesk, currency, number } = drawer;
    const named = till.named(drawer, number);
    const own = named.find((one) => one.id === id) ?? null;
    const others = named.filter((one) => one.id !== id);
    const place = { store, payDesk, currency, number };
    const ref = { ...place, till: own, others, isBlocked: false } as const;
    const counted = countedOf(ref);
    if (counted !== null) return counted;
    const opening = own?.facts.openingCents ?? null;
    // Nothing before it matters where the till counted what it opened with, and tells no difference of it.
    if (own?.origin === 'inbox' && opening !== null && !hasOpeningDifference(ref)) {
      const flow = flowOf(ref, false);
      return flow && opening + flow.movedCents;
    }
    const book = bookOf(ref, memo);
    return book.countedCents ?? book.closingCents;
  }

  function hasOpeningDifference(ref: ToldClosing): boolean {
    return events.cash(ref).some(({ isOpeningDifference }) => isOpeningDifference === 1);
  }

  function flowOf(ref: ToldClosing, takesOpeningDifference: boolean): Flow | null {
    const facts = ref.till?.facts;
    if (facts?.movedCents != null && facts.lowest) {
      return { movedCents: facts.movedCents, lowest: facts.lowest };
    }
    if (ref.till === null && isExport.get(ref.payDesk, ref.number) === 1) return null;
    let balance = 0;
    let lowest: { cents: number; receipt: string | null } = { cents: 0, receipt: null };
    for (const { cents, billNumber, isOpeningDifference, event } of events.cash(ref)) {
      if (isOpeningDifference === 1 && !takesOpeningDifference) continue;
      balance += cents;
      if (balance < lowest.cents) {
        lowest = { cents: balance, receipt: billNumber ?? `#${event}` };
      }
    }
    return { movedCents: balance, lowest };
  }

  function bookOf(ref: ToldClosing, memo: Memo): CashBook {
    const known = ref.till && memo.get(ref.till.id);
    if (known) return known;
    const facts = ref.till?.facts;
    const counted = facts?.openingCents ?? null;
    const place = ref.till?.place ?? Number(ref.number);
    const { beforeCents, openingFrom } = beforeOf({ ...ref, place }, memo);
    // The first move is the difference that leads from what the closing before left to what was counted.
    const tellsOpening =
      counted !== null &&
      beforeCents !== null &&
      facts?.firstDifferenceCents != null &&
      facts.firstDifferenceCents !== 0 &&
      facts.firstDifferenceCents === counted - beforeCents;
    const isFromTill = counted !== null && !tellsOpening;
    const openingCents = facts?.opensTwice ? null : isFromTill ? counted : beforeCents;
    const flow = flowOf(ref, counted === null || counted === beforeCents);
    const book: CashBook = {
      openingCents,
      openingFrom: openingCents === null ? null : isFromTill ? 'till' : openingFrom,
      beforeCents,
      movedCents: flow?.movedCents ?? null,
      closingCents: openingCents === null || !flow ? null : openingCents + flow.movedCents,
      lowestCents: openingCents === null || !flow ? null : openingCents + flow.lowest.cents,
      lowestReceipt: flow?.lowest.receipt ?? null,
      countedCents: countedOf(ref),
      opensTwice: facts?.opensTwice ?? false,
    };
    if (ref.till) memo.set(ref.till.id, book);
    return book;
  }

  return {
    /** @param memo shared by the closings of one report */
    of: (ref: ClosingRef, memo: Memo = new Map()): CashBook =>
      ref.isBlocked ? NOTHING_KNOWN : bookOf(ref, memo),
  };
}

export type CashBooks = ReturnType<typeof createCashBooks>;

/** Nothing of a blocked closing is stored. */
const NOTHING_KNOWN: CashBook = {
  ...{ openingCents: null, openingFrom: null, beforeCents: null, movedCents: null },
  ...{ closingCents: null, lowestCents: null, lowestReceipt: null, countedCents: null },
  opensTwice: false,
};

/** Counted at the end, where the till says so: an export records something that may be another thing. */
function countedOf({ till, currency }: ToldClosing): number | null {
  if (till?.origin !== 'inbox') return null;
  return till.facts.recorded.find((one) => one.currency === currency)?.cents ?? null;
}
