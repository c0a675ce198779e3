/**
 * The shapes of a receipt before it is written, and the jobs that it is meant to make.
 *
 * The jobs come from what the generator intends ("a card sale of 12.30"), never from reading the rows
 * back: so they can be the oracle of a test of the reader.
 */
import type { PaymentType } from '../../shared/domain/accounts.ts';
import type { JobType } from '../../shared/domain/job.ts';

/** VAT keys as DSFinV-K numbers them: 1 general, 2 reduced, 5 not taxable, 7 unknown. */
export type VatKey = 1 | 2 | 5 | 7;
export const VAT_PERCENT: Readonly<Record<VatKey, number>> = { 1: 19, 2: 7, 5: 0, 7: 0 };

export interface Line {
  readonly businessCase: string;
  readonly businessCaseName: string;
  readonly text: string;
  readonly quantity: number;
  readonly unitCents: number;
  readonly vat: VatKey;
  /** Taken back before the receipt was finished (P_STORNO): printed, never counted. */
  readonly voided?: boolean;
  readonly voucherNumber?: string;
}

export interface Payment {
  readonly type: 'Bar' | 'Keine' | Exclude<PaymentType, 'voucher' | 'receivable'>;
  readonly name: string;
  /** In the currency of the books. */
  readonly cents: number;
  readonly foreign?: { readonly currency: string; readonly cents: number };
}

/** One job that the reader of this export has to make. */
export interface IntendedJob {
  readonly type: JobType;
  /** Signed, never 0. */
  readonly cents: number;
  readonly paymentType?: PaymentType;
  readonly paymentName?: string;
  /** A tip of the staff, or a receivable that is settled: RS makes no invoice for it. */
  readonly withoutInvoice?: boolean;
}

export interface Receipt {
  readonly type: 'Beleg' | 'AVBestellung' | 'AVTraining' | 'AVBelegabbruch' | 'AVSonstige';
  /** Obligatory with `AVSonstige`. */
  readonly name: string;
  readonly lines: readonly Line[];
  readonly payments: readonly Payment[];
  readonly jobs: readonly IntendedJob[];
  /** The counter-receipt of an earlier one: signs turned, `BON_STORNO` set, with a reference. */
  readonly cancels?: { readonly billNumber: string; readonly closing: number };
}

export function lineCents(line: Line): number {
  return line.quantity * line.unitCents;
}

/** Sum of the lines that count. */
export function totalCents(lines: readonly Line[]): number {
  let total = 0;
  for (const line of lines) if (!line.voided) total += lineCents(line);
  return total;
}

/** Cash that the receipt brings into the drawer; negative where it takes some out. */
export function cashCents(receipt: Receipt): number {
  if (receipt.type !== 'Beleg') return 0;
  let cash = 0;
  for (const payment of receipt.payments) if (payment.type === 'Bar') cash += payment.cents;
  return cash;
}

export function cash(cents: number): Payment {
  return { type: 'Bar', name: '', cents };
}

export const NO_PAYMENT: Payment = { type: 'Keine', name: '', cents: 0 };

/** A movement of the drawer that is no order: one line, paid in cash. */
export function cashMovement(
  businessCase: string,
  text: string,
  cents: number,
  type: 'cash-in' | 'cash-out' | 'opening-diff' | 'close-diff' | null,
): Receipt {
  return {
    type: 'Beleg',
    name: '',
    lines: [{ businessCase, businessCaseName: '', text, quantity: 1, unitCents: cents, vat: 5 }],
    payments: [cash(cents)],
    jobs: type === null ? [] : [{ type, cents }],
  };
}

/** The later cancellation as tills with a security module do it: both receipts are booked and cancel out. */
export function cancellationOf(receipt: Receipt, billNumber: string, closing: number): Receipt {
  return {
    ...receipt,
    lines: receipt.lines
      .filter(({ voided }) => !voided)
      .map((line) => ({ ...line, quantity: -line.quantity })),
    payments: receipt.payments.map((payment) => ({
      ...payment,
      cents: negative(payment.cents),
      ...(payment.foreign && {
        foreign: { ...payment.foreign, cents: negative(payment.foreign.cents) },
      }),
    })),
    jobs: receipt.jobs.map((job) => ({ ...job, cents: -job.cents })),
    cancels: { billNumber, closing },
  };
}

/** Without the negative zero, which JSON and test comparisons tell apart. */
function negative(cents: number): number {
  return cents === 0 ? 0 : -cents;
}
