/** The tables of DSFinV-K that are read, their columns by header name, and the closed lists of the format. */
import { CASH_PAYMENT, type PaymentType } from '../../../../../shared/domain/accounts.ts';

export interface TableFacts {
  readonly file: string;
  /** Of the table in the format; index.xml and some exporters call the file by it. */
  readonly name: string;
  /** Without it nothing can be read. */
  readonly required: boolean;
  /** Columns without which the file is of no use. */
  readonly columns: readonly string[];
  readonly optional: readonly string[];
  /** Columns that hold money: the decimal sign of the file is seen in them. */
  readonly money: readonly string[];
  /** Proves nothing: nobody is told where it is missing. */
  readonly isHint?: true;
}

const CLOSING = ['Z_KASSE_ID', 'Z_NR'];
const RECEIPT = [...CLOSING, 'BON_ID'];
const LINE = [...RECEIPT, 'POS_ZEILE'];

const table = (
  file: string,
  name: string,
  required: boolean,
  columns: readonly string[],
  optional: readonly string[] = [],
  money: readonly string[] = [],
): TableFacts => ({ file, name, required, columns, optional, money });

export const TABLES = {
  closings: table(
    'cashpointclosing.csv',
    'Stamm_Abschluss',
    true,
    [...CLOSING, 'Z_ERSTELLUNG'],
    [
      'Z_BUCHUNGSTAG',
      'TAXONOMIE_VERSION',
      'Z_START_ID',
      'Z_ENDE_ID',
      'Z_SE_ZAHLUNGEN',
      'Z_SE_BARZAHLUNGEN',
    ],
    ['Z_SE_ZAHLUNGEN', 'Z_SE_BARZAHLUNGEN'],
  ),
  locations: table('location.csv', 'Stamm_Orte', false, [...CLOSING, 'LOC_NAME']),
  registers: table('cashregister.csv', 'Stamm_Kassen', false, [...CLOSING, 'KASSE_BASISWAEH_CODE']),
  vat: table('vat.csv', 'Stamm_USt', false, [...CLOSING, 'UST_SCHLUESSEL']),
  businessCases: table(
    'businesscases.csv',
    'Z_GV_Typ',
    false,
    [...CLOSING, 'GV_TYP', 'UST_SCHLUESSEL', 'Z_UMS_BRUTTO'],
    ['GV_NAME'],
    ['Z_UMS_BRUTTO'],
  ),
  closingPayments: table(
    'payment.csv',
    'Z_Zahlart',
    false,
    [...CLOSING, 'ZAHLART_TYP', 'Z_ZAHLART_BETRAG'],
    ['ZAHLART_NAME'],
    ['Z_ZAHLART_BETRAG'],
  ),
  recordedCash: {
    ...table(
      'cash_per_currency.csv',
      'Z_Waehrungen',
      false,
      [...CLOSING, 'ZAHLART_WAEH', 'ZAHLART_BETRAG_WAEH'],
      [],
      ['ZAHLART_BETRAG_WAEH'],
    ),
    isHint: true,
  } as const,
  receipts: table(
    'transactions.csv',
    'Bonkopf',
    true,
    [...RECEIPT, 'BON_TYP', 'UMS_BRUTTO'],
    [
      'BON_NR',
      'BON_NAME',
      'BON_STORNO',
      'BON_START',
      'BON_ENDE',
      'BEDIENER_ID',
      'TERMINAL_ID',
      'BON_NOTIZ',
    ],
    ['UMS_BRUTTO'],
  ),
  payments: table(
    'datapayment.csv',
    'Bonkopf_Zahlarten',
    true,
    [...RECEIPT, 'ZAHLART_TYP', 'BASISWAEH_BETRAG'],
    ['ZAHLART_NAME', 'ZAHLWAEH_CODE', 'ZAHLWAEH_BETRAG'],
    ['BASISWAEH_BETRAG'],
  ),
  lines: table(
    'lines.csv',
    'Bonpos',
    true,
    [...LINE, 'GV_TYP'],
    ['GV_NAME', 'ARTIKELTEXT', 'P_STORNO'],
  ),
  lineVat: table(
    'lines_vat.csv',
    'Bonpos_USt',
    true,
    [...LINE, 'UST_SCHLUESSEL', 'POS_BRUTTO'],
    ['POS_NETTO', 'POS_UST'],
    ['POS_BRUTTO', 'POS_NETTO', 'POS_UST'],
  ),
  receiptVat: table(
    'transactions_vat.csv',
    'Bonkopf_USt',
    false,
    [...RECEIPT, 'UST_SCHLUESSEL', 'BON_BRUTTO'],
    [],
    ['BON_BRUTTO'],
  ),
  references: table('references.csv', 'Bon_Referenzen', false, RECEIPT),
} as const satisfies Record<string, TableFacts>;

/** BON_TYP: `Beleg` is money; everything else is kept and not booked. */
export const RECEIPT_TYPES = [
  'Beleg',
  'AVRechnung',
  'AVTransfer',
  'AVBestellung',
  'AVTraining',
  'AVBelegstorno',
  'AVBelegabbruch',
  'AVSachbezug',
  'AVSonstige',
];

/** GV_TYP that concern the drawer alone. */
export const CASH_CASES = [
  'Geldtransit',
  'Einzahlung',
  'Auszahlung',
  'Privateinlage',
  'Privatentnahme',
  'Lohnzahlung',
  'DifferenzSollIst',
  'Anfangsbestand',
];

/** Negative lines that act as a payment. */
export const TENDER_CASES: Readonly<Record<string, PaymentType>> = {
  MehrzweckgutscheinEinloesung: 'voucher',
  Forderungsentstehung: 'receivable',
};

export const NO_PAYMENT = 'Keine';
const PAYMENTS = [
  CASH_PAYMENT,
  NO_PAYMENT,
  'Unbar',
  'ECKarte',
  'Kreditkarte',
  'ElZahlungsdienstleister',
  'Guthabenkarte',
];

/** The official spelling of a ZAHLART_TYP; official examples write `keine` themselves. Undefined: not in the closed list. */
export function paymentTypeOf(text: string): string | undefined {
  const wanted = text.trim().toLowerCase();
  return PAYMENTS.find((type) => type.toLowerCase() === wanted);
}
