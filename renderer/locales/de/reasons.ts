/** Why the import held something back, in German; what the sentences name comes with the reason. */
import type { Conflict } from '../../../shared/domain/ingest-report.ts';
import type { ProblemCode } from '../../../shared/domain/problem-codes.ts';

export const reasons: Readonly<Record<ProblemCode, string>> = {
  'not-found':
    '„{{source}}“ ist nicht (mehr) da. Prüfen Sie Pfad und Laufwerk und lesen Sie die Datei noch einmal ein.',
  unreadable: '„{{source}}“ lässt sich nicht lesen. Kopieren oder exportieren Sie die Datei neu.',
  damaged: 'Die Datei ist beschädigt. Exportieren Sie sie an der Kasse neu.',
  'not-an-export':
    '„{{source}}“ ist weder ein ZIP noch ein Ordner. Ein Export wird als ZIP oder Ordner eingelesen, so wie ihn die Kasse geschrieben hat.',
  'zip-damaged': 'Das ZIP ist beschädigt oder unvollständig. Kopieren oder exportieren Sie es neu.',
  'zip-encrypted': 'Das ZIP ist verschlüsselt. Exportieren Sie es ohne Kennwort.',
  'zip-several':
    'Das ZIP enthält mehrere Exporte. Packen Sie es aus und lesen Sie jeden Ordner für sich ein.',
  'zip-nested':
    'Darin liegt ein ZIP im ZIP, das nicht geöffnet wurde: {{zips}}. Von dessen Inhalt ist nichts gebucht und nichts verloren. Packen Sie es auf diesem PC aus und lesen Sie den ausgepackten Ordner ein; ein neuer Export an der Kasse ist nicht nötig.',
  'zip-too-large':
    'Das ZIP würde ausgepackt größer als jeder Export einer Kasse. Es wurde nicht geöffnet.',
  'file-missing': 'Die Datei {{file}} fehlt. Wurde sie umbenannt oder ausgelassen?',
  'file-unusable':
    'Die optionale Datei {{file}} hat eine andere Form als das Format. Was sie beweisen würde, wurde nicht geprüft.',
  'no-closing':
    'Der Export enthält keinen Abschluss. Machen Sie zuerst den Tagesabschluss an der Kasse.',
  'set-aside':
    'Das Programm endete zweimal, während es „{{source}}“ las. Die Datei ist beiseitegelegt, damit alles andere weitergeht. Exportieren Sie einen kürzeren Zeitraum, oder lassen Sie sie noch einmal lesen.',
  'name-reused':
    '„{{name}}“ kam schon einmal mit anderem Inhalt. Solange das Programm geschlossen ist, ersetzt eine Lieferung die vorige unter demselben Namen, und diese ist verloren. Geben Sie jeder Lieferung einen eigenen Namen.',
  'more-rejected':
    'Weitere {{more}} Zeilen dieser Datei sind fehlerhaft, insgesamt {{total}}. Nichts davon ist gebucht, die guten Zeilen sind es.',
  empty: 'Die Datei ist leer.',
  csv: 'Die Zeile ist keine gültige CSV-Zeile.',
  encoding: 'Die Zeile ist nicht in UTF-8 geschrieben, wie das Format es verlangt.',
  columns: 'Die Zeile hat {{given}} Spalten, die Kopfzeile {{wanted}}.',
  'column-missing':
    'In der Kopfzeile fehlen: {{columns}}. Der Kassenhersteller kann einen vollständigen DSFinV-K-Export liefern.',
  'too-long': 'Die Zeile ist länger, als ein Beleg sein kann.',
  json: 'Die Zeile ist kein gültiges JSON.',
  schema: 'An dieser Stelle steht etwas, das das Format nicht erlaubt.',
  'closing-sum': '{{what}}: Der Abschluss sagt {{claimed}}, die Belege ergeben {{summed}}.',
  'closing-names':
    '{{what}}: Der Abschluss sagt {{claimed}}, die Belege ergeben {{summed}}. Nur die Bezeichnung weicht ab, nicht das Geld.',
  unproven:
    'Nichts im Export beweist die Summen von Abschluss {{closing}}: {{missing}} sagen nichts über ihn. Vergleichen Sie ihn mit dem gedruckten Abschluss.',
  'proof-missing':
    '{{missing}}: nichts zu Abschluss {{closing}}. Seine anderen Summen beweisen ihn.',
  'closing-twice':
    'Abschluss {{closing}} der Kasse {{payDesk}} steht doppelt im Export, auch in Zeile {{line}}.',
  'closing-missing':
    'Zeilen der Kasse {{payDesk}} nennen Abschluss {{closing}}, den es im Export nicht gibt.',
  'closing-gap':
    'Zu Kasse {{payDesk}} fehlen die Abschlüsse {{from}} bis {{to}}; Abschluss {{closing}} ist da. Exportieren Sie die fehlenden Tage.',
  'opening-twice':
    'Abschluss {{closing}} der Kasse {{payDesk}} hat mehr als einen Anfangsbestand. Ob die Kasse mit einer Differenz geöffnet wurde, lässt sich nicht sagen.',
  'opening-not-compared':
    'Der Anfangsbestand von Abschluss {{closing}} der Kasse {{payDesk}} ließ sich mit nichts vergleichen, weil Abschluss {{before}} zurückgehalten wird oder zweierlei sagt. Entscheiden Sie über Abschluss {{before}}.',
  'storno-undecided':
    '{{count}} Belege tragen das Storno-Zeichen, und keine Summe des Abschlusses sagt, ob sie zählen.',
  taxonomy:
    'Die Version {{found}} des Formats ist hier nicht bekannt. Sie wurde wie 2.x gelesen, die Summen stimmen.',
  currency: '„{{found}}“ ist keine Währung mit {{decimals}} Nachkommastellen.',
  'master-data-shared':
    '{{file}} sagt nichts zu Abschluss {{closing}} der Kasse {{payDesk}}. „{{found}}“ ihrer anderen Abschlüsse wurde übernommen.',
  'master-data-missing':
    '{{file}} sagt nichts zu Abschluss {{closing}} der Kasse {{payDesk}}. Filiale und Währung werden nicht geraten. Exportieren Sie noch einmal mit den Stammdaten der Kasse.',
  'day-not-credible':
    '{{column}} sagt {{found}}. Das kann nicht der Tag des Abschlusses sein; prüfen Sie die Uhr der Kasse und dieses PCs.',
  'receipt-missing': 'Die Zeile nennt Beleg {{receipt}}, den es im Export nicht gibt.',
  'receipt-twice': 'Beleg {{receipt}} steht in diesem Abschluss doppelt oder hat keine Nummer.',
  'receipt-type': 'Beleg {{receipt}} hat die unbekannte Art „{{found}}“.',
  'money-without-receipt':
    'Beleg {{receipt}} ist von der Art {{type}} und dürfte kein Geld bewegen. Bezahlt wurden aber {{paid}}.',
  'payment-type': 'Beleg {{receipt}} wurde mit der unbekannten Zahlart „{{found}}“ bezahlt.',
  'payment-sum': 'Beleg {{receipt}}: Die Summe ist {{total}}, bezahlt wurden {{paid}}.',
  'line-twice': 'Beleg {{receipt}} hat die Zeile „{{position}}“ doppelt.',
  'line-missing': 'Die Zeile gehört zu einer Position von Beleg {{receipt}}, die es nicht gibt.',
  'lines-sum': 'Beleg {{receipt}}: Die Positionen ergeben {{lines}}, die Summe ist {{total}}.',
  'business-case': 'Beleg {{receipt}} hat eine Position der unbekannten Art „{{found}}“.',
  'vat-key':
    'Beleg {{receipt}} benutzt den Steuerschlüssel {{key}}, den der Abschluss nicht kennt.',
  'vat-sum': 'Beleg {{receipt}}: Die Summe ist {{total}}, die Steuersätze ergeben {{vat}}.',
  'void-counted':
    'Beleg {{receipt}}: Als storniert markierte Positionen zählen, wie seine Summe zeigt. Die Markierung steht auf der Gegenzeile.',
  number: '„{{found}}“ ist hier keine gültige Zahl.',
  time: '„{{found}}“ ist keine gültige Zeit.',
  'time-far':
    'Beleg {{receipt}} sagt {{found}}, weit weg von seinem Abschluss. Er wird auf den Tag des Abschlusses gebucht.',
  'cash-differs':
    'Beleg {{receipt}} verkauft nichts, und seine Positionen bewegen einen anderen Barbetrag, als bezahlt wurde.',
  'gives-and-takes':
    'Beleg {{receipt}} gibt auf einem Weg zurück, was er auf einem anderen einnimmt, und verkauft nichts. Ein Mensch muss sagen, was das ist.',
  'payment-unknown': 'Beleg {{receipt}} hat einen Betrag mit der Zahlart „{{found}}“.',
  'part-of-cent': 'Beleg {{receipt}} bewegt einen Bruchteil eines Cents in die Kasse oder heraus.',
  unknown:
    'Diesen Grund hat eine andere Version des Programms festgestellt. Der Originaltext steht darunter.',
};

export const conflicts: Readonly<Record<Conflict['code'], string>> = {
  'other-content': 'Beleg {{bill}} ist schon gespeichert, aber mit anderem Inhalt.',
  'other-source':
    'Beleg {{bill}} der Kasse {{payDesk}} kam schon auf einem anderen Weg an ({{known}}). Jede Kasse darf nur auf einem Weg liefern: Eingangsordner oder Export.',
  'closing-number-reused':
    'Abschluss {{closing}} der Kasse {{payDesk}} ist schon gespeichert, erstellt {{known}}; diese Datei sagt {{found}}. Der Kassenhersteller kann sagen, welcher stimmt.',
  'pay-desk-shared':
    'Abschluss {{closing}} der Kasse {{payDesk}} ist aus der Filiale „{{knownStore}}“ schon gespeichert, erstellt {{known}}. Diese Datei kommt aus der Filiale „{{foundStore}}“ und sagt {{found}}.',
  'closing-changed':
    'Abschluss {{closing}} der Kasse {{payDesk}} kam noch einmal, mit anderen Belegen. Dazugekommen: {{came}}. Weggefallen: {{went}}. Welche Fassung stimmt?',
  'closing-repeated':
    '{{count}} Belege aus Abschluss {{closing}} der Kasse {{payDesk}} sind schon gespeichert, aus Abschluss {{known}}. Sie wurden nicht noch einmal gebucht. Wurde der Abschluss wiederholt oder die Kasse umbenannt?',
  'same-receipt':
    'Beleg {{bill}} der Kasse {{payDesk}} steht jetzt unter Abschluss {{closing}}; gespeichert ist er unter Abschluss {{knownClosing}} der Kasse {{knownPayDesk}}. Zeiten und Beträge sind gleich. Ist es derselbe Beleg?',
  'bill-number-shared':
    'Zwei verschiedene Belege tragen die Nummer {{bill}}: dieser und {{known}}. Beide warten, damit nicht beide auf dieselbe Rechnung gebucht werden.',
  'opening-difference':
    'Kasse {{payDesk}}, Abschluss {{closing}}: Der Anfangsbestand ist {{counted}}, der Abschluss davor ließ {{expected}}. Was war es: Differenz, Abschöpfung oder Einlage?',
  'payment-correction':
    'Beleg {{bill}} schiebt {{amount}} von einer Zahlart auf eine andere, ohne Ware. Soll das so gebucht werden?',
  'voucher-paid-out':
    'Mit Beleg {{bill}} wurden {{amount}} eines Gutscheins bar ausgezahlt. Soll das so gebucht werden?',
};
