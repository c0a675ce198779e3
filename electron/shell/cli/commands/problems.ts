/** `problems`: what the import held back, one JSON object a line, each with what a person can decide. */
import type { Problem } from '../../../../shared/contract/contract.ts';
import { createProblemCounter } from '../../../core/db/attention-problems.ts';
import { createEventStore } from '../../../core/db/events.ts';
import {
  createProblemDecisions,
  type ProblemDecisions,
} from '../../../core/db/problem-decisions.ts';
import { openStore, type Host, type Store } from '../../../open-store.ts';
import type { CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';

export const problems: Command = {
  name: 'problems',
  usage: '--data DIR [--json]',
  needsShop: true,
  options: [],
  run: listProblems,
};

export function decisionsOf({ db, journal }: Store): ProblemDecisions {
  return createProblemDecisions(db, journal, createEventStore(db));
}

function listProblems(_line: CommandLine, host: Host): Outcome {
  const store = openStore(host);
  try {
    const decisions = decisionsOf(store);
    const open = decisions.open(createProblemCounter(store.db).count());
    const lines = open.map((problem) => describe(problem, decisions));
    return {
      ok: true,
      lines,
      text: [
        `${lines.length} problems wait for a decision.`,
        ...lines.map(
          ({ id, source, message, allows }) =>
            `${id}: ${source}: ${message} Decide with --as ${allows.join('|')}.`,
        ),
      ],
    };
  } finally {
    store.close();
  }
}

function describe(problem: Problem, decisions: ProblemDecisions) {
  const details = decisions.details(problem.id);
  const { code, message } = wordsOf(problem.problem);
  return {
    id: problem.id,
    kind: problem.problem.kind,
    code,
    source: problem.source,
    receivedAt: problem.receivedAt,
    message,
    allows: problem.decisions,
    /** What `post` takes as `--type`. */
    types: details?.types ?? [],
    /** What would be booked. */
    jobs: (details?.incoming?.jobs ?? []).map(({ type, amount, currency }) => ({
      type,
      amountCents: amount,
      currency,
    })),
    differences: details?.differences ?? [],
    problem: problem.problem,
  };
}

function wordsOf(problem: Problem['problem']): { code: string; message: string } {
  switch (problem.kind) {
    case 'conflict':
      return problem.conflict;
    case 'blocked-closing': {
      const { closing, payDesk, reasons } = problem.closing;
      const why = reasons.map(({ message }) => message).join(' ');
      return {
        code: reasons[0]?.code ?? 'unknown',
        message: `Closing ${closing} of pay desk ${payDesk} is blocked. ${why}`,
      };
    }
    case 'rejected':
    case 'source-failed':
      return problem.problem;
  }
}
