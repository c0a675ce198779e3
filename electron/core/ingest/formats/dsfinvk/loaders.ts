/** The tables that are read, in order, and how a record of each goes into the staging. */
import { wholeNumberText } from '../numbers.ts';
import type { Staging } from './staging.ts';
import { ColumnError, type Row } from './table-reader.ts';
import { paymentTypeOf, TABLES, type TableFacts } from './tables.ts';

const CENTS = 2;
const HUNDRED_THOUSANDTHS = 5;

/** What a record belongs to, and what takes it. */
export type Loader = {
  readonly table: TableFacts;
  /** Forgets what was taken of a table that turns out to be unreadable; required tables are never forgotten. */
  readonly forget?: (staging: Staging) => void;
} & (
  | { readonly of: 'export'; readonly take: (row: Row, staging: Staging) => void }
  | {
      readonly of: 'closing';
      /** No money hangs on the table: a closing that is not there harms nothing. */
      readonly isMasterData?: true;
      readonly take: (row: Row, staging: Staging, closing: number) => void;
    }
  | {
      readonly of: 'receipt';
      readonly take: (row: Row, staging: Staging, receipt: number) => void;
    }
);

export const LOADERS: readonly Loader[] = [
  { table: TABLES.closings, of: 'export', take: takeClosing },
  {
    table: TABLES.locations,
    forget: (staging) => staging.stores.clear(),
    of: 'closing',
    isMasterData: true,
    take: (row, staging, c) => staging.stores.set(c, row.text('LOC_NAME')),
  },
  {
    table: TABLES.registers,
    forget: (staging) => staging.currencies.clear(),
    of: 'closing',
    isMasterData: true,
    take: (row, staging, c) => staging.currencies.set(c, row.text('KASSE_BASISWAEH_CODE')),
  },
  {
    table: TABLES.vat,
    forget: (staging) => staging.vatKeys.clear(),
    of: 'closing',
    isMasterData: true,
    take: (row, staging, c) => {
      const keys = staging.vatKeys.get(c) ?? new Set();
      staging.vatKeys.set(c, keys.add(wholeNumberText(row.text('UST_SCHLUESSEL'))));
    },
  },
  {
    table: TABLES.businessCases,
    forget: (staging) => staging.businessCases.clear(),
    of: 'closing',
    take: (row, staging, c) =>
      push(staging.businessCases, c, {
        type: row.text('GV_TYP'),
        name: row.text('GV_NAME'),
        vat: wholeNumberText(row.text('UST_SCHLUESSEL')),
        amount: row.amount('Z_UMS_BRUTTO', HUNDRED_THOUSANDTHS),
        line: row.line,
      }),
  },
  {
    table: TABLES.closingPayments,
    forget: (staging) => staging.closingPayments.clear(),
    of: 'closing',
    take: (row, staging, c) =>
      push(staging.closingPayments, c, {
        type: paymentTypeOf(row.text('ZAHLART_TYP')) ?? row.text('ZAHLART_TYP'),
        name: row.text('ZAHLART_NAME'),
        vat: '',
        amount: row.amount('Z_ZAHLART_BETRAG', CENTS),
        line: row.line,
      }),
  },
  {
    table: TABLES.recordedCash,
    forget: (staging) => staging.recordedCash.clear(),
    of: 'closing',
    isMasterData: true,
    take: takeRecordedCash,
  },
  { table: TABLES.receipts, of: 'closing', take: takeReceipt },
  {
    table: TABLES.payments,
    of: 'receipt',
    take: (row, staging, b) =>
      staging.insert(
        'payments',
        b,
        row.line,
        row.text('ZAHLART_TYP'),
        row.text('ZAHLART_NAME'),
        row.text('ZAHLWAEH_CODE'),
        row.text('ZAHLWAEH_BETRAG'),
        foreignCents(row),
        amountOrNothing(row, 'BASISWAEH_BETRAG'),
      ),
  },
  {
    table: TABLES.lines,
    of: 'receipt',
    take: (row, staging, b) =>
      staging.insert(
        'lines',
        b,
        row.line,
        row.text('POS_ZEILE'),
        row.text('GV_TYP'),
        row.text('GV_NAME'),
        row.text('ARTIKELTEXT'),
        row.text('P_STORNO') === '1' ? 1 : 0,
      ),
  },
  {
    table: TABLES.lineVat,
    of: 'receipt',
    take: (row, staging, b) =>
      staging.insert(
        'line_vat',
        b,
        row.line,
        row.text('POS_ZEILE'),
        wholeNumberText(row.text('UST_SCHLUESSEL')),
        lineGross(row),
      ),
  },
  {
    table: TABLES.receiptVat,
    forget: (staging) => staging.clear('receipt_vat'),
    of: 'receipt',
    take: (row, staging, b) =>
      staging.insert(
        'receipt_vat',
        b,
        row.line,
        wholeNumberText(row.text('UST_SCHLUESSEL')),
        row.amount('BON_BRUTTO', HUNDRED_THOUSANDTHS),
      ),
  },
  {
    table: TABLES.references,
    forget: (staging) => staging.clear('refs'),
    of: 'receipt',
    take: (_row, staging, b) => staging.insert('refs', b),
  },
];

function takeClosing(row: Row, staging: Staging): void {
  const { file } = TABLES.closings;
  const { line } = row;
  const desk = row.text('Z_KASSE_ID');
  const number = wholeNumberText(row.text('Z_NR'));
  const same = staging.closing(desk, number);
  const c = same?.c ?? staging.closings.length + 1;
  if (same) {
    staging.fault(c, {
      file,
      line,
      column: 'Z_NR',
      code: 'closing-twice',
      message: `Closing ${number} of pay desk ${desk} stands twice, also in line ${same.line}.`,
      values: { payDesk: desk, closing: number, line: same.line },
    });
    return;
  }
  const amount = (column: string): number | null => {
    if (row.text(column) === '') return null;
    try {
      return row.amount(column, CENTS);
    } catch (error) {
      if (!(error instanceof ColumnError)) throw error;
      staging.badNumber(c, file, row, error);
      return null;
    }
  };
  if (!/^\d{1,15}$/.test(number)) {
    staging.fault(c, {
      file,
      line,
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
    line,
  });
}

function takeReceipt(row: Row, staging: Staging, c: number): void {
  const id = row.text('BON_ID');
  const b = staging.addReceipt(c, id);
  if (b === undefined || id === '') {
    staging.fault(c, {
      file: TABLES.receipts.file,
      line: row.line,
      column: 'BON_ID',
      code: 'receipt-twice',
      message:
        id === '' ? 'The receipt has no BON_ID.' : `Receipt ${id} stands twice in this closing.`,
      values: { receipt: id },
    });
    return;
  }
  const type = row.text('BON_TYP');
  const isMoney = type === 'Beleg';
  if (!isMoney) staging.addWithoutMoney(b);
  staging.insert(
    'receipts',
    b,
    id,
    wholeNumberText(row.text('BON_NR')),
    type,
    row.text('BON_NAME'),
    row.text('BON_STORNO') === '1' ? 1 : 0,
    row.text('BON_START'),
    row.text('BON_ENDE'),
    isMoney ? amountOrNothing(row, 'UMS_BRUTTO') : 0,
    row.line,
  );
}

/** A hint that cannot be read harms nothing. */
function takeRecordedCash(row: Row, staging: Staging, c: number): void {
  try {
    const cents = row.amount('ZAHLART_BETRAG_WAEH', CENTS);
    push(staging.recordedCash, c, { currency: row.text('ZAHLART_WAEH'), cents });
  } catch (error) {
    if (!(error instanceof ColumnError)) throw error;
    staging.badNumber(c, TABLES.recordedCash.file, row, error, false);
  }
}

/** Tills that reckon from net amounts leave the gross empty. */
function lineGross(row: Row): number {
  return row.text('POS_BRUTTO') === ''
    ? row.amount('POS_NETTO', HUNDRED_THOUSANDTHS) + row.amount('POS_UST', HUNDRED_THOUSANDTHS)
    : row.amount('POS_BRUTTO', HUNDRED_THOUSANDTHS);
}

function amountOrNothing(row: Row, column: string): number {
  return row.text(column) === '' ? 0 : row.amount(column, CENTS);
}

/** No booking hangs on it: one that cannot be read is not known, and told where it would count. */
function foreignCents(row: Row): number | null {
  try {
    return row.amount('ZAHLWAEH_BETRAG', CENTS);
  } catch (error) {
    if (!(error instanceof ColumnError)) throw error;
    return null;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
