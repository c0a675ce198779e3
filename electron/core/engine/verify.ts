/**
 * Reading back: a booked posting is asked for once more, in calm minutes, and compared with what was sent.
 *
 * "Booked" is what RS answered; "verified" is what RS has. What is missing, there twice or different needs a person:
 * nothing is ever sent again because of it.
 */
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import type { BookedJob } from '../db/jobs/rows.ts';
import type { Posting, RsConnector, StoredPosting } from '../rs/connector.ts';
import type { Context } from './context.ts';
import { differs } from './look-up.ts';
import { firstBatch, postingsOf, referencesOf } from './references.ts';
import { answer, movedTo } from './post.ts';

/** A list in RS may lag behind what it has just stored: before that, missing means nothing. */
const BELIEVE_MISSING_AFTER_MS = 15 * MINUTE;

/** Reading back is never in a hurry: one batch at a time, and a longer wait when RS does not answer. */
const INTERVAL_MS = SECOND;
const INTERVAL_UNANSWERED_MS = 5 * MINUTE;

export interface ReadingBack {
  /** When there is a posting to read back, epoch ms; null: none, or it is not to be done. */
  nextAt(): number | null;
  /** Reads one batch back: what was booked long enough before `now`. */
  run(connector: RsConnector, now: number): Promise<void>;
  clockWentBack(): void;
}

export function createReadingBack(
  context: Context,
  lastPosting: (id: number) => string | null,
): ReadingBack {
  const { clock, verifyAfterMs } = context.options;
  let notBefore = 0;
  return {
    nextAt() {
      if (verifyAfterMs === undefined) return null;
      const bookedAt = context.moves.firstToVerify();
      return bookedAt === null ? null : Math.max(bookedAt + verifyAfterMs, notBefore);
    },
    async run(connector, now) {
      const bookedBefore = now - (verifyAfterMs ?? 0);
      const hasAnswered = await verifyBooked(context, connector, lastPosting, bookedBefore);
      notBefore = clock() + (hasAnswered ? INTERVAL_MS : INTERVAL_UNANSWERED_MS);
    },
    clockWentBack() {
      notBefore = 0;
    },
  };
}

type Verdict =
  | { readonly kind: 'same' }
  | { readonly kind: 'not-there-yet' }
  | { readonly kind: 'wrong'; readonly cause: Cause; readonly error: string };

/**
 * Reads one batch back.
 *
 * @param bookedBefore only what was booked by then.
 * @returns false when RS gave no answer: nothing is known, nothing changed.
 */
async function verifyBooked(
  context: Context,
  connector: RsConnector,
  lastPosting: (id: number) => string | null,
  bookedBefore: number,
): Promise<boolean> {
  const { moves, options } = context;
  const jobs = firstBatch(moves.toVerify(bookedBefore, connector.batchSize), connector.batchSize);
  if (jobs.length === 0) return true;
  const found = await connector.lookUp(jobs.flatMap(referencesOf), context.abort);
  context.crash('read-back');
  if (!found.ok) return false;
  context.lineIsFine();
  const now = options.clock();
  await context.committer.run(() => {
    for (const job of jobs) {
      const postings = postingsOf(job, found.value);
      const verdict = judge(job, postings, lastPosting(job.id), now);
      if (verdict.kind === 'same') moves.verified(job.id, now);
      if (verdict.kind !== 'wrong') continue;
      const exchange = { ...found.exchange, response: JSON.stringify(postings) };
      // Nobody has it out: a person who sends it again need not wait for a request of long ago.
      context.doubts.begin(job.id, now);
      moves.bookedToAttention(
        job.id,
        verdict,
        JSON.stringify({ beleg2: job.reference }),
        answer(now, verdict.cause, exchange, verdict.error),
      );
    }
  });
  context.changed(jobs.map((job) => job.id));
  return true;
}

function judge(
  job: BookedJob,
  postings: readonly StoredPosting[],
  lastSent: string | null,
  now: number,
): Verdict {
  const [posting] = postings;
  if (posting === undefined) {
    if (now - job.modified_at < BELIEVE_MISSING_AFTER_MS) return { kind: 'not-there-yet' };
    return {
      kind: 'wrong',
      cause: 'booked-missing',
      error: `RS booked this as ${job.posting_number}, but does not have a posting with our reference ${job.reference} any more.`,
    };
  }
  if (postings.length > 1) {
    const numbers = postings.map(({ number }) => number).join(', ');
    return {
      kind: 'wrong',
      cause: 'booked-twice',
      error: `RS has ${postings.length} postings with our reference ${job.reference}: ${numbers}. One of them has to be cancelled in RS.`,
    };
  }
  const sent = lastSent === null ? null : (JSON.parse(lastSent) as Posting);
  const difference =
    sent === null ? null : (differs(sent, posting) ?? movedSince(job, sent, posting));
  if (difference !== null) {
    return {
      kind: 'wrong',
      cause: 'booked-differently',
      error: `RS has posting ${posting.number} with our reference, but with another ${difference}.`,
    };
  }
  return { kind: 'same' };
}

/** RS may move a posting out of a locked month while it books, and says so; a later move is a person's. */
function movedSince(job: BookedJob, sent: Posting, stored: StoredPosting): string | null {
  return movedTo(sent, stored) === job.moved_to_period ? null : 'period';
}
