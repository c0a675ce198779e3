/**
 * The invariants of a closing (formats sheet 1.8), and which of the two meanings its storno flag has (1.5).
 *
 * Only what holds them all is released; everything else is blocked, whole, with the numbers that disagree.
 */
import { MOST_REASONS, type LocatedProblem } from '../../../../../shared/domain/ingest-report.ts';
import { amountsIn, type Amounts } from './amounts.ts';
import { compareClosing, type Comparison } from './closing-checks.ts';
import { checkReceipt, type ReceiptFacts } from './receipt-checks.ts';
import type { StagedReceipt } from './receipts.ts';
import type { ClosingRow, Staging } from './staging.ts';
import { addReceipt, movesNothing, noSums, together, type Sums } from './sums.ts';
import { TABLES } from './tables.ts';

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

/** A receipt that the flag may have lifted: flagged, not negative, and no counter-receipt refers to another. */
export function mayBeLifted(receipt: StagedReceipt): boolean {
  return receipt.voided === 1 && receipt.total >= 0 && !receipt.hasReference;
}

/** Sums up the receipts of one closing and judges it; holds no receipt. */
export class Verifier {
  readonly #staging: Staging;
  readonly #closing: ClosingRow;
  readonly #amounts: Amounts;
  readonly #facts: ReceiptFacts;
  readonly #reasons: LocatedProblem[];
  readonly #booked = noSums();
  /** Of the receipts that the flag may have lifted. */
  readonly #lifted = noSums();
  #liftable = 0;
  readonly #ids = { start: false, end: false };

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
    this.#amounts = amountsIn(options.currency);
    this.#facts = {
      amounts: this.#amounts,
      hasReceiptVat: options.hasReceiptVat,
      isTime: options.isTime,
      vatKeys: staging.vatKeys.get(closing.c),
    };
    this.#reasons = [...(staging.faults.get(closing.c) ?? [])];
  }

  readonly #tell = (problem: LocatedProblem): void => {
    if (this.#reasons.length < MOST_REASONS) this.#reasons.push(problem);
  };

  add(receipt: StagedReceipt): void {
    if (receipt.id === this.#closing.startId) this.#ids.start = true;
    if (receipt.id === this.#closing.endId) this.#ids.end = true;
    if (!checkReceipt(receipt, this.#facts, this.#tell)) return;
    const isLiftable = mayBeLifted(receipt);
    if (isLiftable) this.#liftable += 1;
    addReceipt(isLiftable ? this.#lifted : this.#booked, receipt);
  }

  verdict(): Verdict {
    const { storno, comparison } = this.#storno();
    this.#reasons.push(...comparison.reasons);
    return {
      reasons: this.#reasons.slice(0, MOST_REASONS),
      warnings: [...comparison.warnings, ...this.#missingIds()],
      storno,
    };
  }

  /** The meaning of the flag is the one with which the closing's sums agree. */
  #storno(): { storno: StornoMeaning; comparison: Comparison } {
    const withAll = this.#compare(together(this.#booked, this.#lifted));
    const booked = { storno: 'booked', comparison: withAll } as const;
    if (this.#liftable === 0) return booked;
    const without = this.#compare(this.#booked);
    if (withAll.reasons.length > 0) {
      return without.reasons.length > 0 ? booked : { storno: 'lifted', comparison: without };
    }
    const bothFit = without.reasons.length === 0 && !movesNothing(this.#lifted);
    if (withAll.proven && !bothFit) return booked;
    const undecided: LocatedProblem = {
      file: TABLES.receipts.file,
      column: 'BON_STORNO',
      code: 'storno-undecided',
      message: `${this.#liftable} receipts carry the storno flag, and no sum of the closing tells whether they count.`,
      values: { count: this.#liftable },
    };
    return { storno: 'booked', comparison: { ...withAll, reasons: [undecided] } };
  }

  #compare(sums: Sums): Comparison {
    const { c } = this.#closing;
    const claims = {
      payments: this.#staging.closingPayments.get(c),
      cases: this.#staging.businessCases.get(c),
    };
    return compareClosing(this.#closing, claims, sums, this.#amounts);
  }

  #missingIds(): LocatedProblem[] {
    const { startId, endId, line } = this.#closing;
    const ids = [
      { id: startId, isThere: this.#ids.start, column: 'Z_START_ID' },
      { id: endId, isThere: this.#ids.end, column: 'Z_ENDE_ID' },
    ];
    return ids
      .filter(({ id, isThere }) => id !== '' && !isThere)
      .map(({ id, column }) => ({
        file: TABLES.closings.file,
        line,
        column,
        code: 'receipt-missing',
        message: `${column} names receipt ${id}, which ${TABLES.receipts.file} does not have. Its sums agree without it.`,
        values: { receipt: id },
      }));
  }
}
