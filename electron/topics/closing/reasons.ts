/** Why RetailSuite keeps a closing from its seal, each with the way out; a note keeps nothing away. */
import type { ClosingReason, RsReasonCode } from '../../../shared/domain/closing.ts';
import { formatPlain } from '../../../shared/domain/money.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import type { ComparedField, Difference } from '../../core/engine/differences.ts';
import { counted, listed } from './local-reasons.ts';

/** A name, an amount, or words that each language has of its own. */
export type Named = string | Readonly<Record<Language, string>>;

/** What RetailSuite says of a closing, in no language yet. */
export interface RsClaim {
  readonly code: RsReasonCode;
  /** The receipts, postings or RetailSuite's own words that it is about; the sentence counts them. */
  readonly names: readonly Named[];
}

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
      `${counted(count, 'eben erst gebuchter Beleg steht', 'eben erst gebuchte Belege stehen')} noch nicht in der Liste von RetailSuite: ${what}. Lesen Sie den Abschluss in einer Viertelstunde erneut.`,
    en: (what, count) =>
      `${counted(count, 'receipt that was only just booked is', 'receipts that were only just booked are')} not in RetailSuite's list yet: ${what}. Read the closing again in a quarter of an hour.`,
  },
  'rs-missing': {
    de: (what, count) =>
      `${counted(count, 'Buchung', 'Buchungen')} gibt es in RetailSuite nicht mehr: ${what}. Es wird nichts erneut gesendet. War das Absicht, schließen Sie den Beleg mit Ihrem Grund aus; sonst senden Sie ihn aus seinen Details erneut.`,
    en: (what, count) =>
      `${counted(count, 'posting is', 'postings are')} no longer in RetailSuite: ${what}. Nothing is sent again. If that was meant, exclude the receipt with your reason; else send it again from its details.`,
  },
  'rs-twice': {
    de: (what, count) =>
      `${counted(count, 'Buchung steht', 'Buchungen stehen')} in RetailSuite mehr als einmal: ${what}. Lassen Sie die überzählige dort löschen und lesen Sie den Abschluss erneut.`,
    en: (what, count) =>
      `${counted(count, 'posting stands', 'postings stand')} in RetailSuite more than once: ${what}. Have the surplus one deleted there and read the closing again.`,
  },
  'rs-different': {
    de: (what, count) =>
      `${counted(count, 'Buchung steht', 'Buchungen stehen')} in RetailSuite anders: ${what}. Lassen Sie ${count === 1 ? 'sie' : 'jede'} dort berichtigen und lesen Sie den Abschluss erneut, oder übernehmen Sie den Stand von RetailSuite mit Ihrem Grund.`,
    en: (what, count) =>
      `${counted(count, 'posting is', 'postings are')} different in RetailSuite: ${what}. Have ${count === 1 ? 'it' : 'them'} corrected there and read the closing again, or accept what RetailSuite has with your reason.`,
  },
  'rs-unknown': {
    de: (what, count) =>
      `${counted(count, 'Buchung in RetailSuite trägt', 'Buchungen in RetailSuite tragen')} unser Zeichen, aber kein Beleg hier kennt sie: ${what}. Fragen Sie Ihr Steuerbüro; eine überzählige wird in RetailSuite gelöscht, ein fehlender Beleg aus der Kasse eingelesen.`,
    en: (what, count) =>
      `${counted(count, 'posting in RetailSuite carries', 'postings in RetailSuite carry')} our mark, but no receipt here knows ${count === 1 ? 'it' : 'them'}: ${what}. Ask your tax adviser; a surplus one is deleted in RetailSuite, a missing receipt is imported from the till.`,
  },
  'rs-excluded-booked': {
    de: (what, count) =>
      `${counted(count, 'ausgeschlossener Beleg steht', 'ausgeschlossene Belege stehen')} trotzdem in RetailSuite: ${what}. Nehmen Sie den Ausschluss zurück oder lassen Sie die Buchung dort löschen.`,
    en: (what, count) =>
      `${counted(count, 'excluded receipt is', 'excluded receipts are')} in RetailSuite all the same: ${what}. Take the exclusion back or have the posting deleted there.`,
  },
  'invoice-missing': {
    de: (what, count) =>
      `${counted(count, 'Rechnung', 'Rechnungen')} gibt es in RetailSuite nicht mehr: ${what}. Fragen Sie Ihr Steuerbüro.`,
    en: (what, count) =>
      `${counted(count, 'invoice is', 'invoices are')} no longer in RetailSuite: ${what}. Ask your tax adviser.`,
  },
  'invoice-differs': {
    de: (what, count) =>
      `${counted(count, 'Rechnung stimmt mit ihren', 'Rechnungen stimmen mit ihren')} Zahlungen nicht überein: ${what}. Vergleichen Sie Bon und Rechnung; die falsche Seite wird in RetailSuite berichtigt.`,
    en: (what, count) =>
      `${counted(count, 'invoice does not agree with its', 'invoices do not agree with their')} payments: ${what}. Compare receipt and invoice; the wrong side is corrected in RetailSuite.`,
  },
  'invoice-debtor': {
    de: (what, count) =>
      `${counted(count, 'Zahlung steht bei einem anderen Kunden als ihre', 'Zahlungen stehen bei einem anderen Kunden als ihre')} Rechnung: ${what}. Lassen Sie die Buchung in RetailSuite umbuchen.`,
    en: (what, count) =>
      `${counted(count, 'payment stands with another customer than its', 'payments stand with another customer than their')} invoice: ${what}. Have the posting moved in RetailSuite.`,
  },
  'rs-moved-when-booked': {
    de: (what, count) =>
      `Hinweis: RetailSuite hat ${counted(count, 'Buchung', 'Buchungen')} beim Buchen aus einem gesperrten Monat verschoben: ${what}.`,
    en: (what, count) =>
      `Note: RetailSuite moved ${counted(count, 'posting', 'postings')} out of a locked month on booking: ${what}.`,
  },
  'invoice-untold': {
    de: (what, count) =>
      `Hinweis: RetailSuite nennt bei ${counted(count, 'Rechnung', 'Rechnungen')} keinen Betrag: ${what}. Die Zahlungen sind gelesen, mit der Rechnung sind sie nicht verglichen.`,
    en: (what, count) =>
      `Note: RetailSuite tells no amount of ${counted(count, 'invoice', 'invoices')}: ${what}. The payments are read back; they are not compared with the invoice.`,
  },
};

const GERMAN_FIELDS: Readonly<Record<ComparedField, string>> = {
  ...{ amount: 'Betrag', currency: 'Währung', account: 'Konto', 'contra account': 'Gegenkonto' },
  ...{ day: 'Tag', 'receipt number': 'Belegnummer', text: 'Text', period: 'Periode' },
};

/** What is different of a posting. @param currency of its amount, which comes in minor units */
export function differencesText(
  name: string,
  differences: readonly Difference[],
  currency: string,
): Named {
  const say = (words: (field: ComparedField) => string, unreadable: string) => {
    const money = (text: string) =>
      /^-?\d{1,15}$/.test(text) ? formatPlain(Number(text), currency) : unreadable;
    const all = differences.map(({ field, expected, actual }) => {
      const [before, now] = field === 'amount' ? [expected, actual].map(money) : [expected, actual];
      return `${words(field)} ${before} → ${now}`;
    });
    return `${name}: ${all.join(', ')}`;
  };
  return {
    de: say((field) => GERMAN_FIELDS[field], 'nicht lesbar'),
    en: say((field) => field, 'unreadable'),
  };
}

/** Things that a sentence names; the rest are a number. */
const MOST_NAMED = 3;

export function rsReason({ code, names }: RsClaim, language: Language): ClosingReason {
  const words = names.map((name) => (typeof name === 'string' ? name : name[language]));
  return { code, text: SENTENCES[code][language](listed(words, MOST_NAMED), names.length) };
}
