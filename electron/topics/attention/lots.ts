/** Lots: jobs that one fact in RetailSuite holds up, and what RS says of that fact. Pure. */
import { accountTypesOf, findForJob, type AccountBook } from '../../../shared/domain/assignment.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import type { AttentionJob } from '../../core/db/attention.ts';
import { clearInvoiceOf, type RsFacts, type WantedFacts } from '../rs-facts.ts';

/** Causes that may go away in RS without a person here; a job that may be booked already has none of them. */
export const RECHECKED_CAUSES = [
  'account-refused',
  'currency-refused',
  'fiscal-year-missing',
  'invoice-ambiguous',
  'invoice-currency',
  'refused',
] as const satisfies readonly Cause[];
const CHART_CAUSES: readonly Cause[] = ['account-refused', 'currency-refused'];
export const INVOICE_CAUSES: readonly Cause[] = ['invoice-ambiguous', 'invoice-currency'];
const MONTHS_PER_YEAR = 12;

export interface Lot {
  readonly cause: Cause;
  /** The answer of RS: `gone` and `stands` by a read, `unknown` where none answers. */
  readonly verdict: 'gone' | 'stands' | 'unknown';
  /** The facts that the verdict rests on: another text is news. */
  readonly facts: string;
  /** By id, ascending. */
  readonly jobs: readonly AttentionJob[];
}

/** The facts that RS must be asked for to judge these jobs. */
export function wantedFor(jobs: readonly AttentionJob[]): WantedFacts {
  const isAbout = (causes: readonly Cause[]) => jobs.some(({ cause }) => causes.includes(cause));
  return {
    chart: isAbout(CHART_CAUSES),
    years: isAbout(['fiscal-year-missing']),
    bills: jobs.flatMap(({ cause, bill_number: bill }) =>
      INVOICE_CAUSES.includes(cause) && bill !== null ? [bill] : [],
    ),
  };
}

export function lotsOf(
  jobs: readonly AttentionJob[],
  book: AccountBook,
  facts: RsFacts,
): Map<string, Lot> {
  const lots = new Map<string, Lot & { readonly jobs: AttentionJob[] }>();
  for (const job of jobs) {
    const { key, ...judged } = judge(job, book, facts);
    const lot = lots.get(key);
    if (lot) lot.jobs.push(job);
    else lots.set(key, { cause: job.cause, ...judged, jobs: [job] });
  }
  return lots;
}

type Judged = Pick<Lot, 'verdict' | 'facts'> & { readonly key: string };

function judge(job: AttentionJob, book: AccountBook, facts: RsFacts): Judged {
  if (CHART_CAUSES.includes(job.cause)) return byChart(job, book, facts);
  if (INVOICE_CAUSES.includes(job.cause)) return byInvoice(job, facts);
  if (job.cause === 'fiscal-year-missing') return byYear(job, facts);
  return {
    key: JSON.stringify([job.cause, job.type, job.currency]),
    verdict: 'unknown',
    facts: '',
  };
}

function byChart(job: AttentionJob, book: AccountBook, { chart }: RsFacts): Judged {
  const [moneyType, contraType] = accountTypesOf(job);
  const money = findForJob(book, moneyType, job)?.account;
  const contra =
    contraType === 'debtor' ? job.debtor : (findForJob(book, contraType, job)?.account ?? null);
  // Customers need not be in the chart: of one that is not there it says nothing. The answer is the same for all of
  // them, so they are one lot: a try for each would send as many refused postings as there are customers.
  const isUnlisted = contraType === 'debtor' && contra !== null && !chart.has(contra);
  const key = JSON.stringify([job.cause, job.currency, money, isUnlisted ? 'customer' : contra]);
  if (chart.size === 0) return { key, verdict: 'unknown', facts: '' };
  const takes = (number: string | null | undefined) => {
    const account = chart.get(number ?? '');
    return account !== undefined && !account.locked && account.currency === job.currency;
  };
  const isContraFine = isUnlisted || takes(contra);
  const accounts = [money, contra].map((number) => chart.get(number ?? '') ?? null);
  return {
    key,
    verdict: takes(money) && isContraFine ? 'gone' : 'stands',
    facts: JSON.stringify(accounts),
  };
}

/** Each order has its own invoice, and is a lot of its own. */
function byInvoice(job: AttentionJob, facts: RsFacts): Judged {
  const isClear = clearInvoiceOf(job, facts) !== undefined;
  return {
    key: JSON.stringify([job.cause, job.id]),
    verdict: isClear ? 'gone' : 'stands',
    facts: '',
  };
}

function byYear(job: AttentionJob, { years }: RsFacts): Judged {
  const day = job.business_day;
  const year = years.find(({ planning, from, to }) => !planning && from <= day && day <= to);
  const key = JSON.stringify([job.cause, year?.id ?? null, year ? '' : day.slice(0, 4)]);
  if (!year) return { key, verdict: 'stands', facts: '' };
  // RS moves a posting out of locked months to the next open one, in the next year if there is one.
  const hasOpenMonth =
    new Set(year.lockedMonths).size < MONTHS_PER_YEAR ||
    years.some(({ planning, from }) => !planning && from > year.to);
  return { key, verdict: hasOpenMonth ? 'gone' : 'stands', facts: JSON.stringify(year) };
}
