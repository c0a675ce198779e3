/** Retention periods in the settings: what would go, what stays and why. */
export const retention = {
  retention: {
    title: 'Aufbewahrung und Löschung',
    text: 'So lange müssen Belege und Bücher bleiben; danach sollen persönliche Daten gelöscht werden. Kürzer als das Gesetz geht nicht. Die Frist beginnt am Ende des Jahres.',
    years: 'Jahre',
    recordYears: 'Aufzeichnungen behalten',
    recordYearsHelp:
      'Was das Programm von Belegen gespeichert und an RetailSuite gesendet hat. Das Gesetz verlangt 10 Jahre (§ 147 AO).',
    voucherYears: 'Originale der Kassen behalten',
    voucherYearsHelp:
      'Die Dateien, wie die Kassen sie geliefert haben. Das Gesetz verlangt 8 Jahre.',
    nightly: 'Danach jede Nacht von selbst löschen',
    nightlyHelp:
      'Gelöscht wird für immer, nach einer gelungenen Sicherung. Läuft eine Betriebsprüfung oder ist ein Steuerbescheid noch offen, gelten die Fristen länger: Lassen Sie das Löschen dann aus. Fragen Sie im Zweifel Ihr Steuerbüro.',
    looking: 'Das Programm sieht nach, was gelöscht würde …',
    now: 'Das würde jetzt gelöscht',
    nothing:
      'Nichts. Aufzeichnungen vor dem {{records}} und Originale vor dem {{originals}} wären über ihre Zeit.',
    due: '{{what}}: Aufzeichnungen vor dem {{records}}, Originale vor dem {{originals}}. Beträge, Tage, Nummern und Siegel bleiben.',
    receipts_one: '{{count, number}} Beleg',
    receipts_other: '{{count, number}} Belege',
    originals_one: '{{count, number}} Originaldatei',
    originals_other: '{{count, number}} Originaldateien',
    both: '{{receipts}} und {{originals}}',
    held: 'Über die Zeit, und bleibt trotzdem:',
    lastRun: 'Zuletzt gelöscht',
    last: 'Am {{when}}: {{what}}.',
    lastNone: 'Noch nie.',
    lastBusy: 'Es wurde gerade gesendet; der Rest folgt von selbst.',
    failed:
      'Das letzte Löschen ist abgebrochen: {{reason}} Der Rest folgt in der nächsten Nacht; gelöscht ist nur, was im Journal steht.',
  },
  retentionHeld: {
    'not-booked_one':
      '{{count, number}} Kassenabschluss mit Belegen, die noch nicht gebucht und zurückgelesen sind',
    'not-booked_other':
      '{{count, number}} Kassenabschlüsse mit Belegen, die noch nicht gebucht und zurückgelesen sind',
    'in-doubt_one':
      '{{count, number}} Kassenabschluss, bei dem offen ist, was RetailSuite schon gebucht hat',
    'in-doubt_other':
      '{{count, number}} Kassenabschlüsse, bei denen offen ist, was RetailSuite schon gebucht hat',
    'not-sealed_one': '{{count, number}} Kassenabschluss ohne Siegel',
    'not-sealed_other': '{{count, number}} Kassenabschlüsse ohne Siegel',
    question_one: '{{count, number}} Kassenabschluss, zu dem eine Frage auf Sie wartet',
    question_other: '{{count, number}} Kassenabschlüsse, zu denen Fragen auf Sie warten',
    'no-closing_one': '{{count, number}} Beleg, der zu keinem Kassenabschluss gehört',
    'no-closing_other': '{{count, number}} Belege, die zu keinem Kassenabschluss gehören',
    'unfinished-import_one':
      '{{count, number}} Originaldatei, die noch nicht fertig gelesen ist oder zu der eine Frage wartet',
    'unfinished-import_other':
      '{{count, number}} Originaldateien, die noch nicht fertig gelesen sind oder zu denen Fragen warten',
  },
  retentionClock: {
    right: 'Die Uhr dieses PCs geht richtig.',
    ahead:
      'Die Uhr dieses PCs geht vor, oder RetailSuite war länger nicht erreichbar. Es zählt nur das Datum, das RetailSuite zuletzt genannt hat.',
    behind:
      'Die Uhr dieses PCs geht nach: RetailSuite hat zuletzt ein späteres Datum genannt. Stellen Sie die Uhr richtig; bis dahin wird nichts gelöscht.',
    unknown:
      'Welcher Tag heute ist, hat noch weder RetailSuite noch eine Kasse gesagt, und der Uhr dieses PCs allein glaubt das Programm hier nicht. Es wird nichts gelöscht. Melden Sie sich bei RetailSuite an.',
  },
};
