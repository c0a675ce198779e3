/** Which closings are past their time, and what keeps those that are from being erased. Changes nothing. */
import { instantOfLimit, type HeldReason } from '../../../../shared/domain/retention.ts';
import {
  closingKey,
  EVENTS_OF_CLOSING,
  type ClosingRef,
  type Closings,
  type OpenReceipts,
} from '../closings/index.ts';
import { IS_OF_INBOX } from '../natural-keys.ts';
import type { Db } from '../open.ts';
import { createSeals } from '../seals.ts';

interface EventFacts {
  readonly events: number;
  /** Not erased yet. */
  readonly left: number;
  readonly lastDay: string | null;
  readonly lastReceivedAt: number | null;
}

interface JobFacts {
  readonly jobs: number;
  readonly lastModifiedAt: number | null;
  readonly open: number;
  readonly inDoubt: number;
}

export interface JudgedClosing extends EventFacts {
  readonly jobs: number;
  /** Null: nothing keeps it from being erased once it is past its time. */
  readonly held: HeldReason | null;
  /** Whether its last receipt, its arrival and its last change are all before a day. */
  isBefore(limit: string): boolean;
}

/** What questions wait; read once for many closings. */
type OpenQuestions = ReturnType<Closings['openQuestions']>;

export function createErasureDue(db: Db, closings: Closings) {
  const seals = createSeals(db);
  const eventFacts = db.prepare<object, EventFacts>(
    `SELECT count(*) AS events, count(*) FILTER (WHERE erasure IS NULL) AS left, max(business_day) AS lastDay,
       max(received_at) AS lastReceivedAt
     FROM pos_events WHERE id IN (${EVENTS_OF_CLOSING})`,
  );
  const jobFacts = db.prepare<object, JobFacts>(
    `SELECT count(*) AS jobs, max(modified_at) AS lastModifiedAt,
       count(*) FILTER (WHERE state NOT IN ('verified', 'excluded')) AS open,
       count(*) FILTER (WHERE in_doubt_since IS NOT NULL) AS inDoubt
     FROM jobs WHERE event_id IN (${EVENTS_OF_CLOSING})`,
  );
  const sources = db
    .prepare<object, number>(
      `SELECT DISTINCT source_id FROM pos_events WHERE id IN (${EVENTS_OF_CLOSING})`,
    )
    .pluck();
  const openSources = db
    .prepare<object, number>(
      `SELECT DISTINCT source_id FROM pos_events INDEXED BY pos_events_inbox
       WHERE ${IS_OF_INBOX} AND pay_desk = @payDesk AND closing IS NULL AND store = @store AND currency = @currency
         AND business_day = @day`,
    )
    .pluck();
  const days = db
    .prepare<[string], string>('SELECT DISTINCT day FROM closing_days WHERE day < ? ORDER BY day')
    .pluck();

  function heldBy(ref: ClosingRef, jobs: JobFacts, questions: OpenQuestions): HeldReason | null {
    if (ref.isBlocked || questions.of(ref).length > 0) return 'question';
    if (jobs.open > 0) return 'not-booked';
    if (jobs.inDoubt > 0) return 'in-doubt';
    const [seal] = seals.of(closingKey(ref), 1);
    return seal?.sealed ? null : 'not-sealed';
  }

  return {
    /** Business days before a day on which something happened, ascending. */
    daysBefore: (limit: string): string[] => days.all(limit),

    judge(ref: ClosingRef, questions: OpenQuestions): JudgedClosing {
      const place = closings.placeOf(ref);
      const events = eventFacts.get(place) ?? NO_EVENTS;
      const { jobs, ...facts } = jobFacts.get(place) ?? NO_JOBS;
      return {
        ...events,
        jobs,
        held: heldBy(ref, { jobs, ...facts }, questions),
        isBefore(limit) {
          const instant = instantOfLimit(limit);
          const { lastDay, lastReceivedAt } = events;
          if (lastDay === null || lastReceivedAt === null) return false;
          return (
            lastDay < limit && lastReceivedAt < instant && (facts.lastModifiedAt ?? 0) < instant
          );
        },
      };
    },

    /** Deliveries that told receipts which no closing has taken up. */
    sourcesOfOpen: (open: OpenReceipts): number[] => openSources.all(open),

    /** Deliveries that told receipts of a closing. */
    sourcesOf: (ref: ClosingRef): number[] => sources.all(closings.placeOf(ref)),
  };
}

export type ErasureDue = ReturnType<typeof createErasureDue>;

const NO_EVENTS: EventFacts = { events: 0, left: 0, lastDay: null, lastReceivedAt: null };
const NO_JOBS: JobFacts = { jobs: 0, lastModifiedAt: null, open: 0, inDoubt: 0 };
