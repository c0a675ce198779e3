/** The support package, in German. */
export const support = {
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
