/** The calls about jobs that need a person, and the dry run. */
import { applyChanges } from '../../../shared/domain/assignment.ts';
import type { DryRunRequest, Handlers } from '../../../shared/contract/contract.ts';
import { DRY_RUN_STATES } from '../../../shared/domain/job-list.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { groupsOf, listCards } from './cards.ts';
import type { JobToSend } from '../../core/db/jobs/rows.ts';
import { DEFAULT_TEXTS } from '../../core/engine/assign.ts';
import { dryRun } from '../dry-run/dry-run.ts';
import type { RsConnector } from '../../core/rs/connector.ts';
import type { HandlerParts } from '../handler-parts.ts';

const MOST_JOBS = 5_000;

export function attentionHandlers(
  parts: HandlerParts,
): Pick<Handlers, 'attention.list' | 'attention.recheck' | 'attention.retry' | 'dryRun.run'> {
  const { assignment, attention, clock, engine, recheck, journal } = parts;
  return {
    'attention.list': () => listCards(attention, assignment.book()),
    'attention.recheck': () => {
      recheck.askNow();
      return null;
    },
    'attention.retry': (key) => {
      const ids = groupsOf(attention, assignment.book(), key).flatMap(attention.ids);
      engine.restartFreed([
        {
          cause: key.cause,
          ids,
          noteRestarted: (count) =>
            journal.append({
              at: clock(),
              topic: 'cause',
              subject: key.cause,
              action: 'retry',
              reason: null,
              details: { ...key, count },
            }),
        },
      ]);
      return { started: ids.length };
    },
    'dryRun.run': (request) => {
      // RS said when it wants to be asked again: a dry run is no reason to disturb it.
      const isThrottled = engine.state().pause?.cause === 'throttled';
      return runDry(parts, isThrottled ? undefined : parts.connector(), request);
    },
  };
}

/** What a dry run needs: of the window's calls and of the command line. */
export type DryRunNeeds = Pick<
  HandlerParts,
  'assignment' | 'attention' | 'bulk' | 'moves' | 'yieldTurn'
>;

export async function runDry(
  parts: DryRunNeeds,
  connector: RsConnector | undefined,
  { target, changes }: DryRunRequest,
) {
  const { assignment, moves, yieldTurn } = parts;
  const book = assignment.book();
  const { ids, count } = jobsOf(parts, target);
  const jobs: JobToSend[] = [];
  let passedOver = 0;
  for (const id of ids) {
    const job = moves.byId(id);
    if (job && DRY_RUN_STATES.includes(job.state)) jobs.push(job);
    else passedOver += 1;
  }
  return dryRun(
    {
      connector,
      book: changes
        ? { ...book, rows: applyChanges(book.rows, changes).map((row) => ({ version: 0, ...row })) }
        : book,
      texts: DEFAULT_TEXTS,
      signal: AbortSignal.timeout(2 * MINUTE),
      yieldTurn,
    },
    jobs,
    { asked: count, passedOver },
  );
}

/** As many as are looked at, and how many were asked for. */
function jobsOf(
  { assignment, attention, bulk, moves }: DryRunNeeds,
  target: DryRunRequest['target'],
): { readonly ids: readonly number[]; readonly count: number } {
  const firstOf = (ids: readonly number[]) => ({ ids: ids.slice(0, MOST_JOBS), count: ids.length });
  switch (target.kind) {
    case 'jobs':
      return firstOf([...new Set(target.ids)]);
    case 'set':
      return bulk.jobsOf(target.setId, MOST_JOBS);
    case 'cause':
      return firstOf(groupsOf(attention, assignment.book(), target.key).flatMap(attention.ids));
    case 'waiting':
      return firstOf(moves.pendingIds());
  }
}
