/** From one receipt to its jobs: the algorithm of the formats sheet, section 1.10. Pure. */
import type { PaymentType } from '../../../../shared/domain/accounts.ts';
import type { JobType } from '../../../../shared/domain/job.ts';
import type { JobDraft } from '../../../../shared/domain/pos-event.ts';
import type { StagedReceipt } from './receipts.ts';
import { CASH_CASES, CASH_PAYMENT, NO_PAYMENT, paymentTypeOf, TENDER_CASES } from './tables.ts';
import { PER_CENT } from './verify.ts';

/** A receipt whose parts cannot be told apart: its closing waits for a person. */
export class UndecidableReceipt extends Error {}

/** What is known of the drawer when the receipt comes. */
export interface DrawerState {
  /** No cash moved in this closing yet, apart from an opening balance. */
  readonly isFirstCashEvent: boolean;
  /** Cents by which a counted opening balance differs from the calculated one; 0 where nothing is known. */
  readonly openingDifference: number;
}

export interface ReceiptJobs {
  readonly jobs: readonly JobDraft[];
  /** Cents that came into the drawer (negative: left it). */
  readonly cash: number;
  /** Cents of a counted opening balance; null for none. */
  readonly openingBalance: number | null;
  readonly notBooked: string | null;
}

/** @throws UndecidableReceipt */
export function receiptJobs(receipt: StagedReceipt, drawer: DrawerState): ReceiptJobs {
  const lines = receipt.lines.filter(({ voided }) => voided === 0);
  const cashLines = lines.filter(({ case_type: type }) => CASH_CASES.includes(type));
  const otherLines = lines.filter(({ case_type: type }) => !CASH_CASES.includes(type));

  const cash = sum(
    receipt.payments
      .filter(({ type }) => paymentTypeOf(type) === CASH_PAYMENT)
      .map(({ amount }) => amount),
  );
  const nonCash = nonCashParts(receipt);
  const drawerLines = cashLines.map((line) => ({ line, amount: toCents(line.gross, receipt.id) }));
  const drawerSum = sum(drawerLines.map(({ amount }) => amount));
  /** The order's part that was paid in cash. */
  const cashPart = cash - drawerSum;
  const tenders = tenderParts(otherLines, receipt.id);
  const order =
    cashPart + sum(nonCash.map(({ amount }) => amount)) + sum(tenders.map(({ amount }) => amount));

  const jobs: JobDraft[] = [];
  let openingBalance: number | null = null;
  for (const { line, amount } of drawerLines) {
    if (line.case_type === 'Anfangsbestand') {
      openingBalance = (openingBalance ?? 0) + amount;
      if (drawer.openingDifference !== 0) {
        jobs.push({ part: 'opening', type: 'opening-diff', amount: drawer.openingDifference });
      }
      continue;
    }
    if (amount === 0) continue;
    jobs.push({
      part: `line:${line.position}`,
      type: drawerJobType(line.case_type, amount, drawer),
      amount,
      ...textOf(line.case_name || line.text || line.case_type),
    });
  }

  const parts = [...(cashPart === 0 ? [] : [cashPart]), ...nonCash.map(({ amount }) => amount)];
  const onlyTips =
    otherLines.length > 0 && otherLines.every(({ case_type: type }) => type === 'TrinkgeldAN');
  if (onlyTips && cashPart !== 0 && nonCash.length === 0) {
    // A tip that is paid out to the staff, or put in for it, is no order: there is no invoice for it.
    jobs.push({
      part: 'cash',
      type: cashPart > 0 ? 'cash-in' : 'cash-out',
      amount: cashPart,
      ...textOf(otherLines[0]?.case_name || otherLines[0]?.text || 'Trinkgeld'),
    });
  } else if (order === 0 && tenders.length === 0) {
    if (parts.length > 0) {
      throw new UndecidableReceipt(
        `Receipt ${receipt.id} pays with one means what it gives back by another, and sells nothing: a person has to say what it is.`,
      );
    }
  } else {
    jobs.push(...orderJobs(order, cashPart, nonCash, tenders));
  }
  return {
    jobs,
    cash,
    openingBalance,
    notBooked:
      jobs.length > 0 ? null : openingBalance === null ? 'nothing to book' : 'opening balance',
  };
}

interface Part {
  readonly paymentType: PaymentType;
  readonly name: string;
  amount: number;
}

function orderJobs(
  order: number,
  cashPart: number,
  nonCash: readonly Part[],
  tenders: readonly Part[],
): JobDraft[] {
  const jobs: JobDraft[] = [];
  const isCrossing = cashPart !== 0 && order !== 0 && Math.sign(cashPart) !== Math.sign(order);
  const paid = nonCash.map((part) => ({ ...part }));
  if (isCrossing) {
    // Cash given out on a card payment (or the reverse): the order is what it is, the rest moves cash.
    const largest = paid.reduce<Part | undefined>(
      (best, part) => (!best || Math.abs(part.amount) > Math.abs(best.amount) ? part : best),
      undefined,
    );
    if (largest) largest.amount += cashPart;
    jobs.push({
      part: 'cash-back',
      type: cashPart > 0 ? 'cash-in' : 'cash-out',
      amount: cashPart,
      text: 'Barauszahlung bitte prüfen',
    });
  } else if (cashPart !== 0) {
    jobs.push({ part: 'cash', type: 'order-cash', amount: cashPart });
  }
  for (const { paymentType, name, amount } of paid) {
    if (amount === 0) continue;
    jobs.push({
      part: `noncash:${paymentType}:${name}`,
      type: 'order-non-cash',
      amount,
      paymentType,
      ...(name !== '' && { paymentName: name }),
    });
  }
  for (const { paymentType, amount } of tenders) {
    if (amount !== 0)
      jobs.push({ part: `tender:${paymentType}`, type: 'order-non-cash', amount, paymentType });
  }
  return jobs;
}

function nonCashParts(receipt: StagedReceipt): Part[] {
  const parts = new Map<string, Part>();
  for (const payment of receipt.payments) {
    const type = paymentTypeOf(payment.type);
    if (type === CASH_PAYMENT) continue;
    if (type === undefined || type === NO_PAYMENT) {
      if (payment.amount !== 0) {
        throw new UndecidableReceipt(
          `Receipt ${receipt.id} has an amount paid with "${payment.type}".`,
        );
      }
      continue;
    }
    const key = `${type}:${payment.name}`;
    const part = parts.get(key);
    if (part) part.amount += payment.amount;
    else
      parts.set(key, {
        paymentType: type as PaymentType,
        name: payment.name,
        amount: payment.amount,
      });
  }
  return [...parts.values()].filter(({ amount }) => amount !== 0);
}

function tenderParts(lines: readonly { case_type: string; gross: number }[], id: string): Part[] {
  const parts = new Map<PaymentType, Part>();
  for (const { case_type: type, gross } of lines) {
    const paymentType = TENDER_CASES[type];
    if (!paymentType) continue;
    const part = parts.get(paymentType) ?? { paymentType, name: '', amount: 0 };
    part.amount -= toCents(gross, id);
    parts.set(paymentType, part);
  }
  return [...parts.values()];
}

function drawerJobType(caseType: string, amount: number, drawer: DrawerState): JobType {
  if (caseType === 'DifferenzSollIst')
    return drawer.isFirstCashEvent ? 'opening-diff' : 'close-diff';
  return amount > 0 ? 'cash-in' : 'cash-out';
}

function textOf(text: string): { text?: string } {
  const trimmed = text.trim();
  return trimmed === '' ? {} : { text: trimmed };
}

function toCents(hundredThousandths: number, id: string): number {
  const cents = hundredThousandths / PER_CENT;
  if (!Number.isInteger(cents)) {
    throw new UndecidableReceipt(
      `Receipt ${id} moves a fraction of a cent in or out of the drawer.`,
    );
  }
  return cents;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
