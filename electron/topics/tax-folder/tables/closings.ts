/** Tables of closings: what the till said, the cash book, seals, gaps, and what keeps a seal away. */
import { columnsOf, type Table } from '../../../core/export/gdpdu/table.ts';
import {
  isNote,
  type ClosingLine,
  type ClosingReason,
  type Gap,
} from '../../../../shared/domain/closing.ts';
import type { CashBook } from '../../../core/db/closings/index.ts';
import type { Seal } from '../../../core/db/seals.ts';

/** A closing with its number in this folder: `Z_NR` alone is unique neither over years nor over currencies. */
export interface ClosingRow {
  readonly id: number;
  readonly line: ClosingLine;
  readonly book: CashBook;
  /** Epoch milliseconds; null: what the till said of it is not kept. */
  readonly closedAt: number | null;
  readonly madeAt: string | null;
  /** The newest seal of a closing that is sealed. */
  readonly seal: Seal | null;
  /** When RetailSuite was last read for it. */
  readonly readAt: number | null;
}

const closing = columnsOf<ClosingRow>();
const cash = (cents: number | null, { line: { currency } }: ClosingRow) =>
  cents === null || currency === null ? null : { cents, currency };
export const CLOSINGS: Table<ClosingRow> = {
  file: 'closings.csv',
  name: 'Kassenabschluesse',
  about: {
    de: 'Kassenabschlüsse, von denen ein Beleg im Zeitraum liegt, mit ihrem Siegel und dem Stand der Lade',
    en: 'Closings that have a receipt in the period, each with its seal and its drawer',
  },
  columns: [
    closing.integer(
      'ABSCHLUSS_ID',
      (row) => row.id,
      'Nummer des Abschlusses in diesem Ordner',
      'Number of the closing in this folder',
    ),
    closing.text('FILIALE', ({ line }) => line.store, 'Filiale', 'Store'),
    closing.text('KASSE', ({ line }) => line.payDesk, 'Kasse', 'Pay desk'),
    closing.text(
      'Z_NR',
      ({ line }) => line.closing,
      'Nummer des Kassenabschlusses',
      'Number of the closing',
    ),
    closing.text('WAEHRUNG', ({ line }) => line.currency, 'Währung', 'Currency'),
    closing.text(
      'Z_ERSTELLUNG',
      (row) => row.madeAt,
      'Zeitpunkt, wie die Kasse ihn schreibt',
      'When it was made, as the till writes it',
    ),
    closing.instant(
      'ABGESCHLOSSEN',
      (row) => row.closedAt,
      'Zeitpunkt des Abschlusses',
      'When it was made',
    ),
    closing.day(
      'ERSTER_TAG',
      ({ line }) => line.days[0] ?? null,
      'Erster Geschäftstag',
      'First business day',
    ),
    closing.day(
      'LETZTER_TAG',
      ({ line }) => line.days.at(-1) ?? null,
      'Letzter Geschäftstag',
      'Last business day',
    ),
    closing.integer(
      'BELEGE',
      ({ line }) => line.till?.receipts ?? null,
      'Belege laut Kasse',
      'Receipts that the till says',
    ),
    closing.amount(
      'BRUTTO',
      (row) => cash(row.line.till?.grossCents ?? null, row),
      'Brutto laut Kasse',
      'Gross that the till says',
    ),
    closing.integer(
      'BESIEGELT',
      ({ line }) => (line.sealed ? 1 : 0),
      '1: Kasse, Aufträge und RetailSuite stimmen auf den Cent',
      '1: till, jobs and RetailSuite agree to the cent',
    ),
    closing.instant(
      'BESIEGELT_AM',
      ({ seal }) => seal?.at ?? null,
      'Zeitpunkt des Siegels',
      'When it was sealed',
    ),
    closing.text(
      'SIEGEL_ANKER',
      ({ seal }) => seal?.anchor ?? null,
      'Anker der Hash-Kette im Siegel',
      "The chain's anchor in the seal",
    ),
    closing.instant(
      'GELESEN_AM',
      (row) => row.readAt,
      'Wann RetailSuite zuletzt gelesen wurde',
      'When RetailSuite was last read',
    ),
    closing.amount(
      'DIFFERENZ',
      (row) => cash(row.line.differenceCents, row),
      'Abweichung zwischen Kasse, Aufträgen, RetailSuite und Rechnungen; leer: nicht alles verglichen',
      'What differs between till, jobs, RetailSuite and invoices; empty: not all was compared',
    ),
    closing.amount(
      'VORTRAG',
      (row) => cash(row.book.beforeCents, row),
      'Was der Abschluss davor in der Lade ließ',
      'What the closing before left in the drawer',
    ),
    closing.amount(
      'ANFANGSBESTAND',
      (row) => cash(row.book.openingCents, row),
      'Anfangsbestand der Lade',
      'Opening value of the drawer',
    ),
    closing.text(
      'ANFANG_LAUT',
      (row) => row.book.openingFrom,
      'till (Kasse), closing-before (Abschluss davor) oder person',
      'till, closing-before or person',
    ),
    closing.amount(
      'BEWEGT',
      (row) => cash(row.book.movedCents, row),
      'Bargeld, das bewegt wurde',
      'Cash that moved',
    ),
    closing.amount(
      'ENDBESTAND',
      (row) => cash(row.book.closingCents, row),
      'Rechnerischer Endbestand der Lade',
      'What must lie in the drawer',
    ),
    closing.amount(
      'TIEFSTER_STAND',
      (row) => cash(row.book.lowestCents, row),
      'Tiefster Stand der Lade',
      'The least that lay in the drawer',
    ),
    closing.text(
      'TIEFSTER_BELEG',
      (row) => row.book.lowestReceipt,
      'Beleg am tiefsten Stand',
      'Receipt at that point',
    ),
    closing.amount(
      'GEZAEHLT',
      (row) => cash(row.book.countedCents, row),
      'Gezählter Endbestand, wo die Kasse ihn nennt',
      'Counted cash, where the till says it',
    ),
  ],
};

export interface ClosingPaymentRow {
  readonly id: number;
  readonly currency: string;
  readonly type: string;
  readonly name: string;
  readonly cents: number;
}
const payment = columnsOf<ClosingPaymentRow>();
export const CLOSING_PAYMENTS: Table<ClosingPaymentRow> = {
  file: 'closing_payments.csv',
  name: 'Zahlarten_der_Abschluesse',
  about: {
    de: 'Summen je Zahlart, wie die Kasse sie im Abschluss nennt',
    en: 'Sums by way of paying, as the till says them in its closing',
  },
  columns: [
    payment.integer('ABSCHLUSS_ID', (row) => row.id, 'Abschluss', 'Closing'),
    payment.text('ZAHLART', (row) => row.type, 'Zahlart', 'Way of paying'),
    payment.text(
      'ZAHLART_NAME',
      (row) => row.name,
      'Name der Zahlart',
      'Name of the way of paying',
    ),
    payment.amount('BETRAG', ({ cents, currency }) => ({ cents, currency }), 'Summe', 'Sum'),
    payment.text('WAEHRUNG', (row) => row.currency, 'Währung', 'Currency'),
  ],
};

export interface ClosingJobRow {
  readonly id: number;
  readonly job: number;
}
const closingJob = columnsOf<ClosingJobRow>();
export const CLOSING_JOBS: Table<ClosingJobRow> = {
  file: 'closing_jobs.csv',
  name: 'Auftraege_der_Abschluesse',
  about: {
    de: 'Welche Buchungsaufträge zu einem Abschluss gehören; auch solche, deren Geschäftstag außerhalb des Zeitraums liegt',
    en: 'Which jobs belong to a closing; also those whose business day lies outside the period',
  },
  columns: [
    closingJob.integer('ABSCHLUSS_ID', (row) => row.id, 'Abschluss', 'Closing'),
    closingJob.integer('AUFTRAG_ID', (row) => row.job, 'Auftrag', 'Job'),
  ],
};

export interface CashRow {
  readonly id: number;
  readonly store: string;
  readonly payDesk: string;
  readonly currency: string;
  /** 1-based within the closing. */
  readonly position: number;
  /** Each moves the balance by its amount; `carried` is the balance that was there. */
  readonly kind: 'carried' | 'opening-difference' | 'move' | 'not-itemized';
  readonly at: number | null;
  readonly billNumber: string | null;
  readonly event: number | null;
  /** Minor units; null: not known. */
  readonly cents: number | null;
  /** What lies in the drawer afterwards; null: not known. */
  readonly balance: number | null;
}
const cashRow = columnsOf<CashRow>();
const ofDrawer = (cents: number | null, { currency }: CashRow) =>
  cents === null ? null : { cents, currency };
export const CASH_BOOK: Table<CashRow> = {
  file: 'cash_book.csv',
  name: 'Kassenbuch',
  about: {
    de: 'Kassenbuch je Lade und Abschluss in der Reihenfolge der Kasse: Vortrag, Differenz beim Öffnen, jede Bewegung, Bestand',
    en: 'Cash book of each drawer and closing in the order of the till: carried over, difference at the opening, each move, balance',
  },
  columns: [
    cashRow.text('FILIALE', (row) => row.store, 'Filiale', 'Store'),
    cashRow.text('KASSE', (row) => row.payDesk, 'Kasse', 'Pay desk'),
    cashRow.text('WAEHRUNG', (row) => row.currency, 'Währung', 'Currency'),
    cashRow.integer('ABSCHLUSS_ID', (row) => row.id, 'Abschluss', 'Closing'),
    cashRow.integer(
      'POSITION',
      (row) => row.position,
      'Reihenfolge innerhalb des Abschlusses',
      'Order within the closing',
    ),
    cashRow.text(
      'ART',
      (row) => row.kind,
      'carried (Vortrag: der Betrag ist der Bestand), opening-difference (Anfangsbestand weicht vom Vortrag ab), move (Bewegung), not-itemized (bewegt, aber ohne einzelnen Beleg)',
      'carried (the amount is the balance), opening-difference (the opening value is not what was carried over), move, not-itemized (moved, without a receipt of its own)',
    ),
    cashRow.instant('ZEITPUNKT', (row) => row.at, 'Zeitpunkt', 'When it was'),
    cashRow.text(
      'BELEGNUMMER',
      (row) => row.billNumber,
      'Belegnummer der Kasse',
      'Bill number at POS',
    ),
    cashRow.integer('EREIGNIS_ID', (row) => row.event, 'Kassenereignis', 'Event'),
    cashRow.amount(
      'BETRAG',
      (row) => ofDrawer(row.cents, row),
      'Betrag mit Vorzeichen',
      'Amount with its sign',
    ),
    cashRow.amount(
      'BESTAND',
      (row) => ofDrawer(row.balance, row),
      'Bestand danach; leer: nicht bekannt',
      'Balance afterwards; empty: not known',
    ),
  ],
};

export interface GapRow {
  readonly id: number;
  readonly gap: Gap;
}
const gap = columnsOf<GapRow>();
export const GAPS: Table<GapRow> = {
  file: 'gaps.csv',
  name: 'Nummernluecken',
  about: {
    de: 'Fehlende, doppelte oder jahresfremde Nummern je Abschluss',
    en: 'Numbers of a closing that are missing, stand twice or belong to another year',
  },
  columns: [
    gap.integer('ABSCHLUSS_ID', (row) => row.id, 'Abschluss', 'Closing'),
    gap.text(
      'ART',
      (row) => row.gap.kind,
      'closing (Abschluss fehlt), receipt (Beleg fehlt), repeat (doppelt), year (anderes Jahr)',
      'closing, receipt, repeat or year',
    ),
    gap.text('VON', (row) => row.gap.from, 'Erste Nummer', 'First number'),
    gap.text('BIS', (row) => row.gap.to, 'Letzte Nummer', 'Last number'),
    gap.integer(
      'ERKLAERT',
      (row) => (row.gap.explained ? 1 : 0),
      '1: von einer Person oder von der Kasse erklärt',
      '1: explained by a person or counted by the till',
    ),
  ],
};

export interface ReasonRow {
  readonly id: number;
  readonly reason: ClosingReason;
}
const reason = columnsOf<ReasonRow>();
export const REASONS: Table<ReasonRow> = {
  file: 'closing_notes.csv',
  name: 'Hinweise_zu_Abschluessen',
  about: {
    de: 'Was einem Siegel entgegensteht, und Hinweise, die daneben stehen',
    en: 'What keeps a seal away, and notes that stand beside one',
  },
  columns: [
    reason.integer('ABSCHLUSS_ID', (row) => row.id, 'Abschluss', 'Closing'),
    reason.text('CODE', (row) => row.reason.code, 'Kennwort des Grundes', 'Code of the reason'),
    reason.integer(
      'HINWEIS',
      (row) => (isNote(row.reason.code) ? 1 : 0),
      '1: nur ein Hinweis; 0: verhindert das Siegel',
      '1: a note alone; 0: keeps the seal away',
    ),
    reason.text('TEXT', (row) => row.reason.text, 'In Worten', 'In words'),
  ],
};

export interface SealRow extends Seal {
  readonly closingId: number;
}
const seal = columnsOf<SealRow>();
export const SEALS: Table<SealRow> = {
  file: 'seals.csv',
  name: 'Siegel',
  about: {
    de: 'Siegel der Abschlüsse und jede spätere Öffnung, mit der Zeile, die damals galt',
    en: 'Seals of the closings and each time that one was opened again, with the line as it was then',
  },
  columns: [
    seal.integer('SIEGEL_ID', (row) => row.id, 'Nummer', 'Number'),
    seal.integer('ABSCHLUSS_ID', (row) => row.closingId, 'Abschluss', 'Closing'),
    seal.instant('ZEITPUNKT', (row) => row.at, 'Zeitpunkt', 'When it was'),
    seal.integer(
      'BESIEGELT',
      (row) => (row.sealed ? 1 : 0),
      '1: besiegelt, 0: geöffnet oder nicht besiegelt',
      '1: sealed, 0: opened or not sealed',
    ),
    seal.text(
      'GEOEFFNET_DURCH',
      (row) => row.reopenedBy,
      'Was das Siegel geöffnet hat',
      'What opened the seal',
    ),
    seal.text(
      'ANKER',
      (row) => row.anchor,
      'Anker der Hash-Kette zu diesem Zeitpunkt',
      "The chain's anchor of that moment",
    ),
    seal.text(
      'SHA256',
      (row) => row.hash,
      'Prüfsummen dessen, was hier bekannt war und was RetailSuite hatte',
      'Checksums of what was known here and of what RetailSuite had',
    ),
    seal.text(
      'ZEILE',
      (row) => row.line,
      'Vergleich von Kasse, Aufträgen und RetailSuite als JSON',
      'Comparison of till, jobs and RetailSuite as JSON',
    ),
  ],
};
