/** Closings as this program knows them without asking RetailSuite. */
import type { Db } from '../open.ts';
import { createClosingEvents } from './closing-events.ts';
import { createClosingsOf } from './closings-of.ts';
import { createTillClosings } from './till-closings.ts';

export { closingKey, type ClosingRef } from './closing-ref.ts';
export type { ClosingJob, JobGroup } from './closing-events.ts';
export type { ClosingsOf, OpenReceipts } from './closings-of.ts';

export function createClosings(db: Db) {
  const till = createTillClosings(db);
  const { of, between, named } = createClosingsOf(db, till);
  const events = createClosingEvents(db, till);
  return {
    /** @param period a business day (`YYYY-MM-DD`) or a month (`YYYY-MM`) */
    closingsOf: of,
    closingsBetween: between,
    closingsNamed: named,
    /** Every job of a closing, with what it takes to read its posting back. */
    jobsOf: events.jobs,
    jobGroupsOf: events.groups,
    notBookedOf: events.notBooked,
    daysOf: events.days,
    countByHand: events.countByHand,
  };
}

export type Closings = ReturnType<typeof createClosings>;
