import type { Migration } from '../migration.ts';
import { chain } from './0240-chain.ts';
import { datevExports } from './0250-datev-exports.ts';
import { erasure } from './0300-erasure.ts';
import { dialect } from './0200-dialect.ts';
import { expectedPostings } from './0230-expected-postings.ts';
import { closingSeals } from './0231-closing-seals.ts';
import { initial } from './0010-initial.ts';
import { journal } from './0030-journal.ts';
import { stores } from './0050-stores.ts';
import { watchedExports } from './0060-watched-exports.ts';
import { list } from './0080-list.ts';
import { closingStores } from './0180-closing-stores.ts';
import { identities } from './0170-identities.ts';
import { earlierReferences } from './0172-earlier-references.ts';
import { healingTries } from './0110-healing-tries.ts';
import { jobMoves } from './0120-job-moves.ts';
import { plainChecks } from './0130-plain-checks.ts';
import { amountTypes } from './0150-amount-types.ts';
import { attentionNames } from './0155-attention-names.ts';
import { openTypes } from './0140-open-types.ts';
import { searchLater } from './0100-search-later.ts';
import { deliveries } from './0190-deliveries.ts';
import { closingFacts } from './0220-closings.ts';
import { cashChain } from './0222-cash-chain.ts';
import { closingLookUps } from './0221-closing-look-ups.ts';
import { contraAccount } from './0191-contra-account.ts';
import { businessCases } from './0210-business-cases.ts';
import { procedureVersions } from './0295-procedure-versions.ts';
import { presetContraAccounts } from './0211-preset-contra-accounts.ts';
import { closingCurrencies } from './0270-closing-currencies.ts';
import { verify } from './0070-verify.ts';
import { searchAndSums } from './0280-search-and-sums.ts';

/** In order; a released one is never edited (`test/core/db/migrations.test.ts` holds their hashes). Numbers ascend. */
export const MIGRATIONS: readonly Migration[] = [
  initial,
  journal,
  stores,
  watchedExports,
  verify,
  list,
  searchLater,
  healingTries,
  jobMoves,
  plainChecks,
  openTypes,
  amountTypes,
  attentionNames,
  identities,
  earlierReferences,
  closingStores,
  deliveries,
  contraAccount,
  dialect,
  businessCases,
  presetContraAccounts,
  closingFacts,
  closingLookUps,
  cashChain,
  expectedPostings,
  closingSeals,
  chain,
  datevExports,
  closingCurrencies,
  searchAndSums,
  procedureVersions,
  erasure,
];
