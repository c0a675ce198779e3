/** RetailSuite is asked all questions, in the settings. */
export const firstContact = {
  open: 'Schnittstelle von RetailSuite prüfen',
  text: 'RetailSuite wird nur gefragt; gebucht oder geändert wird dort nichts. Der Bericht nennt die Felder der Antworten und ihre Art, dazu Fehlertexte und die Nummern, nach denen gefragt wurde; keine Beträge, keine Kunden, keine Zugangsdaten. Sie können ihn Ihrem Ansprechpartner schicken.',
  bill: 'Belegnummer eines Kassenbons (freiwillig)',
  billHelp: 'Mit einer Nummer, zu der es schon eine Rechnung gibt, wird auch die Rechnung geprüft.',
  ask: 'Jetzt prüfen',
  asking: 'Wird geprüft …',
  understood: 'Alles verstanden: RetailSuite antwortet wie vereinbart.',
  understoodSoFar:
    'Bis hierher verstanden. Wo RetailSuite noch keinen Eintrag hat, prüfen Sie nach den ersten Buchungen noch einmal.',
  noAnswer:
    'Nicht auf jede Frage kam eine brauchbare Antwort. Prüfen Sie die Verbindung und fragen Sie noch einmal. Bleibt es so, schicken Sie den Bericht Ihrem Ansprechpartner.',
  otherwise:
    'RetailSuite antwortet anders als vereinbart. Ihre Belege bleiben gespeichert. Schicken Sie den Bericht Ihrem Ansprechpartner, und halten Sie das Senden bis dahin an (ANHALTEN in der Liste).',
  report: 'Bericht lesen',
  copy: 'Bericht kopieren',
  copied: 'Der Bericht ist kopiert.',
  notCopied:
    'Der Bericht konnte nicht kopiert werden. Öffnen Sie ihn und markieren Sie den Text von Hand.',
  signedOut: 'Geprüft werden kann erst nach der Anmeldung bei RetailSuite.',
  failed: 'Die Prüfung ist gescheitert: {{reason}} Gebucht wurde dabei nichts.',
  call: {
    token: 'Anmeldung',
    ping: 'Erreichbarkeit',
    fiscalYears: 'Wirtschaftsjahre',
    accounts: 'Konten',
    invoices: 'Rechnungen',
    postings: 'Buchungen lesen',
    savePosting: 'Buchung senden',
  },
  verdict: {
    understood: 'verstanden',
    otherwise: 'antwortet anders',
    'no-rows': 'antwortet, hat aber noch keinen Eintrag',
    'not-there': 'gibt es dort nicht',
    failed: 'keine brauchbare Antwort',
    'not-asked': 'nicht gefragt, weil es buchen würde',
  },
};
