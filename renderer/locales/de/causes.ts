/** The error cards: for each cause what happened, whether the money is safe, what to do, and who helps. */
import type { Cause } from '../../../shared/domain/causes.ts';

// A type, not an interface: i18next reads key paths through types only.
export type CauseCard = {
  what: string;
  money: string;
  todo: string;
  who: string;
};

const NOT_BOOKED = 'Ja. Der Beleg ist auf diesem PC gespeichert und noch nicht gebucht.';
const BY_ITSELF = 'Nichts. Es geht von selbst weiter.';

export const causes: Record<Cause, CauseCard> = {
  'account-missing': {
    what: 'Für diese Buchung ist noch kein Konto zugeordnet.',
    money: NOT_BOOKED,
    todo: 'Ordnen Sie das fehlende Konto zu. Danach gehen alle betroffenen Belege von selbst weiter.',
    who: 'Die Kontonummer kennt Ihr Steuerbüro.',
  },
  'not-connected': {
    what: 'Dieses Programm ist noch nicht mit RetailSuite verbunden.',
    money: NOT_BOOKED,
    todo: 'Richten Sie die Verbindung zu RetailSuite ein. Danach wird alles von selbst gesendet.',
    who: 'Die Zugangsdaten hat, wer RetailSuite bei Ihnen betreut.',
  },
  'sign-in-expired': {
    what: 'Die Anmeldung bei RetailSuite ist abgelaufen.',
    money: NOT_BOOKED,
    todo: 'Melden Sie sich neu an. Danach wird alles von selbst gesendet.',
    who: 'Die Zugangsdaten hat, wer RetailSuite bei Ihnen betreut.',
  },
  'dialect-invalid': {
    what: 'Die Datei rs-dialect.json im Datenordner lässt sich so nicht verwenden.',
    money: NOT_BOOKED,
    todo: 'Lassen Sie die Stelle berichtigen, die im Originaltext steht, oder die Datei umbenennen. Danach geht es von selbst weiter.',
    who: 'Wer die Datei geschrieben hat; das Handbuch dazu ist docs/dialect.md.',
  },
  stopped: {
    what: 'Das Senden ist von Hand angehalten. Neue Belege werden gespeichert und nicht gesendet.',
    money: NOT_BOOKED,
    todo: 'Drücken Sie KICK JOB, wenn es weitergehen soll. Von selbst geht es nicht weiter.',
    who: 'Niemand muss helfen.',
  },
  'quiet-hours': {
    what: 'Es ist Ruhezeit. In dieser Zeit wird nichts von selbst gesendet.',
    money: NOT_BOOKED,
    todo: 'Nichts. Danach geht es von selbst weiter. KICK JOB sendet sofort; die Zeiten ändern Sie unter Einstellungen.',
    who: 'Niemand muss helfen.',
  },
  'setting-up': {
    what: 'Die Einrichtung ist noch nicht abgeschlossen. Bis dahin wird nichts gebucht.',
    money: NOT_BOOKED,
    todo: 'Gehen Sie die Schritte der Einrichtung zu Ende. Danach wird alles von selbst gesendet.',
    who: 'Niemand muss helfen.',
  },
  'invoice-missing': {
    what: 'RetailSuite hat zu diesem Auftrag keine Rechnung, obwohl lange genug gewartet wurde.',
    money: NOT_BOOKED,
    todo: 'Prüfen Sie in RetailSuite, ob der Auftrag angekommen ist und berechnet wurde. Danach „Erneut senden“.',
    who: 'Wer in RetailSuite die Aufträge betreut.',
  },
  'invoice-ambiguous': {
    what: 'RetailSuite hat zu dieser Belegnummer mehr als eine Rechnung.',
    money: 'Ja. Wir buchen nichts, solange nicht klar ist, welche Rechnung gemeint ist.',
    todo: 'Klären Sie in RetailSuite, welche Rechnung gilt, und stornieren Sie die andere. Danach geht es nach einigen Minuten von selbst weiter; mit „Erneut senden“ sofort.',
    who: 'Wer in RetailSuite die Rechnungen betreut.',
  },
  'invoice-currency': {
    what: 'Die Rechnung in RetailSuite hat eine andere Währung als der Beleg der Kasse.',
    money: 'Ja. Wir buchen nichts in einer falschen Währung.',
    todo: 'Lassen Sie die Rechnung in RetailSuite berichtigen. Danach geht es nach einigen Minuten von selbst weiter; mit „Erneut senden“ sofort.',
    who: 'Ihr Steuerbüro.',
  },
  'fiscal-year-missing': {
    what: 'In RetailSuite gibt es kein Wirtschaftsjahr für den Tag dieses Belegs.',
    money: NOT_BOOKED,
    todo: 'Lassen Sie das Wirtschaftsjahr in RetailSuite anlegen. Danach geht es nach einigen Minuten von selbst weiter; mit „Erneut senden“ sofort.',
    who: 'Ihr Steuerbüro.',
  },
  'account-refused': {
    what: 'RetailSuite nimmt eines der Konten nicht an: Es fehlt dort oder ist gesperrt.',
    money: NOT_BOOKED,
    todo: 'Ordnen Sie ein anderes Konto zu, oder lassen Sie dieses in RetailSuite anlegen oder entsperren. Danach geht es von selbst weiter.',
    who: 'Ihr Steuerbüro.',
  },
  'currency-refused': {
    what: 'RetailSuite nimmt die Währung dieser Buchung nicht an.',
    money: NOT_BOOKED,
    todo: 'Prüfen Sie, ob beide Konten in RetailSuite in der Währung des Belegs geführt werden. Danach geht es nach einigen Minuten von selbst weiter; mit „Erneut senden“ sofort.',
    who: 'Ihr Steuerbüro.',
  },
  refused: {
    what: 'RetailSuite hat die Buchung abgelehnt, mit einem Grund, den wir nicht deuten können.',
    money: 'Ja. Der Beleg ist gespeichert, wird nicht gelöscht und ist noch nicht gebucht.',
    todo: 'Lesen Sie den Originaltext unten. Ist der Grund behoben, geht es innerhalb von Stunden von selbst weiter; mit „Erneut senden“ sofort.',
    who: 'Ihr Support, mit dem Originaltext.',
  },
  offline: {
    what: 'RetailSuite ist nicht erreichbar.',
    money: NOT_BOOKED,
    todo: 'Nichts. Sobald die Verbindung wieder da ist, wird alles von selbst gesendet.',
    who: 'Dauert es länger als einen Tag: wer Ihr Internet betreut.',
  },
  throttled: {
    what: 'RetailSuite bittet darum, langsamer zu senden.',
    money: NOT_BOOKED,
    todo: BY_ITSELF,
    who: 'Niemand muss helfen.',
  },
  frozen: {
    what: 'Der Arbeitsbereich in RetailSuite ist vorübergehend gesperrt.',
    money: NOT_BOOKED,
    todo: 'Nichts, wenn es eine Wartung ist. Dauert es länger als einen Tag, fragen Sie nach.',
    who: 'Der Support von RetailSuite.',
  },
  'server-error': {
    what: 'RetailSuite hat eine Störung gemeldet.',
    money: NOT_BOOKED,
    todo: BY_ITSELF,
    who: 'Dauert es länger als einen Tag: der Support von RetailSuite.',
  },
  'bad-answer': {
    what: 'RetailSuite hat etwas geantwortet, das wir nicht lesen können.',
    money: 'Ja. Bevor etwas erneut gesendet wird, fragen wir nach, ob die Buchung angekommen ist.',
    todo: BY_ITSELF,
    who: 'Dauert es länger als einen Tag: Ihr Support, mit dem Originaltext.',
  },
  'no-answer': {
    what: 'RetailSuite hat auf diesen Beleg nicht geantwortet.',
    money: 'Ja. Wir fragen nach, ob die Buchung angekommen ist. Sie wird nicht doppelt gebucht.',
    todo: BY_ITSELF,
    who: 'Niemand muss helfen.',
  },
  'look-up-failed': {
    what: 'Ob diese Buchung in RetailSuite angekommen ist, ließ sich nicht klären.',
    money: 'Ja. Ohne Klarheit wird nichts erneut gesendet.',
    todo: 'Suchen Sie in RetailSuite nach der Referenz dieses Jobs. Gibt es sie, fehlt nichts. Gibt es sie nicht, muss noch gebucht werden. „Erneut senden“ fragt in RetailSuite noch einmal nach und bucht nur, was dort fehlt.',
    who: 'Ihr Steuerbüro, mit der Referenz.',
  },
  'booked-differently': {
    what: 'In RetailSuite steht diese Buchung anders, als wir sie gesendet haben.',
    money: 'Das Geld ist gebucht, aber Betrag oder Konten weichen ab.',
    todo: 'Vergleichen Sie „Parameter“ mit der Buchung in RetailSuite und lassen Sie sie dort berichtigen. Drücken Sie dann KICK JOB: RetailSuite wird neu gefragt, gesendet wird nichts. Ist die Buchung in RetailSuite richtig, übernehmen Sie sie im Tagesabschluss mit Ihrem Grund.',
    who: 'Ihr Steuerbüro.',
  },
  'booked-twice': {
    what: 'Diese Buchung steht in RetailSuite mehr als einmal.',
    money: 'Das Geld ist gebucht, aber zu oft.',
    todo: 'Lassen Sie die überzählige Buchung in RetailSuite löschen. Sie erkennen sie an derselben Referenz. Drücken Sie dann KICK JOB: RetailSuite wird neu gefragt, gesendet wird nichts.',
    who: 'Ihr Steuerbüro, mit der Referenz.',
  },
  'booked-missing': {
    what: 'RetailSuite hat diese Buchung bestätigt, hat sie aber nicht mehr.',
    money:
      'Unklar: Vermutlich hat jemand die Buchung in RetailSuite gelöscht. Hier ist der Beleg sicher gespeichert.',
    todo: 'Klären Sie, ob das Absicht war. Wenn ja, schließen Sie diesen Beleg mit Ihrem Grund aus. Wenn nicht, öffnen Sie ihn und drücken Sie „Erneut senden“: Wir fragen erst in RetailSuite nach und buchen nur, was dort fehlt. Von allein wird nichts gesendet.',
    who: 'Ihr Steuerbüro, mit der Buchungsnummer.',
  },
  'disk-full': {
    what: 'Das Laufwerk dieses PCs ist voll.',
    money:
      'Ja. Was gespeichert ist, bleibt gespeichert; gesendet wird erst, wenn wieder Platz ist.',
    todo: 'Schaffen Sie Platz auf dem Laufwerk. Dann geht es von selbst weiter. Löschen Sie nichts im Datenordner.',
    who: 'Wer Ihren PC betreut.',
  },
  'disk-fault': {
    what: 'Das Laufwerk dieses PCs lässt sich nicht beschreiben.',
    money:
      'Ja. Was gespeichert ist, bleibt gespeichert; gesendet wird erst, wenn wieder geschrieben werden kann.',
    todo: 'Geht es in wenigen Minuten nicht von selbst weiter, lassen Sie das Laufwerk prüfen.',
    who: 'Wer Ihren PC betreut, mit dem Originaltext.',
  },
  'data-folder-gone': {
    what: 'Der Datenordner dieses Programms wurde gelöscht, verschoben oder ersetzt, während es lief.',
    money:
      'Ja. Seitdem wird nichts mehr gesendet. Vor dem nächsten Senden fragen wir RetailSuite, was dort schon gebucht ist.',
    todo: 'Beenden Sie das Programm, legen Sie den Ordner an seinen Platz zurück (auch aus dem Papierkorb) und starten Sie es neu. Ist er verloren, starten Sie trotzdem neu und liefern Sie die Exporte der Kassen noch einmal: Doppelt gebucht wird nichts.',
    who: 'Wer Ihren PC betreut.',
  },
  internal: {
    what: 'Im Programm ist ein Fehler aufgetreten.',
    money: NOT_BOOKED,
    todo: 'Versuchen Sie „Erneut senden“. Kommt der Fehler wieder, melden Sie ihn.',
    who: 'Ihr Support, mit dem Originaltext.',
  },
};
