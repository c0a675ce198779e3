/** What the till says of a closing, gathered while its receipts are read. */
import { CASH_PAYMENT } from '../../../../../shared/domain/accounts.ts';
import type { LocatedProblem } from '../../../../../shared/domain/ingest-report.ts';
import type { NewTillClosing, TillFacts } from '../../../../../shared/domain/till-facts.ts';
import { PER_CENT } from './amounts.ts';
import { compareClaims } from './claims.ts';
import type { ClosingFacts } from './closing-facts.ts';
import type { Drawer } from './drawer.ts';
import { ReceiptNumbers } from './receipt-numbers.ts';
import type { ReceiptJobs } from './receipt-jobs.ts';
import type { StagedReceipt } from './receipts.ts';
import type { ClosingRow, PaymentRow, Staging } from './staging.ts';
import { addReceipt, noSums, paymentSums } from './sums.ts';
import { CASH_CASES, NO_PAYMENT, paymentTypeOf, TABLES } from './tables.ts';

type Named = TillFacts['drawer'][number];

export class TillPart {
  readonly #drawer: Drawer;
  readonly #facts: ClosingFacts;
  readonly #instantOf: (receipt: StagedReceipt) => number | undefined;
  readonly #sums = noSums();
  readonly #notBooked = new Map<string, number>();
  readonly #cases = new Map<string, number>();
  readonly #foreign = new Map<string, number | null>();
  readonly #notes: LocatedProblem[] = [];
  readonly #numbers = new ReceiptNumbers();
  /** What moved in the drawer, by its time: tills write seconds, and a day has no more than 86,400 of them. */
  readonly #moves = new Map<number, Move>();
  #receipts = 0;
  #last = -Infinity;
  #ids: { first: boolean; last: boolean } = { first: false, last: false };
  readonly #closing: ClosingRow;

  constructor(
    closing: ClosingRow,
    facts: ClosingFacts,
    drawer: Drawer,
    instantOf: (receipt: StagedReceipt) => number | undefined,
  ) {
    this.#closing = closing;
    this.#facts = facts;
    this.#drawer = drawer;
    this.#instantOf = instantOf;
  }

  add(receipt: StagedReceipt, { notBooked }: ReceiptJobs): void {
    this.#receipts += 1;
    this.#numbers.add(receipt);
    if (receipt.id === this.#closing.startId) this.#ids.first = true;
    if (receipt.id === this.#closing.endId) this.#ids.last = true;
    if (notBooked !== null) bump(this.#notBooked, notBooked, 1);
    if (receipt.type !== 'Beleg' || this.#drawer.isLifted(receipt)) return;
    addReceipt(this.#sums, receipt);
    let opening = 0;
    for (const { case_type: type, case_name: name, text, voided, gross } of receipt.lines) {
      if (voided === 1 || !CASH_CASES.includes(type)) continue;
      const cents = Math.round(gross / PER_CENT);
      if (type === 'Anfangsbestand') opening += cents;
      bump(this.#cases, `${type}\n${name || text}`, cents);
    }
    let cash = -opening;
    for (const payment of receipt.payments) {
      if (paymentTypeOf(payment.type) !== CASH_PAYMENT) continue;
      cash += payment.amount;
      if (payment.currency !== '' && payment.currency !== this.#facts.currency) {
        this.#addForeign(payment);
      }
    }
    if (cash === 0) return;
    // A receipt without a time happened when the one before it did.
    this.#last = this.#instantOf(receipt) ?? this.#last;
    this.#moves.set(this.#last, after(this.#moves.get(this.#last), cash, receipt.id));
  }

  #addForeign({ currency, foreign_amount: written, foreign_cents: cents, line }: PaymentRow): void {
    const known = this.#foreign.get(currency);
    this.#foreign.set(currency, cents === null || known === null ? null : (known ?? 0) + cents);
    if (cents !== null || this.#notes.length > 0) return;
    this.#notes.push({
      file: TABLES.payments.file,
      line,
      column: 'ZAHLWAEH_BETRAG',
      code: 'number',
      message: `ZAHLWAEH_BETRAG says "${written}", which is no amount of ${currency}; how much of it the drawer took is not known. All else was read.`,
      values: { found: written },
    });
  }

  /** What could not be read, and keeps nothing from being booked. */
  get notes(): readonly LocatedProblem[] {
    return this.#notes;
  }

  /** After the last receipt. @param store of exports that name one */
  result(staging: Staging, store: string): NewTillClosing {
    const { c, desk, number, madeAt, startId, endId } = this.#closing;
    const { runs, repeats, width } = this.#numbers.result();
    const { openingCents, opensTwice, firstDifferenceCents } = this.#drawer;
    const sums = named(
      [...paymentSums(this.#sums)].map(([key, { amount }]) => [key, amount] as const),
    );
    const claims = staging.closingPayments.get(c);
    const claimed =
      claims && named(claims.map(({ type, name, amount }) => [`${type}\n${name}`, amount]));
    const agrees =
      claims === undefined ||
      compareClaims(claims, paymentSums(this.#sums), 1).every(({ isMoney }) => !isMoney);
    return {
      origin: 'dsfinvk',
      store,
      payDesk: desk,
      number,
      currency: this.#facts.currency,
      madeAt,
      closedAt: this.#facts.madeInstant,
      businessDay: this.#facts.day,
      numbers: runs,
      facts: {
        payments: claimed ?? sums,
        paymentsFrom: claimed ? 'payment.csv' : 'receipts',
        receiptPayments: agrees ? null : sums,
        grossCents: this.#sums.total,
        receipts: this.#receipts,
        notBooked: Object.fromEntries(this.#notBooked),
        drawer: named([...this.#cases]),
        recorded: staging.recordedCash.get(c) ?? [],
        foreign: [...this.#foreign].map(([currency, cents]) => ({ currency, cents })),
        openingCents,
        opensTwice,
        firstDifferenceCents,
        movedCents: [...this.#moves.values()].reduce((sum, { cents }) => sum + cents, 0),
        lowest: lowestOf(this.#moves),
        repeats: repeats.map(([prefix, first, last]) => [prefix, first, last]),
        firstNumber: startId !== '' && !this.#ids.first ? startId : null,
        lastNumber: endId !== '' && !this.#ids.last ? endId : null,
        numberWidth: width,
      },
    };
  }
}

/** What moved at one time. */
interface Move {
  readonly cents: number;
  /** The deepest point on the way, never above 0, and the receipt that led there. */
  readonly lowest: { readonly cents: number; readonly receipt: string | null };
}

const NO_MOVE: Move = { cents: 0, lowest: { cents: 0, receipt: null } };

/** At the same time the order of the file counts. */
function after({ cents, lowest }: Move = NO_MOVE, moved: number, receipt: string): Move {
  const sum = cents + moved;
  return { cents: sum, lowest: sum < lowest.cents ? { cents: sum, receipt } : lowest };
}

function lowestOf(moves: ReadonlyMap<number, Move>): Move['lowest'] {
  let balance = 0;
  let deepest = NO_MOVE.lowest;
  for (const [, { cents, lowest }] of [...moves].sort(([a], [b]) => a - b)) {
    if (balance + lowest.cents < deepest.cents) {
      deepest = { cents: balance + lowest.cents, receipt: lowest.receipt };
    }
    balance += cents;
  }
  return deepest;
}

/** Sums by `type\nname`, without the zero of those that paid nothing. */
function named(sums: Iterable<readonly [key: string, cents: number]>): Named[] {
  const together = new Map<string, number>();
  for (const [key, cents] of sums) {
    const [type = '', name = ''] = key.split('\n');
    bump(together, `${type}\n${name}`, cents);
  }
  return [...together]
    .map(([key, cents]): Named => {
      const [type = '', name = ''] = key.split('\n');
      return { type, name, cents };
    })
    .filter(({ type, cents }) => cents !== 0 || type !== NO_PAYMENT);
}

function bump(map: Map<string, number>, key: string, by: number): void {
  map.set(key, (map.get(key) ?? 0) + by);
}
