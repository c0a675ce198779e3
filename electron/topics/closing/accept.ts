/** A person accepts what RetailSuite has of a changed posting: the same money with another day, text, account or receipt. */
import { CallError } from '../../../shared/contract/result.ts';
import { isChangedInRs } from '../../../shared/domain/states.ts';
import { MINUTE, type Clock } from '../../../shared/domain/time.ts';
import { createExpectedPostings } from '../../core/db/expected-postings.ts';
import type { JobList } from '../../core/db/job-list.ts';
import type { JobMoves } from '../../core/db/jobs/moves.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { Db } from '../../core/db/open.ts';
import type { RsConnector } from '../../core/rs/connector.ts';

export interface AcceptOptions {
  readonly db: Db;
  readonly list: Pick<JobList, 'row'>;
  readonly moves: Pick<JobMoves, 'byId' | 'verifiedAgain'>;
  readonly journal: Journal;
  readonly connector: () => RsConnector | undefined;
  readonly clock: Clock;
  readonly onChange: (ids: readonly number[]) => void;
}

const NOTHING = 'Nothing was changed.';

/** @throws CallError in a sentence; nothing was changed then */
export async function acceptChange(
  { db, list, moves, journal, connector, clock, onChange }: AcceptOptions,
  { job: id, reason }: { readonly job: number; readonly reason: string },
): Promise<void> {
  const row = list.row(id);
  const job = moves.byId(id);
  if (!row || !job) throw new CallError('not_found', `There is no job ${id}.`);
  if (!isChangedInRs(row) || row.cause !== 'booked-differently') {
    const message = `RetailSuite has nothing of this receipt that could be accepted. ${NOTHING}`;
    throw new CallError('refused', message);
  }
  const references = [job.reference, job.earlier_reference].flatMap((one) => one ?? []);
  const reply = await connector()?.lookUp(references, AbortSignal.timeout(MINUTE));
  if (!reply?.ok) {
    const why = reply?.fault.message ?? 'not connected.';
    throw new CallError('refused', `RetailSuite could not be asked: ${why} ${NOTHING}`);
  }
  const postings = [...reply.value.values()].flat();
  const [posting] = postings;
  if (posting === undefined || postings.length > 1) {
    const message = `RetailSuite has ${postings.length} postings of this receipt. ${NOTHING}`;
    throw new CallError('refused', message);
  }
  if (posting.amount !== job.amount || posting.currency !== job.currency) {
    const message = `RetailSuite has another amount, and money is not accepted away: have it corrected there. ${NOTHING}`;
    throw new CallError('refused', message);
  }
  const now = clock();
  const done = db
    .transaction(() => {
      if (!moves.verifiedAgain(id, now)) return false;
      createExpectedPostings(db).add({ jobId: id, at: now, kind: 'accepted', posting, reason });
      const entry = { topic: 'job', subject: String(id), action: 'accept-rs' } as const;
      journal.append({ ...entry, at: now, reason, details: { posting } });
      return true;
    })
    .immediate();
  if (!done) throw new CallError('refused', `The receipt is no longer what it was. ${NOTHING}`);
  onChange([id]);
}
