/** Tables of what stands beside the receipts: places, accounts over time, what people decided, serial numbers, the chain. */
import type {
  FolderAccount,
  FolderChainEntry,
  FolderExplanation,
  FolderJournalEntry,
  FolderOpening,
  FolderPlace,
} from '../../../core/db/tax-folder.ts';
import { columnsOf, type Table } from '../../../core/export/gdpdu/table.ts';
import type { SerialNumber } from '../../../core/ingest/index.ts';
import type { AccountPlace } from '../../../../shared/domain/assignment.ts';

const place = columnsOf<FolderPlace>();
export const PLACES: Table<FolderPlace> = {
  file: 'places.csv',
  name: 'Filialen_und_Kassen',
  about: { de: 'Filialen und Kassen', en: 'Stores and pay desks' },
  columns: [
    place.text(
      'ART',
      (row) => row.kind,
      'store (Filiale) oder pay-desk (Kasse)',
      'store or pay-desk',
    ),
    place.text(
      'KENNUNG',
      (row) => row.id,
      'Kennung, wie sie in FILIALE und KASSE steht',
      'Id as it stands in FILIALE and KASSE',
    ),
    place.text('FILIALE', (row) => row.store, 'Filiale der Kasse', 'Store of the pay desk'),
    place.text('NAME', (row) => row.name, 'Name', 'Name'),
    place.instant('BEKANNT_SEIT', (row) => row.createdAt, 'Erste Lieferung', 'First delivery'),
    place.instant(
      'AUSSER_BETRIEB_SEIT',
      (row) => row.offSince,
      'Seit wann nichts mehr erwartet wird',
      'Since when nothing is expected',
    ),
    place.text(
      'ERSETZT_DURCH',
      (row) => row.mergedInto,
      'Kasse, die an ihre Stelle trat',
      'The till that replaced it',
    ),
  ],
};

export interface SerialRow extends SerialNumber {
  readonly source: number;
}
const serial = columnsOf<SerialRow>();
export const SERIALS: Table<SerialRow> = {
  file: 'serial_numbers.csv',
  name: 'Seriennummern',
  about: {
    de: 'Seriennummern der Kassen und ihrer Sicherheitseinrichtungen (TSE), wie sie in den Originalen stehen (cashregister.csv, tse.csv)',
    en: 'Serial numbers of tills and their security devices (TSE) as they stand in the originals (cashregister.csv, tse.csv)',
  },
  columns: [
    serial.text('ART', (row) => row.kind, 'till (Kasse) oder tse', 'till or tse'),
    serial.text('KASSE', (row) => row.payDesk, 'Kasse', 'Pay desk'),
    serial.text('SERIENNUMMER', (row) => row.serial, 'Seriennummer', 'Serial number'),
    serial.text(
      'BESCHREIBUNG',
      (row) => row.facts,
      'Hersteller, Modell und Software der Kasse; Verfahren der TSE',
      'Brand, model and software of the till; algorithm of the TSE',
    ),
    serial.text(
      'OEFFENTLICHER_SCHLUESSEL',
      (row) => row.publicKey,
      'Öffentlicher Schlüssel der TSE',
      'Public key of the TSE',
    ),
    serial.text(
      'ERSTER_Z',
      (row) => row.firstClosing,
      'Erster Abschluss, in dem sie steht',
      'First closing that names it',
    ),
    serial.text(
      'LETZTER_Z',
      (row) => row.lastClosing,
      'Letzter Abschluss, in dem sie steht',
      'Last closing that names it',
    ),
    serial.integer('LIEFERUNG_ID', (row) => row.source, 'Lieferung', 'Delivery'),
  ],
};

const account = columnsOf<FolderAccount>();
export const ACCOUNTS: Table<FolderAccount> = {
  file: 'accounts.csv',
  name: 'Kontenzuordnung',
  about: {
    de: 'Kontenzuordnung, wie sie bei der Erstellung gilt',
    en: 'Assignment of accounts as it is when the folder is made',
  },
  columns: [
    account.integer(
      'VERSION',
      (row) => row.version,
      'Änderung, die sie so gemacht hat',
      'The change that made it what it is',
    ),
    account.text('TYP', (row) => row.type, 'Wofür das Konto steht', 'What the account stands for'),
    account.text('WAEHRUNG', (row) => row.currency, 'Währung', 'Currency'),
    account.text('ZAHLART', (row) => row.paymentType, 'Zahlart', 'Way of paying'),
    account.text(
      'ZAHLART_NAME',
      (row) => row.paymentName,
      'Name der Zahlart',
      'Name of the way of paying',
    ),
    account.text('GV_TYP', (row) => row.businessCase, 'Geschäftsvorfall', 'Business case'),
    account.text(
      'GV_NAME',
      (row) => row.businessName,
      'Name des Geschäftsvorfalls',
      'Name of the business case',
    ),
    account.text('FILIALE', (row) => row.store, 'Nur für diese Filiale', 'For this store alone'),
    account.text('KASSE', (row) => row.payDesk, 'Nur für diese Kasse', 'For this pay desk alone'),
    account.text('KONTO', (row) => row.account, 'Konto', 'Account'),
  ],
};

/** A change of the assignment as it was made. */
export interface AccountChangeRow {
  readonly entry: FolderJournalEntry;
  readonly place: AccountPlace | null;
  readonly old: string | null;
  readonly new: string | null;
}
const change = columnsOf<AccountChangeRow>();
export const ACCOUNT_HISTORY: Table<AccountChangeRow> = {
  file: 'account_history.csv',
  name: 'Kontenzuordnung_Verlauf',
  about: {
    de: 'Jede Änderung der Kontenzuordnung seit Beginn, mit Zeitpunkt und Person',
    en: 'Every change of the assignment of accounts since the beginning, with when and who',
  },
  columns: [
    change.integer(
      'VERSION',
      ({ entry }) => entry.id,
      'Nummer der Änderung',
      'Number of the change',
    ),
    change.instant('ZEITPUNKT', ({ entry }) => entry.at, 'Zeitpunkt', 'When it was'),
    change.text('WER', ({ entry }) => entry.who, 'Wer', 'Who'),
    change.text(
      'AKTION',
      ({ entry }) => entry.action,
      'set (gesetzt) oder remove (entfernt)',
      'set or remove',
    ),
    change.text(
      'TYP',
      (row) => row.place?.type ?? null,
      'Wofür das Konto steht',
      'What the account stands for',
    ),
    change.text('WAEHRUNG', (row) => row.place?.currency ?? null, 'Währung', 'Currency'),
    change.text('ZAHLART', (row) => row.place?.paymentType ?? null, 'Zahlart', 'Way of paying'),
    change.text(
      'ZAHLART_NAME',
      (row) => row.place?.paymentName ?? null,
      'Name der Zahlart',
      'Name of the way of paying',
    ),
    change.text(
      'GV_TYP',
      (row) => row.place?.businessCase ?? null,
      'Geschäftsvorfall',
      'Business case',
    ),
    change.text(
      'GV_NAME',
      (row) => row.place?.businessName ?? null,
      'Name des Geschäftsvorfalls',
      'Name of the business case',
    ),
    change.text(
      'FILIALE',
      (row) => row.place?.store ?? null,
      'Nur für diese Filiale',
      'For this store alone',
    ),
    change.text(
      'KASSE',
      (row) => row.place?.payDesk ?? null,
      'Nur für diese Kasse',
      'For this pay desk alone',
    ),
    change.text('KONTO_ALT', (row) => row.old, 'Konto davor', 'Account before'),
    change.text('KONTO_NEU', (row) => row.new, 'Konto danach', 'Account afterwards'),
    change.text('GRUND', ({ entry }) => entry.reason, 'Grund', 'Reason'),
  ],
};

const opening = columnsOf<FolderOpening>();
export const OPENINGS: Table<FolderOpening> = {
  file: 'drawer_openings.csv',
  name: 'Anfangsbestaende',
  about: {
    de: 'Was eine Person als Bestand einer Lade vor ihrem ersten Abschluss eingetragen hat; der neueste Eintrag gilt',
    en: 'What a person entered as the cash in a drawer before its first closing; the newest entry counts',
  },
  columns: [
    opening.integer('EINTRAG_ID', (row) => row.id, 'Nummer', 'Number'),
    opening.text('FILIALE', (row) => row.store, 'Filiale; leer: jede', 'Store; empty: any'),
    opening.text('KASSE', (row) => row.payDesk, 'Kasse', 'Pay desk'),
    opening.text('WAEHRUNG', (row) => row.currency, 'Währung', 'Currency'),
    opening.amount('BETRAG', ({ cents, currency }) => ({ cents, currency }), 'Bestand', 'Cash'),
    opening.text('GRUND', (row) => row.reason, 'Grund', 'Reason'),
    opening.text('WER', (row) => row.who, 'Wer', 'Who'),
    opening.instant('ZEITPUNKT', (row) => row.at, 'Zeitpunkt', 'When it was'),
  ],
};

const explanation = columnsOf<FolderExplanation>();
export const EXPLANATIONS: Table<FolderExplanation> = {
  file: 'gap_explanations.csv',
  name: 'Erklaerungen_zu_Luecken',
  about: {
    de: 'Warum Nummern fehlen, doppelt sind oder aus einem anderen Jahr stammen, wie Personen es erklärt haben',
    en: 'Why numbers are missing, stand twice or are of another year, as people explained it',
  },
  columns: [
    explanation.integer('ERKLAERUNG_ID', (row) => row.id, 'Nummer', 'Number'),
    explanation.text(
      'ART',
      (row) => row.kind,
      'Art der Lücke; leer: jede',
      'Kind of gap; empty: any',
    ),
    explanation.text('FILIALE', (row) => row.store, 'Filiale; leer: jede', 'Store; empty: any'),
    explanation.text('KASSE', (row) => row.payDesk, 'Kasse', 'Pay desk'),
    explanation.text(
      'VON',
      (row) => row.first,
      'Erste Nummer; leer: Dauerregel der Kasse',
      'First number; empty: a standing rule of the till',
    ),
    explanation.text('BIS', (row) => row.last, 'Letzte Nummer', 'Last number'),
    explanation.text('GRUND', (row) => row.reason, 'Grund', 'Reason'),
    explanation.text('WER', (row) => row.who, 'Wer', 'Who'),
    explanation.instant('ZEITPUNKT', (row) => row.at, 'Zeitpunkt', 'When it was'),
    explanation.integer(
      'NIMMT_ZURUECK',
      (row) => row.takesBack,
      'Erklärung, die damit zurückgenommen ist',
      'Explanation that it takes back',
    ),
  ],
};

const entry = columnsOf<FolderJournalEntry>();
export const JOURNAL: Table<FolderJournalEntry> = {
  file: 'journal.csv',
  name: 'Journal',
  about: {
    de: 'Was Personen entschieden und geändert haben, und was das Programm von selbst tat (WER ist program); zu Aufträgen nur die des Zeitraums',
    en: 'What people decided and changed, and what the program did by itself (WER is program); of jobs those of the period alone',
  },
  columns: [
    entry.integer('EINTRAG_ID', (row) => row.id, 'Nummer', 'Number'),
    entry.instant('ZEITPUNKT', (row) => row.at, 'Zeitpunkt', 'When it was'),
    entry.text('WER', (row) => row.who, 'Wer', 'Who'),
    entry.text('THEMA', (row) => row.topic, 'Worum es geht', 'What it is about'),
    entry.text(
      'GEGENSTAND',
      (row) => row.subject,
      'Auftrag, Konto, Einstellung, Kasse',
      'Job, account, setting, pay desk',
    ),
    entry.text('AKTION', (row) => row.action, 'Was getan wurde', 'What was done'),
    entry.text('GRUND', (row) => row.reason, 'Grund', 'Reason'),
    entry.text(
      'EINZELHEITEN',
      (row) => row.details,
      'Davor und danach als JSON',
      'Before and after as JSON',
    ),
  ],
};

const link = columnsOf<FolderChainEntry>();
/** Before the first entry. */
const NO_HASH = '0'.repeat(64);
export const CHAIN: Table<FolderChainEntry> = {
  file: 'chain.csv',
  name: 'Hash_Kette',
  about: {
    de: 'Hash-Kette über alles, was der Datenordner seit Beginn des Zeitraums festgehalten hat: HASH = SHA-256 aus HASH_DAVOR (32 Bytes), NUMMER (8 Bytes), ZEIT_MS (8 Bytes) und INHALT, Zahlen big-endian',
    en: 'Chain of hashes over all that the data folder kept since the period began: HASH = SHA-256 of HASH_DAVOR (32 bytes), NUMMER (8 bytes), ZEIT_MS (8 bytes) and INHALT, numbers big-endian',
  },
  columns: [
    link.integer('NUMMER', (row) => row.seq, 'Nummer des Eintrags', 'Number of the entry'),
    link.integer(
      'ZEIT_MS',
      (row) => row.at,
      'Zeitpunkt in Millisekunden seit 1970 (UTC)',
      'When it was, in milliseconds since 1970 (UTC)',
    ),
    link.instant('ZEITPUNKT', (row) => row.at, 'Derselbe Zeitpunkt', 'The same moment'),
    link.text(
      'HASH_DAVOR',
      (row) => row.before ?? NO_HASH,
      'Hash des Eintrags davor; 64 Nullen: der erste',
      'Hash of the entry before; 64 zeros: the first one',
    ),
    link.text('HASH', (row) => row.hash, 'Hash dieses Eintrags', 'Hash of this entry'),
    link.text(
      'INHALT',
      (row) => row.body.toString('hex'),
      'Geschriebene Zeilen mit ihren Prüfsummen, hexadezimal',
      'The rows that were written with their checksums, in hexadecimal',
    ),
  ],
};

export interface ProcedureChangeRow {
  readonly number: number;
  readonly at: number;
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
}
const procedure = columnsOf<ProcedureChangeRow>();
export const PROCEDURE_CHANGES: Table<ProcedureChangeRow> = {
  file: 'procedure_changes.csv',
  name: 'Aenderungen_der_Verfahrensdokumentation',
  about: {
    de: 'Angaben der Verfahrensdokumentation: die der ersten Version, dann jede Änderung mit ihrer Version',
    en: 'Facts of the procedure description: those of the first version, then each change with its version',
  },
  columns: [
    procedure.integer('VERSION', (row) => row.number, 'Version', 'Version'),
    procedure.instant('ZEITPUNKT', (row) => row.at, 'Zeitpunkt', 'When it was'),
    procedure.text('ANGABE', (row) => row.key, 'Worum es geht', 'What it is about'),
    procedure.text('BISHER', (row) => row.before, 'Wert davor', 'Value before'),
    procedure.text('JETZT', (row) => row.after, 'Wert danach', 'Value afterwards'),
  ],
};
