/** The cash account of a closing in RetailSuite, day by day, beside what the closing's drawer moved. Read only. */
import type { CashAccount } from '../../../shared/contract/till.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import type { ClosingRef, Closings } from '../../core/db/closings/index.ts';
import type { RsConnector, StoredPosting } from '../../core/rs/connector.ts';
import { isInRs, knownJob, type KnownJob } from './compare.ts';
import { readDay } from './read-back.ts';

const DAY_LENGTH = 10;

export interface CashAccountOptions {
  readonly closings: Pick<Closings, 'sentJobsOf'>;
  /** Undefined: not connected, or RS wants to be left alone. */
  readonly connector: () => RsConnector | undefined;
  readonly clock: Clock;
}

/**
 * Asks RetailSuite once for each day of the closing's cash.
 *
 * @throws CallError where RetailSuite cannot be asked
 */
export async function cashAccountOf(
  { closings, connector, clock }: CashAccountOptions,
  ref: ClosingRef,
  signal: AbortSignal,
): Promise<CashAccount> {
  const now = clock();
  const jobs = Array.from(closings.sentJobsOf(ref), (job) => knownJob(job, now)).filter(
    ({ type, state }) => type !== 'order-non-cash' && state !== 'excluded',
  );
  const accounts = new Set(
    jobs.flatMap(({ expected }) => (expected?.account === undefined ? [] : [expected.account])),
  );
  const days = [...new Set(jobs.map(({ businessDay }) => businessDay))].sort();
  const isOwn = ownPostings(jobs);
  const rows: CashAccount['days'] = [];
  let unreadable = 0;
  for (const day of accounts.size === 0 ? [] : days) {
    const postings = await readDay(connector(), day, signal);
    const ofDay = jobs.filter((job) => job.businessDay === day);
    const row = {
      ...{ day, drawerCents: sumOf(ofDay), ownCents: 0, othersCents: 0 },
      waitingCents: sumOf(ofDay.filter((job) => !isInRs(job))),
    };
    for (const posting of postings) {
      const { currency, businessDay, amount } = posting;
      if (currency !== ref.currency || businessDay.slice(0, DAY_LENGTH) !== day) continue;
      const sides =
        Number(accounts.has(posting.account)) - Number(accounts.has(posting.contraAccount));
      if (sides === 0) continue;
      if (amount === null) unreadable += 1;
      else if (isOwn(posting)) row.ownCents += sides * amount;
      else row.othersCents += sides * amount;
    }
    rows.push(row);
  }
  return { accounts: [...accounts].sort(), days: rows, unreadable };
}

/** By our mark, or by its number where a person booked it. */
function ownPostings(jobs: readonly KnownJob[]): (posting: StoredPosting) => boolean {
  const references = new Set(
    jobs.flatMap(({ reference, earlierReference }) => [reference, earlierReference ?? reference]),
  );
  const numbers = new Set(
    jobs.flatMap(({ isByHand, postingNumber }) =>
      isByHand && postingNumber !== null ? [postingNumber] : [],
    ),
  );
  return ({ reference, number }) => references.has(reference) || numbers.has(number);
}

function sumOf(jobs: readonly KnownJob[]): number {
  return jobs.reduce((sum, { amount }) => sum + amount, 0);
}
