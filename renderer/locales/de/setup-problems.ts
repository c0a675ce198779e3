/** The cards of what a person enters or the PC gives: what happened, whether the money is safe, what to do, who helps. */
import type { SetupProblemCode } from '../../../shared/domain/setup-problems.ts';
import type { CauseCard } from './causes.ts';

const SAFE = 'Ja. Es wurde nichts gespeichert und nichts gebucht.';
const STORED = 'Ja. Alle Belege sind auf diesem PC gespeichert.';
const RS_PERSON = 'Wer RetailSuite bei Ihnen betreut.';
const PC_PERSON = 'Wer Ihren PC oder Ihr Netz betreut.';
const NOBODY = 'Niemand muss helfen.';

export const setupProblems: Record<SetupProblemCode, CauseCard> = {
  'address-invalid': {
    what: 'Das ist keine Adresse eines Arbeitsbereichs.',
    money: SAFE,
    todo: 'Kopieren Sie sie aus der Adresszeile des Browsers, wenn RetailSuite offen ist, zum Beispiel schmidt.retailsuite.example.',
    who: RS_PERSON,
  },
  'address-not-secure': {
    what: 'Die Adresse beginnt mit „http:“. Das Geheimnis wäre unterwegs für andere lesbar.',
    money: SAFE,
    todo: 'Nehmen Sie die Adresse mit „https:“ am Anfang.',
    who: RS_PERSON,
  },
  'address-unknown': {
    what: 'Diese Adresse gibt es nicht, oder der PC hat kein Internet.',
    money: SAFE,
    todo: 'Prüfen Sie, ob ein Buchstabe fehlt. Öffnen Sie dann irgendeine Seite im Browser: Geht auch das nicht, fehlt das Internet.',
    who: 'Die Adresse kennt, wer RetailSuite bei Ihnen betreut.',
  },
  unreachable: {
    what: 'Unter dieser Adresse antwortet niemand.',
    money: STORED,
    todo: 'Prüfen Sie das Internet und die Adresse. Stimmt beides, versuchen Sie es in einigen Minuten noch einmal.',
    who: PC_PERSON,
  },
  'no-answer-in-time': {
    what: 'RetailSuite hat nicht rechtzeitig geantwortet.',
    money: STORED,
    todo: 'Versuchen Sie es in einigen Minuten noch einmal.',
    who: 'Dauert es länger: wer Ihr Internet betreut.',
  },
  'tls-missing': {
    what: 'Die Verbindung zu dieser Adresse lässt sich nicht verschlüsseln.',
    money: SAFE,
    todo: 'Prüfen Sie die Adresse, auch die Zahl hinter einem Doppelpunkt. Ohne Verschlüsselung senden wir nichts.',
    who: PC_PERSON,
  },
  'certificate-untrusted': {
    what: 'Der Ausweis (das Zertifikat) dieser Adresse ist nicht vertrauenswürdig. Oft steckt ein Virenschutz oder ein Proxy dahinter, der mitliest.',
    money: 'Ja. Es wurde nichts gesendet.',
    todo: 'Lassen Sie für die Adresse von RetailSuite die Prüfung im Virenschutz oder Proxy ausschalten, oder dessen Zertifikat auf diesem PC einrichten.',
    who: PC_PERSON,
  },
  'certificate-expired': {
    what: 'Der Ausweis (das Zertifikat) dieser Adresse ist abgelaufen oder gilt noch nicht. Meist geht die Uhr dieses PCs falsch.',
    money: 'Ja. Es wurde nichts gesendet.',
    todo: 'Prüfen Sie Datum und Uhrzeit dieses PCs. Stimmen sie, muss das Zertifikat erneuert werden.',
    who: 'Für die Uhr: wer Ihren PC betreut. Sonst der Support von RetailSuite.',
  },
  'certificate-name': {
    what: 'Unter dieser Adresse meldet sich jemand mit anderem Namen.',
    money: 'Ja. Es wurde nichts gesendet.',
    todo: 'Prüfen Sie die Adresse Buchstabe für Buchstabe. In einem fremden WLAN melden Sie sich erst dort an.',
    who: RS_PERSON,
  },
  'proxy-refused': {
    what: 'Der Proxy Ihres Netzes lässt uns nicht zu RetailSuite.',
    money: STORED,
    todo: 'Lassen Sie die Adresse von RetailSuite im Proxy freigeben.',
    who: PC_PERSON,
  },
  'clock-off': {
    what: 'Die Uhr dieses PCs weicht von der Uhr in RetailSuite ab.',
    money: 'Ja. Geschäftstage kommen von der Kasse, nicht von dieser Uhr.',
    todo: 'Stellen Sie in den Einstellungen des PCs „Uhrzeit automatisch festlegen“ ein. Sonst scheitert irgendwann die Anmeldung.',
    who: PC_PERSON,
  },
  'answers-html': {
    what: 'Unter dieser Adresse antwortet eine Webseite, nicht die Schnittstelle von RetailSuite.',
    money: SAFE,
    todo: 'Prüfen Sie die Adresse. In einem WLAN mit Anmeldeseite melden Sie sich erst dort an.',
    who: RS_PERSON,
  },
  'not-retailsuite': {
    what: 'Unter dieser Adresse antwortet etwas, das nicht RetailSuite ist.',
    money: STORED,
    todo: 'Prüfen Sie die Adresse. Stimmt sie, versuchen Sie es später noch einmal.',
    who: RS_PERSON,
  },
  throttled: {
    what: 'RetailSuite bittet darum, langsamer zu fragen.',
    money: STORED,
    todo: 'Warten Sie eine Minute und versuchen Sie es noch einmal.',
    who: NOBODY,
  },
  frozen: {
    what: 'Der Arbeitsbereich in RetailSuite ist vorübergehend gesperrt, meist für eine Wartung.',
    money: STORED,
    todo: 'Versuchen Sie es später noch einmal.',
    who: 'Dauert es länger als einen Tag: der Support von RetailSuite.',
  },
  'server-error': {
    what: 'RetailSuite meldet eine Störung.',
    money: STORED,
    todo: 'Versuchen Sie es in einigen Minuten noch einmal.',
    who: 'Dauert es länger als einen Tag: der Support von RetailSuite.',
  },
  'client-refused': {
    what: 'RetailSuite kennt diese Client-ID nicht, oder das Geheimnis passt nicht dazu.',
    money: SAFE,
    todo: 'Kopieren Sie Client-ID und Geheimnis noch einmal, ohne Leerzeichen. Das Geheimnis wird in RetailSuite nur einmal angezeigt; ist es verloren, lassen Sie ein neues anlegen.',
    who: RS_PERSON,
  },
  'consent-refused': {
    what: 'Im Browser wurde „Ablehnen“ gewählt.',
    money: SAFE,
    todo: 'Melden Sie sich noch einmal an und wählen Sie „Zulassen“. Ohne diese Erlaubnis kann nichts gebucht werden.',
    who: RS_PERSON,
  },
  'sign-in-refused': {
    what: 'RetailSuite hat die Anmeldung abgelehnt, mit einem Grund, den wir nicht deuten können.',
    money: SAFE,
    todo: 'Versuchen Sie es noch einmal. Bleibt es dabei, geben Sie den Originaltext weiter.',
    who: 'Der Support von RetailSuite, mit dem Originaltext.',
  },
  'sign-in-timeout': {
    what: 'Im Browser ist fünf Minuten lang nichts entschieden worden.',
    money: SAFE,
    todo: 'Starten Sie die Anmeldung noch einmal.',
    who: NOBODY,
  },
  'browser-not-opened': {
    what: 'Der Browser dieses PCs ließ sich nicht öffnen.',
    money: SAFE,
    todo: 'Richten Sie einen Standardbrowser ein, oder nehmen Sie ein Refresh-Token.',
    who: PC_PERSON,
  },
  'token-used': {
    what: 'Dieses Refresh-Token gilt nicht mehr. Jedes gilt einmal; ein anderes Programm oder ein anderer PC hat es schon benutzt.',
    money: STORED,
    todo: 'Melden Sie sich neu an, oder holen Sie in RetailSuite ein neues Token. Verwenden Sie es nur hier.',
    who: RS_PERSON,
  },
  'not-connected': {
    what: 'Dieses Programm ist noch nicht mit RetailSuite verbunden.',
    money: STORED,
    todo: 'Geben Sie Adresse, Client-ID und Geheimnis ein und melden Sie sich an.',
    who: RS_PERSON,
  },
  'secrets-unreadable': {
    what: 'Die gespeicherte Anmeldung lässt sich hier nicht lesen. Sie gehört zu einem anderen Benutzer oder PC.',
    money: STORED,
    todo: 'Melden Sie sich neu an. Danach wird alles von selbst gesendet.',
    who: RS_PERSON,
  },
  'no-open-year': {
    what: 'In RetailSuite gibt es kein Wirtschaftsjahr für heute.',
    money: STORED,
    todo: 'Lassen Sie das Wirtschaftsjahr anlegen. Belege von heute warten so lange.',
    who: 'Ihr Steuerbüro.',
  },
  'folder-relative': {
    what: 'Das ist kein vollständiger Pfad.',
    money: SAFE,
    todo: 'Geben Sie den Ordner vom Laufwerk an ein, zum Beispiel C:\\Kasse\\Export oder /home/kasse/export.',
    who: NOBODY,
  },
  'folder-missing': {
    what: 'Diesen Ordner gibt es nicht, oder sein Laufwerk ist nicht da.',
    money: SAFE,
    todo: 'Prüfen Sie den Pfad. Bei einem Netzlaufwerk: Ist der andere PC an?',
    who: PC_PERSON,
  },
  'folder-is-file': {
    what: 'Das ist eine Datei, kein Ordner.',
    money: SAFE,
    todo: 'Nehmen Sie den Ordner, in dem die Datei liegt.',
    who: NOBODY,
  },
  'folder-unreadable': {
    what: 'Dieser Ordner darf hier nicht gelesen werden.',
    money: SAFE,
    todo: 'Geben Sie Ihrem Benutzer auf diesem PC das Recht, den Ordner zu lesen, oder nehmen Sie einen anderen.',
    who: PC_PERSON,
  },
  'folder-unwritable': {
    what: 'In diesen Ordner darf hier nicht geschrieben werden.',
    money: SAFE,
    todo: 'Geben Sie Ihrem Benutzer auf diesem PC das Recht, dort zu schreiben, oder nehmen Sie einen anderen Ordner.',
    who: PC_PERSON,
  },
  'delivery-unreadable': {
    what: 'Eine Lieferung in diesem Ordner lässt sich nicht lesen.',
    money: 'Ja. Die Lieferung bleibt liegen; was sie enthält, ist noch nicht gebucht.',
    todo: 'Geben Sie Ihrem Benutzer auf diesem PC das Recht, die Datei zu lesen. Der Originaltext nennt sie.',
    who: PC_PERSON,
  },
  'delivery-ending': {
    what: 'Eine Datei im Eingangsordner hat eine Endung, die nicht gelesen wird.',
    money: 'Ja. Die Datei bleibt liegen; was sie enthält, ist noch nicht gebucht.',
    todo: 'Ereignisse einer Kasse enden auf .jsonl, Exporte auf .zip. Benennen Sie die Datei um; zeigt Windows keine Endungen, schalten Sie sie im Explorer ein.',
    who: 'Wer Ihre Kasse betreut.',
  },
  'delivery-link': {
    what: 'Im Eingangsordner liegt eine Verknüpfung. Verknüpfungen werden nicht gelesen.',
    money: 'Ja. Es wurde nichts verändert; was dahinter liegt, ist noch nicht gebucht.',
    todo: 'Legen Sie die Datei selbst in den Ordner.',
    who: NOBODY,
  },
  'delivery-unfinished': {
    what: 'Eine Datei im Eingangsordner wurde begonnen und ist seit über einer Stunde nicht fertig.',
    money: 'Ja. Die Datei bleibt liegen; was sie enthält, ist noch nicht gebucht.',
    todo: 'Liefern Sie an der Kasse noch einmal. Ist die Datei vollständig, benennen Sie sie um, sodass sie auf .jsonl oder .zip endet.',
    who: 'Wer Ihre Kasse betreut.',
  },
  'delivery-misplaced': {
    what: 'Im Eingangsordner liegen Dateien, die so nicht gelesen werden.',
    money: 'Ja. Sie bleiben liegen; was sie enthalten, ist noch nicht gebucht.',
    todo: 'Ein Export kommt als ZIP oder als ein eigener Ordner mit allen seinen Dateien. Andere Ordner bleiben, wo sie sind: Gehören sie nicht zur Kasse, wählen Sie einen eigenen Eingangsordner.',
    who: NOBODY,
  },
  'delivery-too-large': {
    what: 'Eine Lieferung ist größer als alles, was ein Geschäft liefert. Sie wurde nicht gelesen.',
    money: 'Ja. Die Lieferung bleibt liegen; was sie enthält, ist noch nicht gebucht.',
    todo: 'Exportieren Sie an der Kasse einen kürzeren Zeitraum.',
    who: 'Wer Ihre Kasse betreut.',
  },
  'delivery-stuck': {
    what: 'Eine Lieferung ist gelesen, lässt sich aber nicht ins Archiv legen.',
    money: 'Ja. Was sie enthält, ist gespeichert und wird gebucht; nichts wird doppelt gebucht.',
    todo: 'Schließen Sie Programme, die die Datei offen halten. Der Originaltext sagt, was im Weg ist.',
    who: PC_PERSON,
  },
  'drive-full': {
    what: 'Das Laufwerk dieses PCs ist voll. Neue Lieferungen werden nicht gelesen.',
    money: 'Ja. Was gespeichert ist, bleibt gespeichert; neue Lieferungen bleiben liegen.',
    todo: 'Schaffen Sie Platz auf dem Laufwerk. Löschen Sie nichts im Datenordner.',
    who: PC_PERSON,
  },
  'folder-overlaps': {
    what: 'Dieser Ordner wird von Venduo POS schon für etwas anderes benutzt.',
    money: SAFE,
    todo: 'Nehmen Sie einen eigenen Ordner. So wird nichts doppelt gelesen.',
    who: NOBODY,
  },
  'backup-failed': {
    what: 'Die letzte Sicherung hat nicht geklappt. Ist das Laufwerk da und Platz darauf?',
    money: 'Ja. Die Datenbank selbst ist nicht betroffen; frühere Sicherungen sind noch da.',
    todo: 'Prüfen Sie Laufwerk und Platz und drücken Sie „Jetzt sichern“. Sonst versuchen wir es in einer Stunde von selbst wieder.',
    who: PC_PERSON,
  },
  'backup-damaged': {
    what: 'Die letzte Sicherung war beschädigt und wurde verworfen.',
    money:
      'Die Datenbank oder das Laufwerk der Sicherung kann einen Fehler haben. Frühere Sicherungen sind noch da.',
    todo: 'Wählen Sie ein anderes Laufwerk und drücken Sie „Jetzt sichern“. Ist auch diese Sicherung beschädigt, holen Sie gleich Hilfe.',
    who: 'Ihr Support, mit dem Originaltext.',
  },
  'restore-failed': {
    what: 'Die Sicherung ließ sich nicht zurückholen.',
    money: 'Ja. Die bisherige Datenbank ist unverändert und arbeitet weiter.',
    todo: 'Prüfen Sie, ob das Laufwerk der Sicherung da ist, und versuchen Sie es noch einmal, oder nehmen Sie eine andere Sicherung.',
    who: PC_PERSON,
  },
  'backup-newer': {
    what: 'Diese Sicherung hat eine neuere Version von Venduo POS gemacht.',
    money: 'Ja. Die Sicherung und die jetzige Datenbank sind unverändert.',
    todo: 'Installieren Sie die neueste Version, und holen Sie die Sicherung dann zurück. Oder nehmen Sie eine ältere Sicherung.',
    who: PC_PERSON,
  },
  'backup-passphrase-wrong': {
    what: 'Dieses Passwort öffnet die Sicherung nicht.',
    money: 'Ja. Die Sicherung und die jetzige Datenbank sind unverändert.',
    todo: 'Geben Sie das Passwort ein, das galt, als diese Sicherung gemacht wurde. Achten Sie auf Groß- und Kleinschreibung.',
    who: 'Wer das Passwort festgelegt hat. Ohne das Passwort kann niemand die Sicherung öffnen, auch wir nicht.',
  },
  'second-backup-missing': {
    what: 'Der zweite Ordner der Sicherungen ist nicht da. Meist ist sein Laufwerk nicht angeschlossen, oder es ist ein anderes.',
    money: 'Ja. Die Datenbank arbeitet weiter, und die Sicherung im ersten Ordner ist da.',
    todo: 'Schließen Sie das Laufwerk an: Die neueste Sicherung kommt innerhalb von zehn Minuten von selbst dorthin. Soll es ein anderes Laufwerk sein, wählen Sie seinen Ordner.',
    who: PC_PERSON,
  },
  'second-backup-failed': {
    what: 'Die Kopie in den zweiten Ordner der Sicherungen hat nicht geklappt.',
    money: 'Ja. Die Datenbank ist nicht betroffen, und die Sicherung im ersten Ordner ist da.',
    todo: 'Prüfen Sie, ob auf dem Laufwerk Platz ist und ob es beschrieben werden darf. Wir versuchen es in einer Stunde von selbst wieder.',
    who: PC_PERSON,
  },
  'backup-key-unreadable': {
    what: 'Der Schlüssel für verschlüsselte Sicherungen lässt sich hier nicht lesen. Er gehört zu einem anderen Benutzer oder PC.',
    money: 'Ja. Die Sicherung im ersten Ordner ist da; unverschlüsselt verlässt keine den PC.',
    todo: 'Legen Sie das Passwort noch einmal fest. Frühere Sicherungen öffnen sich weiter mit ihrem Passwort.',
    who: NOBODY,
  },
  unexpected: {
    what: 'Etwas ist schiefgegangen, das wir nicht deuten können.',
    money: STORED,
    todo: 'Versuchen Sie es noch einmal. Bleibt es dabei, geben Sie den Originaltext weiter.',
    who: 'Ihr Support, mit dem Originaltext.',
  },
};
