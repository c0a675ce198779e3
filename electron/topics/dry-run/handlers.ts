/** The call of the dry run: which jobs are meant, and the account book that is tried. */
import type { DryRunRequest, HandlersOf } from '../../../shared/contract/contract.ts';
import { applyChanges } from '../../../shared/domain/assignment.ts';
import { DRY_RUN_STATES } from '../../../shared/domain/job-list.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import type { AttentionStore } from '../../core/db/attention.ts';
import type { JobMoves } from '../../core/db/jobs/moves.ts';
import type { JobToSend } from '../../core/db/jobs/rows.ts';
import { DEFAULT_TEXTS } from '../../core/engine/posting-texts.ts';
import type { RsConnector } from '../../core/rs/connector.ts';
import type { Assignment } from '../accounts/assignment.ts';
import { groupsOf } from '../attention/cards.ts';
import type { Bulk } from '../bulk/bulk.ts';
import { dryRun } from './dry-run.ts';

/** Jobs that one dry run examines at most. */
const MAX_JOBS = 5_000;
const TIMEOUT_MS = 2 * MINUTE;

export interface DryRunHandlersOptions {
  readonly assignment: Pick<Assignment, 'book'>;
  readonly attention: AttentionStore;
  readonly bulk: Pick<Bulk, 'jobsOf'>;
  readonly moves: Pick<JobMoves, 'byId' | 'pendingIds'>;
  /** Undefined: RS cannot be asked now. */
  readonly connector: () => RsConnector | undefined;
  /** Gives the event loop its turn. */
  readonly yieldTurn: () => Promise<void>;
}

export function createDryRunHandlers(options: DryRunHandlersOptions): HandlersOf<'dryRun'> {
  const { assignment, attention, bulk, moves, connector, yieldTurn } = options;

  /** The first jobs of the target, and how many it has. */
  function jobsOf(target: DryRunRequest['target']): {
    readonly ids: readonly number[];
    readonly count: number;
  } {
    const firstOf = (ids: readonly number[]) => ({
      ids: ids.slice(0, MAX_JOBS),
      count: ids.length,
    });
    switch (target.kind) {
      case 'jobs':
        return firstOf([...new Set(target.ids)]);
      case 'set':
        return bulk.jobsOf(target.setId, MAX_JOBS);
      case 'cause':
        return firstOf(groupsOf(attention, assignment.book(), target.key).flatMap(attention.ids));
      case 'waiting':
        return firstOf(moves.pendingIds());
    }
  }

  return {
    'dryRun.run': ({ target, changes }) => {
      const book = assignment.book();
      const { ids, count } = jobsOf(target);
      const jobs: JobToSend[] = [];
      let passedOver = 0;
      for (const id of ids) {
        const job = moves.byId(id);
        if (job && DRY_RUN_STATES.includes(job.state)) jobs.push(job);
        else passedOver += 1;
      }
      return dryRun(
        {
          connector: connector(),
          book: changes
            ? {
                ...book,
                rows: applyChanges(book.rows, changes).map((row) => ({ version: 0, ...row })),
              }
            : book,
          texts: DEFAULT_TEXTS,
          signal: AbortSignal.timeout(TIMEOUT_MS),
          yieldTurn,
        },
        jobs,
        { asked: count, passedOver },
      );
    },
  };
}
