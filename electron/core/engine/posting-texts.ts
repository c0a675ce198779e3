import type { PaymentType } from '../../../shared/domain/accounts.ts';
import type { JobType } from '../../../shared/domain/job.ts';

/** Posting texts of what has no words of its own; a setting may change them. At most 30 characters reach RS. */
export interface PostingTexts {
  readonly types: Readonly<Record<JobType, string>>;
  /** For non-cash orders, by payment type. */
  readonly payments: Readonly<Record<PaymentType, string>>;
}

export const DEFAULT_TEXTS: PostingTexts = {
  types: {
    'order-cash': 'POS Barzahlung',
    'order-non-cash': 'POS Kartenzahlung',
    'cash-in': 'POS Einlage',
    'cash-out': 'POS Entnahme',
    'opening-diff': 'Kassendifferenz Öffnung',
    'close-diff': 'Kassendifferenz Abschluss',
  },
  payments: {
    Unbar: 'POS Kartenzahlung',
    ECKarte: 'POS Kartenzahlung',
    Kreditkarte: 'POS Kreditkartenzahlung',
    ElZahlungsdienstleister: 'POS Zahlungsdienstleister',
    Guthabenkarte: 'POS Guthabenkarte',
    voucher: 'POS Gutschein',
    receivable: 'POS Kauf auf Rechnung',
  },
};
