/** Closings as this program knows them without asking RetailSuite. */
import type { Db } from '../open.ts';
import { createCashBooks } from './cash-book.ts';
import { createClosingEvents } from './closing-events.ts';
import { createClosingsOf } from './closings-of.ts';
import { createExplanations } from './explanations.ts';
import { createGaps } from './gaps.ts';
import { createLocalClosings } from './local-closing.ts';
import { createOpenings } from './openings.ts';
import { createQuestions } from './questions.ts';
import { createTillClosings } from './till-closings.ts';

export { closingKey, type ClosingRef } from './closing-ref.ts';
export type { CashBook } from './cash-book.ts';
export { EVENTS_OF_CLOSING, type ClosingJob, type SentJob } from './closing-events.ts';
export type { ClosingsOf, OpenReceipts } from './closings-of.ts';
export { createExplaining, type NewExplanation } from './explanations.ts';
export type { LocalClosing, OpenJobs, PaymentDifference, Reckoning } from './local-closing.ts';
export { createOpeningEntry } from './openings.ts';

export function createClosings(db: Db) {
  const till = createTillClosings(db);
  const { of, between, named, daysNaming } = createClosingsOf(db, till);
  const events = createClosingEvents(db, till);
  const openings = createOpenings(db);
  const explanations = createExplanations(db);
  const books = createCashBooks(db, { till, events, openings });
  const gaps = createGaps(db, { till, events, explanations });
  const questions = createQuestions(db);
  const local = createLocalClosings({ events, books, gaps, questions, daysNaming });
  return {
    /** @param period a business day (`YYYY-MM-DD`) or a month (`YYYY-MM`) */
    closingsOf: of,
    /** @param from and `to` are business days, both included */
    closingsBetween: between,
    closingsNamed: named,
    /** Business days on which an event names the closing, ascending. */
    daysNaming,
    /** What closings of one report share: hand it to every `localClosing` of it. */
    beginReckoning: local.begin,
    /** Till, jobs, cash book and gaps of a closing; asks RetailSuite nothing. */
    localClosing: local.localClosing,
    cashBookOf: books.of,
    /** Moves of cash that jobs were made of, in the order in which they happened. */
    cashMovesOf: events.cash,
    /** Jobs of a closing that are alike, summed up. */
    groupsOf: events.groups,
    /** Every job of a closing, with what it takes to read its posting back. */
    jobsOf: events.jobs,
    /** The same, with what was sent of each and what is expected of it since. */
    sentJobsOf: events.sentJobs,
    bookedJobsOf: events.bookedJobs,
    /** Parameters of `EVENTS_OF_CLOSING`, for SQL about all events of a closing. */
    placeOf: events.placeOf,
    /** Problems of the import that wait for a person, read once for many closings. */
    openQuestions: questions.open,
    openingOf: openings.of,
    explanationsOf: explanations.of,
  };
}

export type Closings = ReturnType<typeof createClosings>;
