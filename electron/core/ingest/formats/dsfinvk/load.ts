/** Fills the staging from the files of an export; what is unreadable is noted with the closing that it harms. */
import type { LocatedProblem } from '../../../../../shared/domain/ingest-report.ts';
import { CsvFileError, readCsv } from '../csv.ts';
import {
  decimalSignOf,
  NumberError,
  parseDecimal,
  wholeNumberText,
  type DecimalSign,
} from '../numbers.ts';
import type { Container } from './container.ts';
import { MOST_ORPHANS, type ClosingRow, type Staging } from './staging.ts';
import { paymentTypeOf, TABLES, type TableFacts } from './tables.ts';

const CENTS = 2;
const HUNDRED_THOUSANDTHS = 5;
/** Records that are looked at for the file's decimal sign before the first is taken. */
const SAMPLE = 500;

/** One record with access by column name; `text` of a column that is not there is empty. */
interface Row {
  readonly line: number;
  text(column: string): string;
  /** @throws NumberError */
  amount(column: string, decimals: number): number;
  has(column: string): boolean;
}

export interface Loaded {
  /** Names of the optional files that were there. */
  readonly present: ReadonlySet<string>;
  readonly warnings: readonly LocatedProblem[];
}

/** @throws CsvFileError when the export as a whole cannot be read */
export async function load(container: Container, staging: Staging): Promise<Loaded> {
  const present = new Set<string>();
  const warnings: LocatedProblem[] = [];
  /** Files without money that tell of closings which are not there. */
  const strayFiles = new Set<string>();
  const read = async (table: TableFacts, money: readonly string[], take: (row: Row) => void) => {
    const file = container.files.get(table.file);
    if (!file) {
      if (table.required) throw missingFile(table.file, container);
      warnings.push({
        file: table.file,
        code: 'file-missing',
        message: `The optional file ${table.file} is missing; what it would prove was not checked.`,
        values: { file: table.file },
      });
      return;
    }
    present.add(table.file);
    await readTable(await file.open(), file.name, table, money, take);
  };

  await read(TABLES.closings, ['Z_SE_ZAHLUNGEN', 'Z_SE_BARZAHLUNGEN'], (row) =>
    takeClosing(row, staging),
  );
  /** Finds the row's closing, or notes that there is none. */
  const inClosing = (
    file: string,
    take: (row: Row, c: number) => void,
    options: { readonly isMoney: boolean } = { isMoney: true },
  ) => {
    // Rows of a closing follow one another almost always: the last answer saves most look-ups.
    let last:
      | { readonly desk: string; readonly text: string; readonly closing: ClosingRow | undefined }
      | undefined;
    return (row: Row) => {
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
        if (!options.isMoney) {
          // No money hangs on it; one note a file says it.
          if (!strayFiles.has(file)) warnings.push(problem);
          strayFiles.add(file);
        } else if (!staging.orphans.has(key) && staging.orphans.size < MOST_ORPHANS) {
          staging.orphans.set(key, { payDesk: desk, closing: number, problem });
        }
        return;
      }
      try {
        take(row, closing.c);
      } catch (error) {
        if (!(error instanceof ColumnError)) throw error;
        staging.fault(closing.c, {
          file,
          line: row.line,
          column: error.column,
          code: 'number',
          message: `${error.message} in column ${error.column}.`,
          values: { found: row.text(error.column) },
        });
      }
    };
  };
  /** As above, and the row's receipt. */
  const inReceipt = (file: string, take: (row: Row, b: number, c: number) => void) => {
    let last:
      { readonly c: number; readonly id: string; readonly b: number | undefined } | undefined;
    return inClosing(file, (row, c) => {
      const id = row.text('BON_ID');
      if (last?.id !== id || last.c !== c) last = { c, id, b: staging.receipt(c, id) };
      const { b } = last;
      if (b !== undefined) {
        take(row, b, c);
        return;
      }
      staging.fault(c, {
        file,
        line: row.line,
        column: 'BON_ID',
        code: 'receipt-missing',
        message: `The row belongs to receipt ${id}, which ${TABLES.receipts.file} does not have.`,
        values: { receipt: id },
      });
    });
  };

  await read(
    TABLES.locations,
    [],
    inClosing('location.csv', (row, c) => staging.stores.set(c, row.text('LOC_NAME')), {
      isMoney: false,
    }),
  );
  await read(
    TABLES.registers,
    [],
    inClosing(
      'cashregister.csv',
      (row, c) => staging.currencies.set(c, row.text('KASSE_BASISWAEH_CODE')),
      { isMoney: false },
    ),
  );
  await read(
    TABLES.vat,
    [],
    inClosing(
      'vat.csv',
      (row, c) => {
        const keys = staging.vatKeys.get(c) ?? new Set();
        staging.vatKeys.set(c, keys.add(wholeNumberText(row.text('UST_SCHLUESSEL'))));
      },
      { isMoney: false },
    ),
  );
  await read(
    TABLES.businessCases,
    ['Z_UMS_BRUTTO'],
    inClosing('businesscases.csv', (row, c) => {
      push(staging.businessCases, c, {
        type: row.text('GV_TYP'),
        name: row.text('GV_NAME'),
        vat: wholeNumberText(row.text('UST_SCHLUESSEL')),
        amount: row.amount('Z_UMS_BRUTTO', HUNDRED_THOUSANDTHS),
        line: row.line,
      });
    }),
  );
  await read(
    TABLES.closingPayments,
    ['Z_ZAHLART_BETRAG'],
    inClosing('payment.csv', (row, c) => {
      push(staging.closingPayments, c, {
        type: paymentTypeOf(row.text('ZAHLART_TYP')) ?? row.text('ZAHLART_TYP'),
        name: row.text('ZAHLART_NAME'),
        vat: '',
        amount: row.amount('Z_ZAHLART_BETRAG', CENTS),
        line: row.line,
      });
    }),
  );
  await read(
    TABLES.receipts,
    ['UMS_BRUTTO'],
    inClosing('transactions.csv', (row, c) => {
      const id = row.text('BON_ID');
      const b = staging.addReceipt(c, id);
      if (b === undefined || id === '') {
        staging.fault(c, {
          file: 'transactions.csv',
          line: row.line,
          column: 'BON_ID',
          code: 'receipt-twice',
          message:
            id === ''
              ? 'The receipt has no BON_ID.'
              : `Receipt ${id} stands twice in this closing.`,
          values: { receipt: id },
        });
        return;
      }
      staging.insertReceipt.run(
        b,
        id,
        wholeNumberText(row.text('BON_NR')),
        row.text('BON_TYP'),
        row.text('BON_NAME'),
        row.text('BON_STORNO') === '1' ? 1 : 0,
        row.text('BON_START'),
        row.text('BON_ENDE'),
        row.text('UMS_BRUTTO') === '' ? 0 : row.amount('UMS_BRUTTO', CENTS),
        row.line,
      );
      staging.counted();
    }),
  );
  await read(
    TABLES.payments,
    ['BASISWAEH_BETRAG'],
    inReceipt('datapayment.csv', (row, b) => {
      staging.insertPayment.run(
        b,
        row.line,
        row.text('ZAHLART_TYP'),
        row.text('ZAHLART_NAME'),
        row.text('ZAHLWAEH_CODE'),
        row.text('ZAHLWAEH_BETRAG'),
        row.text('BASISWAEH_BETRAG') === '' ? 0 : row.amount('BASISWAEH_BETRAG', CENTS),
      );
      staging.counted();
    }),
  );
  await read(
    TABLES.lines,
    [],
    inReceipt('lines.csv', (row, b) => {
      staging.insertLine.run(
        b,
        row.line,
        row.text('POS_ZEILE'),
        row.text('GV_TYP'),
        row.text('GV_NAME'),
        row.text('ARTIKELTEXT'),
        row.text('P_STORNO') === '1' ? 1 : 0,
      );
      staging.counted();
    }),
  );
  await read(
    TABLES.lineVat,
    ['POS_BRUTTO', 'POS_NETTO', 'POS_UST'],
    inReceipt('lines_vat.csv', (row, b) => {
      // Tills that reckon from net amounts leave the gross empty.
      const gross =
        row.text('POS_BRUTTO') === ''
          ? row.amount('POS_NETTO', HUNDRED_THOUSANDTHS) +
            row.amount('POS_UST', HUNDRED_THOUSANDTHS)
          : row.amount('POS_BRUTTO', HUNDRED_THOUSANDTHS);
      staging.insertLineVat.run(
        b,
        row.line,
        row.text('POS_ZEILE'),
        wholeNumberText(row.text('UST_SCHLUESSEL')),
        gross,
      );
      staging.counted();
    }),
  );
  await read(
    TABLES.receiptVat,
    ['BON_BRUTTO'],
    inReceipt('transactions_vat.csv', (row, b) => {
      staging.insertReceiptVat.run(
        b,
        row.line,
        wholeNumberText(row.text('UST_SCHLUESSEL')),
        row.amount('BON_BRUTTO', HUNDRED_THOUSANDTHS),
      );
      staging.counted();
    }),
  );
  await read(
    TABLES.references,
    [],
    inReceipt('references.csv', (_row, b) => staging.insertReference.run(b)),
  );
  staging.loaded();
  return { present, warnings };
}

class ColumnError extends NumberError {
  readonly column: string;

  constructor(column: string, message: string) {
    super(message);
    this.column = column;
  }
}

function takeClosing(row: Row, staging: Staging): void {
  const desk = row.text('Z_KASSE_ID');
  const number = wholeNumberText(row.text('Z_NR'));
  const same = staging.closing(desk, number);
  const c = same?.c ?? staging.closings.length + 1;
  const amount = (column: string): number | null => {
    if (row.text(column) === '') return null;
    try {
      return row.amount(column, CENTS);
    } catch (error) {
      if (!(error instanceof ColumnError)) throw error;
      staging.fault(c, {
        file: TABLES.closings.file,
        line: row.line,
        column,
        code: 'number',
        message: `${error.message} in column ${column}.`,
        values: { found: row.text(column) },
      });
      return null;
    }
  };
  if (same) {
    staging.fault(c, {
      file: TABLES.closings.file,
      line: row.line,
      column: 'Z_NR',
      code: 'closing-twice',
      message: `Closing ${number} of pay desk ${desk} stands twice, also in line ${same.line}.`,
      values: { payDesk: desk, closing: number, line: same.line },
    });
    return;
  }
  if (!/^\d{1,15}$/.test(number)) {
    staging.fault(c, {
      file: TABLES.closings.file,
      line: row.line,
      column: 'Z_NR',
      code: 'number',
      message: `"${number}" is no number of a closing; without it nobody can tell which closing came before.`,
      values: { found: number },
    });
  }
  staging.addClosing({
    c,
    desk,
    number,
    madeAt: row.text('Z_ERSTELLUNG'),
    bookingDay: row.text('Z_BUCHUNGSTAG'),
    taxonomy: row.text('TAXONOMIE_VERSION'),
    startId: row.text('Z_START_ID'),
    endId: row.text('Z_ENDE_ID'),
    payments: amount('Z_SE_ZAHLUNGEN'),
    cashPayments: amount('Z_SE_BARZAHLUNGEN'),
    line: row.line,
  });
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

async function readTable(
  input: Parameters<typeof readCsv>[0],
  name: string,
  table: TableFacts,
  money: readonly string[],
  take: (row: Row) => void,
): Promise<void> {
  const at = new Map<string, number>();
  let width = 0;
  let sign: DecimalSign | undefined;
  let fields: string[] = [];
  let sampled: { fields: string[]; line: number }[] | undefined = money.length > 0 ? [] : undefined;
  let line = 0;

  const row: Row = {
    get line() {
      return line;
    },
    text: (column) => {
      const index = at.get(column);
      return index === undefined ? '' : (fields[index] ?? '').trim();
    },
    has: (column) => at.has(column),
    amount(column, decimals) {
      try {
        return parseDecimal(row.text(column), decimals, sign ?? ',');
      } catch (error) {
        if (error instanceof NumberError) throw new ColumnError(column, error.message);
        throw error;
      }
    },
  };
  const takeOne = (given: string[], at: number): void => {
    // A delimiter at the end of every line is no column; text behind the last one has slipped there.
    const isLonger = given.length > width && given.slice(width).some((field) => field !== '');
    if (given.length < width || isLonger) {
      throw new CsvFileError({
        file: name,
        line: at,
        column: Math.min(given.length, width + 1),
        code: 'columns',
        message:
          `The line has ${given.length} columns, the header ${width}. Nothing was stored from this export and nothing is ` +
          `lost; export it again at the till.`,
        values: { given: given.length, wanted: width },
      });
    }
    fields = given;
    line = at;
    take(row);
  };
  const release = (): void => {
    const kept = sampled ?? [];
    sampled = undefined;
    const indexes = money.map((column) => at.get(column)).filter((index) => index !== undefined);
    sign = decimalSignOf(kept.flatMap((one) => indexes.map((index) => one.fields[index] ?? '')));
    for (const one of kept) takeOne(one.fields, one.line);
  };

  await readCsv(
    input,
    name,
    (names) => {
      width = names.length;
      names.forEach((column, index) => at.set(column.toUpperCase(), index));
      const missing = table.columns.filter((column) => !at.has(column));
      if (missing.length > 0) throw missingColumns(name, missing, names);
    },
    (given, at) => {
      if (!sampled) return takeOne(given, at);
      sampled.push({ fields: given, line: at });
      if (sampled.length >= SAMPLE) release();
    },
  );
  if (sampled) release();
}

function missingFile(file: string, container: Container): CsvFileError {
  const names = [...container.files.values()].map(({ name }) => name).slice(0, 30);
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
