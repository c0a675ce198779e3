/** The calls about jobs that someone has booked in RS by hand already. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import { MINUTE, type Clock } from '../../../shared/domain/time.ts';
import { createByHand } from '../../core/db/jobs/by-hand.ts';
import type { JobMoves } from '../../core/db/jobs/moves.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { Db } from '../../core/db/open.ts';
import type { RsConnector, StoredPosting } from '../../core/rs/connector.ts';

export interface ByHandHandlersOptions {
  readonly db: Db;
  readonly journal: Journal;
  readonly moves: Pick<JobMoves, 'byId'>;
  /** Undefined: RS cannot be asked now. */
  readonly connector: () => RsConnector | undefined;
  readonly onDecided: () => void;
  readonly clock: Clock;
}

const MAX_POSTINGS = 50;

export function createByHandHandlers(
  options: ByHandHandlersOptions,
): Pick<HandlersOf<'details'>, 'details.byHand' | 'details.decideByHand'> {
  const { moves, clock } = options;
  const byHand = createByHand(options.db, options.journal);

  function jobOf(id: number) {
    const job = moves.byId(id);
    if (!job) throw new CallError('not_found', `There is no job ${id}.`);
    if (!byHand.isUnsent(id)) {
      throw new CallError(
        'refused',
        'This receipt is booked, or its request is out or in doubt. Nothing was changed.',
      );
    }
    return job;
  }

  /** Postings of the job's day and amount that belong to no job of ours. */
  async function candidates(job: ReturnType<typeof jobOf>): Promise<StoredPosting[]> {
    const reply = await options
      .connector()
      ?.postingsOfDay(job.business_day, AbortSignal.timeout(MINUTE));
    if (!reply?.ok) {
      throw new CallError(
        'refused',
        `RetailSuite could not be asked: ${reply?.fault.message ?? 'not connected.'} Nothing was changed.`,
      );
    }
    return reply.value.filter(
      (posting) =>
        posting.amount !== null &&
        // By hand the same booking may stand with its accounts the other way round.
        Math.abs(posting.amount) === Math.abs(job.amount) &&
        posting.currency === job.currency &&
        !byHand.isOurs(posting),
    );
  }

  return {
    'details.byHand': async (id) => {
      const job = jobOf(id);
      const receipts = [job.bill_number, job.invoice_number, job.closing];
      const postings = (await candidates(job)).map((posting) => {
        const { account, contraAccount, amount, receipt = '' } = posting;
        const isDebit = (amount ?? 0) > 0;
        return {
          number: posting.number,
          receipt,
          debit: isDebit ? account : contraAccount,
          credit: isDebit ? contraAccount : account,
          amount: Math.abs(amount ?? 0),
          currency: posting.currency,
          businessDay: posting.businessDay,
          sameReceipt: receipt !== '' && receipts.includes(receipt),
        };
      });
      postings.sort((one, other) => Number(other.sameReceipt) - Number(one.sameReceipt));
      return { postings: postings.slice(0, MAX_POSTINGS) };
    },

    'details.decideByHand': async ({ id, number, reason }) => {
      const job = jobOf(id);
      const posting =
        number === null
          ? null
          : (await candidates(job)).find((candidate) => candidate.number === number);
      const done =
        posting === null
          ? byHand.different(id, reason, clock())
          : posting !== undefined && byHand.same(id, posting, reason, clock());
      if (!done) {
        throw new CallError(
          'refused',
          'The posting or the receipt is no longer what it was. Nothing was changed; look again.',
        );
      }
      options.onDecided();
      return null;
    },
  };
}
