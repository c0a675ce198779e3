/** What each receipt has to prove by itself (formats sheet 1.8, 1 and 6). Pure. */
import { BUSINESS_CASES } from '../../../../../shared/domain/business-cases.ts';
import type { LocatedProblem } from '../../../../../shared/domain/ingest-report.ts';
import { PER_CENT, type Amounts } from './amounts.ts';
import type { StagedReceipt } from './receipts.ts';
import { CASH_CASES, NO_PAYMENT, paymentTypeOf, RECEIPT_TYPES, TABLES } from './tables.ts';

/** What a closing says about all of its receipts. */
export interface ReceiptFacts {
  readonly amounts: Amounts;
  /** Keys of vat.csv; undefined where it has none for the closing. */
  readonly vatKeys: ReadonlySet<string> | undefined;
  /** Whether a time of the till can be read. */
  readonly isTime: (text: string) => boolean;
  /** Whether the time of a receipt can be one of this closing. */
  readonly isCredible: (receipt: StagedReceipt) => boolean;
}

/** Where a problem goes: it blocks the closing, or is told beside its booking. */
export interface Tell {
  block(problem: LocatedProblem): void;
  /** One a code and closing: a dialect deviates on each receipt. */
  note(problem: LocatedProblem): void;
}

/** @returns whether the receipt moves money, and counts in the closing's sums. */
export function checkReceipt(receipt: StagedReceipt, facts: ReceiptFacts, tell: Tell): boolean {
  if (!RECEIPT_TYPES.includes(receipt.type)) {
    tell.block({
      file: TABLES.receipts.file,
      line: receipt.line,
      column: 'BON_TYP',
      code: 'receipt-type',
      message: `Receipt ${receipt.id} has the unknown type "${receipt.type}".`,
      values: { receipt: receipt.id, found: receipt.type },
    });
    return false;
  }
  if (receipt.type !== 'Beleg') {
    checkNoMoney(receipt, facts, tell);
    return false;
  }
  checkTime(receipt, facts, tell);
  const paid = checkPayments(receipt, tell);
  const { gross, vatRows } = checkLines(receipt, facts, tell);
  checkSums(receipt, { paid, gross, vatRows }, facts, tell);
  return true;
}

/** Training may carry payments for practice; anything else that is no `Beleg` must move no money. */
function checkNoMoney(receipt: StagedReceipt, { amounts }: ReceiptFacts, tell: Tell): void {
  if (receipt.type === 'AVTraining' || receipt.type === 'AVBelegstorno') return;
  const paid = receipt.payments.find(
    ({ type, amount }) => amount !== 0 && paymentTypeOf(type) !== NO_PAYMENT,
  );
  if (!paid) return;
  tell.block({
    file: TABLES.payments.file,
    line: paid.line,
    column: 'BASISWAEH_BETRAG',
    code: 'money-without-receipt',
    message: `Receipt ${receipt.id} is ${receipt.type}, which moves no money, but ${amounts.text(paid.amount)} were paid.`,
    values: { receipt: receipt.id, type: receipt.type, paid: amounts.value(paid.amount) },
  });
}

function checkTime(receipt: StagedReceipt, facts: ReceiptFacts, tell: Tell): void {
  const ended = receipt.endedAt || receipt.startedAt;
  if (ended === '' || (facts.isTime(ended) && facts.isCredible(receipt))) return;
  const place = { file: TABLES.receipts.file, line: receipt.line, column: 'BON_ENDE' };
  if (facts.isTime(ended)) {
    tell.note({
      ...place,
      code: 'time-far',
      message:
        `Receipt ${receipt.id} says ${ended}, far from its closing: the till did not know the time. It is booked on the ` +
        `day of the closing.`,
      values: { receipt: receipt.id, found: ended },
    });
    return;
  }
  tell.block({
    ...place,
    code: 'time',
    message: `Receipt ${receipt.id}: "${ended}" is no time.`,
    values: { found: ended },
  });
}

/** @returns cents that were paid */
function checkPayments(receipt: StagedReceipt, tell: Tell): number {
  let paid = 0;
  for (const payment of receipt.payments) {
    paid += payment.amount;
    if (paymentTypeOf(payment.type) !== undefined) continue;
    tell.block({
      file: TABLES.payments.file,
      line: payment.line,
      column: 'ZAHLART_TYP',
      code: 'payment-type',
      message: `Receipt ${receipt.id} was paid with the unknown type "${payment.type}".`,
      values: { receipt: receipt.id, found: payment.type },
    });
  }
  return paid;
}

function checkLines(
  receipt: StagedReceipt,
  { vatKeys }: ReceiptFacts,
  tell: Tell,
): { gross: number; vatRows: number } {
  let gross = 0;
  let vatRows = 0;
  const positions = new Set<string>();
  for (const line of receipt.lines) {
    if (positions.has(line.position)) {
      tell.block({
        file: TABLES.lines.file,
        line: line.line,
        column: 'POS_ZEILE',
        code: 'line-twice',
        message: `Receipt ${receipt.id} has line "${line.position}" twice.`,
        values: { receipt: receipt.id, position: line.position },
      });
    }
    positions.add(line.position);
    if (line.voided === 1) continue;
    if (!BUSINESS_CASES.some((known) => known === line.case_type)) {
      tell.block({
        file: TABLES.lines.file,
        line: line.line,
        column: 'GV_TYP',
        code: 'business-case',
        message: `Receipt ${receipt.id} has a line of the unknown type "${line.case_type}".`,
        values: { receipt: receipt.id, found: line.case_type },
      });
    }
    gross += line.gross;
    vatRows += line.vat.length;
    for (const { vat, line: at } of line.vat) {
      if (!vatKeys || vatKeys.has(vat)) continue;
      tell.note({
        file: TABLES.lineVat.file,
        line: at,
        column: 'UST_SCHLUESSEL',
        code: 'vat-key',
        message: `Receipt ${receipt.id} uses VAT key ${vat}, which ${TABLES.vat.file} does not have for this closing.`,
        values: { receipt: receipt.id, key: vat },
      });
    }
  }
  for (const { line } of receipt.strayVat.slice(0, 1)) {
    tell.block({
      file: TABLES.lineVat.file,
      line,
      column: 'POS_ZEILE',
      code: 'line-missing',
      message: `The row belongs to a line of receipt ${receipt.id} that ${TABLES.lines.file} does not have.`,
      values: { receipt: receipt.id },
    });
  }
  return { gross, vatRows };
}

/** The same total three times: lines, UMS_BRUTTO and payments. The printed VAT sums decide no money. */
function checkSums(
  receipt: StagedReceipt,
  { paid, gross, vatRows }: { paid: number; gross: number; vatRows: number },
  { amounts }: ReceiptFacts,
  tell: Tell,
): void {
  const total = receipt.total * PER_CENT;
  const printed = receipt.vat.reduce((sum, { gross }) => sum + gross, 0);
  const inReceipt = {
    file: TABLES.receipts.file,
    line: receipt.line,
    column: 'UMS_BRUTTO',
  };
  // Totals round each VAT rate; a receipt of nothing but a total has no rows to round.
  const tolerance = Math.max(1, receipt.vat.length || vatRows) * PER_CENT;
  if (Math.abs(gross - total) > tolerance || (vatRows === 0 && total !== 0)) {
    tell.block({
      ...inReceipt,
      code: 'lines-sum',
      message: `Receipt ${receipt.id}: its lines make ${amounts.fineText(gross)}, its total is ${amounts.text(receipt.total)}.`,
      values: {
        receipt: receipt.id,
        lines: amounts.fineValue(gross),
        total: amounts.value(receipt.total),
      },
    });
  } else if (gross !== total && movesCashOnly(receipt)) {
    // No sale takes up the rounding; whether the receipt was lifted, or paid by card, changes nothing.
    tell.block({
      ...inReceipt,
      code: 'cash-differs',
      message: `Receipt ${receipt.id} sells nothing, and its lines move another amount of cash than was paid.`,
      values: { receipt: receipt.id },
    });
  }
  if (receipt.vat.length > 0 && printed !== total) {
    tell.note({
      file: TABLES.receiptVat.file,
      column: 'BON_BRUTTO',
      code: 'vat-sum',
      message:
        `Receipt ${receipt.id}: UMS_BRUTTO is ${amounts.text(receipt.total)}, ${TABLES.receiptVat.file} prints ` +
        `${amounts.fineText(printed)}. Printed sums decide no money; its lines and payments agree.`,
      values: {
        receipt: receipt.id,
        total: amounts.value(receipt.total),
        vat: amounts.fineValue(printed),
      },
    });
  }
  if (receipt.hasFlaggedCounterLines) {
    tell.note({
      file: TABLES.lines.file,
      column: 'P_STORNO',
      code: 'void-counted',
      message:
        `Receipt ${receipt.id}: lines with the flag P_STORNO count, as its total says; the flag stands on the counter ` +
        `line instead of the line that it voids.`,
      values: { receipt: receipt.id },
    });
  }
  if (paid !== receipt.total) {
    tell.block({
      ...inReceipt,
      code: 'payment-sum',
      message: `Receipt ${receipt.id}: UMS_BRUTTO is ${amounts.text(receipt.total)}, paid were ${amounts.text(paid)}.`,
      values: {
        receipt: receipt.id,
        total: amounts.value(receipt.total),
        paid: amounts.value(paid),
      },
    });
  }
}

function movesCashOnly({ lines }: StagedReceipt): boolean {
  return lines.every(({ case_type: type, voided }) => voided === 1 || CASH_CASES.includes(type));
}
