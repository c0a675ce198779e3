/**
 * How a job is born, and the one builder of statements that change its state. A move that the table in
 * `shared/domain/states.ts` does not allow does not compile here, and lint keeps `jobs` from being written anywhere else.
 */
import { belongsToInvoice } from '../../../../shared/domain/assignment.ts';
import { maskCardNumbers } from '../../../../shared/domain/card-numbers.ts';
import type { JobDraft, PosEvent } from '../../../../shared/domain/pos-event.ts';
import type { BirthState, JobState, StateAfter } from '../../../../shared/domain/states.ts';
import { quoted } from '../list/conditions.ts';
import type { Db } from '../open.ts';

/** Whether the job goes on waiting is decided by its doubt: what may be in RS is looked up first. */
export const BY_DOUBT = 'by-doubt';

export type Target = JobState | typeof BY_DOUBT;

type StatesOf<T extends Target> = T extends typeof BY_DOUBT ? 'waiting' | 'unclear' : T;

/** The states in which a statement that leads to `T` may find a job: it may also stay what it is. */
export type StartOf<T extends Target> = {
  [From in JobState]: StatesOf<T> extends StateAfter<From> | From ? From : never;
}[JobState];

interface Parts {
  /** Further assignments. */
  readonly set: string;
  /** Further conditions. */
  readonly where?: string;
  readonly index?: string;
}

/** @returns an UPDATE of `jobs` that does nothing to a job in any other state than `from` */
export function move<T extends Target>(
  from: readonly StartOf<NoInfer<T>>[],
  to: T,
  { set, where, index }: Parts,
): string {
  const state =
    to === BY_DOUBT
      ? `CASE WHEN in_doubt_since IS NULL THEN 'waiting' ELSE 'unclear' END`
      : `'${to}'`;
  return `UPDATE jobs ${index ? `INDEXED BY ${index} ` : ''}SET state = ${state}, ${set}
    WHERE ${where ? `${where} AND ` : ''}${isOneOf(from)}`;
}

/** For a row that is found by its id: `IN` with three states or more builds a table in memory at each run. */
function isOneOf(states: readonly JobState[]): string {
  return `(${states.map((state) => `state = '${state}'`).join(' OR ')})`;
}

export function stateIn(states: readonly JobState[]): string {
  return states.length === 1 ? `state = '${states[0]}'` : `state IN (${quoted(states)})`;
}

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

const masked = (text: string | undefined): string | null =>
  text === undefined ? null : maskCardNumbers(text);

/** Inserts new jobs, their texts without card numbers; the states that they may be born in stand in the table of `shared/domain/states.ts`. */
export function createJobBirths(db: Db) {
  const insert = db.prepare(
    `INSERT INTO jobs (event_id, part, type, state, in_doubt_since, created_at, modified_at, due_at, needs_invoice, bill_number, amount,
       currency, business_day, store, pay_desk, payment_type, payment_name, text, closing, reference,
       contra_account, business_case, business_name, earlier_reference)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  return (birth: Birth): void => {
    const { eventId, event, job, reference, earlierReference, inDoubtSince, now } = birth;
    const businessCase = job.businessCase ?? null;
    const needsInvoice = belongsToInvoice({ type: job.type, business_case: businessCase });
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
      masked(job.text),
      event.closing ?? null,
      reference,
      job.contraAccount ?? null,
      businessCase,
      masked(job.businessName),
      earlierReference === reference ? null : earlierReference,
    );
  };
}
