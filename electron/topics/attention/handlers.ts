/** The calls about what needs a person: jobs by cause, and problems of the import. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import type { ProblemCounter } from '../../core/db/attention-problems.ts';
import type { AttentionStore } from '../../core/db/attention.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { ProblemDecisions } from '../../core/db/problem-decisions.ts';
import type { Engine } from '../../core/engine/face.ts';
import type { Assignment } from '../accounts/assignment.ts';
import { groupsOf, listCards } from './cards.ts';
import type { Recheck } from './recheck.ts';

const MAX_PROBLEMS_SHOWN = 200;

export interface AttentionHandlersOptions {
  readonly attention: AttentionStore;
  readonly assignment: Pick<Assignment, 'book'>;
  readonly recheck: Pick<Recheck, 'askNow'>;
  readonly problems: ProblemCounter;
  readonly decisions: ProblemDecisions;
  readonly engine: Pick<Engine, 'restartFreed' | 'wake'>;
  readonly journal: Journal;
  /** Reads the sources again that a decision sent back. */
  readonly importAgain: () => void;
  readonly onDecided: () => void;
  readonly clock: Clock;
}

export function createAttentionHandlers(
  options: AttentionHandlersOptions,
): HandlersOf<'attention'> {
  const { assignment, attention, clock, decisions, engine, journal, problems, recheck } = options;
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
    'attention.problems': () => ({
      problems: decisions.open(MAX_PROBLEMS_SHOWN),
      total: problems.count(),
    }),
    'attention.problem': (id) => {
      const details = decisions.details(id);
      if (!details) throw new CallError('not_found', `There is no problem ${id}.`);
      return details;
    },
    'attention.decide': ({ id, decision, reason, as = {} }) => {
      const done = decisions.decide(id, decision, { reason, as, now: clock() });
      if (!done) throw new CallError('not_found', `There is no problem ${id}.`);
      if (done.kind === 'refused') throw new CallError('refused', done.message);
      if (done.kind === 'already') return { decided: false };
      if (done.readsAgain) options.importAgain();
      options.onDecided();
      if (done.hasNewJobs) engine.wake();
      return { decided: true };
    },
    'attention.history': () => decisions.history(MAX_PROBLEMS_SHOWN),
  };
}
