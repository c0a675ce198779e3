/** Fills the staging from the files of an export; what is unreadable is noted with the closing that it harms. */
import type { LocatedProblem } from '../../../../../shared/domain/ingest-report.ts';
import { CsvFileError } from '../csv.ts';
import { wholeNumberText } from '../numbers.ts';
import { UNPACK_AND_IMPORT, type Container } from './container.ts';
import { tablesOf } from './gdpdu-index.ts';
import { LOADERS, type Loader } from './loaders.ts';
import { MOST_ORPHANS, type ClosingRow, type Staging } from './staging.ts';
import { ColumnError, missingFile, MOST_NAMES, readTable, type Row } from './table-reader.ts';
import { TABLES, type TableFacts } from './tables.ts';

/**
 * @returns what is told of the export as a whole
 * @throws CsvFileError when it cannot be read
 */
export async function load(container: Container, staging: Staging): Promise<LocatedProblem[]> {
  const warnings: LocatedProblem[] = [];
  const find = await tablesOf(container);
  if (container.unopened.length > 0) warnings.push(unopenedZips(container.unopened));
  for (const loader of LOADERS) {
    const { table } = loader;
    const found = find(table);
    if (!found) {
      if (table.required) throw missingRequired(table.file, container);
      if (!table.isHint) warnings.push(missingTable(table));
      continue;
    }
    try {
      await readTable(found, table, taker(loader, staging, warnings));
      staging.present.add(table.file);
    } catch (error) {
      // A damaged file says that the export was harmed on its way, and another copy of it may be whole.
      const isShape = error instanceof CsvFileError && error.problem.code !== 'damaged';
      if (table.required || !isShape) throw error;
      loader.forget?.(staging);
      warnings.push(unusableTable(error.problem));
    }
  }
  staging.loaded();
  return warnings;
}

function missingRequired(file: string, container: Container): CsvFileError {
  const { unopened } = container;
  if (unopened.length === 0) return missingFile(file, container);
  const zips = listOf(unopened);
  return new CsvFileError({
    file,
    code: 'zip-nested',
    message:
      `${file} is not here, but a ZIP inside that is not opened (${zips}). Nothing was stored from this export and ` +
      `nothing is lost; ${UNPACK_AND_IMPORT}.`,
    values: { zips },
  });
}

/** Beside a good export lies perhaps another one. */
function unopenedZips(unopened: readonly string[]): LocatedProblem {
  const zips = listOf(unopened);
  return {
    file: unopened[0] ?? '',
    code: 'zip-nested',
    message:
      `A ZIP inside this export was not opened (${zips}), all else was read. Of an export in it nothing is booked: ` +
      `${UNPACK_AND_IMPORT}.`,
    values: { zips },
  };
}

function listOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(', ') + (more > 0 ? ` (+${more})` : '');
}

function missingTable({ file }: TableFacts): LocatedProblem {
  return {
    file,
    code: 'file-missing',
    message: `The optional file ${file} is missing; what it would prove was not checked.`,
    values: { file },
  };
}

/** An optional file in another shape harms nothing but what it would prove. */
function unusableTable({ code, message, ...place }: LocatedProblem): LocatedProblem {
  const [what = ''] = message.split(/(?<=[.:])\s+Nothing was stored/);
  return {
    ...place,
    code: 'file-unusable',
    message:
      `The optional file ${place.file} cannot be used (${code}): ${what} What it would prove was not checked; all else ` +
      `of the export was read.`,
    values: { file: place.file },
  };
}

/** What takes the records of a table, with the closing or the receipt that they name. */
function taker(loader: Loader, staging: Staging, warnings: LocatedProblem[]): (row: Row) => void {
  switch (loader.of) {
    case 'export':
      return (row) => loader.take(row, staging);
    case 'closing':
      return inClosing(loader, staging, warnings, (row, c) => loader.take(row, staging, c));
    case 'receipt':
      return inClosing(
        loader,
        staging,
        warnings,
        inReceipt(loader, staging, (row, b) => loader.take(row, staging, b)),
      );
  }
}

/** Finds the record's closing, or notes that there is none. */
function inClosing(
  loader: Loader,
  staging: Staging,
  warnings: LocatedProblem[],
  take: (row: Row, closing: number) => void,
): (row: Row) => void {
  const { file } = loader.table;
  const isMasterData = loader.of === 'closing' && loader.isMasterData === true;
  let isStrayTold = false;
  // Rows of a closing follow one another almost always: the last answer saves most look-ups.
  let last:
    | { readonly desk: string; readonly text: string; readonly closing: ClosingRow | undefined }
    | undefined;
  return (row) => {
    const desk = row.text('Z_KASSE_ID');
    const text = row.text('Z_NR');
    const number = wholeNumberText(text);
    if (last?.desk !== desk || last.text !== text) {
      last = { desk, text, closing: staging.closing(desk, number) };
    }
    const { closing } = last;
    if (!closing) {
      const key = `${desk}|${number}`;
      const problem: LocatedProblem = {
        file,
        line: row.line,
        column: 'Z_NR',
        code: 'closing-missing',
        message: `Rows of pay desk ${desk} name closing ${number}, which ${TABLES.closings.file} does not have.`,
        values: { payDesk: desk, closing: number },
      };
      if (isMasterData) {
        // No money hangs on it; one note a file says it.
        if (!isStrayTold) warnings.push(problem);
        isStrayTold = true;
      } else if (!staging.orphans.has(key) && staging.orphans.size < MOST_ORPHANS) {
        staging.orphans.set(key, { payDesk: desk, closing: number, problem });
      }
      return;
    }
    try {
      take(row, closing.c);
    } catch (error) {
      if (!(error instanceof ColumnError)) throw error;
      staging.badNumber(closing.c, file, row, error);
    }
  };
}

/** Finds the record's receipt, or notes with the closing that there is none. */
function inReceipt(
  loader: Loader,
  staging: Staging,
  take: (row: Row, receipt: number) => void,
): (row: Row, closing: number) => void {
  let last: { readonly c: number; readonly id: string; readonly b: number | undefined } | undefined;
  return (row, c) => {
    const id = row.text('BON_ID');
    if (last?.id !== id || last.c !== c) last = { c, id, b: staging.receipt(c, id) };
    const { b } = last;
    if (b !== undefined) {
      try {
        take(row, b);
      } catch (error) {
        if (!(error instanceof ColumnError) || !staging.isWithoutMoney(b)) throw error;
        staging.badNumber(c, loader.table.file, row, error, false);
      }
      return;
    }
    staging.fault(c, {
      file: loader.table.file,
      line: row.line,
      column: 'BON_ID',
      code: 'receipt-missing',
      message: `The row belongs to receipt ${id}, which ${TABLES.receipts.file} does not have.`,
      values: { receipt: id },
    });
  };
}
