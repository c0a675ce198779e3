/** The cards of conflicts and questions about receipts, in German. */
import type { Conflict } from '../../../shared/domain/ingest-report.ts';

// A type, not an interface: i18next reads key paths through types only.
type ConflictCard = { title: string; money: string; todo: string };

const STORED_STAYS = 'Der zuerst angekommene Beleg gilt weiter und wurde nicht überschrieben.';
const NOT_BOOKED = 'Davon wurde noch nichts gebucht; der Beleg ist sicher gespeichert.';

export const conflictCards: Readonly<Record<Conflict['code'], ConflictCard>> = {
  'other-content': {
    title: 'Derselbe Beleg kam mit anderem Inhalt',
    money: STORED_STAYS,
    todo: 'Vergleichen Sie beide mit dem Kassenbeleg. Bei einem Unterschied hilft Ihr Steuerbüro.',
  },
  'other-source': {
    title: 'Derselbe Beleg kam auf zwei Wegen',
    money: STORED_STAYS,
    todo: 'Ist es derselbe Beleg, bestätigen Sie das. Sonst hilft, wer die Kasse eingerichtet hat.',
  },
  'closing-number-reused': {
    title: 'Eine Abschlussnummer ist zweimal vergeben',
    money:
      'Vom später angekommenen Abschluss wurde nichts gebucht. Sein Geld fehlt vielleicht noch in RetailSuite.',
    todo: 'Sehen Sie an der Kasse nach, ob es zwei Abschlüsse sind. Dann buchen Sie beide; bei Zweifeln hilft der Kassenhersteller.',
  },
  'pay-desk-shared': {
    title: 'Zwei Kassen haben vielleicht dieselbe Nummer',
    money: 'Von diesem Abschluss wurde nichts gebucht. Sein Geld fehlt noch in RetailSuite.',
    todo: 'Prüfen Sie, ob beide Filialen eine Kasse mit dieser Nummer haben. Wenn ja, buchen Sie beide, und der Kassenhändler gibt einer davon eine eigene Nummer (Z_KASSE_ID).',
  },
  'closing-changed': {
    title: 'Ein gespeicherter Abschluss kam mit anderen Belegen noch einmal',
    money:
      'Gespeichert und gebucht bleibt, was zuerst kam; von der neuen Fassung ist nichts gebucht.',
    todo: 'Klären Sie an der Kasse, welche Fassung stimmt. Fehlte etwas, übernehmen Sie beides: Dann wird gebucht, was dazukam.',
  },
  'closing-repeated': {
    title: 'Schon gespeicherte Belege kamen unter einem anderen Abschluss oder Kassennamen',
    money: 'Sie sind einmal gebucht; nur was in dem Abschluss neu ist, wurde dazugebucht.',
    todo: 'Wurde der Abschluss wiederholt oder die Kasse umbenannt, behalten Sie, was gespeichert ist. Nur wenn wirklich zweimal verkauft wurde, übernehmen Sie beides.',
  },
  'same-receipt': {
    title: 'Ein gespeicherter Beleg steht noch einmal unter einem anderen Abschluss',
    money:
      'Der gespeicherte Beleg gilt weiter. Der später angekommene wurde nicht gebucht, damit nichts doppelt gebucht wird.',
    todo: 'Vergleichen Sie beide. Meist hat die Kasse Abschlüsse neu nummeriert; dann ist es derselbe Beleg. Bei Zweifeln hilft der Kassenhersteller.',
  },
  'bill-number-shared': {
    title: 'Zwei Belege tragen dieselbe Nummer',
    money:
      'Beide sind sicher gespeichert und warten. Keiner wird ohne Ihre Entscheidung auf die Rechnung des anderen gebucht.',
    todo: 'Vergleichen Sie beide mit den Kassenbelegen. Bei Zweifeln hilft der Kassenhersteller.',
  },
  'opening-difference': {
    title: 'Der Anfangsbestand passt nicht zum Abschluss davor',
    money: NOT_BOOKED,
    todo: 'Fragen Sie, wer die Kasse geöffnet hat: Fehlte Geld, wurde welches entnommen oder eingelegt? Beim Konto hilft Ihr Steuerbüro.',
  },
  'payment-correction': {
    title: 'Eine Zahlart wurde nachträglich berichtigt',
    money: NOT_BOOKED,
    todo: 'Stimmt die Berichtigung mit dem Kassenbeleg überein, lassen Sie sie buchen. Bei Zweifeln hilft Ihr Steuerbüro.',
  },
  'voucher-paid-out': {
    title: 'Ein Gutschein wurde bar ausgezahlt',
    money: NOT_BOOKED,
    todo: 'Stimmt es mit dem Kassenbeleg überein, lassen Sie es buchen. Beim Konto hilft Ihr Steuerbüro.',
  },
};
