/**
 * Which account a booking gets: the rules of the account assignment, the same in the engine and on screen. Pure.
 *
 * A row for the name (of the payment, of the business case) goes before one for the payment type or business case, that
 * before the general one; among those the narrower scope wins (pay desk, then store, then all).
 */
import { z } from 'zod';
import {
  accountNumberSchema,
  accountTypeSchema,
  CONTRA_TYPES,
  currencySchema,
  paymentTypeSchema,
  type AccountRow,
  type AccountType,
} from './accounts.ts';
import { businessCaseSchema, businessNameSchema, isSameBusinessName } from './business-cases.ts';
import { isOrderType, type JobType } from './job.ts';

/** A row with the number of the journal entry that made it. */
export type VersionedAccount = AccountRow & { readonly version: number };

/** The assignment as it stands: what a posting is made with, and which version of it that was. */
export interface AccountBook {
  /** Number of the newest change; grows with every one. */
  readonly version: number;
  readonly rows: readonly VersionedAccount[];
  /** Replaced till → the one that replaced it, resolved to the last. */
  readonly mergedInto: ReadonlyMap<string, string>;
}

export function accountBook(
  rows: readonly AccountRow[],
  version = 0,
  mergedInto: ReadonlyMap<string, string> = new Map(),
): AccountBook {
  return { version, rows: rows.map((row) => ({ version, ...row })), mergedInto };
}

/** The purpose of an account; absent scope asks for the wider one. */
export interface AccountQuestion {
  readonly type: AccountType;
  readonly currency: string;
  readonly paymentType?: string | null | undefined;
  readonly paymentName?: string | null | undefined;
  readonly businessCase?: string | null | undefined;
  readonly businessName?: string | null | undefined;
  readonly store?: string | undefined;
  readonly payDesk?: string | undefined;
}

/** The row that answers; undefined when none does. */
export function findAccountRow<T extends AccountRow>(
  rows: readonly T[],
  asked: AccountQuestion,
): T | undefined {
  let best: T | undefined;
  let bestRank = -1;
  for (const row of rows) {
    if (row.type !== asked.type || row.currency !== asked.currency) continue;
    if (row.payDesk !== undefined && row.payDesk !== asked.payDesk) continue;
    if (row.store !== undefined && row.store !== asked.store) continue;
    if (row.paymentType !== undefined && row.paymentType !== asked.paymentType) continue;
    if (row.paymentName !== undefined && row.paymentName !== asked.paymentName) continue;
    if (row.businessCase !== undefined && row.businessCase !== asked.businessCase) continue;
    if (!isForName(row, asked.businessName)) continue;
    const rank =
      (row.businessName === undefined ? 0 : 32) +
      (row.businessCase === undefined ? 0 : 16) +
      (row.paymentName === undefined ? 0 : 8) +
      (row.paymentType === undefined ? 0 : 4) +
      (row.payDesk === undefined ? 0 : 2) +
      (row.store === undefined ? 0 : 1);
    if (rank > bestRank) [best, bestRank] = [row, rank];
  }
  return best;
}

function isForName({ businessName }: AccountRow, asked: string | null | undefined): boolean {
  if (businessName === undefined) return true;
  return typeof asked === 'string' && isSameBusinessName(businessName, asked);
}

/** The facts that decide the accounts of a job. */
export interface JobPlace {
  readonly type: JobType;
  /** Minor units; only the sign counts. */
  readonly amount: number;
  readonly currency: string;
  readonly store: string;
  readonly pay_desk: string;
  readonly payment_type: string | null;
  readonly payment_name: string | null;
  /** `GV_TYP`; null: none is known, or the job belongs to an invoice. */
  readonly business_case: string | null;
  /** `GV_NAME` or the line's text. */
  readonly business_name: string | null;
}

/** Whether RS makes an invoice for it; receivables and tips have accounts of their own and no invoice. */
export function belongsToInvoice(job: Pick<JobPlace, 'type' | 'business_case'>): boolean {
  return isOrderType(job.type) && job.business_case === null;
}

/** Money account and contra account of each job; what belongs to an invoice gets its debtor instead. */
export function accountTypesOf(
  job: Pick<JobPlace, 'type' | 'amount' | 'business_case'>,
): [AccountType, AccountType | 'debtor'] {
  switch (job.type) {
    case 'order-cash':
      return ['cash', belongsToInvoice(job) ? 'debtor' : 'contra-order'];
    case 'order-non-cash':
      return ['non-cash', belongsToInvoice(job) ? 'debtor' : 'contra-order'];
    case 'cash-in':
      return ['cash', 'contra-cash-in'];
    case 'cash-out':
      return ['cash', 'contra-cash-out'];
    case 'opening-diff':
    case 'close-diff':
      return ['cash', job.amount > 0 ? 'difference-surplus' : 'difference-shortage'];
  }
}

/** The row for one account of a job. A till that was replaced has the accounts of the one that replaced it. */
export function findForJob(
  book: AccountBook,
  type: AccountType,
  job: JobPlace,
): VersionedAccount | undefined {
  const asked = {
    currency: job.currency,
    store: job.store,
    payDesk: book.mergedInto.get(job.pay_desk) ?? job.pay_desk,
  };
  if (CONTRA_TYPES.includes(type)) return findContra(book, type, job, asked);
  if (type !== 'non-cash') return findAccountRow(book.rows, { ...asked, type });
  const refund =
    job.payment_type === 'voucher' && job.amount < 0
      ? findAccountRow(book.rows, { ...asked, type: 'voucher-refund' })
      : undefined;
  return (
    refund ??
    findAccountRow(book.rows, {
      ...asked,
      type,
      paymentType: job.payment_type,
      paymentName: job.payment_name,
    })
  );
}

type Where = Pick<AccountQuestion, 'currency' | 'store' | 'payDesk'>;

/** A counter-booking has the other sign, and takes back what went to the account of its business case. */
const COUNTERPARTS: Partial<Record<AccountType, AccountType>> = {
  'contra-cash-in': 'contra-cash-out',
  'contra-cash-out': 'contra-cash-in',
};

/** A row for the business case, else the account of the card that the cash was given out on, else a general row. */
function findContra(
  book: AccountBook,
  type: AccountType,
  job: JobPlace,
  where: Where,
): VersionedAccount | undefined {
  const asked = { ...where, businessCase: job.business_case, businessName: job.business_name };
  const found = findAccountRow(book.rows, { ...asked, type });
  if (found && isForCase(found)) return found;
  const counterpart = COUNTERPARTS[type];
  const narrow =
    counterpart && findAccountRow(book.rows.filter(isForCase), { ...asked, type: counterpart });
  if (narrow) return narrow;
  return (counterpart && clearingOfCashBack(book, job, where)) ?? found;
}

function isForCase({ businessCase, businessName }: AccountRow): boolean {
  return (businessCase ?? businessName) !== undefined;
}

/**
 * Cash given out on a card payment came from the card: it goes against the account that the card's money waits in. Jobs of
 * cash-in and cash-out have a payment type in this case alone; without such an account the usual contra account is taken.
 */
function clearingOfCashBack(
  book: AccountBook,
  { payment_type: paymentType, payment_name: paymentName }: JobPlace,
  asked: Where,
): VersionedAccount | undefined {
  if (paymentType === null) return undefined;
  const clearing = findAccountRow(book.rows, {
    ...asked,
    type: 'non-cash',
    paymentType,
    paymentName,
  });
  // Where cards have the drawer's account, the booking would cancel itself.
  const cash = findAccountRow(book.rows, { ...asked, type: 'cash' });
  return clearing?.account === cash?.account ? undefined : clearing;
}

/** The first account that a job lacks; undefined when it has all that are assigned here. */
export function missingAccountOf(book: AccountBook, job: JobPlace): AccountType | undefined {
  const [money, contra] = accountTypesOf(job);
  if (!findForJob(book, money, job)) return money;
  if (contra !== 'debtor' && !findForJob(book, contra, job)) return contra;
  return undefined;
}

/** Where a row stands: what it is for, and for whom. */
export const accountPlaceSchema = z.strictObject({
  type: accountTypeSchema,
  paymentType: paymentTypeSchema.optional(),
  paymentName: z.string().min(1).max(60).optional(),
  businessCase: businessCaseSchema.optional(),
  businessName: businessNameSchema.optional(),
  currency: currencySchema,
  store: z.string().min(1).max(200).optional(),
  payDesk: z.string().min(1).max(200).optional(),
});
export type AccountPlace = z.infer<typeof accountPlaceSchema>;

/** An account that was typed and is not saved yet; an empty text takes the account away. */
export const accountDraftSchema = z.strictObject({
  place: accountPlaceSchema,
  text: z.string().max(60),
});

/** `account: null` takes the row away, so that the wider one counts again. */
export const accountChangeSchema = accountPlaceSchema.extend({
  account: accountNumberSchema.nullable(),
});
export type AccountChange = z.infer<typeof accountChangeSchema>;

export function isSamePlace(one: AccountPlace, other: AccountPlace): boolean {
  return placeKey(one) === placeKey(other);
}

/** One text for each place: the subject of its entries in the journal. */
export function placeKey(place: AccountPlace): string {
  const { type, currency, paymentType = '', paymentName = '', store = '', payDesk = '' } = place;
  const { businessCase, businessName } = place;
  // Without a business case the key is the one that earlier entries of the journal have.
  const forCase =
    (businessCase ?? businessName) === undefined ? [] : [businessCase ?? '', businessName ?? ''];
  return JSON.stringify([type, currency, paymentType, paymentName, store, payDesk, ...forCase]);
}

/** The rows after the changes; the given ones are not touched. */
export function applyChanges(
  rows: readonly AccountRow[],
  changes: readonly AccountChange[],
): AccountRow[] {
  const byPlace = new Map(rows.map((row) => [placeKey(row), row]));
  for (const { account, ...place } of changes) {
    if (account === null) byPlace.delete(placeKey(place));
    else byPlace.set(placeKey(place), { ...place, account });
  }
  return [...byPlace.values()];
}

/** An account as RS has it. */
export const chartAccountSchema = z.object({
  number: z.string(),
  description: z.string(),
  currency: z.string(),
  locked: z.boolean(),
});
export type ChartAccount = z.infer<typeof chartAccountSchema>;

export const ACCOUNT_FAULTS = [
  /** RS has no account of this number. */
  'unknown',
  'other-currency',
  'locked',
  /** A customer's or supplier's account: RS posts to it by invoices, not as money or contra account. */
  'personal',
  /** Cash and its contra account are the same: the booking would cancel itself. */
  'same-as-cash',
] as const;
export type AccountFault = (typeof ACCOUNT_FAULTS)[number];
export const accountFaultSchema = z.enum(ACCOUNT_FAULTS);

/** Customers 10000–69999, suppliers 70000–99999 (formats of RS; longer personal accounts are not told apart). */
const FIRST_PERSONAL = 10_000;
const LAST_PERSONAL = 99_999;

/**
 * Why an account cannot be used.
 *
 * @param chart of RS, by number; null while RS never listed it: then only the number itself is judged.
 */
export function faultOfAccount(
  account: string,
  currency: string,
  chart: ReadonlyMap<string, ChartAccount> | null,
): AccountFault | null {
  const number = Number(account);
  if (number >= FIRST_PERSONAL && number <= LAST_PERSONAL) return 'personal';
  if (!chart) return null;
  const known = chart.get(account);
  if (!known) return 'unknown';
  if (known.locked) return 'locked';
  return known.currency === currency ? null : 'other-currency';
}

/** Contra accounts that stand against the drawer. */
const AGAINST_CASH: readonly AccountType[] = [
  'contra-cash-in',
  'contra-cash-out',
  'contra-order',
  'difference-surplus',
  'difference-shortage',
];

/** Whether a changed row would book the drawer against itself, where the row stands. */
export function booksAgainstItself(rows: readonly AccountRow[], change: AccountChange): boolean {
  if (change.account === null) return false;
  const scope = { currency: change.currency, store: change.store, payDesk: change.payDesk };
  if (change.type === 'cash') {
    return AGAINST_CASH.some(
      (type) =>
        findAccountRow(rows, { ...scope, type })?.account === change.account ||
        rows.some(
          (row) =>
            row.type === type &&
            isForCase(row) &&
            row.account === change.account &&
            findAccountRow([row], { ...row, ...scope }) !== undefined,
        ),
    );
  }
  return (
    AGAINST_CASH.includes(change.type) &&
    findAccountRow(rows, { ...scope, type: 'cash' })?.account === change.account
  );
}
