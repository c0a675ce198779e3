/** Tray, start with the system, notifications, in German. */
export const desktop = {
  desktop: {
    title: 'Programm und Infobereich',
    text: 'Gesendet wird auch, wenn das Fenster geschlossen ist. Das Zeichen neben der Uhr zeigt blau einen Lauf und rot keinen.',
    keepInTray: 'Nach dem Schließen des Fensters weiter senden',
    keepInTrayHelp:
      'Ausgeschaltet endet das Programm mit dem Fenster; was gerade unterwegs ist, wird noch abgewartet.',
    noTray:
      'Dieses System zeigt keine Programme neben der Uhr. Mit dem Fenster endet deshalb auch das Programm. Es ist nichts verloren: Beim nächsten Start geht es weiter.',
    autostart: 'Mit dem System starten, ohne Fenster',
    noAutostart: 'Der Start mit dem System lässt sich nur im installierten Programm einstellen.',
    browser:
      'Das Programm läuft ohne eigenes Fenster; diese Seite im Browser können Sie jederzeit schließen.',
    saved: 'Gespeichert.',
    failed: 'Das ließ sich nicht speichern: {{reason}}',
  },
  alert: {
    title: 'Venduo POS braucht Sie',
    cause_one: '{{documents}}: {{what}}',
    cause_other: '{{documents}}: {{what}}',
  },
};
