/** Jobs as the engine reads them. */
import type { JobType } from '../../../../shared/domain/job.ts';
import type { JobState } from '../../../../shared/domain/states.ts';

/** The fields of a job that the engine needs to make and send its posting. */
export interface JobToSend {
  readonly id: number;
  readonly type: JobType;
  readonly state: JobState;
  readonly amount: number;
  readonly currency: string;
  readonly business_day: string;
  readonly store: string;
  readonly pay_desk: string;
  readonly payment_type: string | null;
  readonly payment_name: string | null;
  /** `GV_TYP` that decides the contra account; null: none is known, or it belongs to an invoice. */
  readonly business_case: string | null;
  readonly business_name: string | null;
  readonly text: string | null;
  readonly closing: string | null;
  readonly bill_number: string | null;
  readonly invoice_number: string | null;
  readonly debtor: string | null;
  readonly reference: string;
  /** Under which an earlier program may have booked it; null: none. */
  readonly earlier_reference: string | null;
  readonly attempts: number;
  readonly created_at: number;
  readonly in_doubt_since: number | null;
  /** A person's choice for this one posting; null: as assigned. */
  readonly contra_account: string | null;
  /** 1: an order whose invoice is not known yet. */
  readonly needs_invoice: number;
}

export interface DueInvoice {
  readonly id: number;
  readonly bill_number: string;
  readonly amount: number;
  readonly currency: string;
  readonly created_at: number;
}

/** A booked job whose posting was not read back yet. */
export interface BookedJob {
  readonly id: number;
  readonly reference: string;
  readonly earlier_reference: string | null;
  readonly posting_number: string;
  /** The period that RS booked in when it was not the one that was sent, as `movedTo` writes it. */
  readonly moved_to_period: string | null;
  readonly modified_at: number;
  /** Not null: RS was found without it, or with another one, and is asked again. */
  readonly in_doubt_since: number | null;
}

/** A job that was out, or being looked up, when an earlier run of the program ended. */
export interface InterruptedJob {
  readonly id: number;
  readonly lease_token: number;
  readonly state: JobState;
  readonly in_doubt_since: number;
  readonly started_at: number;
}
