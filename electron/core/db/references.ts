/**
 * Who an event is, and the mark that its postings carry in RS (docs/adr/0021-references-from-the-receipt.md). Pure.
 *
 * Both hash only what no re-export changes: the receipt's id, when it was, how much was paid in which way. A till that is
 * renamed, a closing that is numbered anew and another spelling make neither another event nor another posting.
 */
import crypto from 'node:crypto';
import type { JobDraft } from '../../../shared/domain/pos-event.ts';
import { DAY, SECOND } from '../../../shared/domain/time.ts';

export interface IdentityFacts {
  readonly kind: 'dsfinvk' | 'inbox';
  /** `BON_ID`, or the `id` of an inbox event. */
  readonly id: string;
  /** Epoch milliseconds, see {@link credibleInstant}. */
  readonly at: number;
  /** Minor units by way of paying, and of cash moves by business case, in any order; a way may come more than once. */
  readonly amounts: Iterable<readonly [way: string, amount: number]>;
  /** Set for an event that reports something else of the same receipt. */
  readonly aspect?: string;
}

/** 128 bits: with our mark one short of the 36 characters that RS takes. */
const DIGITS = 32;
/** How every reference of ours begins. */
const MARK = 'VP-';
const VERSION = 2;

/** A till that was closed once a year is still a till; one that says 1970 or 2036 does not know. */
const LONGEST_BEFORE_CLOSING_MS = 366 * DAY;
const LONGEST_AFTER_CLOSING_MS = 31 * DAY;

/**
 * When a receipt was, as far as its till can know: tills without a clock say 1970, and the same id is given again there.
 *
 * @param instant as the till says; undefined: it says nothing
 * @param closedAt when its closing was made, which stands in; 0: unknown
 */
export function credibleInstant(instant: number | undefined, closedAt: number): number {
  if (instant === undefined) return closedAt;
  if (closedAt === 0) return instant;
  const isCredible =
    instant >= closedAt - LONGEST_BEFORE_CLOSING_MS &&
    instant <= closedAt + LONGEST_AFTER_CLOSING_MS;
  return isCredible ? instant : closedAt;
}

/**
 * Business cases of the drawer alone. Frozen, as is the spelling below: another list would make other identities, and RS
 * knows what is booked by these.
 */
const DRAWER_CASES = [
  'geldtransit',
  'einzahlung',
  'auszahlung',
  'privateinlage',
  'privatentnahme',
  'lohnzahlung',
  'differenzsollist',
  'anfangsbestand',
];

interface PaymentAmount {
  readonly type: string;
  /** Cents. */
  readonly amount: number;
}

interface LineAmount {
  /** `GV_TYP` */
  readonly type: string;
  readonly voided?: number;
  /** Hundred-thousandths. */
  readonly gross: number;
}

/** The money of a receipt of an export: by way of paying and, of what moves the drawer, by business case. */
export function* receiptAmounts(
  payments: Iterable<PaymentAmount>,
  lines: Iterable<LineAmount>,
): Generator<readonly [string, number]> {
  for (const { type, amount } of payments) yield [`paid:${spelt(type)}`, amount];
  for (const { type, voided = 0, gross } of lines) {
    if (voided === 0 && DRAWER_CASES.includes(spelt(type))) yield [`moved:${spelt(type)}`, gross];
  }
}

function spelt(type: string): string {
  return type.trim().toLowerCase();
}

/** @returns 32 hexadecimal digits: the same event has the same ones on every PC, from every export */
export function identityOf({ kind, id, at, amounts, aspect = '' }: IdentityFacts): string {
  const sums = new Map<string, number>();
  for (const [way, amount] of amounts) sums.set(way, (sums.get(way) ?? 0) + amount);
  const ways = [...sums]
    .filter(([, amount]) => amount !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([way, amount]) => `${way}=${amount}`);
  // Exports differ in whether they write fractions of a second.
  return hash([VERSION, kind, id, Math.floor(at / SECOND), ways, aspect]);
}

/**
 * The references of an event's jobs, in their order.
 *
 * @param nth how many events of the same identity a person has let in before: each further one has its own references
 */
export function referencesOf(
  identity: string,
  nth: number,
  jobs: readonly Pick<JobDraft, 'part' | 'amount'>[],
): string[] {
  const ways = jobs.map(({ part }) => wayOf(part));
  return jobs.map(({ amount }, index) => {
    const way = ways[index] as string;
    // Parts that differ in their place or in a name alone are told apart by their amounts.
    const rank = jobs.filter(
      (other, at) =>
        ways[at] === way && (other.amount < amount || (other.amount === amount && at < index)),
    ).length;
    return marked(hash([VERSION, identity, nth, way, rank]));
  });
}

/** Version 1: by it the posting of an earlier program is found. */
export function referenceOfKey(naturalKey: string, part: string): string {
  return marked(hexOf(`${naturalKey}\n${part}`));
}

const CONTRA_PART = /^contra:(\w+)(?:#\d+)?:(.+)$/;

/** The payment that a part was taken out of (`contra:TrinkgeldAN:cash` → `cash`); of any other part itself. */
export function paymentOf(part: string): string {
  return CONTRA_PART.exec(part)?.[2] ?? part;
}

/** A part without the place of its line and without the name of its card, which an export may tell otherwise. */
function wayOf(part: string): string {
  if (part.startsWith('line:')) return 'line';
  const [, contra, payment] = CONTRA_PART.exec(part) ?? [];
  if (contra !== undefined && payment !== undefined) return `contra:${contra}:${wayOf(payment)}`;
  const [kind, type] = part.split(':');
  return kind === 'noncash' ? `${kind}:${type}` : part;
}

/** Hexadecimal, because a database that compares without regard to case must not confuse two of them. */
function marked(digits: string): string {
  return `${MARK}${digits}`;
}

/** Whether a posting carries our mark, of whatever database. */
export function isOurs(reference: string): boolean {
  return reference.startsWith(MARK);
}

function hash(parts: readonly unknown[]): string {
  return hexOf(JSON.stringify(parts));
}

function hexOf(text: string): string {
  return crypto.createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
}
