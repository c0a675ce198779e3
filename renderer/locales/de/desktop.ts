/** Tray, start with the system, notifications, in German. */
export const desktop = {
  desktop: {
    title: 'Programm und Infobereich',
    text: 'Gesendet wird auch, wenn das Fenster geschlossen ist. Das Zeichen neben der Uhr ist blau, während ein Lauf arbeitet, sonst rot.',
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
  notification: {
    title: 'Benachrichtigungen',
    text: 'Was sich von selbst erledigt, wird nie gemeldet. Jeder Grund wird einmal gemeldet, nicht jeder Beleg.',
    on: 'Melden, wenn ein Beleg mich braucht',
    help: 'Auch, wenn die Anmeldung abgelaufen ist oder ein Anhalten vergessen wurde. Wer gerade auf das Fenster sieht, wird nicht gestört.',
    try: 'Probe zeigen',
    tryTitle: 'Venduo POS',
    tryBody: 'So meldet sich das Programm, wenn es Sie braucht.',
    unavailable:
      'Dieser PC zeigt keine Benachrichtigungen, oder sie sind für dieses Programm ausgeschaltet. Erlauben Sie sie in den Einstellungen des Systems oder des Browsers.',
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
