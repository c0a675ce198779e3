/** What the import could not book, in German. */
export const problems = {
  problems: {
    banner_one: '{{count, number}} Hinweis zum Einlesen wartet auf Ihre Entscheidung.',
    banner_other: '{{count, number}} Hinweise zum Einlesen warten auf Ihre Entscheidung.',
    bannerSafe: 'Was betroffen ist, wurde nicht gebucht; alles andere läuft weiter.',
    bannerLink: 'Ansehen',
    title: 'Hinweise zum Einlesen',
    intro: 'Was hier steht, wurde nicht gebucht. Die Originaldateien sind unverändert aufbewahrt.',
    none: 'Alles eingelesen, es gibt keine Hinweise.',
    showing: 'Die neuesten {{shown, number}} von {{total, number}} werden gezeigt.',
    found: 'Gefunden {{when}} in {{source}}',
    line: 'Zeile {{line}}',
    columnAt: 'Spalte {{column}}',
    closingTitle: 'Abschluss {{closing}} der Kasse {{payDesk}} ist gesperrt',
    closingDay: 'Geschäftstag {{day}}',
    closingText:
      'Die Zahlen gehen nicht auf. Deshalb bucht dieser Abschluss nichts, bis die Kasse einen richtigen Export liefert.',
    closingNext:
      'Erstellen Sie den Export an der Kasse neu. Weicht er wieder ab, hilft der Kassenhersteller; er braucht die Zahlen unten.',
    conflictTitle: 'Derselbe Beleg kam mit anderem Inhalt',
    conflictText: 'Der zuerst angekommene Beleg gilt weiter und wurde nicht überschrieben.',
    conflictNext:
      'Vergleichen Sie beide mit dem Kassenbeleg. Bei einem Unterschied hilft Ihr Steuerbüro.',
    rejectedTitle: 'Eine Zeile konnte nicht gelesen werden',
    rejectedText: 'Die übrigen Zeilen der Datei wurden übernommen.',
    rejectedNext:
      'Lassen Sie die Zeile von dem berichtigen, der die Kassenschnittstelle betreut, und legen Sie sie erneut ab.',
    sourceTitle: 'Eine Quelle konnte nicht gelesen werden',
    sourceText: 'Aus dieser Quelle wurde nichts gebucht.',
    sourceNext: 'Erstellen Sie den Export neu und legen Sie ihn noch einmal ab.',
    details: 'Vergleichen und entscheiden',
    storedVersion: 'Gespeichert',
    incomingVersion: 'Später angekommen',
    difference: 'Wert',
    differences: 'Was sich unterscheidet',
    jobsOf: 'Buchungen',
    reasonLabel: 'Warum? (steht später in der Historie)',
    reasonNeeded: 'Bitte geben Sie einen Grund an.',
    decide: {
      keep: 'Gespeicherten Beleg behalten',
      'take-new': 'Neuen Beleg als Korrektur übernehmen',
      release: 'Trotzdem buchen',
      discard: 'Nichts davon buchen',
      acknowledge: 'Gesehen',
    },
    decideHelp: {
      keep: 'Der neue wird nicht gebucht.',
      'take-new':
        'Der gespeicherte wird nicht mehr gesendet; davon ist noch nichts gebucht. Der neue wird gebucht.',
      release:
        'Die Belege werden gebucht, obwohl die Zahlen nicht aufgehen. Fragen Sie vorher Ihr Steuerbüro.',
      discard: 'Ein späterer Export, der aufgeht, wird trotzdem gebucht.',
      acknowledge: 'Der Hinweis verschwindet aus der Liste und bleibt in der Historie.',
    },
    bookedAlready:
      'Etwas davon ist schon gebucht oder unterwegs. Ist der neue Beleg richtig, berichtigen Sie die Buchung in RetailSuite und behalten hier den gespeicherten.',
    decided: 'Entschieden. Es steht in der Historie.',
    decidedAlready: 'Darüber hat schon jemand entschieden. Es wurde nichts geändert.',
    history: 'Was schon entschieden ist',
    historyNone: 'Noch nichts.',
    bySelf: 'hat sich von selbst erledigt',
    reasons: 'Gründe',
    failed: 'Die Hinweise konnten nicht gelesen werden: {{reason}}',
  },
};
