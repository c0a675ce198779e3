/** From one receipt to its jobs: the algorithm of the formats sheet, section 1.10. Pure. */
import type { ProblemCode, ProblemValues } from '../../../../../shared/domain/problem-codes.ts';
import { CASH_PAYMENT, type PaymentType } from '../../../../../shared/domain/accounts.ts';
import { CONTRA_CASES, parseBusinessCase } from '../../../../../shared/domain/business-cases.ts';
import type { JobType } from '../../../../../shared/domain/job.ts';
import type { JobDraft } from '../../../../../shared/domain/pos-event.ts';
import type { ReceiptLine, StagedReceipt } from './receipts.ts';
import { takeContraParts, type ContraSum } from './contra-parts.ts';
import { CASH_CASES, NO_PAYMENT, paymentTypeOf, TENDER_CASES } from './tables.ts';
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
  /** A person confirms the jobs before they are booked. */
  readonly question?: ReceiptQuestion;
}

/** What a receipt seems to do that no line of it says. */
export interface ReceiptQuestion {
  readonly code: 'payment-correction' | 'voucher-paid-out';
  /** Cents that move from one way of paying to another; positive. */
  readonly amount: number;
}

interface ReceiptOptions {
  /** A DifferenzSollIst in it was counted at the opening, not at the close. */
  readonly countsOpening: boolean;
  /** businesscases.csv proves the closing's lines. */
  readonly areCasesProven: boolean;
}

/** @throws UndecidableReceipt */
export function receiptJobs(receipt: StagedReceipt, options: ReceiptOptions): ReceiptJobs {
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
  const cashPaid = cash - sum(drawerLines.map(({ amount }) => amount));
  const paid = [...nonCashParts(receipt), ...tenderParts(otherLines, receipt.id)];
  if (otherLines.length === 0 && cashPaid !== 0 && paid.length === 0) {
    // Rounding is allowed between an order and its lines; what moves in the drawer is counted.
    throw new UndecidableReceipt(
      'cash-differs',
      { receipt: receipt.id },
      `Receipt ${receipt.id} sells nothing, and its lines move another amount of cash than was paid.`,
    );
  }

  let question: ReceiptQuestion | undefined;
  const jobs = drawerLines.flatMap(({ line, amount }) => drawerJob(line, amount, options));
  const onlyTips =
    otherLines.length > 0 && otherLines.every(({ case_type: type }) => type === 'TrinkgeldAN');
  const {
    jobs: contraJobs,
    cashPart,
    parts,
  } = onlyTips
    ? { jobs: [], cashPart: cashPaid, parts: paid }
    : withoutContra(otherLines, cashPaid, paid, receipt.id);
  if (onlyTips && cashPart !== 0 && parts.length === 0) {
    // A tip that is paid out to the staff, or put in for it, is no order: there is no invoice for it.
    const { text = 'Trinkgeld' } = textOf(nameOf(otherLines[0]));
    jobs.push({
      part: 'cash',
      type: cashPart > 0 ? 'cash-in' : 'cash-out',
      amount: cashPart,
      text,
      businessCase: 'TrinkgeldAN',
      businessName: text,
    });
  } else if (cashPart + sum(parts.map(({ amount }) => amount)) === 0) {
    if (parts.length > 0 && drawerLines.some(({ amount }) => amount !== 0)) {
      throw new UndecidableReceipt(
        'gives-and-takes',
        { receipt: receipt.id },
        `Receipt ${receipt.id} moves cash that was paid otherwise, and sells nothing: a person has to say what it is.`,
      );
    }
    const moved = movedJobs(cashPart, parts, options);
    jobs.push(...moved.jobs);
    question = moved.question;
  } else {
    jobs.push(...orderJobs(cashPart, parts));
  }
  jobs.push(...contraJobs);
  const isOpening = drawerLines.some(({ line }) => line.case_type === 'Anfangsbestand');
  return {
    jobs,
    notBooked: jobs.length > 0 ? null : isOpening ? 'opening balance' : 'nothing to book',
    ...(question && { question }),
  };
}

/** An opening balance is information: the money was there before. */
function drawerJob(line: ReceiptLine, amount: number, options: ReceiptOptions): JobDraft[] {
  if (amount === 0 || line.case_type === 'Anfangsbestand') return [];
  let type: JobType = amount > 0 ? 'cash-in' : 'cash-out';
  if (line.case_type === 'DifferenzSollIst') {
    type = options.countsOpening ? 'opening-diff' : 'close-diff';
  }
  const text = textOf(nameOf(line) || line.case_type);
  const draft = { part: `line:${line.position}`, type, amount, ...text };
  return [line.case_type === 'DifferenzSollIst' ? draft : { ...draft, ...caseOf(line) }];
}

function caseOf(line: ReceiptLine): Pick<JobDraft, 'businessCase' | 'businessName'> {
  const businessCase = parseBusinessCase(line.case_type);
  const { text: businessName } = textOf(nameOf(line));
  return {
    ...(businessCase && { businessCase }),
    ...(businessName !== undefined && { businessName }),
  };
}

function nameOf(line: ReceiptLine | undefined): string {
  return line?.case_name.trim() || line?.text || '';
}

/** What an order was paid with, other than cash. Amounts in cents, never 0. */
interface Part {
  readonly part: string;
  readonly paymentType: PaymentType;
  readonly paymentName?: string;
  amount: number;
}

/** The jobs of what belongs to no invoice, and what is left of the payments without it. */
function withoutContra(
  lines: readonly ReceiptLine[],
  cash: number,
  parts: readonly Part[],
  id: string,
): { readonly jobs: readonly JobDraft[]; readonly cashPart: number; readonly parts: Part[] } {
  const paid = [...(cash === 0 ? [] : [{ part: 'cash', amount: cash }]), ...parts];
  const { jobs, left } = takeContraParts(contraSums(lines, id), paid);
  return {
    jobs,
    cashPart: sum(left.filter(({ part }) => part === 'cash').map(({ amount }) => amount)),
    parts: [
      ...left.flatMap(({ paymentType, ...part }) =>
        paymentType ? [{ ...part, paymentType }] : [],
      ),
      ...refundParts(lines, paid.length === 0, id),
    ],
  };
}

function contraSums(lines: readonly ReceiptLine[], id: string): ContraSum[] {
  const sums = new Map<string, ContraSum>();
  for (const line of lines) {
    const { businessCase, businessName } = caseOf(line);
    if (businessCase === undefined || !CONTRA_CASES.includes(businessCase)) continue;
    const key = `${businessCase}\n${businessName ?? ''}`;
    sums.set(key, {
      businessCase,
      ...(businessName !== undefined && { businessName }),
      amount: (sums.get(key)?.amount ?? 0) + toCents(line.gross, id),
    });
  }
  return [...sums.values()].filter(({ amount }) => amount !== 0);
}

/**
 * A voucher given for a return is a refund on voucher: RS makes a credit note of the goods, and the customer's open item is
 * settled by it. So is a receivable that a return is set off against.
 */
function refundParts(lines: readonly ReceiptLine[], isUnpaid: boolean, id: string): Part[] {
  const sumOf = (isMeant: (type: string) => boolean) =>
    toCents(
      sum(lines.filter(({ case_type: type }) => isMeant(type)).map(({ gross }) => gross)),
      id,
    );
  const vouchers = sumOf((type) => type === 'MehrzweckgutscheinKauf');
  const settled = isUnpaid ? sumOf((type) => type === 'Forderungsaufloesung') : 0;
  const goods = sumOf((type) => type !== 'MehrzweckgutscheinKauf' && !isBesideGoods(type));
  const refund = (paymentType: PaymentType, amount: number): Part[] => {
    // Beside other payments only a return is refunded; a voucher that is worth more was bought.
    const isRefund =
      amount !== 0 &&
      (isUnpaid ? amount === -goods : goods < 0 && amount > 0) &&
      Math.abs(amount) <= Math.abs(goods);
    return isRefund ? [{ part: `refund:${paymentType}`, paymentType, amount: -amount }] : [];
  };
  return [...refund('voucher', vouchers), ...refund('receivable', settled)];
}

function isBesideGoods(caseType: string): boolean {
  return TENDER_CASES[caseType] !== undefined || CONTRA_CASES.includes(caseType);
}

/**
 * What is given back by one means and taken by another, while nothing is sold: a way of paying that is corrected
 * afterwards, or a voucher that is paid out. The second says so in a line of its own, or in the name of the payment.
 */
function movedJobs(
  cashPart: number,
  parts: readonly Part[],
  { areCasesProven }: ReceiptOptions,
): { readonly jobs: readonly JobDraft[]; readonly question?: ReceiptQuestion } {
  if (cashPart === 0 && parts.length === 0) return { jobs: [] };
  const amount = [cashPart, ...parts.map((part) => part.amount)]
    .filter((moved) => moved > 0)
    .reduce((total, moved) => total + moved, 0);
  const isVoucher = (part: Part) =>
    part.paymentType === 'voucher' || /gutschein|voucher/i.test(part.paymentName ?? '');
  if (cashPart < 0 && parts.every((part) => part.amount > 0 && isVoucher(part))) {
    const isProven = areCasesProven && parts.every((part) => part.paymentType === 'voucher');
    return {
      jobs: parts.map((part, index) => cashBack(part, -part.amount, index)),
      ...(!isProven && { question: { code: 'voucher-paid-out', amount } }),
    };
  }
  return {
    jobs: [
      ...(cashPart === 0 ? [] : [{ part: 'cash', type: 'order-cash', amount: cashPart } as const]),
      ...parts.map((part): JobDraft => ({ ...part, type: 'order-non-cash' })),
    ],
    question: { code: 'payment-correction', amount },
  };
}

/** Its account is that of what it was given out on; nearly always that is one card. */
function cashBack(
  { part, paymentType, paymentName }: Part,
  amount: number,
  index: number,
): JobDraft {
  return {
    part: index === 0 ? 'cash-back' : `cash-back:${part}`,
    type: amount > 0 ? 'cash-in' : 'cash-out',
    amount,
    paymentType,
    ...(paymentName !== undefined && { paymentName }),
    ...(paymentType === 'voucher' && { businessCase: 'MehrzweckgutscheinEinloesung' as const }),
    text: 'Barauszahlung bitte prüfen',
  };
}

function orderJobs(cashPart: number, parts: readonly Part[]): JobDraft[] {
  const order = cashPart + sum(parts.map(({ amount }) => amount));
  const jobs: JobDraft[] = [];
  let paid = parts;
  if (cashPart !== 0 && Math.sign(cashPart) !== Math.sign(order)) {
    // Cash given out on a card payment (or the reverse): the order is what it is, the rest moves cash.
    const { left, taken } = lessened(parts, cashPart);
    paid = left;
    jobs.push(...taken.map((part, index) => cashBack(part, part.amount, index)));
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
