/** One job with its posting, its attempts, its event and what people decided about it. */
import type { JobDetails } from '../../../shared/contract/contract.ts';
import { parseBusinessCase } from '../../../shared/domain/business-cases.ts';
import type { JobRow } from '../../../shared/domain/job-list.ts';
import { CallError } from '../../../shared/contract/result.ts';
import { fromWireNumber } from '../../../shared/domain/money.ts';
import type { JobList } from '../../core/db/job-list.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { Engine } from '../../core/engine/face.ts';
import type { Posting } from '../../core/rs/connector.ts';

export interface JobDetailsOptions {
  readonly list: JobList;
  readonly engine: Pick<Engine, 'preview'>;
  readonly journal: Journal;
}

/** @throws CallError when there is no such job */
export function jobDetails({ list, engine, journal }: JobDetailsOptions, id: number): JobDetails {
  const job = list.row(id);
  const facts = list.facts(id);
  if (!job || !facts) throw new CallError('not_found', `There is no job ${id}.`);
  const sent = list.lastPosting(id);
  const isErased = facts.erasedAt !== null;
  const posting = sent === null ? !isErased && engine.preview(id) : (JSON.parse(sent) as Posting);
  return {
    job,
    parameter: posting ? JSON.stringify(posting, null, 2) : null,
    parameterIsPreview: sent === null && !isErased,
    error: facts.error,
    text: facts.text,
    businessCase: parseBusinessCase(facts.businessCase ?? '') ?? null,
    businessName: facts.businessName,
    booking: posting ? bookingOf(posting, job) : null,
    attempts: list.attempts(id),
    event: {
      naturalKey: facts.naturalKey,
      origin: facts.origin,
      source: facts.source,
      sourceSha256: facts.sourceSha256,
      receivedAt: facts.receivedAt,
      occurredAt: facts.occurredAt,
      closing: facts.closing,
      payload: facts.payload,
      erasedAt: facts.erasedAt,
    },
    decisions: journal
      .about('job', String(id))
      .map(({ at, who, action, reason }) => ({ at, who, action, reason })),
    siblings: list.siblings(facts.eventId, id),
  };
}

function bookingOf(posting: Posting, job: JobRow): JobDetails['booking'] {
  const isDebit = posting.umsatz > 0;
  const contraAccount = String(posting.gegkonto);
  return {
    debit: isDebit ? posting.konto : contraAccount,
    credit: isDebit ? contraAccount : posting.konto,
    amount: Math.abs(fromWireNumber(posting.umsatz, posting.currency) ?? job.amount),
    currency: posting.currency,
  };
}
