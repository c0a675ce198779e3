/**
 * Reads closings back from RetailSuite: every posting by its reference, every day for what carries our mark, every bill for
 * its invoice. Nothing is changed and nothing is sent.
 */
import { CallError } from '../../../shared/contract/result.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import type { ClosingJob } from '../../core/db/closings/index.ts';
import type { Fault, Invoice, Reply, RsConnector, StoredPosting } from '../../core/rs/connector.ts';

/** A month of a busy shop is read well within this. */
export const READ_TIMEOUT_MS = 5 * MINUTE;

/** What RetailSuite said, of one or of many closings. */
export interface RsReading {
  readonly readAt: number;
  readonly byReference: ReadonlyMap<string, readonly StoredPosting[]>;
  readonly byDay: ReadonlyMap<string, readonly StoredPosting[]>;
  readonly byBill: ReadonlyMap<string, readonly Invoice[]>;
}

export type Read =
  | { readonly ok: true; readonly reading: RsReading }
  | { readonly ok: false; readonly fault: Fault };

/**
 * All postings of a business day.
 *
 * @param connector undefined: not connected. @throws CallError where RetailSuite cannot be asked
 */
export async function readDay(
  connector: RsConnector | undefined,
  day: string,
  signal: AbortSignal,
): Promise<readonly StoredPosting[]> {
  const reply = await connector?.postingsOfDay(day, signal, 'to-compare');
  if (reply?.ok) return reply.value;
  const why = reply?.fault.message ?? 'not connected.';
  throw new CallError('refused', `RetailSuite could not be asked: ${why}`);
}

export async function readBack(
  connector: RsConnector,
  jobs: readonly ClosingJob[],
  days: readonly string[],
  now: () => number,
  signal: AbortSignal,
): Promise<Read> {
  const references = jobs.flatMap(({ reference, earlierReference: earlier }) =>
    earlier === null ? [reference] : [reference, earlier],
  );
  const bills = jobs.flatMap(({ billNumber, invoiceNumber }) =>
    billNumber === null || invoiceNumber === null ? [] : [billNumber],
  );
  const size = connector.batchSize;
  const postings = await inBatches(references, size, (batch) =>
    connector.lookUp(batch, signal, 'to-compare'),
  );
  if (!postings.ok) return postings;
  const byDay = new Map<string, readonly StoredPosting[]>();
  for (const day of days) {
    const reply = await connector.postingsOfDay(day, signal, 'to-compare');
    if (!reply.ok) return reply;
    byDay.set(day, reply.value);
  }
  const invoices = await inBatches(bills, size, (batch) => connector.findInvoices(batch, signal));
  if (!invoices.ok) return invoices;
  return {
    ok: true,
    reading: { readAt: now(), byReference: postings.all, byDay, byBill: invoices.all },
  };
}

async function inBatches<T>(
  keys: readonly string[],
  size: number,
  ask: (batch: readonly string[]) => Promise<Reply<ReadonlyMap<string, readonly T[]>>>,
): Promise<
  | { readonly ok: true; readonly all: Map<string, readonly T[]> }
  | { readonly ok: false; readonly fault: Fault }
> {
  const distinct = [...new Set(keys)];
  const all = new Map<string, readonly T[]>();
  for (let at = 0; at < distinct.length; at += size) {
    const reply = await ask(distinct.slice(at, at + size));
    if (!reply.ok) return reply;
    for (const [key, values] of reply.value) all.set(key, values);
  }
  return { ok: true, all };
}
