/** `jobs`: every job as one JSON object a line. */
import { messageOf } from '../../../../shared/domain/job-list.ts';
import { statusOfJob } from '../../../../shared/domain/states.ts';
import { WORDS } from '../../../../shared/words/words.ts';
import { openStore, type Host } from '../../../open-store.ts';
import type { CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';

export const jobs: Command = {
  name: 'jobs',
  usage: '--data DIR [--json]',
  needsShop: true,
  options: [],
  printsLines: true,
  run: listJobs,
};

function listJobs(_line: CommandLine, host: Host): Outcome {
  const store = openStore(host);
  // The rows are read while they are printed: the store is closed behind the last one.
  function* lines() {
    try {
      for (const row of store.list.every()) {
        const message = messageOf(row);
        yield {
          id: row.id,
          type: row.type,
          state: row.state,
          status: WORDS.en.status[statusOfJob(row)],
          message: message && WORDS.en.message[message],
          amountCents: row.amount,
          currency: row.currency,
          businessDay: row.businessDay,
          billNumber: row.billNumber,
          invoiceNumber: row.invoiceNumber,
          reference: row.reference,
          postingNumber: row.postingNumber,
          attempts: row.attempts,
          cause: row.cause,
          error: row.error,
          store: row.store,
          payDesk: row.payDesk,
          paymentType: row.paymentType,
          businessCase: row.businessCase,
          businessName: row.businessName,
          dueAt: row.dueAt,
          lastCheckAt: row.lastCheckAt,
          createdAt: row.createdAt,
          modifiedAt: row.modifiedAt,
        };
      }
    } finally {
      store.close();
    }
  }
  const { pending } = store.list.openTallies();
  return {
    ok: true,
    lines: lines(),
    text: [`${store.list.total()} jobs, ${pending.count} of them not booked.`],
  };
}
