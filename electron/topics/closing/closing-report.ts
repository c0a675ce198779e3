/** Lines of `close`: what is known here of a closing, and what RetailSuite says of it where it was asked. */
import {
  isNote,
  type CashPart,
  type ClosingLine,
  type ClosingReason,
  type DayLine,
  type Gap,
  type LocalReasonCode,
  type RsPart,
} from '../../../shared/domain/closing.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import type {
  CashBook,
  Closings,
  ClosingsOf,
  LocalClosing,
  OpenReceipts,
} from '../../core/db/closings/index.ts';
import { amountText, localReason } from './local-reasons.ts';
import { rsReason, type RsClaim } from './reasons.ts';

/** What reading back adds to a line. */
export interface RsVerdict {
  /** Null: RetailSuite could not be read. */
  readonly rs: RsPart | null;
  /** What differs between jobs, RetailSuite and invoices; null: not all of it could be compared. */
  readonly differenceCents: number | null;
  /** Notes among them. */
  readonly reasons: readonly RsClaim[];
}

/** @param verdict null: RetailSuite was not asked, and nothing is sealed */
export function closingLine(
  local: LocalClosing,
  verdict: RsVerdict | null,
  language: Language,
): ClosingLine {
  const { ref, days, till, jobs, cash, gaps } = local;
  const reasons = [
    ...localReasons(local, language),
    ...(verdict
      ? verdict.reasons.map((claim) => rsReason(claim, language))
      : [localReason('rs-not-asked', language)]),
  ];
  const differenceCents = differenceOf(local, verdict);
  return {
    kind: 'closing',
    store: ref.store,
    payDesk: ref.payDesk,
    closing: ref.number,
    days: [...days],
    currency: ref.currency,
    till,
    jobs,
    rs: verdict?.rs ?? null,
    cash: cashPart(cash),
    gaps: [...gaps.gaps],
    differenceCents,
    sealed:
      verdict !== null &&
      verdict.rs !== null &&
      differenceCents === 0 &&
      reasons.every(({ code }) => isNote(code)),
    reasons,
  };
}

export function dayLine(
  day: string,
  lines: readonly ClosingLine[],
  open: readonly OpenReceipts[],
  language: Language,
): DayLine {
  const unsealed = lines.filter((line) => line.days.includes(day) && !line.sealed);
  const running = open
    .filter((one) => one.day === day)
    .map((one) => localReason('day-running', language, [one.payDesk], one.count));
  const reasons = [...running, ...unsealed.flatMap((line) => placedReasons(line))];
  return { kind: 'day', day, sealed: unsealed.length === 0 && running.length === 0, reasons };
}

/** A day with several closings says which one it is. */
function placedReasons({ payDesk, closing, reasons }: ClosingLine): ClosingReason[] {
  return reasons
    .filter(({ code }) => !isNote(code))
    .map(({ code, text }) => ({ code, text: `${payDesk}/${closing}: ${text}` }));
}

/** The lines of a period without RetailSuite. @param period a business day or a month */
export function localLines(
  closings: Closings,
  period: string,
  language: Language,
): (ClosingLine | DayLine)[] {
  const found = closings.closingsOf(period);
  const reckoning = closings.beginReckoning();
  const lines = found.closings.map((ref) =>
    closingLine(closings.localClosing(ref, reckoning), null, language),
  );
  return [
    ...lines,
    ...dayLines(period, lines, found, language).map((line) => unasked(line, language)),
  ];
}

/** Without RetailSuite a day on which nothing happened is not sealed either. */
function unasked(line: DayLine, language: Language): DayLine {
  const reasons = line.sealed ? [localReason('rs-not-asked', language)] : line.reasons;
  return { ...line, sealed: false, reasons };
}

/** One line a day of the period that has a receipt; a day that was asked for has one always. */
export function dayLines(
  period: string,
  lines: readonly ClosingLine[],
  { open }: ClosingsOf,
  language: Language,
): DayLine[] {
  const days =
    period.length > 7
      ? [period]
      : [...new Set([...lines.flatMap((line) => line.days), ...open.map(({ day }) => day)])]
          .filter((day) => day.startsWith(period))
          .sort();
  return days.map((day) => dayLine(day, lines, open, language));
}

/** Where nothing is known of the opening balance, what moved is known all the same. */
function cashPart({ openingCents, movedCents, closingCents, lowestCents }: CashBook): CashPart {
  return { openingCents, movedCents, closingCents, lowestCents };
}

/** What is known to differ; null where not all was compared and nothing differs so far. */
function differenceOf({ differences }: LocalClosing, verdict: RsVerdict | null): number | null {
  const local =
    differences &&
    differences.reduce((sum, one) => sum + Math.abs(one.tillCents - one.jobsCents), 0);
  const known = (local ?? 0) + (verdict?.differenceCents ?? 0);
  const isWhole = local !== null && verdict !== null && verdict.differenceCents !== null;
  return isWhole || known > 0 ? known : null;
}

function localReasons(local: LocalClosing, language: Language): ClosingReason[] {
  const { ref, till, states, byHand, differences, isReleased, questions } = local;
  if (ref.isBlocked) return [localReason('closing-blocked', language)];
  const { currency } = ref;
  const reasons: ClosingReason[] = [];
  const say = (code: LocalReasonCode, names: readonly string[] = [], count?: number) =>
    reasons.push(localReason(code, language, names, count));
  if (till === null) say('till-unknown');
  if (isReleased) say('till-differs');
  if (differences && differences.length > 0) {
    const names = differences.map(
      ({ type, tillCents, jobsCents }) =>
        `${type} ${amountText(tillCents, currency)} / ${amountText(jobsCents, currency)}`,
    );
    say('jobs-differ', names);
  }
  // What is booked and not read back yet is read back with the seal.
  const { waiting = 0, sending = 0, unclear = 0 } = states;
  const unbooked = waiting + sending + unclear + (states['waiting-invoice'] ?? 0);
  if (unbooked > 0) say('jobs-open', [], unbooked);
  if (states.attention) say('jobs-attention', [], states.attention);
  if (states['on-hold']) say('jobs-on-hold', [], states['on-hold']);
  if (states.excluded) say('jobs-excluded', [], states.excluded);
  if (byHand > 0) say('jobs-by-hand', [], byHand);
  if (questions.length > 0) say('question-open', questions);
  return [...reasons, ...cashReasons(local, language), ...gapReasons(local, language)];
}

function cashReasons(local: LocalClosing, language: Language): ClosingReason[] {
  const { ref, cash, isChainBroken, recordedCents } = local;
  const { currency } = ref;
  const reasons: ClosingReason[] = [];
  const money = (cents: number | null) =>
    cents === null || currency === null ? '?' : amountText(cents, currency);
  const say = (code: LocalReasonCode, name?: string) =>
    reasons.push(localReason(code, language, name === undefined ? [] : [name]));
  if (cash.closingCents === null) say('cash-unknown');
  if (isChainBroken) say('cash-broken', `${money(cash.beforeCents)} → ${money(cash.openingCents)}`);
  if (cash.countedCents !== null && cash.closingCents !== null) {
    if (cash.countedCents !== cash.closingCents) {
      say('cash-counted', `${money(cash.countedCents)} / ${money(cash.closingCents)}`);
    }
  }
  if (recordedCents !== null) {
    say('cash-recorded', `${money(recordedCents)} / ${money(cash.closingCents)}`);
  }
  if (cash.lowestCents !== null && cash.lowestCents < 0) {
    say('cash-below-zero', `${money(cash.lowestCents)} (${cash.lowestReceipt ?? '?'})`);
  }
  return reasons;
}

const GAP_REASONS: Readonly<Record<Gap['kind'], LocalReasonCode>> = {
  closing: 'gap-closing',
  receipt: 'gap-receipt',
  repeat: 'number-repeated',
  year: 'number-year',
};

function gapReasons({ gaps }: LocalClosing, language: Language): ClosingReason[] {
  const reasons: ClosingReason[] = [];
  const open = gaps.gaps.filter(({ explained }) => !explained);
  for (const kind of ['closing', 'receipt', 'repeat', 'year'] as const) {
    const own = open.filter((gap) => gap.kind === kind);
    if (own.length === 0) continue;
    const names = own.map(({ from, to }) => (from === to ? from : `${from} – ${to}`));
    const count = own.reduce((sum, gap) => sum + sizeOf(gap), 0);
    reasons.push(localReason(GAP_REASONS[kind], language, names, count));
  }
  if (gaps.uncounted !== null) {
    const { uncounted } = gaps;
    reasons.push(
      localReason('receipts-count', language, [
        uncounted > 0 ? `+${uncounted}` : String(uncounted),
      ]),
    );
  }
  if (gaps.gaps.length > open.length) {
    const counted = {
      de: 'von der Kasse gezählt, nicht gebucht',
      en: 'counted by the till, not booked',
    };
    const names = gaps.explanations.length > 0 ? gaps.explanations : [counted[language]];
    reasons.push(localReason('gap-explained', language, names));
  }
  return reasons;
}

/** Numbers in a gap: its ends differ in their last digits alone. */
function sizeOf({ from, to }: Gap): number {
  const digits = (text: string) => Number(/\d{1,15}$/.exec(text)?.[0] ?? 0);
  return digits(to) - digits(from) + 1;
}
