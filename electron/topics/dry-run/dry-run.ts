/**
 * The dry run: from jobs to the bookings that they would make, or why they would fail. Asks RS (fiscal years, accounts,
 * invoices), changes nothing here and nothing there.
 */
import {
  accountTypesOf,
  belongsToInvoice,
  faultOfAccount,
  type AccountBook,
  type AccountFault,
} from '../../../shared/domain/assignment.ts';
import type {
  DryRunBooking,
  DryRunReply,
  DryRunWarning,
  Tally,
} from '../../../shared/contract/contract.ts';
import { addTallies, NO_JOBS } from '../../core/db/job-list.ts';
import type { JobToSend } from '../../core/db/jobs/rows.ts';
import type { FiscalYear, Posting, RsConnector } from '../../core/rs/connector.ts';
import { assign } from '../../core/engine/post.ts';
import type { PostingTexts } from '../../core/engine/posting-texts.ts';
import { askForFacts, clearInvoiceOf, type AskedFacts, type RsFacts } from '../rs-facts.ts';

const MAX_BOOKINGS_SHOWN = 100;
const MAX_JOBS_NAMED = 20;
/** Jobs looked at between two turns of the event loop. */
const SLICE_JOBS = 200;

export interface DryRunOptions {
  readonly connector: RsConnector | undefined;
  readonly book: AccountBook;
  readonly texts: PostingTexts;
  readonly signal: AbortSignal;
  /** Gives the event loop its turn. */
  readonly yieldTurn: () => Promise<void>;
}

type Outcome =
  | { readonly kind: 'booking'; readonly booking: DryRunBooking }
  | { readonly kind: 'wait-for-invoice' }
  | ({ readonly kind: 'failure' } & Failure);

type Failure = Omit<DryRunReply['failures'][number], 'tally' | 'jobs'>;

const FAULT_WORDS: Readonly<Record<AccountFault, string>> = {
  unknown: 'RetailSuite has no account',
  'other-currency': 'in RetailSuite another currency belongs to account',
  locked: 'in RetailSuite no posting is taken by the locked account',
  personal: 'no money account, but a customer or supplier, is account',
  'same-as-cash': 'the drawer would be booked against itself by account',
};

/**
 * @param asked jobs that the person meant; `jobs` are those of them that are looked at.
 * @param passedOver of them, not to be sent anyway.
 */
export async function dryRun(
  options: DryRunOptions,
  jobs: readonly JobToSend[],
  counts: { readonly asked: number; readonly passedOver: number },
): Promise<DryRunReply> {
  const result = new Result(counts);
  const facts = await askOnce(options, result);
  for (let at = 0; at < jobs.length; at += SLICE_JOBS) {
    const slice = await withInvoices(options, jobs.slice(at, at + SLICE_JOBS), result);
    for (const job of slice) result.add(job, outcomeOf(options, facts, job));
    await options.yieldTurn();
  }
  return result.reply();
}

/** Null: RS could not be asked. */
type Facts = RsFacts | null;

async function askOnce({ connector, signal }: DryRunOptions, result: Result): Promise<Facts> {
  if (!connector) {
    result.offline = { cause: 'not-connected', message: 'Not connected to RetailSuite.' };
    return null;
  }
  return result.heard(await askForFacts(connector, { chart: true, years: true }, signal));
}

/** The jobs with the invoices that RS has for them by now; in memory only. */
async function withInvoices(
  { connector, signal }: DryRunOptions,
  jobs: readonly JobToSend[],
  result: Result,
): Promise<JobToSend[]> {
  const isLacking = (job: JobToSend) => job.debtor === null && belongsToInvoice(job);
  const bills = jobs.filter(isLacking).flatMap((job) => job.bill_number ?? []);
  if (!connector || result.offline !== null || bills.length === 0) return [...jobs];
  const facts = result.heard(await askForFacts(connector, { bills }, signal));
  if (!facts) return [...jobs];
  return jobs.map((job) => {
    // An order whose invoice is not clear stays without one; the engine tells it when the job's turn comes.
    const invoice = isLacking(job) ? clearInvoiceOf(job, facts) : undefined;
    return invoice
      ? { ...job, invoice_number: invoice.documentNumber, debtor: invoice.debtor }
      : job;
  });
}

function outcomeOf(options: DryRunOptions, facts: Facts, job: JobToSend): Outcome {
  const needsInvoice = belongsToInvoice(job) && job.debtor === null;
  // The account is judged although the invoice is missing: what would fail later is said now.
  const assigned = assign(needsInvoice ? { ...job, debtor: '' } : job, options.book, options.texts);
  if (!assigned.ok) {
    const { cause, message, missing } = assigned;
    return { kind: 'failure', cause, message, ...(missing && { missing }) };
  }
  const { input } = assigned;
  const own =
    accountTypesOf(job)[1] === 'debtor' ? [input.account] : [input.account, input.contraAccount];
  for (const account of own) {
    const fault =
      faultOfAccount(account, job.currency, facts?.chart ?? null) ??
      (input.account === input.contraAccount ? 'same-as-cash' : null);
    if (fault) {
      const message = `Account ${account} in ${job.currency}: ${FAULT_WORDS[fault]} ${account}.`;
      const refused = { account, currency: job.currency, fault };
      return { kind: 'failure', cause: 'account-refused', message, refused };
    }
  }
  if (needsInvoice) return { kind: 'wait-for-invoice' };
  if (!facts || !options.connector) {
    return { kind: 'booking', booking: toBooking(job, input, input.text, [], facts) };
  }
  const built = options.connector.buildPosting(input, facts.years);
  if (!built.ok) return { kind: 'failure', cause: built.cause, message: built.message };
  const { posting } = built;
  return {
    kind: 'booking',
    booking: toBooking(
      job,
      input,
      posting.text,
      warningsOf(job, input.text, posting, facts.years),
      facts,
    ),
  };
}

function warningsOf(
  job: JobToSend,
  text: string,
  posting: Posting,
  years: readonly FiscalYear[],
): DryRunWarning[] {
  const year = years.find(({ id }) => id === posting.wj_id);
  return [
    ...(year?.lockedMonths?.includes(posting.wmonat) ? (['month-locked'] as const) : []),
    ...(posting.text.length < text.trim().length ? (['text-cut'] as const) : []),
    ...(job.in_doubt_since === null ? [] : (['asked-first'] as const)),
  ];
}

function toBooking(
  job: JobToSend,
  input: { readonly account: string; readonly contraAccount: string; readonly receipt: string },
  text: string,
  warnings: DryRunWarning[],
  facts: Facts,
): DryRunBooking {
  const side = (account: string) => ({
    account,
    name: facts?.chart.get(account)?.description ?? null,
  });
  const [debit, credit] =
    job.amount > 0 ? [input.account, input.contraAccount] : [input.contraAccount, input.account];
  return {
    jobId: job.id,
    type: job.type,
    debit: side(debit),
    credit: side(credit),
    amount: Math.abs(job.amount),
    currency: job.currency,
    businessDay: job.business_day,
    receipt: input.receipt,
    text,
    warnings,
  };
}

/** Adds up what the jobs come to. */
class Result {
  offline: DryRunReply['offline'] = null;
  readonly #counts: { readonly asked: number; readonly passedOver: number };
  #examined = 0;
  #succeed: Tally = NO_JOBS;
  #wait: Tally = NO_JOBS;
  #fail: Tally = NO_JOBS;
  readonly #bookings: DryRunBooking[] = [];
  readonly #totals = new Map<string, DryRunReply['totals'][number]>();
  readonly #failures = new Map<string, DryRunReply['failures'][number]>();
  readonly #warnings = new Map<DryRunWarning, number>();

  constructor(counts: { readonly asked: number; readonly passedOver: number }) {
    this.#counts = counts;
  }

  /** The answer of RS; null, and noted as offline, when it did not. */
  heard(asked: AskedFacts): Facts {
    if (asked.ok) return asked.facts;
    const { cause, message } = asked.fault;
    this.offline = { cause, message };
    return null;
  }

  add(job: JobToSend, outcome: Outcome): void {
    const tally: Tally = {
      count: 1,
      sums: { [job.currency]: job.amount },
      oldestAt: job.created_at,
    };
    this.#examined += 1;
    switch (outcome.kind) {
      case 'wait-for-invoice':
        this.#wait = addTallies(this.#wait, tally);
        return;
      case 'failure':
        this.#fail = addTallies(this.#fail, tally);
        this.#addFailure(job.id, outcome, tally);
        return;
      case 'booking':
        this.#succeed = addTallies(this.#succeed, tally);
        this.#addBooking(outcome.booking);
    }
  }

  #addFailure(
    id: number,
    { kind: _, ...failure }: Failure & { readonly kind: string },
    tally: Tally,
  ): void {
    const { cause, message } = failure;
    // Only the job differs: the pay desk's name and the currency make it another failure.
    const known = this.#failures.get(`${cause} ${message}`);
    this.#failures.set(`${cause} ${message}`, {
      ...failure,
      tally: addTallies(known?.tally ?? NO_JOBS, tally),
      jobs: [...(known?.jobs ?? []), id].slice(0, MAX_JOBS_NAMED),
    });
  }

  #addBooking(booking: DryRunBooking): void {
    if (this.#bookings.length < MAX_BOOKINGS_SHOWN) this.#bookings.push(booking);
    const { debit, credit, currency, amount } = booking;
    const key = `${debit.account} ${credit.account} ${currency}`;
    const known = this.#totals.get(key);
    this.#totals.set(key, {
      debit,
      credit,
      currency,
      count: (known?.count ?? 0) + 1,
      amount: (known?.amount ?? 0) + amount,
    });
    for (const warning of booking.warnings)
      this.#warnings.set(warning, (this.#warnings.get(warning) ?? 0) + 1);
  }

  reply(): DryRunReply {
    return {
      asked: this.#counts.asked,
      examined: this.#examined,
      passedOver: this.#counts.passedOver,
      offline: this.offline,
      succeed: this.#succeed,
      waitForInvoice: this.#wait,
      fail: this.#fail,
      bookings: this.#bookings,
      totals: [...this.#totals.values()].sort((a, b) => b.amount - a.amount),
      failures: [...this.#failures.values()].sort((a, b) => b.tally.count - a.tally.count),
      warnings: [...this.#warnings].map(([warning, count]) => ({ warning, count })),
    };
  }
}
