/** Clearing accounts: what went in and out by day, in RetailSuite beside our jobs, and what is open since when. Read only. */
import type { ClearingAccount, Clearing, ClearingKind } from '../../../shared/contract/closing.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { AccountPlace } from '../../../shared/domain/assignment.ts';
import { daysBetween } from '../../../shared/domain/calendar.ts';
import type { AccountStore } from '../../core/db/accounts.ts';
import type { Closings } from '../../core/db/closings/index.ts';
import { isOurs } from '../../core/db/references.ts';
import type { RsConnector } from '../../core/rs/connector.ts';
import { expectedOfSentJob } from './compare.ts';
import { readDay } from './read-back.ts';

/** Days of one question: RetailSuite is asked once for each. */
const MAX_DAYS = 100;
/** Changes of the assignment that are looked through for accounts of earlier days. */
const MAX_CHANGES = 10_000;
const DAY_LENGTH = 10;

export interface ClearingOptions {
  readonly closings: Pick<Closings, 'bookedJobsOf'>;
  readonly accounts: Pick<AccountStore, 'all' | 'history'>;
  readonly connector: () => RsConnector | undefined;
}

/** The part of a posting that moves an account, whoever knows it. */
interface Move {
  readonly account?: string | undefined;
  readonly contraAccount?: string | undefined;
  /** Minor units; null: not to be read. */
  readonly amount: number | null;
  readonly currency: string;
  readonly businessDay: string;
}

interface DaySums {
  inCents: number;
  outCents: number;
  oursCents: number;
  jobsCents: number;
}

/**
 * @param from first business day. @param to the last one, at most 99 days later
 * @throws CallError where the period is none, or RetailSuite cannot be asked
 */
export async function clearingOf(
  { closings, accounts, connector }: ClearingOptions,
  { from, to }: { readonly from: string; readonly to: string },
  signal: AbortSignal,
): Promise<Clearing> {
  const days = daysBetween(from, to, MAX_DAYS + 1);
  if (days.length === 0 || days.length > MAX_DAYS) {
    const message = `From ${from} to ${to} is no period of 1 to ${MAX_DAYS} days.`;
    throw new CallError('refused', message);
  }
  const kinds = clearingAccounts(accounts);
  const sums = createSums(kinds);
  let unreadable = 0;
  for (const day of days) {
    for (const posting of await readDay(connector(), day, signal)) {
      const isOwn = isOurs(posting.reference);
      const isRead = sums.add(posting, (day, cents) => {
        if (cents > 0) day.inCents += cents;
        else day.outCents -= cents;
        if (isOwn) day.oursCents += cents;
      });
      if (!isRead) unreadable += 1;
    }
    for (const job of closings.bookedJobsOf(day)) {
      const expected = expectedOfSentJob(job);
      if (!expected || !sums.add(expected, (day, cents) => void (day.jobsCents += cents)))
        unreadable += 1;
    }
  }
  return { from, to, unreadable, accounts: sums.accounts() };
}

function createSums(kinds: ReadonlyMap<string, ReadonlySet<ClearingKind>>) {
  /** By account and currency; an account may be used in two. */
  const found = new Map<string, Map<string, DaySums>>();

  function at(account: string, currency: string, day: string): DaySums {
    const key = JSON.stringify([account, currency]);
    const days = found.get(key) ?? new Map<string, DaySums>();
    found.set(key, days);
    const sums = days.get(day) ?? { inCents: 0, outCents: 0, oursCents: 0, jobsCents: 0 };
    days.set(day, sums);
    return sums;
  }

  return {
    /** @returns false where its amount cannot be read, though it may move one of the accounts */
    add(move: Move, count: (sums: DaySums, cents: number) => void): boolean {
      const { account, contraAccount, amount, currency } = move;
      const isDebit = account === undefined || kinds.has(account);
      const isCredit = contraAccount === undefined || kinds.has(contraAccount);
      if (!isDebit && !isCredit) return true;
      if (amount === null || account === undefined || contraAccount === undefined) return false;
      const day = move.businessDay.slice(0, DAY_LENGTH);
      if (isDebit) count(at(account, currency, day), amount);
      if (isCredit) count(at(contraAccount, currency, day), -amount);
      return true;
    },

    accounts: (): ClearingAccount[] =>
      [...found]
        .map(([key, days]) => {
          const [account, currency] = JSON.parse(key) as [string, string];
          return {
            ...{ account, currency },
            kinds: [...(kinds.get(account) ?? [])].sort(),
            ...balanced(days),
          };
        })
        .sort((a, b) => a.account.localeCompare(b.account) || a.currency.localeCompare(b.currency)),
  };
}

/** Each day's balance, and since when it is not zero. */
function balanced(sums: ReadonlyMap<string, DaySums>) {
  let balanceCents = 0;
  let openSince: string | null = null;
  const days = [...sums]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([day, one]) => {
      const before = balanceCents;
      balanceCents += one.inCents - one.outCents;
      if (balanceCents === 0) openSince = null;
      else if (before === 0 || before < 0 !== balanceCents < 0) openSince = day;
      return { day, ...one, balanceCents };
    });
  return { days, openSince, openCents: balanceCents };
}

/** What is, or was until a change, assigned to something that another posting clears later. */
function clearingAccounts({ all, history }: ClearingOptions['accounts']) {
  const found = new Map<string, Set<ClearingKind>>();
  const add = (place: AccountPlace, account: string | null) => {
    const kind = kindOf(place);
    if (kind === undefined || account === null) return;
    found.set(account, (found.get(account) ?? new Set()).add(kind));
  };
  for (const row of all()) add(row, row.account);
  for (const change of history(MAX_CHANGES)) {
    if (change.place) add(change.place, change.old);
  }
  return found;
}

function kindOf({ type, paymentType, businessCase }: AccountPlace): ClearingKind | undefined {
  switch (type) {
    case 'cash':
    case 'difference-surplus':
    case 'difference-shortage':
      return undefined;
    case 'voucher-refund':
      return 'voucher';
    case 'non-cash':
      if (paymentType === 'ElZahlungsdienstleister') return 'provider';
      if (paymentType === 'receivable') return 'receivable';
      return paymentType === 'voucher' || paymentType === 'Guthabenkarte' ? 'voucher' : 'card';
    case 'contra-cash-in':
    case 'contra-cash-out':
    case 'contra-order':
      if (businessCase === 'Geldtransit') return 'transit';
      if (businessCase === 'TrinkgeldAN') return 'tips';
      if (businessCase === 'Forderungsaufloesung' || businessCase === 'Forderungsentstehung')
        return 'receivable';
      return businessCase?.includes('gutschein') ? 'voucher' : undefined;
  }
}
