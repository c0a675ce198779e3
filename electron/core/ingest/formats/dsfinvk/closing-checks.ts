/** Holds the sums that a closing claims against those of its receipts (formats sheet 1.8, 2 to 4). Pure. */
import type { LocatedProblem } from '../../../../../shared/domain/ingest-report.ts';
import { PER_CENT, type Amounts } from './amounts.ts';
import { compareClaims, type Summed } from './claims.ts';
import type { ClaimRow, ClosingRow } from './staging.ts';
import { paymentSums, type Sums } from './sums.ts';
import { TABLES, type TableFacts } from './tables.ts';

/** What an export claims for a closing, beside the closing's own row. */
export interface ClosingClaims {
  readonly payments: readonly ClaimRow[] | undefined;
  readonly cases: readonly ClaimRow[] | undefined;
  /** The file is there; without rows for the closing it claims that nothing was paid. */
  readonly hasPaymentsFile: boolean;
  readonly hasCasesFile: boolean;
}

export interface Comparison {
  readonly reasons: readonly LocatedProblem[];
  readonly warnings: readonly LocatedProblem[];
  /** There was a claim to hold all payments against. */
  readonly proven: boolean;
  /** Files and columns that say nothing about the closing and should. */
  readonly missing: readonly string[];
}

export function compareClosing(
  closing: ClosingRow,
  claims: ClosingClaims,
  sums: Sums,
  amounts: Amounts,
): Comparison {
  const { payments, cashPayments } = closing;
  const found = { reasons: [] as LocatedProblem[], warnings: [] as LocatedProblem[] };
  // Some tills leave the money that already lay in the drawer out of the closing's sums.
  const without = sums.openingBalance;
  const ownSums = [
    { column: 'Z_SE_ZAHLUNGEN', claimed: payments, summed: sums.all, what: 'all payments' },
    {
      column: 'Z_SE_BARZAHLUNGEN',
      claimed: cashPayments,
      summed: sums.cash,
      what: 'the cash payments',
    },
  ];
  for (const { column, claimed, summed, what } of ownSums) {
    if (claimed === null || claimed === summed || claimed === summed - without) continue;
    found.reasons.push({
      file: TABLES.closings.file,
      line: closing.line,
      column,
      code: 'closing-sum',
      message: `${column} is ${amounts.text(claimed)}, ${what} make ${amounts.text(summed)}.`,
      values: { what: column, claimed: amounts.value(claimed), summed: amounts.value(summed) },
    });
  }
  if (claims.payments) comparePayments(claims.payments, sums, amounts, found);
  if (claims.cases) compareCases(claims.cases, sums, amounts, found);
  const movesNothing = sums.all === 0 && sums.total === 0;
  const proofs = [
    // The cash alone proves nothing of what was paid otherwise.
    {
      name: 'Z_SE_ZAHLUNGEN',
      isThere: payments !== null || (cashPayments !== null && sums.all === sums.cash),
    },
    {
      name: TABLES.closingPayments.file,
      isThere: claims.payments !== undefined || (claims.hasPaymentsFile && movesNothing),
    },
    {
      name: TABLES.businessCases.file,
      isThere: claims.cases !== undefined || (claims.hasCasesFile && movesNothing),
    },
  ];
  return {
    ...found,
    proven: proofs.some(({ isThere }) => isThere),
    missing: proofs.filter(({ isThere }) => !isThere).map(({ name }) => name),
  };
}

interface Found {
  readonly reasons: LocatedProblem[];
  readonly warnings: LocatedProblem[];
}

function comparePayments(
  claims: readonly ClaimRow[],
  sums: Sums,
  amounts: Amounts,
  found: Found,
): void {
  const written = { text: amounts.text, value: amounts.value };
  compare(TABLES.closingPayments, 'Z_ZAHLART_BETRAG', claims, paymentSums(sums), 1, written, found);
}

function compareCases(
  claims: readonly ClaimRow[],
  sums: Sums,
  amounts: Amounts,
  found: Found,
): void {
  const column = 'Z_UMS_BRUTTO';
  const written = { text: amounts.fineText, value: amounts.fineValue };
  compare(TABLES.businessCases, column, claims, sums.cases, PER_CENT, written, found);
  const claimed = claims.reduce((sum, { amount }) => sum + amount, 0);
  const hasFractions = [...sums.cases.values()].some(({ fractions }) => fractions);
  const tolerance = hasFractions ? claims.length * PER_CENT : 0;
  if (Math.abs(claimed - sums.total * PER_CENT) <= tolerance) return;
  found.reasons.push({
    file: TABLES.businessCases.file,
    column,
    code: 'closing-sum',
    message: `All ${column} make ${amounts.fineText(claimed)}, the receipts make ${amounts.text(sums.total)}.`,
    values: {
      what: column,
      claimed: amounts.fineValue(claimed),
      summed: amounts.value(sums.total),
    },
  });
}

function compare(
  { file }: TableFacts,
  column: string,
  claims: readonly ClaimRow[],
  summed: ReadonlyMap<string, Summed>,
  tolerance: number,
  written: Pick<Amounts, 'text' | 'value'>,
  found: Found,
): void {
  for (const one of compareClaims(claims, summed, tolerance)) {
    const what = [one.type, one.name, one.vat].filter(Boolean).join(' ');
    (one.isMoney ? found.reasons : found.warnings).push({
      file,
      ...(one.line !== undefined && { line: one.line }),
      column,
      code: one.isMoney ? 'closing-sum' : 'closing-names',
      message: `${what}: ${file} says ${written.text(one.claimed)}, the receipts make ${written.text(one.summed)}.`,
      values: { what, claimed: written.value(one.claimed), summed: written.value(one.summed) },
    });
  }
}
