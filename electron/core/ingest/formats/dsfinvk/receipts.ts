/** The staged receipts of a closing, one after another in order, each with its rows. */
import type {
  LineRow,
  LineVatRow,
  PaymentRow,
  ReceiptRow,
  ReceiptVatRow,
  Staging,
} from './staging.ts';
import { PER_CENT } from './amounts.ts';
import { RECEIPTS_PER_CLOSING } from './staging.ts';
import { CASH_CASES } from './tables.ts';

/** UST_SCHLUESSEL of what is not taxable. */
const NO_VAT = '5';

export interface ReceiptLine extends LineRow {
  /** Hundred-thousandths by VAT key. */
  readonly vat: readonly LineVatRow[];
  /** Hundred-thousandths. */
  readonly gross: number;
}

export interface StagedReceipt extends ReceiptRow {
  /** Number of its closing in the staging. */
  readonly c: number;
  readonly payments: readonly PaymentRow[];
  readonly lines: readonly ReceiptLine[];
  readonly vat: readonly ReceiptVatRow[];
  readonly hasReference: boolean;
  /** VAT rows that belong to no line of lines.csv. */
  readonly strayVat: readonly LineVatRow[];
  /** The flag P_STORNO stands on counter lines, which count like any other; `voided` of its lines is 0. */
  readonly hasFlaggedCounterLines: boolean;
}

/** @param c the closing's number in the staging */
export function* stagedReceipts(staging: Staging, c: number): Generator<StagedReceipt> {
  const rows = <T>(table: Parameters<Staging['rows']>[0]) =>
    staging.rows<T & { readonly b: number }>(
      table,
      c * RECEIPTS_PER_CLOSING,
      (c + 1) * RECEIPTS_PER_CLOSING,
    );
  const payments = new Group<PaymentRow>(rows('payments'));
  const lines = new Group<LineRow>(rows('lines'));
  const lineVat = new Group<LineVatRow>(rows('line_vat'));
  const vat = new Group<ReceiptVatRow>(rows('receipt_vat'));
  const references = new Group<{ readonly b: number }>(rows('refs'));
  try {
    for (const receipt of rows<ReceiptRow>('receipts')) {
      const { b } = receipt;
      const vatRows = lineVat.take(b);
      const { joined, stray } = join(lines.take(b), vatRows);
      const hasFlaggedCounterLines = countsFlaggedLines(receipt, joined);
      const counted = hasFlaggedCounterLines
        ? joined.map((line) => ({ ...line, voided: 0 as const }))
        : joined;
      yield {
        ...receipt,
        c,
        payments: payments.take(b),
        lines: withDrawerAmount(receipt, counted),
        hasFlaggedCounterLines,
        vat: vat.take(b),
        hasReference: references.take(b).length > 0,
        strayVat: stray,
      };
    }
  } finally {
    for (const group of [payments, lines, lineVat, vat, references]) group.close();
  }
}

function join(
  lines: readonly LineRow[],
  vatRows: readonly LineVatRow[],
): { joined: ReceiptLine[]; stray: LineVatRow[] } {
  const byPosition = new Map<string, LineVatRow[]>();
  for (const row of vatRows) {
    const rows = byPosition.get(row.position);
    if (rows) rows.push(row);
    else byPosition.set(row.position, [row]);
  }
  const joined = lines.map((line): ReceiptLine => {
    const vat = byPosition.get(line.position) ?? [];
    byPosition.delete(line.position);
    return { ...line, vat, gross: vat.reduce((sum, { gross }) => sum + gross, 0) };
  });
  return { joined, stray: [...byPosition.values()].flat() };
}

/**
 * A flagged line is excluded, as the format says; some tills flag the negative counter line instead, and count both.
 * The total of the receipt tells which.
 */
function countsFlaggedLines(receipt: ReceiptRow, lines: readonly ReceiptLine[]): boolean {
  if (!lines.some(({ voided }) => voided === 1)) return false;
  const total = receipt.total * PER_CENT;
  const all = sumOf(lines);
  const unflagged = sumOf(lines.filter(({ voided }) => voided === 0));
  return all !== unflagged && Math.abs(all - total) < Math.abs(unflagged - total);
}

/** A move of cash carries no VAT, and some tills write no VAT row for it: what the total leaves is its amount. */
function withDrawerAmount(
  receipt: ReceiptRow,
  lines: readonly ReceiptLine[],
): readonly ReceiptLine[] {
  if (lines.every(({ vat }) => vat.length > 0)) return lines;
  const without = lines.filter(({ vat, voided }) => vat.length === 0 && voided === 0);
  const [only] = without;
  if (!only || without.length > 1 || !CASH_CASES.includes(only.case_type)) return lines;
  const gross = receipt.total * PER_CENT - sumOf(lines.filter(({ voided }) => voided === 0));
  const vat = [{ b: receipt.b, position: only.position, vat: NO_VAT, gross, line: only.line }];
  return lines.map((line) => (line === only ? { ...line, vat, gross } : line));
}

function sumOf(lines: readonly ReceiptLine[]): number {
  return lines.reduce((sum, { gross }) => sum + gross, 0);
}

/** Takes the rows of one key after another from rows that are sorted by it. */
class Group<T extends { readonly b: number }> {
  readonly #rows: IterableIterator<T>;
  #next: T | undefined;

  constructor(rows: IterableIterator<T>) {
    this.#rows = rows;
    this.#advance();
  }

  #advance(): void {
    const next = this.#rows.next();
    this.#next = next.done ? undefined : next.value;
  }

  take(b: number): T[] {
    const taken: T[] = [];
    while (this.#next && this.#next.b <= b) {
      if (this.#next.b === b) taken.push(this.#next);
      this.#advance();
    }
    return taken;
  }

  close(): void {
    this.#rows.return?.();
  }
}
