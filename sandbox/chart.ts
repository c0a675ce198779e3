/** The accounts that the sandbox has from the beginning: those of the presets, and some that a shop adds. */
import { PRESET_ACCOUNTS, type AccountRow } from '../shared/domain/accounts.ts';

/** Names of the presets' accounts in a German chart. */
const CASE_NAMES: Readonly<Record<string, string>> = {
  Privatentnahme: 'Privatentnahmen',
  Privateinlage: 'Privateinlagen',
  Lohnzahlung: 'Löhne und Gehälter',
  TrinkgeldAN: 'Durchlaufende Posten',
  MehrzweckgutscheinEinloesung: 'Gutscheine',
  Forderungsaufloesung: 'Forderungen',
};

function nameOf({ type, paymentType, businessCase }: AccountRow): string {
  switch (type) {
    case 'cash':
      return 'Kasse';
    case 'contra-cash-in':
    case 'contra-cash-out':
    case 'contra-order':
      return CASE_NAMES[businessCase ?? ''] ?? 'Geldtransit';
    case 'difference-surplus':
      return 'Sonstige Erträge';
    case 'difference-shortage':
      return 'Sonstige Aufwendungen';
    case 'voucher-refund':
      return 'Gutscheine';
    case 'non-cash':
      switch (paymentType) {
        case 'Kreditkarte':
          return 'Kreditkarten in Klärung';
        case 'ElZahlungsdienstleister':
          return 'Zahlungsdienstleister';
        case 'Guthabenkarte':
          return 'Guthabenkarten';
        case 'voucher':
          return 'Gutscheine';
        case 'receivable':
          return 'Forderungen';
        case 'Unbar':
        case 'ECKarte':
        case undefined:
          return 'Kartenzahlungen in Klärung';
      }
  }
}

/** Further accounts of a usual chart, beside those of the presets. */
const OTHER_ACCOUNTS = [
  ...['1001', '1020', '1200', '1800', '1890', '8400', '8300', '4400', '4300'],
  // What is paid out of a drawer: postage, cleaning, supplies of both charts.
  ...['4910', '4250', '4930', '6800', '6330', '6815'],
];

/** An account comes once under each of its names; the first one counts. */
export const CHART: readonly { readonly number: string; readonly name: string }[] = [
  ...Object.values(PRESET_ACCOUNTS)
    .flat()
    .map((row) => ({ number: row.account, name: nameOf(row) })),
  ...OTHER_ACCOUNTS.map((number) => ({ number, name: `Konto ${number}` })),
];
