/** New versions of the program, in German. */
export const updates = {
  title: 'Neue Versionen',
  text: 'Eine neue Version wird im Hintergrund geladen und erst installiert, wenn kein Beleg unterwegs und jeder geklärt ist: beim nächsten Start oder in einer ruhigen Stunde, nie beim Ausschalten. Ändert sie die Datenbank, wird diese vorher gesichert.',
  notInstalled: 'Nur das installierte Programm sucht nach neuen Versionen.',
  address: 'Adresse für neue Versionen',
  addressHelp:
    'Ohne Adresse wird nicht gesucht. Sie bekommen sie von Ihrem Venduo-Support; sie beginnt mit https://.',
  addressProblem: {
    'address-invalid': 'Das ist keine Adresse. Sie sieht so aus: https://updates.beispiel.de/pos',
    'address-not-secure':
      'Diese Adresse ist nicht geschützt: Unterwegs könnte jemand ein anderes Programm unterschieben. Nehmen Sie eine, die mit https:// beginnt.',
  },
  save: 'Adresse speichern',
  running: 'Diese Version: {{version}}',
  updated: 'Aktualisiert am {{when}} von Version {{from}} auf {{to}}.',
  phase: {
    off: 'Es wird nicht nach neuen Versionen gesucht.',
    idle: 'In den nächsten Minuten wird nach einer neuen Version gesucht.',
    looking: 'Nach einer neuen Version wird gesucht …',
    current: 'Keine neuere Version. Zuletzt nachgesehen: {{when}}.',
    loading: 'Version {{version}} wird geladen …',
    installing: 'Version {{version}} wird installiert. Das Programm startet gleich neu.',
  },
  told: {
    self: 'Version {{version}} ist da.',
    package:
      'Version {{version}} ist da. Laden Sie das Paket herunter, und installieren Sie es, oder bitten Sie darum, wer Ihren PC betreut.',
    'locked-folder':
      'Version {{version}} ist da. Das Programm darf seinen eigenen Ordner nicht ändern. Bitten Sie, wer Ihren PC betreut, die neue Version zu installieren.',
    'by-hand': 'Version {{version}} ist da. Laden Sie sie herunter, und installieren Sie sie.',
  },
  ready: {
    quiet:
      'Version {{version}} liegt bereit. Sie wird beim nächsten Start oder in einer ruhigen Stunde installiert.',
    sending:
      'Version {{version}} liegt bereit. Gerade wird ein Beleg gesendet; sie wartet so lange.',
    unclear:
      'Version {{version}} liegt bereit. Bei einem Beleg ist noch nicht geklärt, ob er in RetailSuite gebucht ist; sie wartet so lange.',
  },
  problem: {
    unreachable:
      'Die Adresse antwortet nicht. Später wird von selbst noch einmal gesucht. Bleibt es dabei, prüfen Sie Adresse und Internetverbindung.',
    unreadable:
      'An dieser Adresse steht nichts, was das Programm als neue Version versteht. Prüfen Sie die Adresse, oder fragen Sie Ihren Venduo-Support.',
    damaged:
      'Die geladene Datei ist nicht die, die angekündigt war. Sie wurde verworfen, die bisherige Version läuft weiter. Geschieht das wieder, sagen Sie es Ihrem Venduo-Support.',
    'no-room':
      'Für die neue Version ist auf dem Laufwerk kein Platz. Die bisherige läuft weiter. Schaffen Sie Platz; später wird es von selbst noch einmal versucht.',
    'not-placed':
      'Die neue Version ließ sich nicht installieren. Die bisherige läuft weiter; später wird es von selbst noch einmal versucht.',
    'taken-back':
      'Version {{version}} ist zweimal nicht gestartet, deshalb läuft wieder die bisherige. Sie wird nicht noch einmal von selbst installiert. Sagen Sie es Ihrem Venduo-Support.',
    'tried-before':
      'Version {{version}} wurde hier schon einmal installiert, und trotzdem läuft eine andere. Sie wird nicht noch einmal von selbst installiert. Fragen Sie Ihren Venduo-Support.',
    unknown:
      'Beim Suchen oder Laden ist etwas schiefgegangen, das wir nicht kennen. Die bisherige Version läuft weiter; später wird es von selbst noch einmal versucht.',
  },
  look: 'Jetzt suchen',
  install: 'Jetzt neu starten und installieren',
  download: 'Herunterladen',
  failed: 'Das ging nicht: {{reason}}',
  refused: 'Noch nicht: Zuerst muss geklärt sein, was aus dem letzten Beleg geworden ist.',
  line: {
    ready:
      'Version {{version}} von Venduo POS liegt bereit. Sie wird beim nächsten Start oder in einer ruhigen Stunde installiert.',
    told: 'Version {{version}} von Venduo POS ist da.',
    more: 'Zu den Einstellungen',
    later: 'Ausblenden',
  },
};
