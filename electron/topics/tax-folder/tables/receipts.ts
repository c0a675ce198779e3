/** Tables of what tills delivered and what became of it: deliveries, events, jobs with their postings, requests. */
import type {
  FolderAttempt,
  FolderEvent,
  FolderJob,
  FolderSource,
} from '../../../core/db/tax-folder.ts';
import { columnsOf, type Table } from '../../../core/export/gdpdu/table.ts';

export interface SourceRow extends FolderSource {
  /** In the folder; null: it is not there. */
  readonly place: string | null;
}

const source = columnsOf<SourceRow>();
export const SOURCES: Table<SourceRow> = {
  file: 'deliveries.csv',
  name: 'Lieferungen',
  about: {
    de: 'Lieferungen der Kassen (DSFinV-K-Exporte und Dateien), wie sie ankamen; die Originale liegen im Ordner originals',
    en: 'Deliveries of the tills (DSFinV-K exports and files) as they arrived; the originals lie in the folder originals',
  },
  columns: [
    source.integer(
      'LIEFERUNG_ID',
      (row) => row.id,
      'Nummer der Lieferung',
      'Number of the delivery',
    ),
    source.text(
      'ART',
      (row) => row.kind,
      'dsfinvk, inbox oder unknown',
      'dsfinvk, inbox or unknown',
    ),
    source.text(
      'NAME',
      (row) => row.name,
      'Name, unter dem sie ankam',
      'Name under which it arrived',
    ),
    source.text(
      'SHA256',
      (row) => row.sha256,
      'SHA-256 der Bytes; bei einem Ordner der sortierten Liste „SHA-256, zwei Leerzeichen, Name, Zeilenende“',
      'SHA-256 of its bytes; of a folder: of the sorted list "SHA-256, two spaces, name, line feed"',
    ),
    source.integer('BYTES', (row) => row.size, 'Größe in Bytes', 'Size in bytes'),
    source.instant(
      'EMPFANGEN',
      (row) => row.receivedAt,
      'Zeitpunkt des Empfangs',
      'When it arrived',
    ),
    source.text('STATUS', (row) => row.status, 'Ergebnis des Einlesens', 'What came of reading it'),
    source.text(
      'ORIGINAL',
      (row) => row.place,
      'Ort des Originals in diesem Ordner',
      'Place of the original in this folder',
    ),
  ],
};

const event = columnsOf<FolderEvent>();
export const EVENTS: Table<FolderEvent> = {
  file: 'events.csv',
  name: 'Kassenereignisse',
  about: {
    de: 'Geldereignisse der Kassen: Belege, Ein- und Auszahlungen, gezählte Differenzen; auch nicht gebuchte',
    en: 'Money events of the tills: receipts, cash put in and taken out, counted differences; also what is not booked',
  },
  columns: [
    event.integer('EREIGNIS_ID', (row) => row.id, 'Nummer des Ereignisses', 'Number of the event'),
    event.integer('LIEFERUNG_ID', (row) => row.sourceId, 'Lieferung', 'Delivery'),
    event.text(
      'STELLE',
      (row) => row.origin,
      'Datei und Zeile im Original',
      'File and line in the original',
    ),
    event.text('SCHLUESSEL', (row) => row.naturalKey, 'Natürlicher Schlüssel', 'Natural key'),
    event.text(
      'INHALT_SHA256',
      (row) => row.contentHash,
      'Prüfsumme dessen, was über „gleicher Inhalt“ entscheidet',
      'Checksum of what decides about "same content"',
    ),
    event.text('FILIALE', (row) => row.store, 'Filiale', 'Store'),
    event.text('KASSE', (row) => row.payDesk, 'Kasse', 'Pay desk'),
    event.text('Z_NR', (row) => row.closing, 'Kassenabschluss', 'Closing of the till'),
    event.text(
      'BELEGNUMMER',
      (row) => row.billNumber,
      'Belegnummer der Kasse',
      'Bill number at POS',
    ),
    event.day(
      'GESCHAEFTSTAG',
      (row) => row.day,
      'Geschäftstag laut Kasse',
      'Business day of the till',
    ),
    event.instant(
      'ZEITPUNKT',
      (row) => row.occurredAt,
      'Zeitpunkt laut Kasse',
      'When it was, as the till says',
    ),
    event.instant(
      'GESPEICHERT',
      (row) => row.receivedAt,
      'Zeitpunkt des Speicherns',
      'When it was stored',
    ),
    event.text('WAEHRUNG', (row) => row.currency, 'Währung', 'Currency'),
    event.text(
      'NICHT_GEBUCHT',
      (row) => row.notBooked,
      'Warum es keine Buchung ergibt; leer: es hat Buchungsaufträge',
      'Why nothing of it is booked; empty: it has jobs',
    ),
  ],
};

/** What RetailSuite booked of a job. */
export interface BookedPosting {
  readonly debit: string | null;
  readonly credit: string | null;
  /** Minor units, never negative; null: RetailSuite tells digits that the currency does not have. */
  readonly cents: number | null;
  readonly currency: string;
  readonly day: string;
  readonly receipt: string | null;
  readonly text: string | null;
  readonly period: string | null;
}

export interface JobRow extends FolderJob {
  /** Null: RetailSuite has no posting of it that is known here. */
  readonly posting: BookedPosting | null;
}

const job = columnsOf<JobRow>();
const booked = (row: JobRow) => {
  const { posting } = row;
  return posting?.cents == null ? null : { cents: posting.cents, currency: posting.currency };
};
export const JOBS: Table<JobRow> = {
  file: 'jobs.csv',
  name: 'Buchungsauftraege',
  about: {
    de: 'Buchungsaufträge aus den Kassenereignissen und die Buchung, die RetailSuite daraus gemacht hat (Soll an Haben)',
    en: 'Jobs made from the events, and the posting that RetailSuite made of each (debit to credit)',
  },
  columns: [
    job.integer('AUFTRAG_ID', (row) => row.id, 'Nummer des Auftrags', 'Number of the job'),
    job.integer('EREIGNIS_ID', (row) => row.eventId, 'Kassenereignis', 'Event'),
    job.text('TEIL', (row) => row.part, 'Teil des Ereignisses', 'Part of the event'),
    job.text('TYP', (row) => row.type, 'Auftragstyp', 'Job type'),
    job.text('FILIALE', (row) => row.store, 'Filiale', 'Store'),
    job.text('KASSE', (row) => row.payDesk, 'Kasse', 'Pay desk'),
    job.text('Z_NR', (row) => row.closing, 'Kassenabschluss', 'Closing of the till'),
    job.day(
      'GESCHAEFTSTAG',
      (row) => row.day,
      'Geschäftstag laut Kasse',
      'Business day of the till',
    ),
    job.text('BELEGNUMMER', (row) => row.billNumber, 'Belegnummer der Kasse', 'Bill number at POS'),
    job.text(
      'RECHNUNG',
      (row) => row.invoiceNumber,
      'Rechnung in RetailSuite',
      'Invoice in RetailSuite',
    ),
    job.text('DEBITOR', (row) => row.debtor, 'Debitor der Rechnung', 'Debtor of the invoice'),
    job.text('ZAHLART', (row) => row.paymentType, 'Zahlart', 'Way of paying'),
    job.text(
      'ZAHLART_NAME',
      (row) => row.paymentName,
      'Name der Zahlart',
      'Name of the way of paying',
    ),
    job.text('GV_TYP', (row) => row.businessCase, 'Geschäftsvorfall', 'Business case'),
    job.text(
      'GV_NAME',
      (row) => row.businessName,
      'Name des Geschäftsvorfalls',
      'Name of the business case',
    ),
    job.text('KASSENTEXT', (row) => row.text, 'Text der Kasse', 'Text of the till'),
    job.amount(
      'BETRAG',
      (row) => ({ cents: row.amount, currency: row.currency }),
      'Betrag mit Vorzeichen; negativ: Erstattung oder Entnahme',
      'Amount with its sign; negative: a refund or cash taken out',
    ),
    job.text('WAEHRUNG', (row) => row.currency, 'Währung', 'Currency'),
    job.text(
      'ZUSTAND',
      (row) => row.state,
      'booked und verified sind gebucht, verified auch zurückgelesen; excluded ist von einer Person ausgenommen',
      'booked and verified are booked, verified was read back, too; excluded was left out by a person',
    ),
    job.text('GRUND', (row) => row.cause, 'Warum er offen ist', 'Why it is open'),
    job.text(
      'BUCHUNGSNUMMER',
      (row) => row.postingNumber,
      'Buchungsnummer in RetailSuite',
      'Number of the posting in RetailSuite',
    ),
    job.text(
      'REFERENZ',
      (row) => row.reference,
      'Eigene Referenz in der Buchung (Belegfeld 2)',
      'Our own reference in the posting',
    ),
    job.text(
      'SOLLKONTO',
      (row) => row.posting?.debit ?? null,
      'Konto im Soll',
      'Account that is debited',
    ),
    job.text(
      'HABENKONTO',
      (row) => row.posting?.credit ?? null,
      'Konto im Haben',
      'Account that is credited',
    ),
    job.amount(
      'BUCHUNGSBETRAG',
      booked,
      'Gebuchter Betrag, ohne Vorzeichen',
      'Booked amount, without a sign',
    ),
    job.day(
      'BUCHUNGSTAG',
      (row) => row.posting?.day ?? null,
      'Tag der Buchung',
      'Day of the posting',
    ),
    job.text(
      'BELEGFELD1',
      (row) => row.posting?.receipt ?? null,
      'Belegfeld 1 der Buchung',
      'Receipt number of the posting',
    ),
    job.text(
      'BUCHUNGSTEXT',
      (row) => row.posting?.text ?? null,
      'Text der Buchung',
      'Text of the posting',
    ),
    job.text(
      'PERIODE',
      (row) => row.posting?.period ?? null,
      'Geschäftsjahr und Monat in RetailSuite',
      'Fiscal year and month in RetailSuite',
    ),
    job.text(
      'VERSCHOBEN_NACH',
      (row) => row.movedToPeriod,
      'Periode, in die RetailSuite beim Buchen verschoben hat',
      'Period into which RetailSuite moved it as it booked it',
    ),
    job.integer(
      'KONTEN_VERSION',
      (row) => row.accountsVersion,
      'Stand der Kontenzuordnung (VERSION in account_history.csv)',
      'Assignment of accounts (VERSION in account_history.csv)',
    ),
    job.instant('ERSTELLT', (row) => row.createdAt, 'Erstellt', 'Created'),
    job.instant('GEAENDERT', (row) => row.modifiedAt, 'Zuletzt geändert', 'Last changed'),
    job.integer(
      'VERSUCHE',
      (row) => row.attempts,
      'Anfragen an RetailSuite',
      'Requests to RetailSuite',
    ),
  ],
};

const attempt = columnsOf<FolderAttempt>();
export const ATTEMPTS: Table<FolderAttempt> = {
  file: 'attempts.csv',
  name: 'Anfragen',
  about: {
    de: 'Anfragen an RetailSuite zu den Aufträgen und ihre Antworten',
    en: 'Requests to RetailSuite about the jobs, and their answers',
  },
  columns: [
    attempt.integer('ANFRAGE_ID', (row) => row.id, 'Nummer der Anfrage', 'Number of the request'),
    attempt.integer('AUFTRAG_ID', (row) => row.jobId, 'Auftrag', 'Job'),
    attempt.text(
      'ART',
      (row) => row.kind,
      'post (buchen), look-up (nachsehen), invoice (Rechnung suchen)',
      'post, look-up or invoice',
    ),
    attempt.instant('BEGONNEN', (row) => row.startedAt, 'Gesendet', 'Sent'),
    attempt.instant(
      'BEENDET',
      (row) => row.endedAt,
      'Beantwortet; leer: ohne Antwort',
      'Answered; empty: without an answer',
    ),
    attempt.text('ERGEBNIS', (row) => row.outcome, 'Ergebnis', 'Outcome'),
    attempt.integer('HTTP_STATUS', (row) => row.httpStatus, 'HTTP-Status', 'HTTP status'),
    attempt.integer(
      'KONTEN_VERSION',
      (row) => row.accountsVersion,
      'Stand der Kontenzuordnung',
      'Assignment of accounts',
    ),
  ],
};

/** What was booked on an account on a day. */
export interface TotalRow {
  readonly account: string;
  readonly currency: string;
  readonly day: string;
  /** Minor units. */
  readonly debit: number;
  readonly credit: number;
  readonly count: number;
}

const total = columnsOf<TotalRow>();
const money = (cents: number, { currency }: TotalRow) => ({ cents, currency });
export const TOTALS: Table<TotalRow> = {
  file: 'account_totals.csv',
  name: 'Kontensummen',
  about: {
    de: 'Soll und Haben je Konto und Buchungstag: die Summen der gebuchten Aufträge aus jobs.csv',
    en: 'Debit and credit by account and day of the posting: the sums of the booked jobs in jobs.csv',
  },
  columns: [
    total.text('KONTO', (row) => row.account, 'Konto', 'Account'),
    total.text('WAEHRUNG', (row) => row.currency, 'Währung', 'Currency'),
    total.day('BUCHUNGSTAG', (row) => row.day, 'Tag der Buchung', 'Day of the posting'),
    total.amount('SOLL', (row) => money(row.debit, row), 'Summe im Soll', 'Sum of debits'),
    total.amount('HABEN', (row) => money(row.credit, row), 'Summe im Haben', 'Sum of credits'),
    total.amount(
      'SALDO',
      (row) => money(row.debit - row.credit, row),
      'Soll minus Haben',
      'Debit minus credit',
    ),
    total.integer('BUCHUNGEN', (row) => row.count, 'Zahl der Buchungen', 'Number of postings'),
  ],
};
