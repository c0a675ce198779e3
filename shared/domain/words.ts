/** What a job is called, by language: in the window and in the files that it exports. */
import { parsePaymentType, type PaymentType } from './accounts.ts';
import type { Cause } from './causes.ts';
import type { JobColumn, JobMessage } from './job-list.ts';
import type { JobType } from './job.ts';
import type { Language } from './preferences.ts';
import type { JobState, JobStatus } from './states.ts';

export interface Words {
  readonly column: Readonly<Record<JobColumn, string>>;
  readonly type: Readonly<Record<JobType, string>>;
  readonly status: Readonly<Record<JobStatus, string>>;
  readonly message: Readonly<Record<NonNullable<JobMessage>, string>>;
  readonly state: Readonly<Record<JobState, string>>;
  readonly cause: Readonly<Record<Cause, string>>;
  readonly paymentType: Readonly<Record<PaymentType, string>>;
}

/**
 * A way of paying: the till's own codes are nobody's language.
 *
 * @param name what narrows the type, such as `PayPal`
 */
export function paymentInWords(
  type: PaymentType,
  name: string | undefined,
  say: (type: PaymentType) => string,
): string {
  const words = say(type);
  // With a name of its own the example in brackets would stand beside it.
  return name === undefined ? words : `${words.replace(/ \([^)]*\)$/, '')}: ${name}`;
}

/** @param text type and name as a job has them; a type that is not known stays as the till wrote it. */
export function readPayment(text: string, say: (type: PaymentType) => string): string {
  const [first = '', ...name] = text.split(' ');
  const type = parsePaymentType(first);
  if (!type) return text;
  return paymentInWords(type, name.length === 0 ? undefined : name.join(' '), say);
}

export const WORDS: Readonly<Record<Language, Words>> = {
  de: {
    column: {
      id: 'ID',
      createdAt: 'Erstellt',
      modifiedAt: 'Geändert',
      type: 'Typ',
      status: 'Status',
      message: 'Meldung',
      lastCheckAt: 'Letzte Prüfung',
      details: 'Details',
      retry: 'Wiederholung',
      billNumber: 'Belegnummer Kasse',
      invoiceNumber: 'Belegnummer UCS Faktura',
      state: 'Zustand',
      amount: 'Betrag',
      currency: 'Währung',
      businessDay: 'Geschäftstag',
      store: 'Filiale',
      payDesk: 'Kasse',
      paymentType: 'Zahlart',
      cause: 'Grund',
      postingNumber: 'Buchungsnummer RS',
      dueAt: 'Nächster Versuch',
      reference: 'Referenz',
      closing: 'Kassenabschluss',
    },
    type: {
      'order-cash': 'Verkauf bar',
      'order-non-cash': 'Verkauf unbar',
      'cash-in': 'Einlage',
      'cash-out': 'Entnahme',
      'opening-diff': 'Anfangsdifferenz',
      'close-diff': 'Abschlussdifferenz',
    },
    status: { pending: 'Pending', synced: 'Sync successful' },
    message: {
      'order-synced': 'Order synced to RS',
      'order-not-synced': 'Order NOT synced to RS',
    },
    state: {
      waiting: 'wartet',
      'waiting-invoice': 'wartet auf Rechnung',
      sending: 'wird gesendet',
      unclear: 'wird nachgefragt',
      attention: 'braucht Sie',
      'on-hold': 'zurückgestellt',
      excluded: 'wird nicht gesendet',
      booked: 'gebucht',
      verified: 'gebucht und geprüft',
    },
    cause: {
      'account-missing': 'Konto fehlt',
      'not-connected': 'Nicht mit RS verbunden',
      'sign-in-expired': 'Anmeldung bei RS abgelaufen',
      stopped: 'Von Hand angehalten',
      'quiet-hours': 'Ruhezeit',
      'setting-up': 'Einrichtung nicht abgeschlossen',
      'invoice-missing': 'Rechnung fehlt',
      'invoice-ambiguous': 'Rechnung nicht eindeutig',
      'invoice-currency': 'Rechnung in anderer Währung',
      'fiscal-year-missing': 'Wirtschaftsjahr fehlt',
      'account-refused': 'Konto abgelehnt',
      'currency-refused': 'Währung abgelehnt',
      refused: 'Von RS abgelehnt',
      offline: 'Keine Verbindung zu RS',
      throttled: 'RS bittet um Pause',
      frozen: 'RS ist vorübergehend gesperrt',
      'server-error': 'RS ist gestört',
      'bad-answer': 'RS antwortet unverständlich',
      'no-answer': 'RS hat nicht geantwortet',
      'look-up-failed': 'Nachfrage bei RS gescheitert',
      'booked-differently': 'Anders gebucht als gesendet',
      'booked-twice': 'In RS doppelt vorhanden',
      'booked-missing': 'In RS nicht mehr vorhanden',
      'disk-full': 'Laufwerk voll',
      'disk-fault': 'Laufwerk nicht beschreibbar',
      internal: 'Fehler im Programm',
    },
    paymentType: {
      Unbar: 'Unbar ohne Angabe',
      ECKarte: 'EC-Karte',
      Kreditkarte: 'Kreditkarte',
      ElZahlungsdienstleister: 'Zahlungsdienst (z. B. PayPal)',
      Guthabenkarte: 'Guthabenkarte',
      voucher: 'Gutschein eingelöst',
      receivable: 'Kauf auf Rechnung',
    },
  },
  en: {
    column: {
      id: 'ID',
      createdAt: 'Created',
      modifiedAt: 'Modified',
      type: 'Type',
      status: 'Status',
      message: 'Message',
      lastCheckAt: 'Last Check',
      details: 'Details',
      retry: 'Retry',
      billNumber: 'Bill number at POS',
      invoiceNumber: 'Bill number in UCS Faktura',
      state: 'State',
      amount: 'Amount',
      currency: 'Currency',
      businessDay: 'Business day',
      store: 'Store',
      payDesk: 'Pay desk',
      paymentType: 'Payment type',
      cause: 'Cause',
      postingNumber: 'Posting number in RS',
      dueAt: 'Next try',
      reference: 'Reference',
      closing: 'Closing',
    },
    type: {
      'order-cash': 'order-cash',
      'order-non-cash': 'order-non-cash',
      'cash-in': 'cash-in',
      'cash-out': 'cash-out',
      'opening-diff': 'opening-diff',
      'close-diff': 'close-diff',
    },
    status: { pending: 'Pending', synced: 'Sync successful' },
    message: {
      'order-synced': 'Order synced to RS',
      'order-not-synced': 'Order NOT synced to RS',
    },
    state: {
      waiting: 'waiting',
      'waiting-invoice': 'waiting for invoice',
      sending: 'being sent',
      unclear: 'asking RS',
      attention: 'needs you',
      'on-hold': 'put on hold',
      excluded: 'not to be sent',
      booked: 'booked',
      verified: 'verified in RS',
    },
    cause: {
      'account-missing': 'Account missing',
      'not-connected': 'Not connected to RS',
      'sign-in-expired': 'Sign-in to RS expired',
      stopped: 'Stopped by hand',
      'quiet-hours': 'Quiet hours',
      'setting-up': 'Setting up is not finished',
      'invoice-missing': 'Invoice missing',
      'invoice-ambiguous': 'Invoice not unique',
      'invoice-currency': 'Invoice in another currency',
      'fiscal-year-missing': 'Fiscal year missing',
      'account-refused': 'Account refused',
      'currency-refused': 'Currency refused',
      refused: 'Refused by RS',
      offline: 'No connection to RS',
      throttled: 'RS asks for a pause',
      frozen: 'RS is frozen for the moment',
      'server-error': 'RS has a fault',
      'bad-answer': 'RS answers unreadably',
      'no-answer': 'RS did not answer',
      'look-up-failed': 'Asking RS failed',
      'booked-differently': 'Booked differently than sent',
      'booked-twice': 'More than once in RS',
      'booked-missing': 'No longer in RS',
      'disk-full': 'The drive is full',
      'disk-fault': 'The drive cannot be written',
      internal: 'Fault in the program',
    },
    paymentType: {
      Unbar: 'Non-cash, not specified',
      ECKarte: 'Debit card',
      Kreditkarte: 'Credit card',
      ElZahlungsdienstleister: 'Payment service (such as PayPal)',
      Guthabenkarte: 'Prepaid card',
      voucher: 'Voucher redeemed',
      receivable: 'Sale on account',
    },
  },
};
