/** Reads one table of an export and hands over its records with access by column name. */
import { CsvFileError, readCsv, type CsvDialect } from '../csv.ts';
import {
  decimalSignOf,
  NumberError,
  parseDecimal,
  withImpliedDecimals,
  type DecimalSign,
} from '../numbers.ts';
import type { Container } from './container.ts';
import type { TableFile } from './gdpdu-index.ts';
import type { TableFacts } from './tables.ts';

/** Records that are looked at for the file's decimal sign before the first is taken. */
const SAMPLE_RECORDS = 500;
const END_OF_FILE = '\u001A';
/** Of files that are named where one is missing. */
export const MOST_NAMES = 30;

export interface Row {
  /** 1-based line of its file. */
  readonly line: number;
  /** Trimmed; empty where the column is not there. */
  text(column: string): string;
  /**
   * @param decimals of the unit: 2 for cents, 5 for hundred-thousandths.
   * @throws ColumnError
   */
  amount(column: string, decimals: number): number;
}

/** A value that is no number, with the column it stands in. */
export class ColumnError extends NumberError {
  readonly column: string;

  constructor(column: string, message: string) {
    super(message);
    this.column = column;
  }
}

/** @throws CsvFileError; whatever `take` throws */
export async function readTable(
  { file, dialect }: TableFile,
  table: TableFacts,
  take: (row: Row) => void,
): Promise<void> {
  const { name } = file;
  const at = new Map<string, number>();
  let width = 0;
  let sign: DecimalSign | undefined;
  let implied: CsvDialect['impliedDecimals'];
  let fields: string[] = [];
  let sampled: { fields: string[]; line: number }[] | undefined =
    table.money.length > 0 ? [] : undefined;
  let line = 0;

  const row: Row = {
    get line() {
      return line;
    },
    text: (column) => {
      const index = at.get(column);
      return index === undefined ? '' : (fields[index] ?? '').trim();
    },
    amount(column, decimals) {
      try {
        const text = row.text(column);
        const hidden = implied?.get(column);
        return hidden === undefined
          ? parseDecimal(text, decimals, sign ?? ',')
          : parseDecimal(withImpliedDecimals(text, hidden), decimals, '.');
      } catch (error) {
        if (error instanceof NumberError) throw new ColumnError(column, error.message);
        throw error;
      }
    },
  };
  const takeOne = (given: string[], at: number): void => {
    // Some exporters end each file with a record of nothing, or as DOS did.
    if (given.length === 1 && given[0]?.trim() === END_OF_FILE) return;
    if (given[0]?.trim() === '' && given.every((field) => field.trim() === '')) return;
    // A delimiter at the end of every line is no column; text behind the last one has slipped there.
    const isLonger = given.length > width && given.slice(width).some((field) => field !== '');
    if (given.length < width || isLonger) throw slippedColumns(name, at, given.length, width);
    fields = given;
    line = at;
    take(row);
  };
  const release = (): void => {
    const kept = sampled ?? [];
    sampled = undefined;
    const indexes = table.money
      .map((column) => at.get(column))
      .filter((index) => index !== undefined);
    const values = kept.flatMap((one) => indexes.map((index) => one.fields[index] ?? ''));
    sign = decimalSignOf(values, dialect.decimal);
    // A file with a sign shows that none is implied, whatever index.xml says.
    if (values.every((value) => /^[+-]?\d*$/.test(value.trim()))) {
      implied = dialect.impliedDecimals;
    }
    for (const one of kept) takeOne(one.fields, one.line);
  };

  await readCsv(
    await file.open(),
    name,
    (names, line) => {
      const header = headerOf(names, line, table, dialect);
      if (header.kind === 'skip') return 'skip';
      width = names.length;
      header.columns.forEach((column, index) => at.set(column.toUpperCase(), index));
      const missing = table.columns.filter((column) => !at.has(column));
      if (missing.length > 0) throw missingColumns(name, missing, names);
      return header.kind === 'record' ? 'record' : undefined;
    },
    (given, at) => {
      if (!sampled) return takeOne(given, at);
      sampled.push({ fields: given, line: at });
      if (sampled.length >= SAMPLE_RECORDS) release();
    },
    dialect,
  );
  if (sampled) release();
}

type Header =
  | { readonly kind: 'header' | 'record'; readonly columns: readonly string[] }
  | { readonly kind: 'skip' };

/** The columns of a file: by its header line, or where that says nothing in the order of index.xml. */
function headerOf(
  names: readonly string[],
  line: number,
  table: TableFacts,
  { columns, firstRecord = 1 }: CsvDialect,
): Header {
  const written = new Set(names.map((name) => name.toUpperCase()));
  if (!columns || table.columns.every((column) => written.has(column))) {
    return { kind: 'header', columns: names };
  }
  const number = names[columns.indexOf('Z_NR')];
  if (number !== undefined && /^\d/.test(number)) return { kind: 'record', columns };
  if (line < firstRecord - 1) return { kind: 'skip' };
  // Names that are none of the format: the order is all there is.
  const isOrdered = names.length === columns.length && !written.has('Z_NR');
  return { kind: 'header', columns: isOrdered ? columns : names };
}

function slippedColumns(file: string, line: number, given: number, wanted: number): CsvFileError {
  return new CsvFileError({
    file,
    line,
    column: Math.min(given, wanted + 1),
    code: 'columns',
    message:
      `The line has ${given} columns, the header ${wanted}. Nothing was stored from this export and nothing is ` +
      `lost; export it again at the till.`,
    values: { given, wanted },
  });
}

export function missingFile(file: string, container: Container): CsvFileError {
  const names = [...container.files.values()].map(({ name }) => name).slice(0, MOST_NAMES);
  return new CsvFileError({
    file,
    code: 'file-missing',
    message:
      `The file ${file} is missing${names.length > 0 ? `; there are: ${names.join(', ')}` : ''}. Nothing was stored from ` +
      `this export and nothing is lost. Was it renamed or left out? Export again at the till, with all files.`,
    values: { file },
  });
}

function missingColumns(
  file: string,
  missing: readonly string[],
  names: readonly string[],
): CsvFileError {
  const header =
    names.length === 1
      ? ' Its header has one column only: the delimiter is none that is known.'
      : '';
  return new CsvFileError({
    file,
    line: 1,
    column: missing[0] as string,
    code: 'column-missing',
    message:
      `The header lacks ${missing.join(', ')}.${header} Nothing was stored from this export and nothing is lost; ` +
      `ask the till's maker for a complete DSFinV-K export.`,
    values: { columns: missing.join(', ') },
  });
}
