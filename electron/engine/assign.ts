/** From a job to what its posting is made of: which accounts, which text, which receipt number. Pure. */
import type { AccountRow, AccountType, PaymentType } from '../../shared/domain/accounts.ts';
import type { Cause } from '../../shared/domain/causes.ts';
import type { JobType } from '../../shared/domain/job.ts';
import type { JobToSend } from '../db/jobs.ts';
import type { PostingInput } from '../rs/connector.ts';

/** Posting texts of what has no words of its own; a setting may change them. At most 30 characters reach RS. */
export interface PostingTexts {
  readonly types: Readonly<Record<JobType, string>>;
  /** Of non-cash orders, by payment type. */
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

export type Assigned =
  | { readonly ok: true; readonly input: PostingInput }
  | { readonly ok: false; readonly cause: Cause; readonly message: string };

/** Money account and contra account of each job type; orders get their debtor from the invoice instead. */
function accountTypes(
  job: Pick<JobToSend, 'type' | 'amount'>,
): [AccountType, AccountType | 'debtor'] {
  switch (job.type) {
    case 'order-cash':
      return ['cash', 'debtor'];
    case 'order-non-cash':
      return ['non-cash', 'debtor'];
    case 'cash-in':
      return ['cash', 'contra-cash-in'];
    case 'cash-out':
      return ['cash', 'contra-cash-out'];
    case 'opening-diff':
    case 'close-diff':
      return ['cash', job.amount > 0 ? 'difference-surplus' : 'difference-shortage'];
  }
}

/**
 * The account for a job: the row for its payment name before the one for its payment type before the general one;
 * among those the narrower scope wins (pay desk, then store, then all).
 */
export function findAccount(
  rows: readonly AccountRow[],
  type: AccountType,
  job: Pick<JobToSend, 'currency' | 'store' | 'pay_desk' | 'payment_type' | 'payment_name'>,
): string | undefined {
  let best: AccountRow | undefined;
  let bestRank = -1;
  for (const row of rows) {
    if (row.type !== type || row.currency !== job.currency) continue;
    if (row.payDesk !== undefined && row.payDesk !== job.pay_desk) continue;
    if (row.store !== undefined && row.store !== job.store) continue;
    if (row.paymentType !== undefined && row.paymentType !== job.payment_type) continue;
    if (row.paymentName !== undefined && row.paymentName !== job.payment_name) continue;
    const rank =
      (row.paymentName === undefined ? 0 : 8) +
      (row.paymentType === undefined ? 0 : 4) +
      (row.payDesk === undefined ? 0 : 2) +
      (row.store === undefined ? 0 : 1);
    if (rank > bestRank) [best, bestRank] = [row, rank];
  }
  return best?.account;
}

export function assign(job: JobToSend, rows: readonly AccountRow[], texts: PostingTexts): Assigned {
  const [moneyType, contraType] = accountTypes(job);
  const account = findAccount(rows, moneyType, job);
  if (account === undefined) return missing(moneyType, job);
  const contraAccount = contraType === 'debtor' ? job.debtor : findAccount(rows, contraType, job);
  if (contraType === 'debtor' && contraAccount === null) {
    return { ok: false, cause: 'internal', message: 'The invoice of this order has no debtor.' };
  }
  if (contraAccount === undefined || contraAccount === null)
    return missing(contraType as AccountType, job);
  return {
    ok: true,
    input: {
      account,
      contraAccount,
      amount: job.amount,
      currency: job.currency,
      receipt:
        job.invoice_number ?? job.bill_number ?? (job.closing === null ? '' : `Z${job.closing}`),
      text: textOf(job, texts),
      businessDay: job.business_day,
      reference: job.reference,
    },
  };
}

function textOf(job: JobToSend, texts: PostingTexts): string {
  if (job.type === 'cash-in' || job.type === 'cash-out') return job.text ?? texts.types[job.type];
  if (job.type === 'order-non-cash' && job.payment_type !== null) {
    return texts.payments[job.payment_type as PaymentType] ?? texts.types[job.type];
  }
  return texts.types[job.type];
}

function missing(type: AccountType, job: JobToSend): Assigned {
  const payment =
    type === 'non-cash' && job.payment_type ? ` for payment type ${job.payment_type}` : '';
  return {
    ok: false,
    cause: 'account-missing',
    message:
      `No account "${type}"${payment} is set for pay desk ${job.pay_desk} in ${job.currency}. ` +
      `The money event is safe here; assign the account and the job starts again by itself.`,
  };
}
