/** What the till says of a closing, gathered while its receipts are read. */
import type { NewTillClosing, TillFacts } from '../../../../../shared/domain/till-facts.ts';
import { PER_CENT } from './amounts.ts';
import { compareClaims } from './claims.ts';
import type { ClosingFacts } from './closing-facts.ts';
import type { Drawer } from './drawer.ts';
import { ReceiptNumbers } from './receipt-numbers.ts';
import type { ReceiptJobs } from './receipt-jobs.ts';
import type { StagedReceipt } from './receipts.ts';
import type { ClosingRow, Staging } from './staging.ts';
import { addReceipt, noSums, paymentSums } from './sums.ts';
import { CASH_CASES, CASH_PAYMENT, NO_PAYMENT, paymentTypeOf } from './tables.ts';

type Named = TillFacts['drawer'][number];

export class TillPart {
  readonly #drawer: Drawer;
  readonly #facts: ClosingFacts;
  readonly #instantOf: (receipt: StagedReceipt) => number | undefined;
  readonly #sums = noSums();
  readonly #notBooked = new Map<string, number>();
  readonly #cases = new Map<string, number>();
  readonly #foreign = new Map<string, number>();
  readonly #numbers = new ReceiptNumbers();
  /** What moved in the drawer: when, how much, and by which receipt. */
  readonly #moves: { readonly at: number; readonly cents: number; readonly receipt: string }[] = [];
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
    for (const { type, amount, currency, foreign_amount: foreign } of receipt.payments) {
      if (paymentTypeOf(type) !== CASH_PAYMENT) continue;
      cash += amount;
      if (foreign !== '' && currency !== '' && currency !== this.#facts.currency) {
        bump(this.#foreign, currency, centsOf(foreign));
      }
    }
    if (cash === 0) return;
    // A receipt without a time happened when the one before it did.
    this.#last = this.#instantOf(receipt) ?? this.#last;
    this.#moves.push({ at: this.#last, cents: cash, receipt: receipt.id });
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
        movedCents: this.#moves.reduce((sum, { cents }) => sum + cents, 0),
        lowest: lowestOf(this.#moves),
        repeats: repeats.map(([prefix, first, last]) => [prefix, first, last]),
        firstNumber: startId !== '' && !this.#ids.first ? startId : null,
        lastNumber: endId !== '' && !this.#ids.last ? endId : null,
        numberWidth: width,
      },
    };
  }
}

/** At the same time the order of the file counts. */
function lowestOf(
  moves: readonly { readonly at: number; readonly cents: number; readonly receipt: string }[],
): TillFacts['lowest'] {
  let balance = 0;
  let lowest: { cents: number; receipt: string | null } = { cents: 0, receipt: null };
  for (const { cents, receipt } of [...moves].sort((a, b) => a.at - b.at)) {
    balance += cents;
    if (balance < lowest.cents) lowest = { cents: balance, receipt };
  }
  return lowest;
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

/** ZAHLWAEH_BETRAG as the till wrote it; kept for people alone. */
function centsOf(text: string): number {
  const number = Number(text.includes(',') ? text.replaceAll('.', '').replace(',', '.') : text);
  return Number.isFinite(number) ? Math.round(number * 100) : 0;
}
