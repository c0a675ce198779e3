/** After the first start: tells the number of the first posting as soon as RetailSuite has named it. */
import { STATES, JOB_STATES } from '../../../shared/domain/states.ts';
import type { JobRow } from '../../../shared/domain/job-list.ts';
import type { Client } from '../../api.ts';
import type { Sync } from '../../store/sync.ts';

const BOOKED_STATES = JOB_STATES.filter((state) => STATES[state].status === 'synced');

/** @returns the oldest job that is booked; undefined: none is */
async function firstBooked(client: Client): Promise<JobRow | undefined> {
  const { rows } = await client.call('jobs.page', {
    conditions: [{ kind: 'choice', column: 'state', values: BOOKED_STATES }],
    sort: { column: 'id', direction: 'asc' },
    offset: 0,
    limit: 1,
  });
  return rows[0];
}

/** False where it is not known, too: the end of the setup does not wait for it. */
export const hasNoBooking = (client: Client): Promise<boolean> =>
  firstBooked(client).then(
    (job) => job === undefined,
    () => false,
  );

/**
 * Asks after each change until a job is booked; a question that fails is asked again after the next change.
 *
 * @returns ends it
 */
export function awaitFirstBooking(
  { client, sync }: { readonly client: Client; readonly sync: Sync },
  onBooked: (job: JobRow) => void,
): () => void {
  let isAsking = false;
  /** Something changed since the question went out. */
  let isStale = false;
  let hasEnded = false;

  async function ask(): Promise<void> {
    isAsking = true;
    isStale = false;
    const job = await firstBooked(client).catch(() => undefined);
    isAsking = false;
    if (hasEnded) return;
    if (job) {
      end();
      onBooked(job);
    } else if (isStale) await ask();
  }

  const unsubscribe = sync.onTouched(() => {
    if (isAsking) isStale = true;
    else void ask();
  });
  function end(): void {
    hasEnded = true;
    unsubscribe();
  }
  return end;
}
