/** The calls of the list and of the details of a job. */
import type { JobDetails } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import { fromWireNumber } from '../../../shared/domain/money.ts';
import type { Posting } from '../../core/rs/connector.ts';
import type { HandlerParts, HandlersOf } from '../handler-parts.ts';

export function jobHandlers(parts: HandlerParts): HandlersOf<'jobs'> {
  const { pages, news, values, engine, clock } = parts;
  return {
    'jobs.page': async (request) => {
      const asOf = clock();
      // Before the rows: one that comes meanwhile is told as new rather than never.
      const newestId = news.newestId();
      return { ...(await pages.page(request)), asOf, newestId };
    },
    'jobs.news': ({ ids, after, question }) => ({
      rows: news.rows(ids),
      count: news.countAfter(after, question),
    }),
    'jobs.values': (column) => values.values(column),
    'jobs.details': (id) => jobDetails(parts, id),
    'jobs.retry': (ids) => {
      const started = parts.transact(() => {
        const done = engine.restart(ids);
        for (const id of done) {
          const entry = { topic: 'job', subject: String(id), action: 'retry' } as const;
          parts.journal.append({ ...entry, at: clock(), reason: null, details: null });
        }
        return done.length;
      });
      return { started, refused: ids.length - started };
    },
  };
}

/** @throws CallError when there is no such job */
export function jobDetails({ list, engine, journal }: HandlerParts, id: number): JobDetails {
  const job = list.row(id);
  const facts = list.facts(id);
  if (!job || !facts) throw new CallError('not_found', `There is no job ${id}.`);
  const sent = list.lastPosting(id);
  const posting = sent === null ? engine.preview(id) : (JSON.parse(sent) as Posting);
  return {
    job,
    parameter: posting && JSON.stringify(posting, null, 2),
    parameterIsPreview: sent === null,
    error: facts.error,
    text: facts.text,
    booking: posting && {
      debit: posting.umsatz > 0 ? posting.konto : String(posting.gegkonto),
      credit: posting.umsatz > 0 ? String(posting.gegkonto) : posting.konto,
      amount: Math.abs(fromWireNumber(posting.umsatz, posting.currency) ?? job.amount),
      currency: posting.currency,
    },
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
    },
    decisions: journal
      .about('job', String(id))
      .map(({ at, who, action, reason }) => ({ at, who, action, reason })),
    siblings: list.siblings(facts.eventId, id),
  };
}
