/** Everything that is known of a closing without asking RetailSuite: till, jobs, drawer and numbers beside each other. */
import { CASH_PAYMENT } from '../../../../shared/domain/accounts.ts';
import type { JobsPart, JobSums, TillPart } from '../../../../shared/domain/closing.ts';
import type { JobState } from '../../../../shared/domain/states.ts';
import type { TillFacts } from '../../../../shared/domain/till-facts.ts';
import type { CashBook, CashBooks } from './cash-book.ts';
import type { ClosingEvents, JobGroup } from './closing-events.ts';
import type { ClosingRef } from './closing-ref.ts';
import type { ClosingGaps, ClosingGapsFinder } from './gaps.ts';
import type { OpenQuestions, Questions } from './questions.ts';

/** Minor units of one way of paying. */
export interface PaymentDifference {
  readonly type: string;
  readonly tillCents: number;
  readonly jobsCents: number;
}

export interface OpenJobs {
  readonly count: number;
  /** Minor units. */
  readonly cents: number;
}

export interface LocalClosing {
  readonly ref: ClosingRef;
  /** Business days that a receipt of it belongs to, ascending. */
  readonly days: readonly string[];
  readonly till: TillPart | null;
  readonly jobs: JobsPart;
  /** Jobs by what became of them. */
  readonly states: Readonly<Partial<Record<JobState, number>>>;
  readonly byHand: number;
  /** Jobs that are to be booked and that RetailSuite has not got yet. */
  readonly open: OpenJobs;
  readonly cash: CashBook;
  /** The opening value is not what the closing before left, and nothing says why. */
  readonly isChainBroken: boolean;
  /** The till recorded another amount in its drawer than the cash book has. */
  readonly recordedCents: number | null;
  readonly gaps: ClosingGaps;
  /** Ways of paying on which till and jobs disagree; null: the till's sums are not known. */
  readonly differences: readonly PaymentDifference[] | null;
  /** A person released the closing although its receipts make other sums than the till says. */
  readonly isReleased: boolean;
  /** Problems of the import that wait for a person. */
  readonly questions: readonly string[];
}

/** What the closings of one report share. */
export interface Reckoning {
  readonly books: Map<number, CashBook>;
  readonly ranges: Parameters<ClosingGapsFinder['of']>[2];
  readonly questions: OpenQuestions;
}

export function createLocalClosings(parts: {
  readonly events: ClosingEvents;
  readonly books: CashBooks;
  readonly gaps: ClosingGapsFinder;
  readonly questions: Questions;
  readonly daysNaming: (ref: ClosingRef) => string[];
}) {
  const { events, books, gaps, questions, daysNaming } = parts;

  function begin(): Reckoning {
    return { books: new Map(), ranges: new Map(), questions: questions.open() };
  }

  function localClosing(ref: ClosingRef, reckoning: Reckoning = begin()): LocalClosing {
    const groups = events.groups(ref);
    const facts = ref.till?.facts ?? null;
    const days = daysOf(ref);
    const cash = books.of(ref, reckoning.books);
    const states: Partial<Record<JobState, number>> = {};
    for (const { state, count } of groups) states[state] = (states[state] ?? 0) + count;
    return {
      ref,
      days,
      till: facts && {
        payments: facts.payments ?? [],
        grossCents: facts.grossCents,
        receipts: facts.receipts,
      },
      jobs: { byType: sumsOf(groups), notBooked: notBookedOf(ref) },
      states,
      byHand: groups.reduce((sum, group) => sum + group.byHand, 0),
      open: {
        count: groups.reduce((sum, group) => sum + group.open, 0),
        cents: groups.reduce((sum, group) => sum + group.openCents, 0),
      },
      cash,
      isChainBroken: isBroken(ref, cash, groups),
      recordedCents: recordedOtherwise(ref, cash),
      gaps: gaps.of(ref, days, reckoning.ranges),
      differences: facts?.payments
        ? differencesOf(ref, facts, [...groups, ...events.groupsElsewhere(facts.elsewhere ?? [])])
        : null,
      isReleased: facts?.receiptPayments != null,
      questions: reckoning.questions.of(ref),
    };
  }

  /** Receipts of an inbox name their closing, or are its by the time. */
  function daysOf(ref: ClosingRef): string[] {
    const named = daysNaming(ref);
    if (ref.till?.origin !== 'inbox') return named;
    return [...new Set([...named, ...events.days(ref)])].sort();
  }

  /** An inbox tells only what is booked; its closing says how many numbers went elsewhere. */
  function notBookedOf(ref: ClosingRef): Record<string, number> {
    const counted: Record<string, number> = { 'opening balance': 0, 'nothing to book': 0 };
    const told = ref.till?.origin === 'inbox' ? ref.till.facts.notBooked : {};
    for (const [reason, count] of [
      ...Object.entries(events.notBooked(ref)),
      ...Object.entries(told),
    ]) {
      counted[reason] = (counted[reason] ?? 0) + count;
    }
    return counted;
  }

  function isBroken(
    ref: ClosingRef,
    { openingCents, beforeCents }: CashBook,
    groups: readonly JobGroup[],
  ): boolean {
    if (openingCents === null || beforeCents === null || openingCents === beforeCents) return false;
    const booked = groups
      .filter((group) =>
        ref.till?.origin === 'inbox'
          ? group.type === 'opening-diff'
          : group.isOpeningDifference === 1,
      )
      .reduce((sum, { cents }) => sum + cents, 0);
    return booked !== openingCents - beforeCents && !questions.isOpeningDecided(ref);
  }

  return { begin, localClosing };
}

function sumsOf(groups: readonly JobGroup[]): JobSums {
  const sums: JobSums = {};
  for (const { type, count, cents } of groups) {
    const known = sums[type] ?? { count: 0, cents: 0 };
    sums[type] = { count: known.count + count, cents: known.cents + cents };
  }
  return sums;
}

/** A hint alone: tills record the drawer with and without what lay in it before. */
function recordedOtherwise({ till, currency }: ClosingRef, cash: CashBook): number | null {
  if (till?.origin !== 'dsfinvk' || cash.closingCents === null || cash.movedCents === null) {
    return null;
  }
  const { recorded, foreign, openingCents } = till.facts;
  const own = recorded.filter((one) => one.currency === currency);
  if (own.length === 0 || foreign.length > 0) return null;
  const cents = own.reduce((sum, one) => sum + one.cents, 0);
  const known = [cash.closingCents, cash.movedCents, cash.movedCents + (openingCents ?? 0)];
  return known.includes(cents) ? null : cents;
}

/** Lines that act as a payment in an export, which has no payment for them. */
const TENDERS: readonly string[] = ['voucher', 'receivable'];

function differencesOf(
  { till }: ClosingRef,
  facts: TillFacts,
  groups: readonly JobGroup[],
): PaymentDifference[] {
  const isInbox = till?.origin === 'inbox';
  const said = new Map<string, number>();
  const made = new Map<string, number>();
  const add = (sums: Map<string, number>, type: string, cents: number) =>
    sums.set(type, (sums.get(type) ?? 0) + cents);
  for (const { type, cents } of facts.payments ?? []) add(said, type, cents);
  for (const { type, cents } of facts.drawer) {
    if (type === 'Anfangsbestand') add(said, CASH_PAYMENT, -cents);
  }
  let openings = 0;
  for (const { type, paymentType, isOpeningDifference, cents } of groups) {
    const counts = paymentType !== null && (isInbox || !TENDERS.includes(paymentType));
    if (type === 'order-non-cash') {
      if (counts) add(made, paymentType, cents);
      continue;
    }
    if (isInbox && type === 'opening-diff') openings += cents;
    if (isOpeningDifference === 1 && !isInbox) continue;
    add(made, CASH_PAYMENT, cents);
    // Given out in cash on another way of paying.
    if (counts) add(made, paymentType, -cents);
  }
  return [...new Set([...said.keys(), ...made.keys()])].flatMap((type) => {
    const tillCents = said.get(type) ?? 0;
    const jobsCents = made.get(type) ?? 0;
    // Tills count the difference at the opening among their cash, or with the opening value.
    const isSame =
      tillCents === jobsCents || (type === CASH_PAYMENT && tillCents === jobsCents - openings);
    return isSame ? [] : [{ type, tillCents, jobsCents }];
  });
}
