/** Why a closing is not sealed before RetailSuite is asked, each with the way out; a note keeps nothing away. */
import type { ClosingReason, LocalReasonCode } from '../../../shared/domain/closing.ts';
import { formatPlain } from '../../../shared/domain/money.ts';
import type { Language } from '../../../shared/domain/preferences.ts';

/** @param what a list of names or amounts */
type Sentence = (what: string, count: number) => string;

const SENTENCES: Readonly<Record<LocalReasonCode, Readonly<Record<Language, Sentence>>>> = {
  'closing-blocked': {
    de: () =>
      'Der Abschluss wartet auf Ihre Entscheidung: seine Summen stimmen nicht. Nichts davon ist gebucht. Öffnen Sie „Braucht mich“.',
    en: () =>
      'The closing waits for your decision: its sums disagree. Nothing of it is booked. Open “Needs me”.',
  },
  'till-unknown': {
    de: () =>
      'Was die Kasse zu diesem Abschluss sagt, ist hier nicht bekannt. Die Belege sind sicher. Lesen Sie den Export erneut ein, oder lassen Sie die Kasse den Abschluss liefern.',
    en: () =>
      'What the till says about this closing is not known here. The receipts are safe. Import the export again, or let the till deliver its closing.',
  },
  'day-running': {
    de: (what, count) =>
      `${counted(count, 'Beleg gehört', 'Belege gehören')} noch zu keinem Abschluss (Kasse ${what}). Machen Sie an der Kasse den Tagesabschluss.`,
    en: (what, count) =>
      `${counted(count, 'receipt belongs', 'receipts belong')} to no closing yet (pay desk ${what}). Do the closing at the till.`,
  },
  'till-differs': {
    de: () =>
      'Die Kasse nennt andere Summen, als ihre Belege ergeben; der Abschluss wurde trotzdem freigegeben. Klären Sie die Abweichung an der Kasse.',
    en: () =>
      'The till tells other sums than its receipts make; the closing was released all the same. Clear the difference up at the till.',
  },
  'jobs-differ': {
    de: (what) =>
      `Kasse und Jobs stimmen nicht überein: ${what}. Sehen Sie nach, welcher Beleg fehlt oder zurückgehalten wird.`,
    en: (what) =>
      `Till and jobs do not agree: ${what}. Look for the receipt that is missing or held back.`,
  },
  'jobs-open': {
    de: (_what, count) =>
      `${counted(count, 'Job ist noch nicht gebucht. Er geht', 'Jobs sind noch nicht gebucht. Sie gehen')} von selbst hinaus, sobald es geht.`,
    en: (_what, count) =>
      `${counted(count, 'job is not booked yet. It goes out automatically as soon as it', 'jobs are not booked yet. They go out automatically as soon as they')} can.`,
  },
  'jobs-attention': {
    de: (_what, count) =>
      `${counted(count, 'Job braucht', 'Jobs brauchen')} Sie. Öffnen Sie „Braucht mich“.`,
    en: (_what, count) => `${counted(count, 'job needs', 'jobs need')} you. Open “Needs me”.`,
  },
  'jobs-on-hold': {
    de: (_what, count) =>
      `${counted(count, 'Job ist zurückgestellt. Holen Sie ihn zurück, oder schließen Sie ihn', 'Jobs sind zurückgestellt. Holen Sie sie zurück, oder schließen Sie sie')} mit Ihrem Grund aus.`,
    en: (_what, count) =>
      `${counted(count, 'job is on hold. Take it back, or exclude it', 'jobs are on hold. Take them back, or exclude them')} with your reason.`,
  },
  'jobs-excluded': {
    de: (_what, count) =>
      `Hinweis: ${counted(count, 'Job ist', 'Jobs sind')} mit Grund ausgeschlossen.`,
    en: (_what, count) =>
      `Note: ${counted(count, 'job is excluded', 'jobs are excluded, each')} with its reason.`,
  },
  'jobs-by-hand': {
    de: (_what, count) =>
      `Hinweis: ${counted(count, 'Job ist', 'Jobs sind')} als von Hand gebucht gekennzeichnet.`,
    en: (_what, count) => `Note: ${counted(count, 'job is', 'jobs are')} marked as booked by hand.`,
  },
  'question-open': {
    de: (what, count) =>
      `${counted(count, 'Frage des Imports zu diesem Abschluss ist', 'Fragen des Imports zu diesem Abschluss sind')} offen: ${what}. Öffnen Sie „Braucht mich“.`,
    en: (what, count) =>
      `${counted(count, 'question of the import about this closing is', 'questions of the import about this closing are')} open: ${what}. Open “Needs me”.`,
  },
  'cash-unknown': {
    de: () =>
      'Der Anfangsbestand der Lade ist nicht bekannt. Tragen Sie einmal ein, was vor dem ersten Abschluss darin lag.',
    en: () =>
      'What lay in the drawer at the opening is not known. Enter once what lay in it before its first closing.',
  },
  'cash-broken': {
    de: (what) =>
      `Die Lade schließt nicht an den Abschluss davor an: ${what}. Sagen Sie, was mit dem Unterschied geschah.`,
    en: (what) =>
      `The drawer does not follow the closing before: ${what}. Say what became of the difference.`,
  },
  'cash-counted': {
    de: (what) =>
      `Gezählt wurde ein anderer Betrag als berechnet: ${what}. Melden Sie an der Kasse die Differenz.`,
    en: (what) =>
      `Another amount was counted than calculated: ${what}. Have the till tell the difference.`,
  },
  'cash-recorded': {
    de: (what) => `Hinweis: Die Kasse schreibt einen anderen Bestand auf: ${what}.`,
    en: (what) => `Note: the till recorded another amount in its drawer: ${what}.`,
  },
  'cash-below-zero': {
    de: (what) =>
      `In der Lade lag rechnerisch weniger als nichts: ${what}. Es fehlt eine Einlage, oder ein Betrag ist falsch.`,
    en: (what) =>
      `By calculation less than nothing lay in the drawer: ${what}. Cash put in is missing, or an amount is wrong.`,
  },
  'gap-closing': {
    de: (what) =>
      `Abschlüsse fehlen: ${what}. Exportieren Sie sie an der Kasse, oder erklären Sie die Lücke.`,
    en: (what) => `Closings are missing: ${what}. Export them at the till, or explain the gap.`,
  },
  'gap-receipt': {
    de: (what, count) =>
      `${counted(count, 'Belegnummer fehlt', 'Belegnummern fehlen')}: ${what}. Sehen Sie an der Kasse nach, oder erklären Sie die Lücke.`,
    en: (what, count) =>
      `${counted(count, 'receipt number is', 'receipt numbers are')} missing: ${what}. Look at the till, or explain the gap.`,
  },
  'number-repeated': {
    de: (what) =>
      `Belegnummern stehen zweimal: ${what}. Sehen Sie an der Kasse nach, oder erklären Sie es.`,
    en: (what) => `Receipt numbers stand twice: ${what}. Look at the till, or explain it.`,
  },
  'number-year': {
    de: (what) =>
      `Belegnummern gehören zu einem anderen Jahr: ${what}. Sehen Sie an der Kasse nach, oder erklären Sie es.`,
    en: (what) =>
      `Receipt numbers belong to another year: ${what}. Look at the till, or explain it.`,
  },
  'receipts-count': {
    de: (what) =>
      `Die Kasse zählt andere Belege, als angekommen sind: ${what}. Lassen Sie sie die fehlenden liefern.`,
    en: (what) =>
      `The till counted other receipts than arrived: ${what}. Let it deliver the missing ones.`,
  },
  'gap-explained': {
    de: (what) => `Hinweis: Lücken sind erklärt: ${what}.`,
    en: (what) => `Note: gaps are explained: ${what}.`,
  },
  'rs-not-asked': {
    de: () => 'RetailSuite wurde nicht gefragt; ohne das wird nichts besiegelt.',
    en: () => 'RetailSuite was not asked; without that nothing is sealed.',
  },
};

/** Things that a sentence names; the rest are a number. */
const MOST_NAMED = 5;

export function localReason(
  code: LocalReasonCode,
  language: Language,
  names: readonly string[] = [],
  count: number = names.length,
): ClosingReason {
  return { code, text: SENTENCES[code][language](listed(names, MOST_NAMED), count) };
}

/** A number with its noun, and what else bends with it. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The first of a list, and how many more there are. */
export function listed(names: readonly string[], most: number): string {
  const more = names.length > most ? ` (+${names.length - most})` : '';
  return `${names.slice(0, most).join('; ')}${more}`;
}

export function amountText(cents: number, currency: string): string {
  return `${formatPlain(cents, currency)} ${currency}`;
}
