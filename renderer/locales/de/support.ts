/** The support package, in German. */
export const support = {
  about: {
    title: 'Über dieses Programm',
    intro: 'Venduo POS Back Office {{version}} bucht das Geld der Kassen in RetailSuite.',
    versions: 'Versionen',
    program: 'Programm',
    system: 'System',
    database: 'Datenbank',
    databaseVersion: 'Schema {{version}}',
    health: 'Zustand',
    status: 'Jetzt',
    backup: 'Letzte Sicherung',
    noBackup: 'noch keine',
    folder: 'Datenordner',
    size: 'Größe der Datenbank',
    free: 'Frei auf dem Laufwerk',
    unknown: 'nicht bekannt',
    licences: 'Lizenzen',
    licencesText:
      'Dieses Programm enthält {{count}} Werke anderer. Ihre Lizenzen gelten für sie weiter.',
    chromium:
      'Die Lizenzen von Electron und Chromium liegen neben dem Programm: LICENSES.chromium.html.',
    licencesFailed: 'Die Lizenzen ließen sich nicht lesen: {{reason}}',
    failed: 'Das ließ sich nicht lesen: {{reason}}',
    noText: 'Der Verfasser nennt nur den Namen der Lizenz.',
  },
  support: {
    title: 'Support-Paket',
    intro:
      'Lesen Sie, was darin steht, bevor Sie es speichern. Das Programm schickt nichts von selbst. Geheimes fehlt ganz; Namen, Texte und Kontonummern sind verkürzt.',
    loading: 'Das Paket wird zusammengestellt …',
    save: 'Als ZIP speichern',
    saved: 'Gespeichert: {{path}}',
    failed: 'Das Support-Paket ließ sich nicht speichern: {{reason}}',
    outdated:
      'Inzwischen gibt es ein neueres Paket. Sehen Sie es noch einmal durch und speichern Sie dann.',
    read: '{{file}} lesen',
    search: 'In {{file}} suchen',
    copy: '{{file}} kopieren',
    open: 'Support-Paket ansehen',
    settings: 'Für den Support',
    settingsText:
      'Ein Paket mit dem, was bei der Hilfe nützt. Sie sehen vor dem Speichern jede Zeile.',
  },
  supportTopic: {
    program:
      'Version, System und Stand der Buchungen: wie viele und wie viel Geld, keine einzelnen Belege.',
    settings: 'Die Einstellungen des Programms, ohne Anmeldung.',
    job: 'Dieser Job mit allen Anfragen an RetailSuite und ihren Antworten.',
    problems: 'Was beim Einlesen zurückgehalten wurde, mit den Zahlen.',
    log: 'Das Protokoll des Programms, die letzten Seiten.',
  },
};
