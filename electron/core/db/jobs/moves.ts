/**
 * Jobs as the engine moves them: one function per move, each a single statement that names the states it may start from
 * and, where a request is out, the token of its lease.
 *
 * A move that finds the job elsewhere changes nothing and answers false: someone else was there first.
 */
import type { Db } from '../open.ts';
import { createDueJobs } from './due.ts';
import { createInvoices } from './invoices.ts';
import { createRestarts } from './restarts.ts';
import { createExchanges, createSending } from './sending.ts';
import { createVerification } from './verification.ts';

export function createJobMoves(db: Db) {
  const exchanges = createExchanges(db);
  const due = createDueJobs(db);
  return {
    ...due,
    ...createSending(db, exchanges),
    ...createInvoices(db, exchanges),
    ...createRestarts(db, due.dueAfter),
    ...createVerification(db, exchanges),
  };
}

export type JobMoves = ReturnType<typeof createJobMoves>;
