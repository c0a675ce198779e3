/** A connector that sends nothing, because what it is told to say is not understood. */
import type { Fault, RsConnector } from './connector.ts';
import { buildPosting, PAGE_LIMIT } from './wire.ts';

/** @param problem in a sentence, for the card */
export function createRefusingConnector(problem: string): RsConnector {
  const fault: Fault = {
    cause: 'dialect-invalid',
    message: problem,
    pauses: true,
    retryAfterMs: null,
  };
  const exchange = { httpStatus: null, response: null };
  const refuse = () => Promise.resolve({ ok: false as const, fault, exchange });
  return {
    batchSize: PAGE_LIMIT,
    buildPosting,
    fiscalYears: refuse,
    accounts: refuse,
    findInvoices: refuse,
    postingsOfDay: refuse,
    lookUp: refuse,
    post: () => Promise.resolve({ kind: 'not-sent', fault, exchange }),
  };
}
