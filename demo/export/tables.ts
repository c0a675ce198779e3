/**
 * The files of a DSFinV-K 2.x export: names, columns and order of the official index.xml.
 *
 * `A60` is text of at most 60 characters, `N2` a number with two decimals.
 */
type Column = readonly [name: string, kind: `A${number}` | `N${number}`];

const CLOSING_KEY: readonly Column[] = [
  ['Z_KASSE_ID', 'A50'],
  ['Z_ERSTELLUNG', 'A30'],
  ['Z_NR', 'N0'],
];
const RECEIPT_KEY: readonly Column[] = [...CLOSING_KEY, ['BON_ID', 'A40']];
const LINE_KEY: readonly Column[] = [...RECEIPT_KEY, ['POS_ZEILE', 'A50']];

interface Table {
  /** The German name in index.xml. */
  readonly title: string;
  readonly columns: readonly Column[];
}

function table(title: string, key: readonly Column[], columns: string): Table {
  const further = columns.split(' ').map((column): Column => {
    const [name = '', kind = ''] = column.split(':');
    return [name, kind as Column[1]];
  });
  return { title, columns: [...key, ...further] };
}

export const TABLES = {
  cashpointclosing: table(
    'Stamm_Abschluss',
    CLOSING_KEY,
    'Z_BUCHUNGSTAG:A25 TAXONOMIE_VERSION:A10 Z_START_ID:A40 Z_ENDE_ID:A40 NAME:A60 STRASSE:A60 PLZ:A10 ORT:A62 LAND:A3 STNR:A20 USTID:A15 Z_SE_ZAHLUNGEN:N2 Z_SE_BARZAHLUNGEN:N2',
  ),
  location: table(
    'Stamm_Orte',
    CLOSING_KEY,
    'LOC_NAME:A60 LOC_STRASSE:A60 LOC_PLZ:A10 LOC_ORT:A62 LOC_LAND:A3 LOC_USTID:A15',
  ),
  cashregister: table(
    'Stamm_Kassen',
    CLOSING_KEY,
    'KASSE_BRAND:A50 KASSE_MODELL:A50 KASSE_SERIENNR:A70 KASSE_SW_BRAND:A50 KASSE_SW_VERSION:A50 KASSE_BASISWAEH_CODE:A3 KEINE_UST_ZUORDNUNG:A1',
  ),
  tse: table(
    'Stamm_TSE',
    CLOSING_KEY,
    'TSE_ID:N0 TSE_SERIAL:A68 TSE_SIG_ALGO:A21 TSE_ZEITFORMAT:A31 TSE_PD_ENCODING:A5 TSE_PUBLIC_KEY:A512 TSE_ZERTIFIKAT_I:A1000 TSE_ZERTIFIKAT_II:A1000',
  ),
  vat: table('Stamm_USt', CLOSING_KEY, 'UST_SCHLUESSEL:N0 UST_SATZ:N2 UST_BESCHR:A55'),
  businesscases: table(
    'Z_GV_Typ',
    CLOSING_KEY,
    'GV_TYP:A30 GV_NAME:A40 AGENTUR_ID:N0 UST_SCHLUESSEL:N0 Z_UMS_BRUTTO:N5 Z_UMS_NETTO:N5 Z_UST:N5',
  ),
  payment: table('Z_Zahlart', CLOSING_KEY, 'ZAHLART_TYP:A25 ZAHLART_NAME:A60 Z_ZAHLART_BETRAG:N2'),
  cash_per_currency: table('Z_Waehrungen', CLOSING_KEY, 'ZAHLART_WAEH:A3 ZAHLART_BETRAG_WAEH:N2'),
  transactions: table(
    'Bonkopf',
    RECEIPT_KEY,
    'BON_NR:N0 BON_TYP:A30 BON_NAME:A60 TERMINAL_ID:A50 BON_STORNO:A1 BON_START:A30 BON_ENDE:A30 BEDIENER_ID:A50 BEDIENER_NAME:A50 UMS_BRUTTO:N2 KUNDE_NAME:A50 KUNDE_ID:A50 KUNDE_TYP:A50 KUNDE_STRASSE:A60 KUNDE_PLZ:A10 KUNDE_ORT:A62 KUNDE_LAND:A3 KUNDE_USTID:A15 BON_NOTIZ:A255',
  ),
  datapayment: table(
    'Bonkopf_Zahlarten',
    RECEIPT_KEY,
    'ZAHLART_TYP:A25 ZAHLART_NAME:A60 ZAHLWAEH_CODE:A3 ZAHLWAEH_BETRAG:N2 BASISWAEH_BETRAG:N2',
  ),
  lines: table(
    'Bonpos',
    LINE_KEY,
    'GUTSCHEIN_NR:A50 ARTIKELTEXT:A255 POS_TERMINAL_ID:A50 GV_TYP:A30 GV_NAME:A40 INHAUS:A1 P_STORNO:A1 AGENTUR_ID:N0 ART_NR:A50 GTIN:A50 WARENGR_ID:A40 WARENGR:A50 MENGE:N3 FAKTOR:N3 EINHEIT:A50 STK_BR:N5',
  ),
  lines_vat: table(
    'Bonpos_USt',
    LINE_KEY,
    'UST_SCHLUESSEL:N0 POS_BRUTTO:N5 POS_NETTO:N5 POS_UST:N5',
  ),
  transactions_vat: table(
    'Bonkopf_USt',
    RECEIPT_KEY,
    'UST_SCHLUESSEL:N0 BON_BRUTTO:N5 BON_NETTO:N5 BON_UST:N5',
  ),
  references: table(
    'Bon_Referenzen',
    LINE_KEY,
    'REF_TYP:A20 REF_NAME:A40 REF_DATUM:A30 REF_Z_KASSE_ID:A50 REF_Z_NR:N0 REF_BON_ID:A40',
  ),
  transactions_tse: table(
    'TSE_Transaktionen',
    RECEIPT_KEY,
    'TSE_ID:N0 TSE_TANR:N0 TSE_TA_START:A30 TSE_TA_ENDE:A30 TSE_TA_VORGANGSART:A30 TSE_TA_SIGZ:N0 TSE_TA_SIG:A512 TSE_TA_FEHLER:A200 TSE_VORGANGSDATEN:A1000',
  ),
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

export const DTD_NAME = 'gdpdu-01-09-2004.dtd';

/** The description of the files that the GDPdU standard requires beside them. */
export function indexXml(supplier: { name: string; place: string }): string {
  const tables = TABLE_NAMES.map((name) => {
    const columns = TABLES[name].columns.map(([column, kind]) => {
      const type = kind.startsWith('A')
        ? `<AlphaNumeric/><MaxLength>${kind.slice(1)}</MaxLength>`
        : `<Numeric><Accuracy>${kind.slice(1)}</Accuracy></Numeric>`;
      return `<VariableColumn><Name>${column}</Name>${type}</VariableColumn>`;
    });
    return [
      `<Table><URL>${name}.csv</URL><Name>${TABLES[name].title}</Name><UTF8/>`,
      '<DecimalSymbol>,</DecimalSymbol><DigitGroupingSymbol>.</DigitGroupingSymbol>',
      '<Range><From>2</From></Range>',
      '<VariableLength><ColumnDelimiter>;</ColumnDelimiter><RecordDelimiter>&#13;&#10;</RecordDelimiter><TextEncapsulator>"</TextEncapsulator>',
      ...columns,
      '</VariableLength></Table>',
    ].join('\n');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<!DOCTYPE DataSet SYSTEM "${DTD_NAME}">`,
    '<DataSet><Version>1.0</Version>',
    `<DataSupplier><Name>${escapeXml(supplier.name)}</Name><Location>${escapeXml(supplier.place)}</Location><Comment>DSFinV-K 2.4</Comment></DataSupplier>`,
    '<Media><Name>DSFinV-K</Name>',
    ...tables,
    '</Media></DataSet>',
    '',
  ].join('\n');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The part of the GDPdU document type that `indexXml` uses. */
export const DTD = `<!ELEMENT DataSet (Version, DataSupplier?, Media+)>
<!ELEMENT Version (#PCDATA)>
<!ELEMENT DataSupplier (Name, Location, Comment)>
<!ELEMENT Name (#PCDATA)>
<!ELEMENT Location (#PCDATA)>
<!ELEMENT Comment (#PCDATA)>
<!ELEMENT Media (Name, Table+)>
<!ELEMENT Table (URL, Name, UTF8, DecimalSymbol, DigitGroupingSymbol, Range, VariableLength)>
<!ELEMENT URL (#PCDATA)>
<!ELEMENT UTF8 EMPTY>
<!ELEMENT DecimalSymbol (#PCDATA)>
<!ELEMENT DigitGroupingSymbol (#PCDATA)>
<!ELEMENT Range (From)>
<!ELEMENT From (#PCDATA)>
<!ELEMENT VariableLength (ColumnDelimiter, RecordDelimiter, TextEncapsulator, VariableColumn+)>
<!ELEMENT ColumnDelimiter (#PCDATA)>
<!ELEMENT RecordDelimiter (#PCDATA)>
<!ELEMENT TextEncapsulator (#PCDATA)>
<!ELEMENT VariableColumn (Name, ((AlphaNumeric, MaxLength) | Numeric))>
<!ELEMENT AlphaNumeric EMPTY>
<!ELEMENT MaxLength (#PCDATA)>
<!ELEMENT Numeric (Accuracy)>
<!ELEMENT Accuracy (#PCDATA)>
`;
