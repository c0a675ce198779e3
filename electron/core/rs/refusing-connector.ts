/** A connector that sends nothing, because its dialect file is not understood. */
import type { Fault, RsConnector } from './connector.ts';
import type { Examiner } from './examine.ts';
import { findingOfCall } from './first-contact.ts';
import { buildPosting, ENDPOINTS, PAGE_LIMIT } from './wire.ts';

/** @param problem in a sentence, for the card */
export function createRefusingConnector(problem: string): RsConnector & Examiner {
  const fault: Fault = {
    cause: 'dialect-invalid',
    message: problem,
    pauses: true,
    retryAfterMs: null,
  };
  const exchange = { httpStatus: null, response: null };
  const refuse = () => Promise.resolve({ ok: false as const, fault, exchange });
  return {
    examine: () =>
      Promise.resolve([findingOfCall('ping', ENDPOINTS.ping, { status: null, body: '', problem })]),
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
