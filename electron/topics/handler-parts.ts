/** What the handlers work with, and the shape of one topic's handlers. */
import type { EngineStatus, FolderProblem, Handlers } from '../../shared/contract/contract.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { Assignment } from './accounts/assignment.ts';
import type { Bulk } from './bulk/bulk.ts';
import type { ByHand } from '../core/db/jobs/by-hand.ts';
import type { AccountStore } from '../core/db/accounts.ts';
import type { AttentionStore } from '../core/db/attention.ts';
import type { Exports } from '../core/export/exports.ts';
import type { JobList } from '../core/db/job-list.ts';
import type { JobMoves } from '../core/db/jobs/moves.ts';
import type { Journal } from '../core/db/journal.ts';
import type { JobsAround } from '../core/db/list/around.ts';
import type { JobNews } from '../core/db/list/news.ts';
import type { JobPages } from '../core/db/list/pages.ts';
import type { JobValues } from '../core/db/list/values.ts';
import type { Places } from '../core/db/places.ts';
import type { ProblemDecisions } from '../core/db/problem-decisions.ts';
import type { ProblemList } from '../core/db/attention-problems.ts';
import type { SettingsStore } from '../core/db/settings.ts';
import type { DesktopShell } from './desktop/desktop-shell.ts';
import type { Engine } from '../core/engine/engine.ts';
import type { Recheck } from './attention/recheck.ts';
import type { RsConnector } from '../core/rs/connector.ts';
import type { Setup } from './setup/index.ts';
import type { Stop } from './settings/stop.ts';
import type { Support } from './support/package.ts';

export interface HandlerParts {
  readonly list: JobList;
  readonly pages: JobPages;
  readonly news: JobNews;
  readonly values: JobValues;
  readonly around: JobsAround;
  readonly shell: DesktopShell;
  readonly support: Support;
  readonly problems: ProblemList;
  readonly folderProblems: () => FolderProblem[];
  readonly decisions: ProblemDecisions;
  /** Reads the sources again that a decision sent back. */
  readonly importAgain: () => void;
  readonly settings: SettingsStore;
  readonly journal: Journal;
  readonly engine: Engine;
  readonly stop: Stop;
  readonly bulk: Bulk;
  readonly exports: Exports;
  readonly recheck: Pick<Recheck, 'askNow'>;
  readonly setup: Setup;
  readonly assignment: Assignment;
  readonly accounts: AccountStore;
  readonly places: Places;
  readonly attention: AttentionStore;
  readonly moves: JobMoves;
  readonly byHand: ByHand;
  readonly connector: () => RsConnector | undefined;
  /** Runs a function in one transaction. */
  readonly transact: <T>(work: () => T) => T;
  /** The assignment changed: jobs that it sets free start again, the windows hear of it. */
  readonly accountsChanged: () => void;
  /** Something changed that windows show. */
  readonly touched: () => void;
  /** Gives the event loop its turn. */
  readonly yieldTurn: () => Promise<void>;
  readonly status: () => EngineStatus;
  readonly revision: () => number;
  readonly clock: Clock;
  readonly version: string;
  readonly demo: boolean;
  readonly folder: string;
  readonly timeZone: string;
}

/** The handlers whose calls begin with `Topic.`. */
export type HandlersOf<Topic extends string> = Pick<
  Handlers,
  Extract<keyof Handlers, `${Topic}.${string}`>
>;
