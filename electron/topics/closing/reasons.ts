/** Why RetailSuite keeps a closing from its seal, each with the way out; a note keeps nothing away. */
import type { ClosingReason, RsReasonCode } from '../../../shared/domain/closing.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import { listed } from './local-reasons.ts';

/** @param what the receipts, postings or RetailSuite's own words that it is about */
type Sentence = (what: string, count: number) => string;

const SENTENCES: Readonly<Record<RsReasonCode, Readonly<Record<Language, Sentence>>>> = {
  'rs-not-read': {
    de: (what) =>
      `RetailSuite konnte nicht gefragt werden (${what}). Das Geld ist hier sicher gespeichert. Sobald RetailSuite antwortet, lesen Sie den Abschluss erneut.`,
    en: (what) =>
      `RetailSuite could not be asked (${what}). The money is safely stored here. Read the closing again once RetailSuite answers.`,
  },
  'rs-young': {
    de: (what, count) =>
      `${count} eben erst gebuchte Belege stehen noch nicht in der Liste von RetailSuite: ${what}. Lesen Sie den Abschluss in einer Viertelstunde erneut.`,
    en: (what, count) =>
      `${count} receipts that were only just booked are not in RetailSuite's list yet: ${what}. Read the closing again in a quarter of an hour.`,
  },
  'rs-missing': {
    de: (what, count) =>
      `${count} Buchungen gibt es in RetailSuite nicht mehr: ${what}. Es wird nichts erneut gesendet. War das Absicht, schließen Sie den Beleg mit Ihrem Grund aus; sonst senden Sie ihn aus seinen Details erneut.`,
    en: (what, count) =>
      `${count} postings are no longer in RetailSuite: ${what}. Nothing is sent again. If that was meant, exclude the receipt with your reason; else send it again from its details.`,
  },
  'rs-twice': {
    de: (what, count) =>
      `${count} Buchungen stehen in RetailSuite mehr als einmal: ${what}. Lassen Sie die überzählige dort löschen und lesen Sie den Abschluss erneut.`,
    en: (what, count) =>
      `${count} postings stand in RetailSuite more than once: ${what}. Have the surplus one deleted there and read the closing again.`,
  },
  'rs-different': {
    de: (what, count) =>
      `${count} Buchungen stehen in RetailSuite anders: ${what}. Lassen Sie sie dort berichtigen und lesen Sie den Abschluss erneut, oder übernehmen Sie den Stand von RetailSuite mit Ihrem Grund.`,
    en: (what, count) =>
      `${count} postings are different in RetailSuite: ${what}. Have them corrected there and read the closing again, or accept what RetailSuite has with your reason.`,
  },
  'rs-unknown': {
    de: (what, count) =>
      `${count} Buchungen in RetailSuite tragen unser Zeichen, aber kein Beleg hier kennt sie: ${what}. Fragen Sie Ihr Steuerbüro; eine überzählige wird in RetailSuite gelöscht, ein fehlender Beleg aus der Kasse eingelesen.`,
    en: (what, count) =>
      `${count} postings in RetailSuite carry our mark, but no receipt here knows them: ${what}. Ask your tax adviser; a surplus one is deleted in RetailSuite, a missing receipt is imported from the till.`,
  },
  'rs-excluded-booked': {
    de: (what, count) =>
      `${count} ausgeschlossene Belege stehen trotzdem in RetailSuite: ${what}. Nehmen Sie den Ausschluss zurück oder lassen Sie die Buchung dort löschen.`,
    en: (what, count) =>
      `${count} excluded receipts are in RetailSuite all the same: ${what}. Take the exclusion back or have the posting deleted there.`,
  },
  'invoice-missing': {
    de: (what, count) =>
      `${count} Rechnungen gibt es in RetailSuite nicht mehr: ${what}. Fragen Sie Ihr Steuerbüro.`,
    en: (what, count) =>
      `${count} invoices are no longer in RetailSuite: ${what}. Ask your tax adviser.`,
  },
  'invoice-differs': {
    de: (what, count) =>
      `${count} Rechnungen und ihre Zahlungen stimmen nicht überein: ${what}. Vergleichen Sie Bon und Rechnung; die falsche Seite wird in RetailSuite berichtigt.`,
    en: (what, count) =>
      `${count} invoices and their payments do not agree: ${what}. Compare receipt and invoice; the wrong side is corrected in RetailSuite.`,
  },
  'invoice-debtor': {
    de: (what, count) =>
      `${count} Zahlungen stehen bei einem anderen Kunden als ihre Rechnung: ${what}. Lassen Sie die Buchung in RetailSuite umbuchen.`,
    en: (what, count) =>
      `${count} payments stand with another customer than their invoice: ${what}. Have the posting moved in RetailSuite.`,
  },
  'rs-moved-when-booked': {
    de: (what, count) =>
      `Hinweis: RetailSuite hat ${count} Buchungen beim Buchen aus einem gesperrten Monat verschoben: ${what}.`,
    en: (what, count) =>
      `Note: RetailSuite moved ${count} postings out of a locked month as it booked them: ${what}.`,
  },
  'invoice-untold': {
    de: (what, count) =>
      `Hinweis: RetailSuite nennt bei ${count} Rechnungen keinen Betrag: ${what}. Die Zahlungen sind gelesen, mit der Rechnung sind sie nicht verglichen.`,
    en: (what, count) =>
      `Note: RetailSuite tells no amount of ${count} invoices: ${what}. The payments are read back; they are not compared with the invoice.`,
  },
};

/** Things that a sentence names; the rest are a number. */
const MOST_NAMED = 3;

export function rsReason(
  code: RsReasonCode,
  names: readonly string[],
  language: Language,
): ClosingReason {
  return { code, text: SENTENCES[code][language](listed(names, MOST_NAMED), names.length) };
}
