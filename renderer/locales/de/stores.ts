/** Stores, accounts, causes and the dry run, in German. */
import type { AccountFault } from '../../../shared/domain/assignment.ts';
import type { AccountType, PaymentType } from '../../../shared/domain/accounts.ts';
import type { DryRunWarning } from '../../../shared/contract/contract.ts';

const accountType: Record<AccountType, string> = {
  cash: 'Bar (Kassenlade)',
  'non-cash': 'Unbar allgemein (Terminal)',
  'contra-cash-in': 'Gegenkonto Einlage',
  'contra-cash-out': 'Gegenkonto Entnahme',
  'difference-surplus': 'Kassendifferenz: zu viel',
  'difference-shortage': 'Kassendifferenz: zu wenig',
  'voucher-refund': 'Erstattung auf Gutschein',
};

const paymentType: Record<PaymentType, string> = {
  Unbar: 'Unbar ohne Angabe',
  ECKarte: 'EC-Karte',
  Kreditkarte: 'Kreditkarte',
  ElZahlungsdienstleister: 'Zahlungsdienst (z. B. PayPal)',
  Guthabenkarte: 'Guthabenkarte',
  voucher: 'Gutschein eingelöst',
  receivable: 'Kauf auf Rechnung',
};

const accountFault: Record<AccountFault, string> = {
  unknown: 'Dieses Konto gibt es in RetailSuite nicht.',
  'other-currency': 'Dieses Konto wird in RetailSuite in einer anderen Währung geführt.',
  locked: 'Dieses Konto ist in RetailSuite gesperrt.',
  personal: 'Das ist ein Konto eines Kunden oder Lieferanten. Nehmen Sie ein Sachkonto.',
  'same-as-cash': 'Kasse und Gegenkonto sind dasselbe Konto. So hebt sich die Buchung auf.',
};

const dryRunWarning: Record<DryRunWarning, string> = {
  'month-locked': 'Der Monat ist in RetailSuite gesperrt: RS bucht in den nächsten offenen.',
  'text-cut': 'Der Buchungstext wird auf 30 Zeichen gekürzt.',
  'asked-first': 'Zuerst wird nachgefragt, ob die Buchung schon angekommen ist.',
};

export const stores = {
  accountType,
  paymentType,
  accountFault,
  dryRunWarning,
  stores: {
    tab: 'Filialen',
    title: 'Filialen, Kassen und Konten',
    intro:
      'Filialen und Kassen erscheinen von selbst, sobald sie etwas liefern. Das Konto der Kasse gilt vor dem der Filiale, das der Filiale vor dem für alle.',
    scopes: 'Wofür die Konten gelten',
    all: 'Alle Filialen',
    none: 'Noch keine Kasse hat etwas geliefert. Die Konten für alle Filialen können Sie schon zuordnen.',
    name: 'Name',
    rename: 'Name speichern',
    renamed: 'Der Name ist gespeichert.',
    id: 'Kennung der Kasse: {{id}}',
    lastEvent: 'Letzter Beleg: {{when}}',
    never: 'Noch kein Beleg',
    silent: '{{name}} hat seit {{since}} nichts gemeldet. Ist sie an und im Netz?',
    off: 'abgeschaltet',
    switchOff: 'Abschalten',
    switchOffHint:
      'Von einer abgeschalteten Kasse wird nichts mehr erwartet. Was sie doch liefert, wird trotzdem gebucht.',
    switchOn: 'Wieder in Betrieb nehmen',
    offButSpoke: 'Sie ist abgeschaltet, hat aber danach noch etwas geliefert. Es wird gebucht.',
    mergeLabel: 'Ersetzt durch',
    mergeNone: 'nicht ersetzt',
    mergeHint:
      'Die neue Kasse übernimmt Namen und Konten, wo sie keine eigenen hat. Alte Belege bleiben unverändert.',
    merged_one: 'Zusammengeführt. {{count, number}} Konto wurde übernommen.',
    merged_other: 'Zusammengeführt. {{count, number}} Konten wurden übernommen.',
    separated: 'Wieder getrennt.',
    replacedBy: 'ersetzt durch {{name}}',
    failed: 'Das hat nicht geklappt: {{reason}} Es wurde nichts geändert.',
  },
  accounts: {
    title: 'Kontenzuordnung ({{currency}})',
    kind: 'Wofür',
    account: 'Konto',
    accountOf: 'Konto für {{kind}}',
    inheritedGlobal: '{{account}} – geerbt von allen Filialen',
    inheritedStore: '{{account}} – geerbt von der Filiale',
    missing: 'fehlt noch',
    optional: 'wie Gutschein eingelöst',
    own: 'eigenes Konto',
    remove: 'Erbt wieder',
    removeOf: 'Erbt wieder: {{kind}}',
    addCurrency: 'Währung',
    chartAsOf: 'Kontenliste aus RetailSuite, Stand {{when}}.',
    chartNever:
      'Die Kontenliste von RetailSuite ist noch nicht bekannt. Die Nummern werden erst beim Buchen geprüft.',
    chartProblem: 'Sie konnte nicht neu gelesen werden: {{reason}}',
    chartReload: 'Kontenliste neu lesen',
    changes_one: '{{count, number}} Änderung, noch nicht gespeichert',
    changes_other: '{{count, number}} Änderungen, noch nicht gespeichert',
    save: 'Speichern',
    discard: 'Verwerfen',
    dryRun: 'Probelauf',
    saved: 'Gespeichert als Version {{version}}. Was gebucht ist, bleibt unverändert.',
    savedRestarted_one:
      'Gespeichert als Version {{version}}. {{count, number}} wartender Beleg geht jetzt von selbst weiter.',
    savedRestarted_other:
      'Gespeichert als Version {{version}}. {{count, number}} wartende Belege gehen jetzt von selbst weiter.',
    refused: 'Nicht gespeichert: Ein Konto passt nicht. Der Grund steht beim Feld.',
    outdated:
      'Inzwischen hat jemand anders die Konten geändert. Ihre Eingaben stehen noch da; bitte prüfen und noch einmal speichern.',
    invalid: 'Eine Kontonummer hat 1 bis 9 Ziffern und beginnt nicht mit 0.',
    history: 'Wer hat was geändert?',
    historyNone: 'Noch keine Änderung.',
    historyLine: '{{kind}} ({{place}}): {{old}} → {{new}}',
    historyBefore: 'Stand aus der Zeit, bevor Änderungen aufgezeichnet wurden',
    nothing: 'kein Konto',
  },
  attention: {
    title: 'Braucht mich',
    intro: 'Ein Grund, eine Abhilfe: Danach gehen alle betroffenen Belege von selbst weiter.',
    none: 'Niemand muss etwas tun. Alles andere geht von selbst weiter.',
    banner_one: '{{count, number}} Beleg braucht Sie ({{money}}).',
    banner_other: '{{count, number}} Belege brauchen Sie ({{money}}).',
    bannerLink: 'Gründe ansehen',
    sum_one: '{{count, number}} Beleg, {{money}}, ein Grund:',
    sum_other: '{{count, number}} Belege, {{money}}, ein Grund:',
    noAccount: 'kein Konto für {{kind}} ({{currency}})',
    refusedAccount: 'RetailSuite nimmt das Konto für {{kind}} ({{currency}}) nicht an',
    oldest: 'Ältester: {{when}}',
    places: 'Kassen: {{places}}',
    scope: 'Gilt für',
    saveAccount: 'Konto zuordnen',
    mended: 'Das Konto ist jetzt da. Die Belege gehen gleich weiter.',
    retryAll: 'Alle erneut senden',
    retried_one: '{{count, number}} Beleg wird erneut gesendet.',
    retried_other: '{{count, number}} Belege werden erneut gesendet.',
    show: 'In der Liste zeigen',
    toSettings: 'Zu den Einstellungen',
  },
  dryRun: {
    title: 'Probelauf, nichts wurde gebucht.',
    running: 'Der Probelauf läuft. Es wird nichts gebucht …',
    button: 'Probelauf',
    succeed_one: '{{count, number}} würde gelingen',
    succeed_other: '{{count, number}} würden gelingen',
    fail_one: '{{count, number}} nicht',
    fail_other: '{{count, number}} nicht',
    allGood: 'keiner würde scheitern',
    wait_one: '{{count, number}} wartet auf die Rechnung in RS',
    wait_other: '{{count, number}} warten auf die Rechnung in RS',
    examined: 'Geprüft: die ältesten {{examined, number}} von {{asked, number}}.',
    passedOver_one: '{{count, number}} ist schon gebucht oder unterwegs und wurde nicht geprüft.',
    passedOver_other:
      '{{count, number}} sind schon gebucht oder unterwegs und wurden nicht geprüft.',
    offline:
      'RetailSuite war nicht erreichbar: Konten, Wirtschaftsjahr und Rechnungen sind ungeprüft.',
    missing: 'Kein Konto für {{kind}} ({{currency}}) an Kasse {{payDesk}}.',
    refused: 'Konto {{account}} ({{currency}}): {{fault}}',
    totals: 'Was gebucht würde',
    total_one:
      '{{count, number}} Buchung: {{money}} im Soll auf {{debit}}, im Haben auf {{credit}}.',
    total_other:
      '{{count, number}} Buchungen: zusammen {{money}} im Soll auf {{debit}}, im Haben auf {{credit}}.',
    bookings: 'Einzelne Buchungen (höchstens 100)',
    booking:
      'Job {{id}}, {{day}}: {{money}} im Soll auf {{debit}}, im Haben auf {{credit}}, „{{text}}“',
    failures: 'Was scheitern würde',
    warnings: 'Hinweise',
    warning: '{{count, number}} ×: {{text}}',
    close: 'Probelauf schließen',
    failed: 'Der Probelauf kam nicht zustande: {{reason}} Es wurde nichts gebucht.',
    empty: 'Es gibt nichts zu prüfen.',
  },
};
