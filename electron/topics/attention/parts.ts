/** The parts of what needs a person: problems of the import and their decisions, and asking whether causes are gone. */
import { createProblemCounter } from '../../core/db/attention-problems.ts';
import { createEventStore } from '../../core/db/events.ts';
import { createJournal, PROGRAM, type Journal } from '../../core/db/journal.ts';
import { createProblemDecisions } from '../../core/db/problem-decisions.ts';
import { createStoreRecheck, type StoreRecheckOptions } from './store-recheck.ts';

export interface AttentionPartsOptions extends StoreRecheckOptions {
  /** Written to in the name of who is signed in to this PC. */
  readonly journal: Journal;
}

export function createAttentionParts(options: AttentionPartsOptions) {
  const { db, journal } = options;
  return {
    problems: createProblemCounter(db),
    decisions: createProblemDecisions(db, journal, createEventStore(db)),
    recheck: createStoreRecheck({ ...options, journal: createJournal(db, PROGRAM) }),
  };
}
