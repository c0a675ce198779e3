/** The calls about what the import could not book, and what people decide about it. */
import { CallError } from '../../../shared/contract/result.ts';
import type { Handlers } from '../../../shared/contract/contract.ts';
import type { HandlerParts } from '../handler-parts.ts';

const PROBLEMS_SHOWN = 200;

export function problemHandlers(
  parts: HandlerParts,
): Pick<
  Handlers,
  'attention.problems' | 'attention.problem' | 'attention.decide' | 'attention.history'
> {
  const { problems, decisions, clock } = parts;
  return {
    'attention.problems': () => ({
      problems: problems.open(PROBLEMS_SHOWN),
      total: problems.count(),
    }),
    'attention.problem': (id) => {
      const details = decisions.details(id);
      if (!details) throw new CallError('not_found', `There is no problem ${id}.`);
      return details;
    },
    'attention.decide': ({ id, decision, reason }) => {
      const done = decisions.decide(id, decision, reason, clock());
      if (!done) throw new CallError('not_found', `There is no problem ${id}.`);
      if (done.kind === 'refused') throw new CallError('refused', done.message);
      if (done.kind === 'already') return { decided: false };
      if (done.readsAgain) parts.importAgain();
      parts.touched();
      if (done.hasNewJobs) parts.engine.wake();
      return { decided: true };
    },
    'attention.history': () => decisions.history(PROBLEMS_SHOWN),
  };
}
