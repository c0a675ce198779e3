/**
 * The invariants of a closing (formats sheet 1.8), and the meaning of its storno flag (1.5).
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
  /** A flagged receipt, sale or return, was lifted on the spot and is not booked. */
  | 'lifted'
  /** A flagged sale was lifted; a flagged receipt of less than nothing is a counter-receipt, and booked. */
  | 'sales-lifted';

export interface Verdict {
  readonly reasons: readonly LocatedProblem[];
  readonly warnings: readonly LocatedProblem[];
  readonly storno: StornoMeaning;
}

/** Whether the flag says that the receipt was lifted: no counter-receipt, which would refer to another. */
export function isLifted(receipt: StagedReceipt, meaning: StornoMeaning): boolean {
  if (receipt.voided === 0 || receipt.hasReference) return false;
  return meaning === 'lifted' || (meaning === 'sales-lifted' && receipt.total >= 0);
}

/** Sums up the receipts of one closing and judges it; holds no receipt. */
export class Verifier {
  readonly #staging: Staging;
  readonly #closing: ClosingRow;
  readonly #amounts: Amounts;
  readonly #facts: ReceiptFacts;
  readonly #reasons: LocatedProblem[];
  readonly #notes = new Map<string, LocatedProblem>();
  readonly #booked = noSums();
  /** Of sales and of returns that the flag may have lifted. */
  readonly #sales = noSums();
  readonly #returns = noSums();
  #liftable = 0;
  readonly #ids = { start: false, end: false };

  constructor(
    staging: Staging,
    closing: ClosingRow,
    options: { readonly currency: string } & Pick<ReceiptFacts, 'isTime' | 'isCredible'>,
  ) {
    this.#staging = staging;
    this.#closing = closing;
    this.#amounts = amountsIn(options.currency);
    this.#facts = {
      amounts: this.#amounts,
      isTime: options.isTime,
      isCredible: options.isCredible,
      vatKeys: staging.vatKeys.get(closing.c),
    };
    this.#reasons = [...(staging.faults.get(closing.c) ?? [])];
  }

  readonly #tell = {
    block: (problem: LocatedProblem): void => {
      if (this.#reasons.length < MOST_REASONS) this.#reasons.push(problem);
    },
    note: (problem: LocatedProblem): void => {
      if (!this.#notes.has(problem.code)) this.#notes.set(problem.code, problem);
    },
  };

  add(receipt: StagedReceipt): void {
    if (receipt.id === this.#closing.startId) this.#ids.start = true;
    if (receipt.id === this.#closing.endId) this.#ids.end = true;
    if (!checkReceipt(receipt, this.#facts, this.#tell)) return;
    const isLiftable = isLifted(receipt, 'lifted');
    if (isLiftable) this.#liftable += 1;
    addReceipt(
      isLiftable ? (receipt.total >= 0 ? this.#sales : this.#returns) : this.#booked,
      receipt,
    );
  }

  verdict(): Verdict {
    const { storno, comparison } = this.#storno();
    this.#reasons.push(...comparison.reasons);
    if (!comparison.proven) this.#reasons.push(this.#unproven(comparison));
    return {
      reasons: this.#reasons.slice(0, MOST_REASONS),
      warnings: [
        ...this.#notes.values(),
        ...comparison.warnings,
        ...this.#missingProofs(comparison),
        ...this.#missingIds(),
      ],
      storno,
    };
  }

  /** The meaning of the flag is the one with which the closing's sums agree. */
  #storno(): { storno: StornoMeaning; comparison: Comparison } {
    const lifted = together(this.#sales, this.#returns);
    const all = this.#compare(together(this.#booked, lifted));
    const booked = { storno: 'booked', comparison: all } as const;
    if (this.#liftable === 0) return booked;
    const others = [
      { storno: 'lifted', sums: this.#booked, without: lifted },
      { storno: 'sales-lifted', sums: together(this.#booked, this.#returns), without: this.#sales },
    ] as const;
    const fitting = others
      .filter(({ without }) => !movesNothing(without))
      .map(({ storno, sums }) => ({ storno, comparison: this.#compare(sums) }))
      .filter(({ comparison }) => comparison.reasons.length === 0);
    const [first, second] = fitting;
    if (all.reasons.length > 0) {
      // Without a return both lift the same.
      if (first && (!second || movesNothing(this.#returns))) return first;
      if (!first) return booked;
    } else if (all.proven && !first) {
      return booked;
    }
    const undecided: LocatedProblem = {
      file: TABLES.receipts.file,
      column: 'BON_STORNO',
      code: 'storno-undecided',
      message: `${this.#liftable} receipts carry the storno flag, and no sum of the closing tells whether they count.`,
      values: { count: this.#liftable },
    };
    return { storno: 'booked', comparison: { ...all, reasons: [undecided], proven: true } };
  }

  #compare(sums: Sums): Comparison {
    const { c } = this.#closing;
    const claims = {
      payments: this.#staging.closingPayments.get(c),
      cases: this.#staging.businessCases.get(c),
      hasPaymentsFile: this.#staging.present.has(TABLES.closingPayments.file),
      hasCasesFile: this.#staging.present.has(TABLES.businessCases.file),
    };
    return compareClosing(this.#closing, claims, sums, this.#amounts);
  }

  #unproven({ missing }: Comparison): LocatedProblem {
    return {
      file: TABLES.closings.file,
      line: this.#closing.line,
      code: 'unproven',
      message:
        `Nothing in the export proves the sums of closing ${this.#closing.number}: ${missing.join(', ')} say nothing ` +
        `about it. Export it again with these files, or compare it with the printed closing and release it.`,
      values: { closing: this.#closing.number, missing: missing.join(', ') },
    };
  }

  /** Files that are missing altogether are told once, with the export. */
  #missingProofs({ proven, missing }: Comparison): LocatedProblem[] {
    const silent = missing.filter(
      (name) => !name.endsWith('.csv') || this.#staging.present.has(name),
    );
    if (!proven || silent.length === 0) return [];
    return [
      {
        file: silent[0] ?? '',
        code: 'proof-missing',
        message:
          `${silent.join(', ')} ${silent.length > 1 ? 'say' : 'says'} nothing about closing ${this.#closing.number}; its other ` +
          `sums prove it.`,
        values: { closing: this.#closing.number, missing: silent.join(', ') },
      },
    ];
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
