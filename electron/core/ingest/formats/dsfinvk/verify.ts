/**
 * The invariants of a closing (formats sheet 1.8), and which of the two meanings its storno flag has (1.5).
 *
 * Only what holds them all is released; everything else is blocked, whole, with the numbers that disagree.
 */
import { MOST_REASONS, type LocatedProblem } from '../../../../../shared/domain/ingest-report.ts';
import type { ProblemCode, ProblemValues } from '../../../../../shared/domain/problem-codes.ts';
import { formatPlain } from '../../../../../shared/domain/money.ts';
import { compareClaims, type Summed } from './claims.ts';
import type { StagedReceipt } from './receipts.ts';
import type { ClaimRow, ClosingRow, Staging } from './staging.ts';
import {
  BUSINESS_CASES,
  CASH_PAYMENT,
  NO_PAYMENT,
  paymentTypeOf,
  RECEIPT_TYPES,
} from './tables.ts';

/** Hundred-thousandths in a cent. */
export const PER_CENT = 1_000;

/** What the flag BON_STORNO means to this till. */
export type StornoMeaning =
  /** A flagged receipt is booked like any other; its counter-receipt is another one. */
  | 'booked'
  /** A flagged receipt was lifted on the spot and is not booked. */
  | 'lifted';

export interface Verdict {
  readonly reasons: readonly LocatedProblem[];
  readonly warnings: readonly LocatedProblem[];
  readonly storno: StornoMeaning;
}

interface Sums {
  total: number;
  cash: number;
  all: number;
  openingBalance: number;
  readonly payments: Map<string, number>;
  readonly cases: Map<string, { amount: number; fractions: boolean }>;
}

const newSums = (): Sums => ({
  total: 0,
  cash: 0,
  all: 0,
  openingBalance: 0,
  payments: new Map(),
  cases: new Map(),
});

/** A receipt that the flag may have lifted: flagged, not negative, and no counter-receipt refers to another. */
export function mayBeLifted(receipt: StagedReceipt): boolean {
  return receipt.voided === 1 && receipt.total >= 0 && !receipt.hasReference;
}

/** Sums up the receipts of one closing and judges it; holds no receipt. */
export class Verifier {
  readonly #staging: Staging;
  readonly #closing: ClosingRow;
  readonly #currency: string;
  readonly #reasons: LocatedProblem[];
  readonly #warnings: LocatedProblem[] = [];
  readonly #booked = newSums();
  /** Of the receipts that the flag may have lifted. */
  readonly #lifted = newSums();
  #liftable = 0;
  #ids = { start: false, end: false };
  readonly #hasReceiptVat: boolean;
  readonly #isTime: (text: string) => boolean;

  /** @param options.isTime whether a time of the till can be read. */
  constructor(
    staging: Staging,
    closing: ClosingRow,
    options: {
      readonly currency: string;
      readonly hasReceiptVat: boolean;
      readonly isTime: (text: string) => boolean;
    },
  ) {
    this.#staging = staging;
    this.#closing = closing;
    this.#currency = options.currency;
    this.#reasons = [...(staging.faults.get(closing.c) ?? [])];
    this.#hasReceiptVat = options.hasReceiptVat;
    this.#isTime = options.isTime;
  }

  #reason(
    file: string,
    line: number | undefined,
    column: string,
    code: ProblemCode,
    message: string,
    values: ProblemValues,
  ): void {
    if (this.#reasons.length >= MOST_REASONS) return;
    this.#reasons.push({
      file,
      ...(line !== undefined && { line }),
      column,
      code,
      message,
      values,
    });
  }

  #money(cents: number): string {
    return `${formatPlain(cents, this.#currency)} ${this.#currency}`;
  }

  #value(cents: number): ProblemValues[string] {
    return { amount: cents, currency: this.#currency };
  }

  #fineValue(hundredThousandths: number): ProblemValues[string] {
    const cents = hundredThousandths / PER_CENT;
    return Number.isInteger(cents) ? this.#value(cents) : this.#fine(hundredThousandths);
  }

  #fine(hundredThousandths: number): string {
    const cents = hundredThousandths / PER_CENT;
    return Number.isInteger(cents)
      ? this.#money(cents)
      : `${(hundredThousandths / 100_000).toFixed(5)} ${this.#currency}`;
  }

  add(receipt: StagedReceipt): void {
    if (receipt.id === this.#closing.startId) this.#ids.start = true;
    if (receipt.id === this.#closing.endId) this.#ids.end = true;
    if (!RECEIPT_TYPES.includes(receipt.type)) {
      this.#reason(
        'transactions.csv',
        receipt.line,
        'BON_TYP',
        'receipt-type',
        `Receipt ${receipt.id} has the unknown type "${receipt.type}".`,
        { receipt: receipt.id, found: receipt.type },
      );
      return;
    }
    if (receipt.type !== 'Beleg') {
      this.#checkNoMoney(receipt);
      return;
    }
    this.#checkReceipt(receipt);
    const sums = mayBeLifted(receipt) ? this.#lifted : this.#booked;
    if (sums === this.#lifted) this.#liftable += 1;
    this.#sum(receipt, sums);
  }

  /** Training may carry payments for practice; anything else that is no `Beleg` must move no money. */
  #checkNoMoney(receipt: StagedReceipt): void {
    if (receipt.type === 'AVTraining' || receipt.type === 'AVBelegstorno') return;
    const paid = receipt.payments.find(
      ({ type, amount }) => amount !== 0 && paymentTypeOf(type) !== NO_PAYMENT,
    );
    if (paid) {
      this.#reason(
        'datapayment.csv',
        paid.line,
        'BASISWAEH_BETRAG',
        'money-without-receipt',
        `Receipt ${receipt.id} is ${receipt.type}, which moves no money, but ${this.#money(paid.amount)} were paid.`,
        { receipt: receipt.id, type: receipt.type, paid: this.#value(paid.amount) },
      );
    }
  }

  #checkReceipt(receipt: StagedReceipt): void {
    const ended = receipt.endedAt || receipt.startedAt;
    if (ended !== '' && !this.#isTime(ended)) {
      this.#reason(
        'transactions.csv',
        receipt.line,
        'BON_ENDE',
        'time',
        `Receipt ${receipt.id}: "${ended}" is no time.`,
        { found: ended },
      );
    }
    let paid = 0;
    for (const payment of receipt.payments) {
      const type = paymentTypeOf(payment.type);
      if (type === undefined) {
        this.#reason(
          'datapayment.csv',
          payment.line,
          'ZAHLART_TYP',
          'payment-type',
          `Receipt ${receipt.id} was paid with the unknown type "${payment.type}".`,
          { receipt: receipt.id, found: payment.type },
        );
      }
      paid += payment.amount;
    }
    let lines = 0;
    let vatRows = 0;
    const vatKeys = this.#staging.vatKeys.get(this.#closing.c);
    const positions = new Set<string>();
    for (const line of receipt.lines) {
      if (positions.has(line.position)) {
        this.#reason(
          'lines.csv',
          line.line,
          'POS_ZEILE',
          'line-twice',
          `Receipt ${receipt.id} has line "${line.position}" twice.`,
          { receipt: receipt.id, position: line.position },
        );
      }
      positions.add(line.position);
      if (line.voided === 1) continue;
      if (!BUSINESS_CASES.has(line.case_type)) {
        this.#reason(
          'lines.csv',
          line.line,
          'GV_TYP',
          'business-case',
          `Receipt ${receipt.id} has a line of the unknown type "${line.case_type}".`,
          { receipt: receipt.id, found: line.case_type },
        );
      }
      lines += line.gross;
      vatRows += line.vat.length;
      for (const { vat, line: at } of line.vat) {
        if (vatKeys && !vatKeys.has(vat)) {
          this.#reason(
            'lines_vat.csv',
            at,
            'UST_SCHLUESSEL',
            'vat-key',
            `Receipt ${receipt.id} uses VAT key ${vat}, which vat.csv does not have for this closing.`,
            { receipt: receipt.id, key: vat },
          );
        }
      }
    }
    for (const { line } of receipt.strayVat.slice(0, 1)) {
      this.#reason(
        'lines_vat.csv',
        line,
        'POS_ZEILE',
        'line-missing',
        `The row belongs to a line of receipt ${receipt.id} that lines.csv does not have.`,
        { receipt: receipt.id },
      );
    }
    const total = receipt.total * PER_CENT;
    const vat = receipt.vat.reduce((sum, { gross }) => sum + gross, 0);
    const printed = this.#hasReceiptVat ? vat : total;
    // Printed sums round each VAT rate; a receipt of nothing but a total has no rows to round.
    const tolerance = Math.max(1, this.#hasReceiptVat ? receipt.vat.length : vatRows) * PER_CENT;
    if (Math.abs(lines - printed) > tolerance || (vatRows === 0 && printed !== 0)) {
      this.#reason(
        this.#hasReceiptVat ? 'transactions_vat.csv' : 'transactions.csv',
        this.#hasReceiptVat ? undefined : receipt.line,
        this.#hasReceiptVat ? 'BON_BRUTTO' : 'UMS_BRUTTO',
        'lines-sum',
        `Receipt ${receipt.id}: its lines make ${this.#fine(lines)}, its total is ${this.#fine(printed)}.`,
        { receipt: receipt.id, lines: this.#fineValue(lines), total: this.#fineValue(printed) },
      );
    }
    if (this.#hasReceiptVat && vat !== total) {
      this.#reason(
        'transactions.csv',
        receipt.line,
        'UMS_BRUTTO',
        'vat-sum',
        `Receipt ${receipt.id}: UMS_BRUTTO is ${this.#money(receipt.total)}, transactions_vat.csv makes ${this.#fine(vat)}.`,
        { receipt: receipt.id, total: this.#value(receipt.total), vat: this.#fineValue(vat) },
      );
    }
    if (paid !== receipt.total) {
      this.#reason(
        'transactions.csv',
        receipt.line,
        'UMS_BRUTTO',
        'payment-sum',
        `Receipt ${receipt.id}: UMS_BRUTTO is ${this.#money(receipt.total)}, paid were ${this.#money(paid)}.`,
        { receipt: receipt.id, total: this.#value(receipt.total), paid: this.#value(paid) },
      );
    }
  }

  #sum(receipt: StagedReceipt, sums: Sums): void {
    sums.total += receipt.total;
    const isOpening = hasCase(receipt, 'Anfangsbestand');
    for (const payment of receipt.payments) {
      const type = paymentTypeOf(payment.type) ?? payment.type;
      sums.all += payment.amount;
      if (type === CASH_PAYMENT) {
        sums.cash += payment.amount;
        if (isOpening) sums.openingBalance += payment.amount;
      }
      add(sums.payments, `${type}\n${payment.name}`, payment.amount);
    }
    for (const line of receipt.lines) {
      if (line.voided === 1) continue;
      for (const { vat, gross } of line.vat) {
        const key = `${line.case_type}\n${line.case_name}\n${vat}`;
        const known = sums.cases.get(key) ?? { amount: 0, fractions: false };
        known.amount += gross;
        known.fractions ||= gross % PER_CENT !== 0;
        sums.cases.set(key, known);
      }
    }
  }

  verdict(): Verdict {
    const all = merge(this.#booked, this.#lifted);
    const withAll = this.#compare(all);
    const needsDecision = this.#liftable > 0;
    const without = needsDecision ? this.#compare(this.#booked) : undefined;
    let storno: StornoMeaning = 'booked';
    if (!needsDecision || withAll.reasons.length === 0) {
      const bothFit = without?.reasons.length === 0 && !movesNothing(this.#lifted);
      if (needsDecision && (!withAll.proven || bothFit)) {
        this.#reason(
          'transactions.csv',
          undefined,
          'BON_STORNO',
          'storno-undecided',
          `${this.#liftable} receipts carry the storno flag, and no sum of the closing tells whether they count.`,
          { count: this.#liftable },
        );
      } else {
        this.#reasons.push(...withAll.reasons);
      }
    } else if (without?.reasons.length === 0) {
      storno = 'lifted';
    } else {
      this.#reasons.push(...withAll.reasons);
    }
    this.#warnings.push(...(storno === 'lifted' ? (without?.warnings ?? []) : withAll.warnings));
    this.#checkIds();
    return {
      reasons: this.#reasons.slice(0, MOST_REASONS),
      warnings: this.#warnings,
      storno,
    };
  }

  #checkIds(): void {
    const { startId, endId, line } = this.#closing;
    for (const [id, there, column] of [
      [startId, this.#ids.start, 'Z_START_ID'],
      [endId, this.#ids.end, 'Z_ENDE_ID'],
    ] as const) {
      if (id !== '' && !there) {
        this.#warnings.push({
          file: 'cashpointclosing.csv',
          line,
          column,
          code: 'receipt-missing',
          message: `${column} names receipt ${id}, which transactions.csv does not have. Its sums agree without it.`,
          values: { receipt: id },
        });
      }
    }
  }

  #compare(sums: Sums): { reasons: LocatedProblem[]; warnings: LocatedProblem[]; proven: boolean } {
    const reasons: LocatedProblem[] = [];
    const warnings: LocatedProblem[] = [];
    let proven = false;
    const { line, payments, cashPayments, c } = this.#closing;
    const differ = (column: string, claimed: number, summed: number, what: string) => {
      reasons.push({
        file: 'cashpointclosing.csv',
        line,
        column,
        code: 'closing-sum',
        message: `${column} is ${this.#money(claimed)}, ${what} make ${this.#money(summed)}.`,
        values: { what: column, claimed: this.#value(claimed), summed: this.#value(summed) },
      });
    };
    const without = sums.openingBalance;
    if (payments !== null) {
      proven = true;
      // Some tills leave the money that already lay in the drawer out of the closing's sums.
      if (payments !== sums.all && payments !== sums.all - without) {
        differ('Z_SE_ZAHLUNGEN', payments, sums.all, 'all payments');
      }
    }
    if (cashPayments !== null) {
      proven = true;
      if (cashPayments !== sums.cash && cashPayments !== sums.cash - without) {
        differ('Z_SE_BARZAHLUNGEN', cashPayments, sums.cash, 'the cash payments');
      }
    }
    const claimedPayments = this.#staging.closingPayments.get(c);
    if (claimedPayments) {
      proven = true;
      this.#compareClaims('payment.csv', 'Z_ZAHLART_BETRAG', claimedPayments, paymentSums(sums), {
        reasons,
        warnings,
      });
    }
    const claimedCases = this.#staging.businessCases.get(c);
    if (claimedCases) {
      proven = true;
      this.#compareClaims('businesscases.csv', 'Z_UMS_BRUTTO', claimedCases, sums.cases, {
        reasons,
        warnings,
      });
      const claimed = claimedCases.reduce((sum, { amount }) => sum + amount, 0);
      const tolerance = [...sums.cases.values()].some(({ fractions }) => fractions)
        ? claimedCases.length * PER_CENT
        : 0;
      if (Math.abs(claimed - sums.total * PER_CENT) > tolerance) {
        reasons.push({
          file: 'businesscases.csv',
          column: 'Z_UMS_BRUTTO',
          code: 'closing-sum',
          message: `All Z_UMS_BRUTTO make ${this.#fine(claimed)}, the receipts make ${this.#money(sums.total)}.`,
          values: {
            what: 'Z_UMS_BRUTTO',
            claimed: this.#fineValue(claimed),
            summed: this.#value(sums.total),
          },
        });
      }
    }
    return { reasons, warnings, proven };
  }

  #compareClaims(
    file: string,
    column: string,
    claims: readonly ClaimRow[],
    summed: ReadonlyMap<string, Summed>,
    found: { reasons: LocatedProblem[]; warnings: LocatedProblem[] },
  ): void {
    const isCents = file === 'payment.csv';
    const value = (amount: number) => (isCents ? this.#value(amount) : this.#fineValue(amount));
    const show = (amount: number) => (isCents ? this.#money(amount) : this.#fine(amount));
    for (const one of compareClaims(claims, summed, isCents ? 1 : PER_CENT)) {
      const what = [one.type, one.name, one.vat].filter(Boolean).join(' ');
      (one.isMoney ? found.reasons : found.warnings).push({
        file,
        ...(one.line !== undefined && { line: one.line }),
        column,
        code: one.isMoney ? 'closing-sum' : 'closing-names',
        message: `${what}: ${file} says ${show(one.claimed)}, the receipts make ${show(one.summed)}.`,
        values: { what, claimed: value(one.claimed), summed: value(one.summed) },
      });
    }
  }
}

function hasCase(receipt: StagedReceipt, caseType: string): boolean {
  return receipt.lines.some(({ case_type: type, voided }) => type === caseType && voided === 0);
}

function movesNothing(sums: Sums): boolean {
  return (
    [...sums.payments.values()].every((amount) => amount === 0) &&
    [...sums.cases.values()].every(({ amount }) => amount === 0)
  );
}

function paymentSums(sums: Sums): Map<string, { amount: number; fractions: boolean }> {
  return new Map(
    [...sums.payments]
      .filter(([key, amount]) => amount !== 0 || !key.startsWith(`${NO_PAYMENT}\n`))
      .map(([key, amount]) => [`${key}\n`, { amount, fractions: false }]),
  );
}

function merge(a: Sums, b: Sums): Sums {
  const payments = new Map(a.payments);
  for (const [key, amount] of b.payments) add(payments, key, amount);
  const cases = new Map([...a.cases].map(([key, value]) => [key, { ...value }]));
  for (const [key, { amount, fractions }] of b.cases) {
    const known = cases.get(key) ?? { amount: 0, fractions: false };
    cases.set(key, { amount: known.amount + amount, fractions: known.fractions || fractions });
  }
  return {
    total: a.total + b.total,
    cash: a.cash + b.cash,
    all: a.all + b.all,
    openingBalance: a.openingBalance + b.openingBalance,
    payments,
    cases,
  };
}

function add(map: Map<string, number>, key: string, amount: number): void {
  map.set(key, (map.get(key) ?? 0) + amount);
}
