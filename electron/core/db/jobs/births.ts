/** New jobs; the states that they may be born in stand in the table of `shared/domain/states.ts`. */
import { isOrderType } from '../../../../shared/domain/job.ts';
import type { JobDraft, PosEvent } from '../../../../shared/domain/pos-event.ts';
import type { BirthState } from '../../../../shared/domain/states.ts';
import type { Db } from '../open.ts';

export interface Birth {
  readonly eventId: number | bigint;
  readonly event: PosEvent;
  readonly job: JobDraft;
  readonly reference: string;
  /** Under which an earlier program may have booked it; null where nobody can have. */
  readonly earlierReference: string | null;
  /** Since when RS may have it although this database knows nothing of it; null: it cannot. */
  readonly inDoubtSince: number | null;
  readonly now: number;
}

export function createJobBirths(db: Db) {
  const insert = db.prepare(
    `INSERT INTO jobs (event_id, part, type, state, in_doubt_since, created_at, modified_at, due_at, needs_invoice, bill_number, amount,
       currency, business_day, store, pay_desk, payment_type, payment_name, text, closing, reference,
       contra_account, earlier_reference)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  return (birth: Birth): void => {
    const { eventId, event, job, reference, earlierReference, inDoubtSince, now } = birth;
    const needsInvoice = isOrderType(job.type);
    // An order in doubt is looked up before its invoice is: if RS booked it, the posting says which it was.
    const state: BirthState = inDoubtSince === null ? 'waiting' : 'unclear';
    insert.run(
      eventId,
      job.part,
      job.type,
      state,
      inDoubtSince,
      now,
      now,
      now,
      needsInvoice ? 1 : 0,
      event.billNumber ?? null,
      job.amount,
      event.currency,
      event.businessDay,
      event.store,
      event.payDesk,
      job.paymentType ?? null,
      job.paymentName ?? null,
      job.text ?? null,
      event.closing ?? null,
      reference,
      job.contraAccount ?? null,
      earlierReference === reference ? null : earlierReference,
    );
  };
}
