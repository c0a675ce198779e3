/** What a person drops on the window or opens, in German. */
export const handOver = {
  label: 'Einlesen',
  open: 'Export der Kasse öffnen …',
  openHelp:
    'ZIP-Datei einer Kasse oder eine Datei mit der Endung .jsonl. Das Original bleibt, wo es ist.',
  drop: 'Zum Einlesen hier loslassen',
  dropHelp:
    'Ein Export der Kasse (ZIP-Datei oder Ordner) oder eine Datei mit der Endung .jsonl. Das Original bleibt, wo es ist.',
  dismiss: 'Fertige Meldungen schließen',
  progress: 'Fortschritt von {{name}}',
  queued: 'Kommt gleich an die Reihe.',
  sending: 'Wird übernommen: {{done}} von {{of}}.',
  reading_one: 'Wird eingelesen: bisher {{count, number}} neuer Beleg.',
  reading_other: 'Wird eingelesen: bisher {{count, number}} neue Belege.',
  events_one: '{{count, number}} neuer Beleg eingelesen.',
  events_other: '{{count, number}} neue Belege eingelesen.',
  jobs_one: '{{count, number}} Job über zusammen {{sums}}.',
  jobs_other: '{{count, number}} Jobs über zusammen {{sums}}.',
  duplicates_one: '{{count, number}} Beleg war schon da und wird nicht doppelt gebucht.',
  duplicates_other: '{{count, number}} Belege waren schon da und werden nicht doppelt gebucht.',
  known: 'Das wurde schon eingelesen. Es kam nichts hinzu, und nichts wird doppelt gebucht.',
  nothing: 'Darin steht kein Beleg.',
  nothingNew: 'Daraus kam kein neuer Beleg.',
  notWhole: 'Ein Teil ließ sich nicht einlesen. Was gespeichert ist, ist sicher.',
  unreadable: 'Das ließ sich nicht einlesen. Was gespeichert ist, ist sicher.',
  problems_one: '{{count, number}} Hinweis braucht Sie',
  problems_other: '{{count, number}} Hinweise brauchen Sie',
  cancel: 'Abbrechen',
  cancelOf: 'Einlesen von {{name}} abbrechen',
  cancelled: 'Abgebrochen. Nichts davon wurde eingelesen.',
  failed:
    'Die Übernahme ist abgebrochen: {{reason}} Nichts ist verloren; öffnen Sie die Datei noch einmal.',
  refused: {
    ending:
      'Das ist kein Export einer Kasse. Nehmen Sie die ZIP-Datei oder den Ordner, den die Kasse exportiert, oder eine Datei mit der Endung .jsonl.',
    empty: 'Das ist leer. Machen Sie den Export an der Kasse noch einmal.',
    'too-large':
      'Das ist größer als alles, was ein Geschäft liefert. Exportieren Sie einen kürzeren Zeitraum.',
    busy: 'Es wird gerade etwas anderes eingelesen. Öffnen Sie die Datei danach noch einmal.',
    unwritable: 'Das ließ sich nicht speichern: {{reason}} Nichts davon wurde eingelesen.',
  },
};
