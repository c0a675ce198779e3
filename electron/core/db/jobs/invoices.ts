/** Orders wait until RS has made their invoice. */
import type { Db } from '../open.ts';
import type { Answer, Exchanges } from './sending.ts';
import { BY_DOUBT, move, stateIn } from './move.ts';

const ASKED_FOR = ['waiting', 'waiting-invoice'] as const;
const BY_ID = 'id = ? AND needs_invoice = 1';

export function createInvoices(db: Db, exchanges: Exchanges) {
  const found = db.prepare<[string, string, number, number, number, number]>(
    move(ASKED_FOR, BY_DOUBT, {
      set: `needs_invoice = 0, invoice_number = ?, debtor = ?, last_check_at = ?, modified_at = ?, due_at = ?,
        cause = NULL, error = NULL`,
      where: BY_ID,
    }),
  );
  // A check that finds nothing is no modification: the seed page's Modified stays as it was.
  const missing = db.prepare<[number, number, number]>(
    move(ASKED_FOR, 'waiting-invoice', {
      set: `last_check_at = ?, due_at = ?, cause = 'invoice-missing'`,
      where: BY_ID,
    }),
  );
  const later = db.prepare<[number, number]>(
    `UPDATE jobs SET due_at = ? WHERE ${BY_ID} AND ${stateIn(ASKED_FOR)}`,
  );

  return {
    invoiceFound(
      id: number,
      invoice: { readonly number: string; readonly debtor: string },
      request: string,
      answer: Answer,
    ): boolean {
      const now = answer.endedAt;
      if (found.run(invoice.number, invoice.debtor, now, now, now, id).changes !== 1) return false;
      exchanges.answer(exchanges.attempt(id, 'invoice', now, request), answer);
      return true;
    },

    invoiceMissing(id: number, now: number, dueAt: number): boolean {
      return missing.run(now, dueAt, id).changes === 1;
    },

    /** The question for the invoice got no answer: nothing is known, the last check stays. */
    checkInvoiceLater(id: number, dueAt: number): boolean {
      return later.run(dueAt, id).changes === 1;
    },
  };
}
