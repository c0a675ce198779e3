/** RetailSuite is asked each question once, in the settings. */
export const firstContact = {
  open: 'Schnittstelle von RetailSuite prüfen',
  text: 'RetailSuite wird jede Frage einmal gestellt; gebucht oder geändert wird dort nichts. Der Bericht nennt Namen und Arten, keine Inhalte. Sie können ihn Ihrem Ansprechpartner schicken.',
  bill: 'Belegnummer eines Kassenbons (freiwillig)',
  billHelp: 'Mit einer Nummer, zu der es schon eine Rechnung gibt, wird auch die Rechnung geprüft.',
  ask: 'Jetzt prüfen',
  asking: 'Wird geprüft …',
  understood: 'Alles verstanden: RetailSuite antwortet wie vereinbart.',
  otherwise:
    'RetailSuite antwortet anders als vereinbart. Es wird nichts Falsches gebucht; schicken Sie den Bericht Ihrem Ansprechpartner.',
  report: 'Bericht lesen',
  copy: 'Bericht kopieren',
  copied: 'Der Bericht ist kopiert.',
  notCopied:
    'Der Bericht konnte nicht kopiert werden. Öffnen Sie ihn und markieren Sie den Text von Hand.',
  signedOut: 'Geprüft werden kann erst nach der Anmeldung bei RetailSuite.',
  failed: 'Die Prüfung ist gescheitert: {{reason}} Gebucht wurde dabei nichts.',
  verdict: {
    understood: 'verstanden',
    otherwise: 'antwortet anders',
    'no-rows': 'antwortet, hat aber noch keinen Eintrag',
    'not-there': 'gibt es dort nicht',
    failed: 'keine brauchbare Antwort',
    'not-asked': 'nicht gefragt',
  },
};
