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
    forgotten_one:
      'Das Senden ist noch immer von Hand angehalten. {{documents}} wartet. Mit KICK JOB geht es weiter.',
    forgotten_other:
      'Das Senden ist noch immer von Hand angehalten. {{documents}} warten. Mit KICK JOB geht es weiter.',
    cause_one: '{{documents}}: {{what}}',
    cause_other: '{{documents}}: {{what}}',
  },
};
