/** Orders ask RS for their invoices in batches: one question for up to a hundred bill numbers. */
import type { DueInvoice } from '../db/jobs/rows.ts';
import type { Invoice } from '../rs/connector.ts';
import type { Context, Session } from './context.ts';
import { answer } from './post.ts';
import { invoiceAskAt } from './backoff.ts';

/** Asks for the invoices of one batch of due orders. @returns false when none was due. */
export async function askForInvoices(context: Context, session: Session): Promise<boolean> {
  const { moves, options } = context;
  const due = moves.dueInvoice(options.clock(), session.connector.batchSize);
  if (due.length === 0) return false;
  const billNumbers = [...new Set(due.map((job) => job.bill_number))];
  const reply = await session.connector.findInvoices(billNumbers, context.abort);
  context.crash('invoices-answered');
  if (reply.ok) context.lineIsFine();
  else context.pause(reply.fault);
  const now = options.clock();
  let found = 0;
  await context.committer.run(() => {
    found = 0;
    for (const job of due) {
      if (!reply.ok) {
        moves.checkInvoiceLater(job.id, askAgainAt(context, job, now));
        continue;
      }
      if (
        settle(context, job, reply.value.get(job.bill_number) ?? [], reply.exchange.httpStatus, now)
      ) {
        found += 1;
      }
    }
  });
  if (found > 0) context.progressed();
  context.changed(due.map((job) => job.id));
  return true;
}

function settle(
  context: Context,
  job: DueInvoice,
  invoices: readonly Invoice[],
  httpStatus: number | null,
  now: number,
): boolean {
  const { moves } = context;
  const candidates = fitting(job, invoices);
  const [invoice] = candidates;
  if (invoice === undefined) {
    moves.invoiceMissing(job.id, now, askAgainAt(context, job, now));
    return false;
  }
  if (candidates.length > 1) {
    const numbers = candidates.map(({ documentNumber }) => documentNumber).join(', ');
    moves.unsentToAttention(
      job.id,
      now,
      'invoice-ambiguous',
      `RS has several invoices for bill ${job.bill_number}: ${numbers}. Nothing was booked.`,
    );
    return true;
  }
  if (invoice.currency !== job.currency) {
    moves.unsentToAttention(
      job.id,
      now,
      'invoice-currency',
      `Invoice ${invoice.documentNumber} is in ${invoice.currency}, the payment in ${job.currency}. Nothing was booked.`,
    );
    return true;
  }
  moves.invoiceFound(
    job.id,
    { number: invoice.documentNumber, debtor: invoice.debtor },
    JSON.stringify({ posBillNumber: job.bill_number }),
    answer(now, 'found', { httpStatus, response: JSON.stringify(invoice) }, null),
  );
  return true;
}

/** A sale is an RB, a return a GU; RS may give both the same bill number. One document alone is taken as it is. */
export function fitting(
  job: Pick<DueInvoice, 'amount'>,
  invoices: readonly Invoice[],
): readonly Invoice[] {
  if (invoices.length <= 1) return invoices;
  const wanted = job.amount < 0 ? 'GU' : 'RB';
  const ofType = invoices.filter((invoice) => invoice.type === wanted);
  return ofType.length > 0 ? ofType : invoices;
}

function askAgainAt({ options, invoicePhase }: Context, job: DueInvoice, now: number): number {
  return invoiceAskAt(now, now - job.created_at, invoicePhase, options.invoiceIntervalMs?.());
}
