/** The calls about causes, and the dry run. */
import { applyChanges } from '../../shared/domain/assignment.ts';
import type { DryRunRequest } from '../../shared/contract/contract.ts';
import { MINUTE } from '../../shared/domain/time.ts';
import { groupsOf, listCauses } from '../causes.ts';
import type { JobToSend } from '../db/jobs.ts';
import { DEFAULT_TEXTS } from '../engine/assign.ts';
import { dryRun } from '../engine/dry-run.ts';
import type { RsConnector } from '../rs/connector.ts';
import type { HandlerParts, HandlersOf } from './parts.ts';

const MOST_JOBS = 5_000;

export function causeHandlers(parts: HandlerParts): HandlersOf<'causes'> & HandlersOf<'dryRun'> {
  const { assignment, attention, engine } = parts;
  return {
    'causes.list': () => listCauses(attention, assignment.book()),
    'causes.retry': (key) => {
      const ids = groupsOf(attention, assignment.book(), key).flatMap(attention.ids);
      engine.restart([{ cause: key.cause, ids }]);
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
export type DryRunNeeds = Pick<HandlerParts, 'assignment' | 'attention' | 'moves' | 'yieldTurn'>;

export async function runDry(
  { assignment, attention, moves, yieldTurn }: DryRunNeeds,
  connector: RsConnector | undefined,
  { target, changes }: DryRunRequest,
) {
  const book = assignment.book();
  const ids =
    target.kind === 'jobs'
      ? [...new Set(target.ids)]
      : target.kind === 'cause'
        ? groupsOf(attention, book, target.key).flatMap(attention.ids)
        : moves.pendingIds();
  const jobs: JobToSend[] = [];
  let passedOver = 0;
  for (const id of ids.slice(0, MOST_JOBS)) {
    const job = moves.byId(id);
    if (job && DRY.has(job.state)) jobs.push(job);
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
    { asked: ids.length, passedOver },
  );
}

/** States from which a job can still be sent. */
const DRY: ReadonlySet<JobToSend['state']> = new Set([
  'waiting',
  'waiting-invoice',
  'attention',
  'on-hold',
  'unclear',
]);
