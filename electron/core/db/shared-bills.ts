/** A bill number that several receipts have: neither may take the invoice of the other. */
import { isOrderType } from '../../../shared/domain/job.ts';
import type { PosEvent } from '../../../shared/domain/pos-event.ts';
import type { Db } from './open.ts';

/**
 * @returns what finds the key of a stored order of another receipt with the same bill number; undefined: there is none. Events of the
 *   inbox are parts of bills and share them.
 */
export function createSharedBills(db: Db): (event: PosEvent) => string | undefined {
  // Asked for every receipt, and nearly always without an answer: the jobs are asked for alone, and the few are sorted here.
  const otherReceipts = db.prepare<[string, string], { id: number; key: string }>(
    `SELECT id, natural_key AS key FROM pos_events
     WHERE bill_number = ? AND natural_key <> ? AND substr(natural_key, 1, 8) = 'dsfinvk|'`,
  );
  const wantsInvoice = db
    .prepare<[number], number>(
      `SELECT EXISTS (SELECT 1 FROM jobs WHERE event_id = ? AND needs_invoice = 1 AND state <> 'excluded')`,
    )
    .pluck();
  return ({ billNumber, naturalKey, jobs }) => {
    if (billNumber === undefined || !naturalKey.startsWith('dsfinvk|')) return undefined;
    if (!jobs.some(({ type }) => isOrderType(type))) return undefined;
    return otherReceipts
      .all(billNumber, naturalKey)
      .sort((a, b) => a.id - b.id)
      .find(({ id }) => wantsInvoice.get(id) === 1)?.key;
  };
}
