/**
 * Reading back: a booked posting is asked for once more, in calm minutes, and compared with what was sent.
 *
 * "Booked" is what RS answered; "verified" is what RS has. A posting that is missing, there twice or different needs a person:
 * nothing is ever sent again because of it.
 */
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import type { CHANGES_IN_RS } from '../../../shared/domain/states.ts';
import type { BookedJob } from '../db/jobs/rows.ts';
import type { RsConnector, StoredPosting } from '../rs/connector.ts';
import type { Context } from './context.ts';
import { differencesOf, type Difference, type Expected } from './differences.ts';
import type { Expectations } from './expectations.ts';
import { firstBatch, postingsOf, referencesOf } from './references.ts';
import { answer } from './post.ts';

/** A list in RS may lag behind what it has just stored: before that, missing means nothing. */
export const BELIEVE_MISSING_AFTER_MS = 15 * MINUTE;

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

export function createReadingBack(context: Context, expectations: Expectations): ReadingBack {
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
      const hasAnswered = await verifyBooked(context, connector, expectations, bookedBefore);
      notBefore = clock() + (hasAnswered ? INTERVAL_MS : INTERVAL_UNANSWERED_MS);
    },
    clockWentBack() {
      notBefore = 0;
    },
  };
}

export type Verdict =
  | { readonly kind: 'same'; readonly posting: StoredPosting }
  | {
      readonly kind: 'wrong';
      readonly cause: (typeof CHANGES_IN_RS)[number];
      readonly error: string;
      /** Of `booked-differently`: every field, with both values. */
      readonly differences: readonly Difference[];
    };

/**
 * Reads one batch back.
 *
 * @param bookedBefore only what was booked by then.
 * @returns false when RS gave no answer: nothing is known, nothing changed.
 */
async function verifyBooked(
  context: Context,
  connector: RsConnector,
  expectations: Expectations,
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
      const isYoung =
        job.in_doubt_since === null && now - job.modified_at < BELIEVE_MISSING_AFTER_MS;
      if (postings.length === 0 && isYoung) continue;
      const known = expectations.of(job);
      const verdict = judge(job, postings, known);
      if (verdict.kind === 'same') {
        if (known === null) expectations.found(job.id, verdict.posting, now);
        moves.verified(job.id, now);
        continue;
      }
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

/** What reading back finds of one booked job. */
export function judge(
  job: Pick<BookedJob, 'reference' | 'posting_number'>,
  postings: readonly StoredPosting[],
  expected: Expected | null,
): Verdict {
  const [posting] = postings;
  if (posting === undefined) {
    return {
      kind: 'wrong',
      cause: 'booked-missing',
      error: `RS booked this as ${job.posting_number}, but does not have a posting with our reference ${job.reference} any more.`,
      differences: [],
    };
  }
  if (postings.length > 1) {
    const numbers = postings.map(({ number }) => number).join(', ');
    return {
      kind: 'wrong',
      cause: 'booked-twice',
      error: `RS has ${postings.length} postings with our reference ${job.reference}: ${numbers}. One of them has to be cancelled in RS.`,
      differences: [],
    };
  }
  const differences = expected === null ? [] : differencesOf(expected, posting);
  const [first] = differences;
  if (first === undefined) return { kind: 'same', posting };
  const both = differences.map((one) => `${one.field} "${one.expected}" is now "${one.actual}"`);
  return {
    kind: 'wrong',
    cause: 'booked-differently',
    error: `RS has posting ${posting.number} with our reference, but with another ${first.field}: ${both.join('; ')}.`,
    differences,
  };
}
