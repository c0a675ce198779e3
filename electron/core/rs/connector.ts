/**
 * RetailSuite (RS) as the engine knows it: these types, and nothing of HTTP.
 *
 * An answer says what is certain. For a posting that is the whole point: `not-sent` may be sent again,
 * `unclear` must be looked up first, because RS stores the same posting twice.
 */
import type { ChartAccount } from '../../../shared/domain/assignment.ts';
import type { Cause } from '../../../shared/domain/causes.ts';

/** A fiscal year (Wirtschaftsjahr) of RS; exactly twelve months, may start in any month. */
export interface FiscalYear {
  /** Internal id, the `wj_id` of a posting; not the year number. */
  readonly id: string;
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly planning: boolean;
  /** Months of the year (1–12) that take no further posting; absent where RS does not tell. */
  readonly lockedMonths?: readonly number[];
}

/** The invoice document (RB, or GU for a return) that RS made for an order. */
export interface Invoice {
  readonly billNumber: string;
  readonly documentNumber: string;
  readonly debtor: string;
  readonly currency: string;
  readonly type: string;
  /** Gross, minor units, never 0; absent where RS tells none, or not in digits of the currency. */
  readonly gross?: number;
}

/** The parts of a posting, in our terms. */
export interface PostingInput {
  /** Positive amounts debit `account` and credit `contraAccount`. */
  readonly account: string;
  readonly contraAccount: string;
  /** Minor units, signed. */
  readonly amount: number;
  readonly currency: string;
  /** Invoice number for orders; bill number at POS or closing for the rest. */
  readonly receipt: string;
  readonly text: string;
  readonly businessDay: string;
  /** Our own unique mark; at most 36 characters of `[A-Za-z0-9_$&%*+/-]`. */
  readonly reference: string;
}

/** The documented posting, field by field (formats/retailsuite.md section 1); the types are those of the sample. */
export interface Posting {
  readonly bstKey: 0;
  readonly gegkonto: number;
  readonly umsatz: number;
  readonly beleg1: string;
  readonly beleg2: string;
  readonly konto: string;
  readonly text: string;
  readonly currency: string;
  readonly i_stkey: 0;
  readonly datum: string;
  readonly wj_id: string;
  readonly wmonat: number;
  readonly journal: number;
  readonly action: 'save';
}

/** A posting as RS keeps it. */
export interface StoredPosting {
  /** RS's number of the posting. */
  readonly number: string;
  readonly reference: string;
  /** Belegfeld 1: invoice, bill number or what a person wrote; absent where it was not told. */
  readonly receipt?: string;
  /** Absent where it was not told. */
  readonly text?: string;
  readonly account: string;
  readonly contraAccount: string;
  /** Minor units; null when RS reports digits that the currency does not have. */
  readonly amount: number | null;
  readonly currency: string;
  readonly businessDay: string;
  /** Fiscal-year month it was stored in; differs from the sent one when that was locked. */
  readonly month: number;
  readonly fiscalYear: string;
}

/** The bytes that crossed the line, for the attempts. */
export interface Exchange {
  readonly httpStatus: number | null;
  /** The body as it came, cut to a length fit for keeping; null for none. */
  readonly response: string | null;
}

/** Why a call gave no answer that could be used. */
export interface Fault {
  readonly cause: Cause;
  readonly message: string;
  /**
   * The whole engine waits, not this job alone: no line, throttled, frozen, not signed in.
   * `retryAfterMs` is what RS asked for, if it did; of a sign-in that was not accepted, that it may be tried again.
   */
  readonly pauses: boolean;
  readonly retryAfterMs: number | null;
}

export type Reply<T> =
  | { readonly ok: true; readonly value: T; readonly exchange: Exchange }
  | { readonly ok: false; readonly fault: Fault; readonly exchange: Exchange };

export type PostReply =
  /** RS answered with its posting number. */
  | { readonly kind: 'booked'; readonly posting: StoredPosting; readonly exchange: Exchange }
  /** RS read the posting and refused it: nothing is booked, and a person is needed. */
  | { readonly kind: 'refused'; readonly fault: Fault; readonly exchange: Exchange }
  /** Certain that RS booked nothing: no byte left, or RS turned the request away unread (401, 429, 530). */
  | { readonly kind: 'not-sent'; readonly fault: Fault; readonly exchange: Exchange }
  /** Bytes left and no usable answer came: ask before sending again. */
  | { readonly kind: 'unclear'; readonly fault: Fault; readonly exchange: Exchange };

export type Built =
  | { readonly ok: true; readonly posting: Posting }
  | { readonly ok: false; readonly cause: Cause; readonly message: string };

export interface RsConnector {
  /** Bill numbers or references that one question may name. */
  readonly batchSize: number;
  /** Pure: the exact posting that would be sent. Fails where no fiscal year holds the business day. */
  buildPosting(input: PostingInput, years: readonly FiscalYear[]): Built;
  fiscalYears(signal: AbortSignal): Promise<Reply<readonly FiscalYear[]>>;
  /** The chart of accounts; customers and suppliers need not be in it. */
  accounts(signal: AbortSignal): Promise<Reply<readonly ChartAccount[]>>;
  /** Invoices by bill number; at most `batchSize` at once; bills without an invoice are not in the map. */
  findInvoices(
    billNumbers: readonly string[],
    signal: AbortSignal,
  ): Promise<Reply<ReadonlyMap<string, readonly Invoice[]>>>;
  /**
   * Books it.
   *
   * @param mayLeave asked before the bytes leave, each time; once it says no the posting is `not-sent`. Absent: always.
   */
  post(posting: Posting, signal: AbortSignal, mayLeave?: () => boolean): Promise<PostReply>;
  /**
   * All postings of a day, whoever made them.
   *
   * @param use nothing is sent because of the answer, so that the end of the list is believed with fewer questions
   */
  postingsOfDay(
    day: string,
    signal: AbortSignal,
    use?: 'to-compare',
  ): Promise<Reply<readonly StoredPosting[]>>;
  /** Postings by our reference; at most `batchSize` at once; unknown references are not in the map. */
  lookUp(
    references: readonly string[],
    signal: AbortSignal,
    use?: 'to-compare',
  ): Promise<Reply<ReadonlyMap<string, readonly StoredPosting[]>>>;
}
