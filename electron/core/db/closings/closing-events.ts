/** The events and jobs of a closing: by their key where an export told them, by number or time where the inbox did. */
import type { Cause } from '../../../../shared/domain/causes.ts';
import type { JobType } from '../../../../shared/domain/job.ts';
import { JOB_STATES, statusOf, type JobState } from '../../../../shared/domain/states.ts';
import { newestOf } from '../expected-postings.ts';
import { lastRequestOf } from '../jobs/last-request.ts';
import { IS_SYNCED, quoted } from '../list/conditions.ts';
import { IS_OF_INBOX, keysOfClosing } from '../natural-keys.ts';
import type { Db } from '../open.ts';
import type { ClosingRef } from './closing-ref.ts';
import type { TillClosings } from './till-closings.ts';

/** Jobs of a closing that are alike. */
export interface JobGroup {
  readonly type: JobType;
  readonly state: JobState;
  readonly paymentType: string | null;
  readonly paymentName: string | null;
  /** The program made it of an opening value that is not what the closing before left: no payment of this closing. */
  readonly isOpeningDifference: 0 | 1;
  readonly count: number;
  /** Minor units. */
  readonly cents: number;
  /** Of `count`: found by a person as booked in RetailSuite already. */
  readonly byHand: number;
  /** Of `count`: to be booked, and RetailSuite has not got them yet. */
  readonly open: number;
  /** Minor units. */
  readonly openCents: number;
}

/** What has to be read back of a job. */
export interface ClosingJob {
  readonly id: number;
  readonly type: JobType;
  readonly state: JobState;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly businessDay: string;
  readonly store: string;
  readonly payDesk: string;
  readonly paymentType: string | null;
  readonly paymentName: string | null;
  readonly text: string | null;
  readonly closing: string | null;
  readonly reference: string;
  readonly earlierReference: string | null;
  readonly postingNumber: string | null;
  readonly movedToPeriod: string | null;
  readonly billNumber: string | null;
  readonly invoiceNumber: string | null;
  readonly debtor: string | null;
  readonly contraAccount: string | null;
}

/** A job with all that it takes to judge its posting. */
export interface SentJob extends ClosingJob {
  readonly cause: Cause | null;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
  /** Epoch milliseconds; null: it is certain what was sent. */
  readonly inDoubtSince: number | null;
  /** The newest request that was to book it, as JSON; null: this database sent none. */
  readonly sent: string | null;
  /** `[kind, posting]` of the newest `ExpectedPosting`, as JSON; null: what was sent is expected. */
  readonly told: string | null;
}

/** Cash that an event moved. */
export interface CashMove {
  readonly event: number;
  readonly occurredAt: number;
  /** Minor units. */
  readonly cents: number;
  readonly billNumber: string | null;
  readonly isOpeningDifference: 0 | 1;
}

/** A bill number that an event of the inbox gave. */
export interface Bill {
  readonly bill: string;
  readonly day: string;
  /** An event of the same kind had it before: no part of the same bill. */
  readonly isAnother: 0 | 1;
}

/** States that mean that RetailSuite has it. */
const BOOKED_STATES = JOB_STATES.filter((state) => statusOf(state) === 'synced');

const PLACE = `pos_events.store = @store AND pos_events.currency = @currency`;

/** `@own` and `@others`: times that keys of closings under a number that was taken carry. */
export const EVENTS_OF_CLOSING = `
  SELECT id FROM pos_events
  WHERE natural_key > @from AND natural_key < @to AND pay_desk = @payDesk AND closing = @number AND ${PLACE}
    AND (@own IS NULL OR instr(natural_key, @own) > 0)
    AND NOT EXISTS (SELECT 1 FROM json_each(@others) WHERE instr(natural_key, json_each.value) > 0)
  UNION ALL
  SELECT id FROM pos_events INDEXED BY pos_events_inbox
  WHERE ${IS_OF_INBOX} AND pay_desk = @payDesk AND closing = @number AND ${PLACE}
  UNION ALL
  SELECT id FROM pos_events INDEXED BY pos_events_inbox
  WHERE ${IS_OF_INBOX} AND pay_desk = @payDesk AND closing IS NULL AND occurred_at > @after AND occurred_at <= @until AND ${PLACE}`;

/** What an inbox event said before a person replaced it moves no cash. */
const REPLACED = `EXISTS (SELECT 1 FROM pos_events AS later
  WHERE later.natural_key > pos_events.natural_key || '|correction-'
    AND later.natural_key < pos_events.natural_key || '|correction.')`;

/** The event that closes is no receipt. */
export const CLOSING_EVENT = 'closing';

const COLUMNS = `jobs.id, type, state, amount, jobs.currency, jobs.business_day AS businessDay, jobs.store,
  jobs.pay_desk AS payDesk, payment_type AS paymentType, payment_name AS paymentName, text, jobs.closing, reference,
  earlier_reference AS earlierReference, posting_number AS postingNumber, moved_to_period AS movedToPeriod,
  jobs.bill_number AS billNumber, invoice_number AS invoiceNumber, debtor, contra_account AS contraAccount`;
const SENT_COLUMNS = `${COLUMNS}, cause, modified_at AS modifiedAt, in_doubt_since AS inDoubtSince,
  (${lastRequestOf('jobs.id')}) AS sent,
  (${newestOf('json_array(kind, posting)', 'jobs.id')}) AS told`;
/** What the program reckoned of an opening value: the value has it already. */
const OPENING = `(part = 'opening')`;
const OPEN = `(posting_number IS NULL AND state NOT IN (${quoted([...BOOKED_STATES, 'excluded'])}))`;
const BY_HAND = `EXISTS (SELECT 1 FROM journal
  WHERE topic = 'job' AND subject = CAST(jobs.id AS TEXT) AND action = 'by-hand')`;

export function createClosingEvents(db: Db, till: TillClosings) {
  const groupsAmong = (
    which: string,
  ) => `SELECT type, state, payment_type AS paymentType, payment_name AS paymentName, ${OPENING} AS isOpeningDifference,
       count(*) AS count, sum(amount) AS cents, sum(state = 'verified' AND ${BY_HAND}) AS byHand,
       count(*) FILTER (WHERE ${OPEN}) AS open, coalesce(sum(amount) FILTER (WHERE ${OPEN}), 0) AS openCents
     FROM jobs WHERE event_id IN (${which}) GROUP BY 1, 2, 3, 4, 5`;
  const groups = db.prepare<object, JobGroup>(groupsAmong(EVENTS_OF_CLOSING));
  const elsewhere = db.prepare<[string], JobGroup>(
    groupsAmong('SELECT id FROM pos_events WHERE natural_key IN (SELECT value FROM json_each(?))'),
  );
  const jobs = db.prepare<object, ClosingJob>(
    `SELECT ${COLUMNS} FROM jobs WHERE event_id IN (${EVENTS_OF_CLOSING}) ORDER BY jobs.id`,
  );
  const sent = db.prepare<object, SentJob>(
    `SELECT ${SENT_COLUMNS} FROM jobs WHERE event_id IN (${EVENTS_OF_CLOSING}) ORDER BY jobs.id`,
  );
  const booked = db.prepare<[string], SentJob>(
    `SELECT ${SENT_COLUMNS} FROM jobs WHERE business_day = ?
       AND ${IS_SYNCED} ORDER BY jobs.id`,
  );
  const notBooked = db.prepare<object, { reason: string; count: number }>(
    `SELECT not_booked AS reason, count(*) AS count FROM pos_events
     WHERE id IN (${EVENTS_OF_CLOSING}) AND not_booked IS NOT NULL AND not_booked <> '${CLOSING_EVENT}' GROUP BY 1`,
  );
  const days = db
    .prepare<object, string>(
      `SELECT DISTINCT business_day FROM pos_events WHERE id IN (${EVENTS_OF_CLOSING}) ORDER BY 1`,
    )
    .pluck();
  const cash = db.prepare<object, CashMove>(
    `SELECT pos_events.id AS event, occurred_at AS occurredAt, sum(amount) AS cents, pos_events.bill_number AS billNumber,
       max(type = 'opening-diff') AS isOpeningDifference
     FROM pos_events JOIN jobs ON jobs.event_id = pos_events.id
     WHERE pos_events.id IN (${EVENTS_OF_CLOSING}) AND type <> 'order-non-cash' AND NOT ${OPENING}
       AND NOT ${REPLACED}
     GROUP BY pos_events.id ORDER BY occurred_at, pos_events.id`,
  );
  const bills = db.prepare<object, Bill>(
    `SELECT bill_number AS bill, business_day AS day,
       CASE WHEN EXISTS (SELECT 1 FROM pos_events AS same
           WHERE same.bill_number = pos_events.bill_number AND same.pay_desk = pos_events.pay_desk
             AND same.id < pos_events.id)
         THEN EXISTS (SELECT 1 FROM pos_events AS same
           WHERE same.bill_number = pos_events.bill_number AND same.pay_desk = pos_events.pay_desk
             AND same.id < pos_events.id AND instr(same.natural_key, '|correction-') = 0
             AND json_extract(same.payload, '$.type') IN ('receipt', 'order-cash')
             AND json_extract(same.payload, '$.type') = json_extract(pos_events.payload, '$.type'))
         ELSE 0 END AS isAnother
     FROM pos_events WHERE id IN (${EVENTS_OF_CLOSING}) AND ${IS_OF_INBOX} AND bill_number IS NOT NULL
       AND instr(natural_key, '|correction-') = 0`,
  );

  function placeOf(ref: ClosingRef) {
    const { store, payDesk, currency, number, others } = ref;
    const [first] = [ref.till, ...others].flatMap((one) => one ?? []).sort((a, b) => a.id - b.id);
    const isSecond = ref.till !== null && first !== undefined && first.id !== ref.till.id;
    const later = others.filter((other) => other.id !== first?.id);
    const closes = ref.till?.origin === 'inbox' ? ref.till : undefined;
    const [from, to] = keysOfClosing(payDesk, number);
    const before = closes && till.before(closes);
    return {
      ...{ store, payDesk, currency, number },
      from,
      to,
      own: isSecond ? `|${ref.till?.madeAt ?? ''}` : null,
      others: JSON.stringify(later.map(({ madeAt }) => `|${madeAt}`)),
      after: before?.closedAt ?? -1,
      until: closes?.closedAt ?? -1,
    };
  }

  return {
    /** Jobs that are alike, summed up. */
    groups: (ref: ClosingRef): JobGroup[] => groups.all(placeOf(ref)),
    /** The same of receipts that are stored with another closing. @param keys their natural keys */
    groupsElsewhere: (keys: readonly string[]): JobGroup[] =>
      keys.length === 0 ? [] : elsewhere.all(JSON.stringify(keys)),
    /** Every job, in the order in which they were stored. */
    jobs: (ref: ClosingRef): IterableIterator<ClosingJob> => jobs.iterate(placeOf(ref)),
    /** The same, with what was sent of each and what is expected of it since. */
    sentJobs: (ref: ClosingRef): IterableIterator<SentJob> => sent.iterate(placeOf(ref)),
    /** Jobs of a business day that stand in RetailSuite, as far as this database knows. */
    bookedJobs: (day: string): SentJob[] => booked.all(day),
    /** Receipts that are kept without a job, by why. */
    notBooked: (ref: ClosingRef): Record<string, number> =>
      Object.fromEntries(notBooked.all(placeOf(ref)).map(({ reason, count }) => [reason, count])),
    days: (ref: ClosingRef): string[] => days.all(placeOf(ref)),
    /** Parameters of `EVENTS_OF_CLOSING`. */
    placeOf,
    /** In the order in which it moved. */
    cash: (ref: ClosingRef): CashMove[] => cash.all(placeOf(ref)),
    /** Bill numbers of the inbox, in no order. */
    bills: (ref: ClosingRef) => bills.all(placeOf(ref)),
  };
}

export type ClosingEvents = ReturnType<typeof createClosingEvents>;
