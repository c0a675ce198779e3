/** The program as a whole: header, start, line to the backend, in German. */
export const app = {
  app: {
    title: 'Venduo POS',
    backOffice: 'Back Office',
    sections: 'Bereiche',
    tabSync: 'Buchhaltungs-Sync',
    skip: 'Zum Inhalt springen',
    demo: 'Demo',
    demoHint: 'Das sind Beispieldaten, nicht die Bücher Ihres Geschäfts.',
    version: 'Version {{version}}',
    look: 'Sprache und Darstellung',
    language: 'Sprache',
    languageSystem: 'Wie das System',
    theme: 'Darstellung',
    themeSystem: 'Wie das System',
    themeLight: 'Hell',
    themeDark: 'Dunkel',
    viewNotSaved:
      'Ihre Anordnung konnte nicht gespeichert werden. Die Belege sind davon nicht betroffen.',
    dismiss: 'Meldung schließen',
  },
  noSession: {
    headline: 'Diese Adresse öffnet das Fenster nicht mehr.',
    why: 'Die Adresse, die das Programm beim Start zeigt, gilt nur einmal. So kann niemand anders sie nachträglich benutzen.',
    sameBrowser:
      'Haben Sie das Fenster schon in einem anderen Browser dieses PCs geöffnet? Dort ist es weiter offen, auch nach dem Neuladen und nach dem Schließen des Browsers.',
    newAddress:
      'Sonst sehen Sie dort nach, wo das Programm gestartet wurde: Nach jedem Start zeigt es eine neue Adresse. Ist auch sie schon benutzt, beenden Sie es mit Strg+C und starten es neu.',
    safe: 'Nichts ist verloren, und nichts wird doppelt gebucht. Gelingt es nicht, hilft Ihr Support.',
  },
  boot: {
    starting: 'Die Liste wird geöffnet …',
    headline: 'Das Fenster erreicht das Programm nicht.',
    safe: 'Ihre Belege sind sicher: Sie liegen in der Datenbank auf diesem PC, nicht in diesem Fenster.',
    next: 'Wir versuchen es von selbst weiter. Sie können auch gleich neu verbinden. Hilft das nicht, starten Sie das Programm neu.',
    who: 'Bleibt es dabei, geben Sie Ihrem Support diesen Text:',
    retry: 'Neu verbinden',
  },
  link: {
    lost: 'Verbindung zum Programm unterbrochen.',
    lostDetail:
      'Die Liste zeigt den letzten bekannten Stand. Die Belege sind sicher auf diesem PC; wir verbinden von selbst neu.',
  },
};
