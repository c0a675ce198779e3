/**
 * Whether RS may be believed at once that it does not have a job that was never sent from here.
 *
 * A new shop's first booking must not wait for the time in which a lost request could still land: nobody sent one. RS says
 * so itself where it has no posting of ours on the job's day but those of this database.
 */
import type { StoredPosting } from '../rs/connector.ts';
import type { Context, Session } from './context.ts';
import type { JobToSend } from '../db/jobs/rows.ts';
import { isOurs } from '../db/references.ts';

export interface Absence {
  /** Ids of those of the jobs that RS does not have and never had. */
  believed(session: Session, absent: readonly JobToSend[]): Promise<ReadonlySet<number>>;
}

export function createAbsence(context: Context): Absence {
  const { moves, options } = context;
  /** Days on which RS had no posting of anybody but us. */
  const emptyDays = new Set<string>();
  let isKnownToRs = options.isFirstStart !== true;

  const isForeign = ({ reference }: StoredPosting, day: string): boolean =>
    isOurs(reference) && !moves.hasSent(day, reference);

  async function isEmpty(session: Session, day: string): Promise<boolean> {
    if (emptyDays.has(day)) return true;
    if (isKnownToRs) return false;
    const postings = await session.connector.postingsOfDay(day, context.abort);
    if (!postings.ok) return false;
    isKnownToRs = postings.value.some((posting) => isForeign(posting, day));
    if (!isKnownToRs) emptyDays.add(day);
    return !isKnownToRs;
  }

  return {
    async believed(session, absent) {
      const believed = new Set<number>();
      for (const job of absent) {
        if (job.attempts > 0 || isKnownToRs) continue;
        if (await isEmpty(session, job.business_day)) believed.add(job.id);
      }
      return isKnownToRs ? new Set() : believed;
    },
  };
}
