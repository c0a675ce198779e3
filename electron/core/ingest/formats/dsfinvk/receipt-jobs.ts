/** From one receipt to its jobs: the algorithm of the formats sheet, section 1.10. Pure. */
import type { ProblemCode, ProblemValues } from '../../../../../shared/domain/problem-codes.ts';
import type { PaymentType } from '../../../../../shared/domain/accounts.ts';
import type { JobType } from '../../../../../shared/domain/job.ts';
import type { JobDraft } from '../../../../../shared/domain/pos-event.ts';
import type { ReceiptLine, StagedReceipt } from './receipts.ts';
import { CASH_CASES, CASH_PAYMENT, NO_PAYMENT, paymentTypeOf, TENDER_CASES } from './tables.ts';
import { PER_CENT } from './amounts.ts';

/** A receipt whose parts cannot be told apart: its closing waits for a person. */
export class UndecidableReceipt extends Error {
  readonly code: ProblemCode;
  readonly values: ProblemValues;

  constructor(code: ProblemCode, values: ProblemValues, message: string) {
    super(message);
    this.code = code;
    this.values = values;
  }
}

export interface ReceiptJobs {
  readonly jobs: readonly JobDraft[];
  /** Why there are none. */
  readonly notBooked: string | null;
}

/**
 * @param options.countsOpening a DifferenzSollIst in it was counted at the opening, not at the close.
 * @throws UndecidableReceipt
 */
export function receiptJobs(
  receipt: StagedReceipt,
  options: { readonly countsOpening: boolean },
): ReceiptJobs {
  const lines = receipt.lines.filter(({ voided }) => voided === 0);
  const drawerLines = lines
    .filter(({ case_type: type }) => CASH_CASES.includes(type))
    .map((line) => ({ line, amount: toCents(line.gross, receipt.id) }));
  const otherLines = lines.filter(({ case_type: type }) => !CASH_CASES.includes(type));

  const cash = sum(
    receipt.payments
      .filter(({ type }) => paymentTypeOf(type) === CASH_PAYMENT)
      .map(({ amount }) => amount),
  );
  /** The order's part that was paid in cash. */
  const cashPart = cash - sum(drawerLines.map(({ amount }) => amount));
  const parts = [...nonCashParts(receipt), ...tenderParts(otherLines, receipt.id)];
  if (otherLines.length === 0 && cashPart !== 0 && parts.length === 0) {
    // Rounding is allowed between an order and its lines; what moves in the drawer is counted.
    throw new UndecidableReceipt(
      'cash-differs',
      { receipt: receipt.id },
      `Receipt ${receipt.id} sells nothing, and its lines move another amount of cash than was paid.`,
    );
  }

  const jobs = drawerLines.flatMap(({ line, amount }) => drawerJob(line, amount, options));
  const onlyTips =
    otherLines.length > 0 && otherLines.every(({ case_type: type }) => type === 'TrinkgeldAN');
  if (onlyTips && cashPart !== 0 && parts.length === 0) {
    // A tip that is paid out to the staff, or put in for it, is no order: there is no invoice for it.
    jobs.push({
      part: 'cash',
      type: cashPart > 0 ? 'cash-in' : 'cash-out',
      amount: cashPart,
      ...textOf(otherLines[0]?.case_name || otherLines[0]?.text || 'Trinkgeld'),
    });
  } else {
    jobs.push(...orderJobs(receipt.id, cashPart, parts));
  }
  const isOpening = drawerLines.some(({ line }) => line.case_type === 'Anfangsbestand');
  return {
    jobs,
    notBooked: jobs.length > 0 ? null : isOpening ? 'opening balance' : 'nothing to book',
  };
}

/** An opening balance is information: the money was there before. */
function drawerJob(
  line: ReceiptLine,
  amount: number,
  options: { readonly countsOpening: boolean },
): JobDraft[] {
  if (amount === 0 || line.case_type === 'Anfangsbestand') return [];
  let type: JobType = amount > 0 ? 'cash-in' : 'cash-out';
  if (line.case_type === 'DifferenzSollIst') {
    type = options.countsOpening ? 'opening-diff' : 'close-diff';
  }
  const text = textOf(line.case_name || line.text || line.case_type);
  return [{ part: `line:${line.position}`, type, amount, ...text }];
}

/** What an order was paid with, other than cash. Amounts in cents, never 0. */
interface Part {
  readonly part: string;
  readonly paymentType: PaymentType;
  readonly paymentName?: string;
  amount: number;
}

function orderJobs(id: string, cashPart: number, parts: readonly Part[]): JobDraft[] {
  const order = cashPart + sum(parts.map(({ amount }) => amount));
  if (order === 0 && (cashPart !== 0 || parts.length > 0)) {
    throw new UndecidableReceipt(
      'gives-and-takes',
      { receipt: id },
      `Receipt ${id} gives back by one means what it takes by another, and sells nothing: a person has to say what it is.`,
    );
  }
  const jobs: JobDraft[] = [];
  let paid = parts;
  if (cashPart !== 0 && Math.sign(cashPart) !== Math.sign(order)) {
    // Cash given out on a card payment (or the reverse): the order is what it is, the rest moves cash.
    const { left, taken } = lessened(parts, cashPart);
    paid = left;
    // Its account is that of what it was given out on; nearly always that is one card.
    for (const [index, { part, paymentType, paymentName, amount }] of taken.entries()) {
      jobs.push({
        part: index === 0 ? 'cash-back' : `cash-back:${part}`,
        type: cashPart > 0 ? 'cash-in' : 'cash-out',
        amount,
        paymentType,
        ...(paymentName !== undefined && { paymentName }),
        text: 'Barauszahlung bitte prüfen',
      });
    }
  } else if (cashPart !== 0) {
    jobs.push({ part: 'cash', type: 'order-cash', amount: cashPart });
  }
  jobs.push(...paid.map((part): JobDraft => ({ ...part, type: 'order-non-cash' })));
  return jobs;
}

/** The parts without what was given out in cash, taken from the largest first; and what was taken from each. */
function lessened(parts: readonly Part[], cash: number): { left: Part[]; taken: Part[] } {
  let rest = cash;
  const takenParts: Part[] = [];
  const left = [...parts]
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    .map((part) => {
      if (Math.sign(part.amount) === Math.sign(cash)) return part;
      const taken = Math.min(Math.abs(rest), Math.abs(part.amount)) * Math.sign(cash);
      rest -= taken;
      if (taken !== 0) takenParts.push({ ...part, amount: taken });
      return { ...part, amount: part.amount + taken };
    })
    .filter(({ amount }) => amount !== 0);
  return { left, taken: takenParts };
}

function nonCashParts(receipt: StagedReceipt): Part[] {
  const parts = new Map<string, Part>();
  for (const { type: given, name, amount } of receipt.payments) {
    const type = paymentTypeOf(given);
    if (type === CASH_PAYMENT) continue;
    if (type === undefined || type === NO_PAYMENT) {
      if (amount === 0) continue;
      throw new UndecidableReceipt(
        'payment-unknown',
        { receipt: receipt.id, found: given },
        `Receipt ${receipt.id} has an amount paid with "${given}".`,
      );
    }
    const key = `noncash:${type}:${name}`;
    const known = parts.get(key);
    if (known) known.amount += amount;
    else {
      parts.set(key, {
        part: key,
        paymentType: type as PaymentType,
        ...(name !== '' && { paymentName: name }),
        amount,
      });
    }
  }
  return [...parts.values()].filter(({ amount }) => amount !== 0);
}

/** Vouchers redeemed and receivables made: negative lines that act as a payment. */
function tenderParts(lines: readonly ReceiptLine[], id: string): Part[] {
  const parts = new Map<PaymentType, Part>();
  for (const { case_type: type, gross } of lines) {
    const paymentType = TENDER_CASES[type];
    if (!paymentType) continue;
    const part = parts.get(paymentType) ?? {
      part: `tender:${paymentType}`,
      paymentType,
      amount: 0,
    };
    part.amount -= toCents(gross, id);
    parts.set(paymentType, part);
  }
  return [...parts.values()].filter(({ amount }) => amount !== 0);
}

function textOf(text: string): { text?: string } {
  const trimmed = text.trim();
  return trimmed === '' ? {} : { text: trimmed };
}

function toCents(hundredThousandths: number, id: string): number {
  const cents = hundredThousandths / PER_CENT;
  if (!Number.isInteger(cents)) {
    throw new UndecidableReceipt(
      'part-of-cent',
      { receipt: id },
      `Receipt ${id} moves a fraction of a cent in or out of the drawer.`,
    );
  }
  return cents;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
