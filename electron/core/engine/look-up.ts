/**
 * Looking up: what became of requests that left and were not answered.
 *
 * RS stores the same posting twice, so a job in doubt is sent again only when RS has been asked after the time in
 * which the lost request could still land, and does not have it.
 */
import { HOUR } from '../../../shared/domain/time.ts';
import type { JobToSend } from '../db/jobs/rows.ts';
import type { Posting, Reply, StoredPosting } from '../rs/connector.ts';
import type { Context, Session } from './context.ts';
import { answer, movedTo } from './post.ts';
import { differencesOf, expectedOfSent } from './differences.ts';
import { createAbsence, type Absence } from './absence.ts';
import { lookUpDelay, lookUpFailedDelay } from './backoff.ts';
import { firstBatch, postingsOf, referencesOf } from './references.ts';

/** After this time without any answer a person is asked; the job stays in doubt and can be looked up again. */
const GIVE_UP_AFTER_MS = 24 * HOUR;

/** `YYYY-MM-DD`; RS may store a moment behind the day. */
const DAY_LENGTH = 10;

type Found = Reply<ReadonlyMap<string, readonly StoredPosting[]>>;

interface Asked {
  readonly job: JobToSend;
  /** How long the job had been in doubt when RS was asked. */
  readonly age: number;
  readonly token: number;
  /** The posting as it was last sent. */
  readonly sent: Posting | null;
}

/** @returns a function that looks up one batch of due jobs and resolves with false when nothing was due */
export function createLookUp(
  context: Context,
  lastPosting: (id: number) => string | null,
): (session: Session) => Promise<boolean> {
  const absence = createAbsence(context);
  return (session) => lookUpDue(context, session, lastPosting, absence);
}

async function lookUpDue(
  context: Context,
  session: Session,
  lastPosting: (id: number) => string | null,
  absence: Absence,
): Promise<boolean> {
  const { moves, options } = context;
  const { batchSize } = session.connector;
  const askedAt = options.clock();
  const asked = await context.committer.run(() =>
    firstBatch(moves.dueUnclear(askedAt, batchSize), batchSize).flatMap((job): Asked[] => {
      const question = JSON.stringify({ beleg2: referencesOf(job) });
      const token = moves.beginLookUp(job.id, askedAt, question);
      if (token === undefined) return [];
      const sent = lastPosting(job.id);
      const age = context.doubts.age(job.id, job.in_doubt_since ?? askedAt, askedAt);
      return [{ job, age, token, sent: sent === null ? null : (JSON.parse(sent) as Posting) }];
    }),
  );
  if (asked.length === 0) return false;
  const found = await session.connector.lookUp(
    asked.flatMap(({ job }) => referencesOf(job)),
    context.abort,
  );
  context.crash('looked-up');
  if (found.ok) context.lineIsFine();
  else context.pause(found.fault);
  const absent = found.ok
    ? asked.filter(({ job, age }) => age < options.settleWindowMs && !isThere(job, found.value))
    : [];
  const believed = await absence.believed(
    session,
    absent.map(({ job }) => job),
  );
  const now = options.clock();
  const booked = await context.committer.run(
    () =>
      asked.filter((one) => decide(context, one, found, believed.has(one.job.id), askedAt, now))
        .length,
  );
  if (found.ok && found.value.size > 0) context.progressed(booked);
  context.changed(asked.map(({ job }) => job.id));
  return true;
}

function isThere(job: JobToSend, found: ReadonlyMap<string, readonly StoredPosting[]>): boolean {
  return postingsOf(job, found).length > 0;
}

/**
 * @param isNew RS never had it, whatever its age in doubt
 * @returns whether the job turned out to be booked.
 */
function decide(
  context: Context,
  asked: Asked,
  found: Found,
  isNew: boolean,
  askedAt: number,
  now: number,
): boolean {
  const { moves, options } = context;
  const { job, age, token, sent } = asked;
  const inDoubtSince = job.in_doubt_since ?? askedAt;
  if (!found.ok) {
    const log = answer(now, 'no-answer', found.exchange, found.fault.message);
    if (context.doubts.waited(job.id, inDoubtSince, askedAt) > GIVE_UP_AFTER_MS) {
      const error = `RS has not said for a day whether it has this posting: ${found.fault.message}`;
      moves.attention(job.id, token, { cause: 'look-up-failed', error, stillInDoubt: true }, log);
      return false;
    }
    const dueAt = now + lookUpFailedDelay(age);
    moves.unclear(
      job.id,
      token,
      { dueAt, cause: 'look-up-failed', error: found.fault.message, inDoubtSince },
      log,
    );
    return false;
  }

  const postings = postingsOf(job, found.value);
  const exchange = { httpStatus: found.exchange.httpStatus, response: JSON.stringify(postings) };
  const [posting] = postings;
  if (posting === undefined) {
    const log = answer(now, 'not-found', exchange, null);
    const rest = sent === null ? moves.restOfPayment(job.id) : undefined;
    if (rest?.state === 'attention' && rest.cause === 'booked-differently') {
      const error = `RS has the whole payment in one posting: an earlier program booked this part with the rest.`;
      moves.attention(job.id, token, { cause: rest.cause, error, stillInDoubt: true }, log);
      return false;
    }
    const isDecidedWithRest = rest?.state === 'unclear';
    if ((isNew || age >= options.settleWindowMs) && !isDecidedWithRest) {
      context.doubts.end(job.id);
      moves.waiting(job.id, token, { dueAt: now, cause: null, error: null }, log);
      return false;
    }
    const dueAt = now + lookUpDelay(age, options.settleWindowMs);
    moves.unclear(
      job.id,
      token,
      { dueAt, cause: 'no-answer', error: stillMissing(job), inDoubtSince },
      log,
    );
    return false;
  }
  if (postings.length > 1) {
    const numbers = postings.map(({ number }) => number).join(', ');
    const error = `RS has ${postings.length} postings with our reference ${job.reference}: ${numbers}. One of them has to be cancelled in RS.`;
    moves.attention(
      job.id,
      token,
      { cause: 'booked-twice', error, stillInDoubt: true },
      answer(now, 'booked-twice', exchange, error),
    );
    return false;
  }
  const difference = sent === null ? otherAmount(job, posting) : differs(sent, posting);
  if (difference !== null) {
    const error = `RS has posting ${posting.number} with our reference, but with another ${difference}.`;
    moves.attention(
      job.id,
      token,
      { cause: 'booked-differently', error, stillInDoubt: true },
      answer(now, 'booked-differently', exchange, error),
    );
    return false;
  }
  context.doubts.end(job.id);
  const log = answer(now, 'booked', exchange, null);
  const moved = { number: posting.number, movedTo: sent === null ? null : movedTo(sent, posting) };
  if (sent !== null) return moves.booked(job.id, token, moved, log);
  const { receipt = null, contraAccount: debtor } = posting;
  const invoice = job.needs_invoice === 1 ? { number: receipt, debtor } : null;
  return moves.found(job.id, token, { ...moved, invoice }, log);
}

function stillMissing(job: JobToSend): string {
  return `No answer to the posting ${job.reference}, and RS does not have it (yet).`;
}

/** Nothing that was sent is known: another database sent it. */
function otherAmount(job: JobToSend, stored: StoredPosting): string | null {
  if (stored.amount !== job.amount) return 'amount';
  if (stored.businessDay.slice(0, DAY_LENGTH) !== job.business_day) return 'day';
  return stored.currency === job.currency ? null : 'currency';
}

/** Which field of a stored posting is not what was sent; null: it is the same posting, in whatever period. */
function differs(sent: Posting, stored: StoredPosting): string | null {
  const { period: _any, ...expected } = expectedOfSent(sent, null);
  return differencesOf(expected, stored)[0]?.field ?? null;
}
