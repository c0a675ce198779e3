/** Words of the readable report in a folder for the tax office. */
import type { Language } from '../../../shared/domain/preferences.ts';

export interface ReportWords {
  readonly file: string;
  readonly title: string;
  readonly period: (from: string, to: string) => string;
  readonly places: (names: string) => string;
  readonly sealed: (sealed: number, all: number) => string;
  readonly gross: (sums: string) => string;
  readonly booked: (sums: string) => string;
  readonly complete: string;
  readonly open: (count: number) => string;
  readonly anchor: (anchor: string) => string;
  readonly made: (at: string, by: string, program: string) => string;
  readonly about: string;
  readonly openHead: string;
  readonly more: (count: number) => string;
  readonly closings: string;
  readonly drawers: string;
  readonly accounts: string;
  readonly accountDays: string;
  readonly gaps: string;
  readonly serials: string;
  readonly none: string;
  readonly replaced: string;
  readonly page: (page: number, pages: number) => string;
  readonly till: string;
  readonly tse: string;
  readonly explained: string;
  readonly unexplained: string;
  readonly notSealed: string;
  readonly gapKinds: Readonly<Record<'closing' | 'receipt' | 'repeat' | 'year', string>>;
  readonly column: Readonly<
    Record<
      | 'store'
      | 'payDesk'
      | 'closing'
      | 'day'
      | 'gross'
      | 'opening'
      | 'moved'
      | 'end'
      | 'sealedAt'
      | 'difference'
      | 'account'
      | 'debit'
      | 'credit'
      | 'balance'
      | 'count'
      | 'kind'
      | 'from'
      | 'to'
      | 'state'
      | 'serial'
      | 'facts',
      string
    >
  >;
}

export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = {
  de: {
    file: 'Bericht.pdf',
    title: 'Kassendaten für das Finanzamt',
    period: (from, to) => (from === to ? `Zeitraum: ${from}` : `Zeitraum: ${from} bis ${to}`),
    places: (names) => `Filialen und Kassen: ${names}`,
    sealed: (sealed, all) =>
      all === 1
        ? `Kassenabschlüsse: ${sealed} von 1 ist besiegelt`
        : `Kassenabschlüsse: ${sealed} von ${all} sind besiegelt`,
    gross: (sums) => `Brutto laut Kassen: ${sums}`,
    booked: (sums) => `In RetailSuite gebucht (Summe im Soll): ${sums}`,
    complete: 'Nichts ist offen: Kassen, Buchungsaufträge und RetailSuite stimmen auf den Cent.',
    open: (count) =>
      count === 1
        ? 'Der Ordner ist nicht vollständig: 1 Punkt ist offen.'
        : `Der Ordner ist nicht vollständig: ${count} Punkte sind offen.`,
    anchor: (anchor) => `Anker der Hash-Kette: ${anchor}`,
    made: (at, by, program) => `Erstellt am ${at} von ${by} mit Venduo POS Back Office ${program}`,
    about:
      'Ein Abschluss ist besiegelt, wenn Kasse, Buchungsaufträge, RetailSuite und Rechnungen auf den Cent übereinstimmen, alles aus RetailSuite zurückgelesen ist, keine Nummer unerklärt fehlt und der Bestand der Lade bekannt ist. Der Anker ist das Ende der Hash-Kette über alles, was das Programm festgehalten hat; mit ihm lässt sich später beweisen, dass nichts verändert wurde. Alle Einzelheiten stehen in den Tabellen im Ordner data.',
    openHead: 'Was offen ist',
    more: (count) => (count === 1 ? 'und 1 weiterer Punkt' : `und ${count} weitere Punkte`),
    closings: 'Kassenabschlüsse',
    drawers: 'Bargeld je Lade',
    accounts: 'Summen je Konto',
    accountDays: 'Summen je Konto und Tag',
    gaps: 'Nummernlücken',
    serials: 'Seriennummern der Kassen und TSE',
    none: 'Keine.',
    replaced:
      'Manche Zeichen hat die Schrift dieses Berichts nicht; sie sind durch ähnliche oder durch ein Fragezeichen ersetzt. In den Tabellen stehen sie, wie die Kasse sie lieferte.',
    page: (page, pages) => `Seite ${page} von ${pages}`,
    till: 'Kasse',
    tse: 'TSE',
    explained: 'erklärt',
    unexplained: 'nicht erklärt',
    notSealed: 'nicht besiegelt',
    gapKinds: {
      closing: 'Abschluss fehlt',
      receipt: 'Beleg fehlt',
      repeat: 'Nummer doppelt',
      year: 'anderes Jahr',
    },
    column: {
      ...{ store: 'Filiale', payDesk: 'Kasse', closing: 'Abschluss', day: 'Tag', gross: 'Brutto' },
      ...{ opening: 'Anfang', moved: 'Bewegt', end: 'Ende', sealedAt: 'Besiegelt am' },
      ...{ difference: 'Differenz', account: 'Konto', debit: 'Soll', credit: 'Haben' },
      ...{ balance: 'Saldo', count: 'Buchungen', kind: 'Art', from: 'Von', to: 'Bis' },
      ...{ state: 'Stand', serial: 'Seriennummer', facts: 'Beschreibung' },
    },
  },
  en: {
    file: 'Report.pdf',
    title: 'Till data for the tax office',
    period: (from, to) => (from === to ? `Period: ${from}` : `Period: ${from} to ${to}`),
    places: (names) => `Stores and pay desks: ${names}`,
    sealed: (sealed, all) =>
      all === 1 ? `Closings: ${sealed} of 1 is sealed` : `Closings: ${sealed} of ${all} are sealed`,
    gross: (sums) => `Gross that the tills say: ${sums}`,
    booked: (sums) => `Booked in RetailSuite (sum of debits): ${sums}`,
    complete: 'Nothing is open: tills, jobs and RetailSuite agree to the cent.',
    open: (count) =>
      count === 1
        ? 'The folder is not complete: 1 point is open.'
        : `The folder is not complete: ${count} points are open.`,
    anchor: (anchor) => `Anchor of the chain of hashes: ${anchor}`,
    made: (at, by, program) => `Made on ${at} by ${by} with Venduo POS Back Office ${program}`,
    about:
      'A closing is sealed when till, jobs, RetailSuite and invoices agree to the cent, everything was read back from RetailSuite, no number is missing without an explanation, and the cash in the drawer is known. The anchor is the end of the chain of hashes over all that the program kept; it proves later that nothing was changed. All details stand in the tables in the folder data.',
    openHead: 'What is open',
    more: (count) => (count === 1 ? 'and 1 more point' : `and ${count} more points`),
    closings: 'Closings',
    drawers: 'Cash by drawer',
    accounts: 'Sums by account',
    accountDays: 'Sums by account and day',
    gaps: 'Gaps in numbers',
    serials: 'Serial numbers of tills and TSE',
    none: 'None.',
    replaced:
      'Some characters are not in the font of this report; they are replaced by similar ones or by a question mark. In the tables they stand as the till delivered them.',
    page: (page, pages) => `Page ${page} of ${pages}`,
    till: 'Till',
    tse: 'TSE',
    explained: 'explained',
    unexplained: 'not explained',
    notSealed: 'not sealed',
    gapKinds: {
      closing: 'closing missing',
      receipt: 'receipt missing',
      repeat: 'number twice',
      year: 'another year',
    },
    column: {
      ...{ store: 'Store', payDesk: 'Pay desk', closing: 'Closing', day: 'Day', gross: 'Gross' },
      ...{ opening: 'Opening', moved: 'Moved', end: 'End', sealedAt: 'Sealed on' },
      ...{ difference: 'Difference', account: 'Account', debit: 'Debit', credit: 'Credit' },
      ...{ balance: 'Balance', count: 'Postings', kind: 'Kind', from: 'From', to: 'To' },
      ...{ state: 'State', serial: 'Serial number', facts: 'Description' },
    },
  },
};
