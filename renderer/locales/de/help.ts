/** The sheet of keys, in German. */
export const help = {
  help: {
    title: 'Tasten',
    intro: 'Alles lässt sich ohne Maus bedienen. Der blaue Rahmen zeigt, wo Sie sind.',
    open: 'Tasten (?)',
    close: 'Schließen',
    or: 'oder',
  },
  helpPart: {
    everywhere: 'Überall',
    list: 'In der Liste',
    columns: 'Spalten bearbeiten',
    details: 'Auf der Seite eines Jobs',
  },
  helpKey: {
    everywhere: {
      help: 'Diese Übersicht',
      next: 'Zum nächsten oder vorigen Element',
      press: 'Schaltfläche drücken, Schalter umlegen',
      close: 'Dialog oder Menü schließen',
      zoom: 'Größer oder kleiner anzeigen',
    },
    list: {
      move: 'Von Zelle zu Zelle',
      open: 'Details des Jobs öffnen',
      choose: 'Zeile auswählen',
      ends: 'Erste oder letzte Zeile der Seite',
      screenful: 'Einen Bildschirm weiter',
      sort: 'Auf einem Spaltentitel: danach sortieren',
    },
    columns: {
      grab: 'Auf dem Griff: Spalte aufnehmen',
      drag: 'Verschieben',
      drop: 'Ablegen',
      cancel: 'Verschieben abbrechen',
    },
    details: {
      previous: 'Vorheriger Job der Liste',
      next: 'Nächster Job der Liste',
      back: 'Zurück zur Liste',
      findNext: 'In der Suche: nächster oder voriger Treffer',
      findEnd: 'In der Suche: Suche beenden',
    },
  },
  key: {
    Shift: 'Umschalt',
    Space: 'Leertaste',
    Ctrl: 'Strg',
    Home: 'Pos1',
    End: 'Ende',
    PageUp: 'Bild↑',
    PageDown: 'Bild↓',
  },
};
