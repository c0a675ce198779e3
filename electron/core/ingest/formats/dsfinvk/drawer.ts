/** Follows the cash in a drawer: through the receipts of a closing, and from one closing to the next. */
import { CASH_PAYMENT } from '../../../../../shared/domain/accounts.ts';
import { receiptJobs, type ReceiptJobs } from './receipt-jobs.ts';
import type { StagedReceipt } from './receipts.ts';
import { paymentTypeOf } from './tables.ts';
import { PER_CENT } from './amounts.ts';
import { isLifted, type StornoMeaning } from './verify.ts';

/** Calculated cash after each closing, by store, pay desk and closing number. */
export class CashChain {
  readonly #cash = new Map<string, number>();

  /** @param known `[<store>\n]<pay desk>|<closing number>` → cents, from earlier imports. */
  constructor(known: Readonly<Record<string, number>>) {
    for (const [key, cash] of Object.entries(known)) {
      const at = key.lastIndexOf('|');
      this.#cash.set(`${key.slice(0, at)}|${Number(key.slice(at + 1))}`, cash);
    }
  }

  before(store: string | undefined, payDesk: string, closing: string): number | undefined {
    return this.#cash.get(chainKey(store, payDesk, Number(closing) - 1));
  }

  set(store: string | undefined, payDesk: string, closing: string, cash: number): void {
    this.#cash.set(chainKey(store, payDesk, Number(closing)), cash);
  }
}

/** Two stores may have a till of the same name. */
function chainKey(store: string | undefined, payDesk: string, closing: number): string {
  return `${store === undefined ? '' : `${store}\n`}${payDesk}|${closing}`;
}

/** What of a closing has to be known before its first receipt can be told. */
export interface DrawerFacts {
  readonly storno: StornoMeaning;
  /** businesscases.csv proves the closing's lines. */
  readonly areCasesProven: boolean;
  /** Cents that lay in the drawer after the closing before; undefined while unknown. */
  readonly before: number | undefined;
  /** Receipts of the closing, in any order; read through once. */
  readonly receipts: Iterable<StagedReceipt>;
  /** Epoch milliseconds; undefined where the till does not know. */
  readonly instantOf: (receipt: StagedReceipt) => number | undefined;
}

/** A counted opening balance that is not what the closing before left. */
export interface OpeningDifference {
  /** Cents in the drawer, counted. */
  readonly counted: number;
  /** Cents that should have been there. */
  readonly expected: number;
}

export class Drawer {
  readonly #facts: DrawerFacts;
  /** Key of the receipt with the first opening balance. */
  #opening: number | undefined;
  #counted: number | null = null;
  #openings = 0;
  #moved = 0;
  /** Key of the receipt whose difference was counted before any other cash moved. */
  readonly #openingCount: number | undefined;
  /** The difference on the receipt that moved cash first; null: it counted none. */
  readonly firstDifferenceCents: number | null;
  /** That difference is the one between the opening balance and what the closing before left. */
  readonly #tellsOpening: boolean;

  constructor(facts: DrawerFacts) {
    this.#facts = facts;
    let first: { readonly at: number; readonly receipt: StagedReceipt } | undefined;
    let events = 0;
    let last = -Infinity;
    for (const receipt of facts.receipts) {
      if (this.isLifted(receipt) || receipt.type !== 'Beleg') continue;
      const counted = caseSum(receipt, 'Anfangsbestand');
      const cash = cashOf(receipt);
      if (counted !== null) {
        this.#opening ??= receipt.b;
        this.#openings += 1;
        this.#counted = (this.#counted ?? 0) + counted;
        this.#moved += cash - counted;
        continue;
      }
      this.#moved += cash;
      if (cash === 0) continue;
      events += 1;
      // A receipt without a time happened when the one before it did; at the same time the order of the file counts.
      last = facts.instantOf(receipt) ?? last;
      if (!first || last < first.at) first = { at: last, receipt };
    }
    const difference = first === undefined ? null : caseSum(first.receipt, 'DifferenzSollIst');
    this.firstDifferenceCents = difference;
    this.#tellsOpening =
      difference !== null &&
      difference !== 0 &&
      this.#counted !== null &&
      facts.before !== undefined &&
      difference === this.#counted - facts.before;
    // The only movement of a closing is its first and its last: tills count at the end, unless it is the opening's.
    if (difference !== null && (events > 1 || this.#tellsOpening)) {
      this.#openingCount = first?.receipt.b;
    }
  }

  isLifted(receipt: StagedReceipt): boolean {
    return isLifted(receipt, this.#facts.storno);
  }

  /** @throws UndecidableReceipt */
  jobsOf(receipt: StagedReceipt): ReceiptJobs {
    if (receipt.type !== 'Beleg') return { jobs: [], notBooked: receipt.type };
    if (this.isLifted(receipt)) return { jobs: [], notBooked: 'BON_STORNO' };
    return receiptJobs(receipt, {
      countsOpening: receipt.b === this.#openingCount,
      areCasesProven: this.#facts.areCasesProven,
    });
  }

  /** Told with the receipt of the opening balance; null when it agrees, or the till tells the difference itself. */
  openingDifference(receipt: StagedReceipt): OpeningDifference | null {
    const { before: expected } = this.#facts;
    if (receipt.b !== this.#opening || expected === undefined) return null;
    if (this.#tellsOpening || this.opensTwice) return null;
    const counted = caseSum(receipt, 'Anfangsbestand') ?? 0;
    return counted === expected ? null : { counted, expected };
  }

  /** Opening balances on several receipts: parts of one, or one told again later. Nobody can tell which. */
  get opensTwice(): boolean {
    return this.#openings > 1;
  }

  /** The opening balance that the till counted; null where it tells none, or several. */
  get openingCents(): number | null {
    return this.opensTwice ? null : this.#counted;
  }

  /** Cents that must lie in the drawer after the closing; null while no opening balance is known. */
  get closingCash(): number | null {
    if (this.opensTwice) return null;
    // A difference that tells the opening's is among the cash that moved: from what was there before it.
    const opening = this.#tellsOpening ? this.#facts.before : (this.#counted ?? this.#facts.before);
    return opening === undefined ? null : opening + this.#moved;
  }
}

/** Cents; null when the receipt has no such line. */
function caseSum(receipt: StagedReceipt, caseType: string): number | null {
  const lines = receipt.lines.filter(
    ({ case_type: type, voided }) => type === caseType && voided === 0,
  );
  return lines.length === 0
    ? null
    : Math.round(lines.reduce((sum, { gross }) => sum + gross, 0) / PER_CENT);
}

/** Cents that came into the drawer; negative: left it. */
function cashOf(receipt: StagedReceipt): number {
  return receipt.payments
    .filter(({ type }) => paymentTypeOf(type) === CASH_PAYMENT)
    .reduce((sum, { amount }) => sum + amount, 0);
}
