/** From a job to what its posting is made of: which accounts, which text, which receipt number. Pure. */
import {
  parsePaymentType,
  type AccountType,
  type PaymentType,
} from '../../../shared/domain/accounts.ts';
import { accountTypesOf, findForJob, type AccountBook } from '../../../shared/domain/assignment.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import type { JobType } from '../../../shared/domain/job.ts';
import type { JobToSend } from '../db/jobs/rows.ts';
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
  | {
      readonly ok: false;
      readonly cause: Cause;
      readonly message: string;
      /** Of `account-missing`. */
      readonly missing?: MissingAccount;
    };

export interface MissingAccount {
  readonly type: AccountType;
  readonly paymentType: PaymentType | null;
  readonly currency: string;
  readonly payDesk: string;
}

export function assign(job: JobToSend, book: AccountBook, texts: PostingTexts): Assigned {
  const [moneyType, contraType] = accountTypesOf(job);
  const account = findForJob(book, moneyType, job)?.account;
  if (account === undefined) return missing(moneyType, job);
  const contraAccount =
    contraType === 'debtor'
      ? job.debtor
      : (job.contra_account ?? findForJob(book, contraType, job)?.account);
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
    missing: {
      type,
      paymentType: (type === 'non-cash' && parsePaymentType(job.payment_type ?? '')) || null,
      currency: job.currency,
      payDesk: job.pay_desk,
    },
  };
}
