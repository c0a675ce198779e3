/** RetailSuite's answers about accounts, fiscal years and invoices: the reads of the dry run and of the recheck. */
import type { ChartAccount } from '../../shared/domain/assignment.ts';
import { fitting } from '../core/engine/invoices.ts';
import type { Fault, FiscalYear, Invoice, RsConnector } from '../core/rs/connector.ts';

export interface RsFacts {
  /** By account number; empty where it was not asked for. */
  readonly chart: ReadonlyMap<string, ChartAccount>;
  readonly years: readonly FiscalYear[];
  /** By bill number of the till. */
  readonly invoices: ReadonlyMap<string, readonly Invoice[]>;
}

export interface WantedFacts {
  readonly chart?: boolean;
  readonly years?: boolean;
  /** Bill numbers; each is asked for once. */
  readonly bills?: readonly string[];
}

export type AskedFacts =
  | { readonly ok: true; readonly facts: RsFacts }
  /** RS did not answer one of the questions. */
  | { readonly ok: false; readonly fault: Fault };

/** Asks RS for what is wanted, and for nothing else. Only reads. */
export async function askForFacts(
  connector: RsConnector,
  wanted: WantedFacts,
  signal: AbortSignal,
): Promise<AskedFacts> {
  let chart: readonly ChartAccount[] = [];
  let years: readonly FiscalYear[] = [];
  const invoices = new Map<string, readonly Invoice[]>();
  if (wanted.years) {
    const reply = await connector.fiscalYears(signal);
    if (!reply.ok) return reply;
    years = reply.value;
  }
  if (wanted.chart) {
    const reply = await connector.accounts(signal);
    if (!reply.ok) return reply;
    chart = reply.value;
  }
  const bills = [...new Set(wanted.bills)];
  for (let at = 0; at < bills.length; at += connector.batchSize) {
    const reply = await connector.findInvoices(bills.slice(at, at + connector.batchSize), signal);
    if (!reply.ok) return reply;
    for (const [bill, found] of reply.value) invoices.set(bill, found);
  }
  const byNumber = new Map(chart.map((account) => [account.number, account]));
  return { ok: true, facts: { chart: byNumber, years, invoices } };
}

/** The one invoice that fits the job, in its currency; undefined: RS has none, or several. */
export function clearInvoiceOf(
  job: Parameters<typeof fitting>[0] & {
    readonly bill_number: string | null;
    readonly currency: string;
  },
  { invoices }: Pick<RsFacts, 'invoices'>,
): Invoice | undefined {
  const [invoice, ...others] = fitting(job, invoices.get(job.bill_number ?? '') ?? []);
  return others.length === 0 && invoice?.currency === job.currency ? invoice : undefined;
}
