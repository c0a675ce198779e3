/** Views of the list, in German. */
export const views = {
  views: {
    label: 'Ansichten',
    'needs-me': 'Braucht mich',
    'not-in-rs': 'Noch nicht in RS',
    today: 'Heute',
    differences: 'Differenzen',
    accounting: 'Buchhaltung',
    all: 'Alle',
    changed: 'geändert',
    changedHint: 'Die Liste zeigt etwas anderes, als unter diesem Namen gespeichert ist.',
    menu: 'Ansicht …',
    save: 'Speichern',
    reset: 'Zurücksetzen',
    takeBack: 'Filter von eben zurückholen',
    takeBackHint: 'Die Ansicht hat ersetzt, was Sie eingestellt und nicht gespeichert hatten.',
    saveAs: 'Speichern unter …',
    rename: 'Umbenennen …',
    remove: 'Löschen',
    name: 'Name der Ansicht',
    cancel: 'Abbrechen',
    replaces: 'Eine Ansicht dieses Namens gibt es schon. Sie wird ersetzt.',
    reserved: 'Diesen Namen trägt eine mitgelieferte Ansicht.',
    unread_one:
      '{{count, number}} Ansicht oder Bedingung stammt aus einer neueren Programmversion. Sie bleibt gespeichert und ist dort wieder da.',
    unread_other:
      '{{count, number}} Ansichten oder Bedingungen stammen aus einer neueren Programmversion. Sie bleiben gespeichert und sind dort wieder da.',
  },
};
