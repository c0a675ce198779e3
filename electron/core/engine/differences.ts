/** What RS is expected to have for a job, field by field, beside what it has. Pure. */
import { fromWireNumber } from '../../../shared/domain/money.ts';
import type { Posting, StoredPosting } from '../rs/connector.ts';

/** `YYYY-MM-DD`; RS may store a moment behind the day. */
const DAY_LENGTH = 10;

/** The fields that are compared, as a message names them. */
export const COMPARED_FIELDS = [
  'amount',
  'currency',
  'account',
  'contra account',
  'day',
  'receipt number',
  'text',
  'period',
] as const;
export type ComparedField = (typeof COMPARED_FIELDS)[number];

/** What a posting should be; a field that is absent is not known, and not compared. */
export interface Expected {
  readonly amount: number | null;
  readonly currency: string;
  readonly account?: string;
  readonly contraAccount?: string;
  readonly businessDay: string;
  readonly receipt?: string;
  readonly text?: string;
  /** As `movedTo` writes it. */
  readonly period?: string;
}

export interface Difference {
  readonly field: ComparedField;
  /** In words: amounts as minor units with their currency aside. */
  readonly expected: string;
  readonly actual: string;
}

/** @param movedToPeriod the period that RS answered with where it was not the one that was sent */
export function expectedOfSent(sent: Posting, movedToPeriod: string | null): Expected {
  return {
    amount: fromWireNumber(sent.umsatz, sent.currency) ?? null,
    currency: sent.currency,
    account: sent.konto,
    contraAccount: String(sent.gegkonto),
    businessDay: sent.datum,
    receipt: sent.beleg1,
    text: sent.text,
    period: movedToPeriod ?? periodText(sent.wj_id, sent.wmonat),
  };
}

export function expectedOfStored(stored: StoredPosting): Expected {
  const { amount, currency, account, contraAccount, businessDay, receipt, text } = stored;
  return {
    ...{ amount, currency, account, contraAccount, businessDay },
    ...(receipt !== undefined && { receipt }),
    ...(text !== undefined && { text }),
    period: periodText(stored.fiscalYear, stored.month),
  };
}

export function periodText(fiscalYear: string, month: number): string {
  return `${fiscalYear}-${String(month).padStart(2, '0')}`;
}

/** All that differs, the most important first; empty: it is the posting that is expected. */
export function differencesOf(expected: Expected, stored: StoredPosting): Difference[] {
  const actual = expectedOfStored(stored);
  const pairs: readonly [ComparedField, string | undefined, string | undefined][] = [
    ['amount', textOf(expected.amount), textOf(actual.amount)],
    ['currency', expected.currency, actual.currency],
    ['account', expected.account, actual.account],
    ['contra account', expected.contraAccount, actual.contraAccount],
    ['day', expected.businessDay.slice(0, DAY_LENGTH), actual.businessDay.slice(0, DAY_LENGTH)],
    ['receipt number', expected.receipt, actual.receipt],
    ['text', plain(expected.text), plain(actual.text)],
    ['period', expected.period, actual.period],
  ];
  return pairs.flatMap(([field, wanted, found]) =>
    wanted === undefined || found === undefined || wanted === found
      ? []
      : [{ field, expected: wanted, actual: found }],
  );
}

/** Null: RS reports digits that the currency does not have. */
function textOf(amount: number | null): string {
  return amount === null ? 'unreadable' : String(amount);
}

/** Databases may compose accents otherwise and trim blanks: to a reader it is the same text. */
function plain(text: string | undefined): string | undefined {
  return text?.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}
