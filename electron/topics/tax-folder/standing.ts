/** Places, accounts over time, decisions of people and the chain of hashes, written into a folder. */
import { accountChangeOf } from '../../core/db/accounts.ts';
import { createProcedureVersions } from '../../core/db/procedure-versions.ts';
import { redact } from '../support/redact.ts';
import {
  ACCOUNT_HISTORY,
  ACCOUNTS,
  CHAIN,
  EXPLANATIONS,
  JOURNAL,
  OPENINGS,
  PLACES,
  PROCEDURE_CHANGES,
  type ProcedureChangeRow,
} from './tables/standing.ts';
import type { FolderWork } from './work.ts';

export async function writeStanding(work: FolderWork): Promise<void> {
  const { rows, period, since } = work;
  await work.fillAll(PLACES, rows.places());
  await work.fillAll(ACCOUNTS, rows.accounts());
  const openings = rows.openings();
  for (const { currency } of openings) work.seen(currency);
  await work.fillAll(OPENINGS, openings);
  await work.fillAll(EXPLANATIONS, rows.explanations());
  await work.fill(ACCOUNT_HISTORY, async (history) => {
    await work.fill(JOURNAL, async (journal) => {
      for (const entry of rows.journal(period)) {
        if (entry.topic === 'account') {
          await history.write({ entry, ...accountChangeOf(entry.details) });
        }
        // An entry never has a secret; whoever reads this folder is not to depend on that.
        await journal.write({ ...entry, details: entry.details && redact(entry.details) });
      }
    });
  });
  await work.fillAll(PROCEDURE_CHANGES, procedureChanges(work));
  if (rows.isChainBehind()) work.note('chain-behind');
  await work.fillAll(CHAIN, rows.chain(since));
}

function* procedureChanges({ db }: FolderWork): Iterable<ProcedureChangeRow> {
  for (const { number, at, facts, changes } of createProcedureVersions(db).all()) {
    const first = number === 1 ? Object.entries(facts) : [];
    for (const [key, after] of first) yield { number, at, key, before: null, after };
    for (const [key, before, after] of changes) yield { number, at, key, before, after };
  }
}
