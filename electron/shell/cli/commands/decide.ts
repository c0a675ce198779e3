/** `decide`: what a person says about a problem of the import; once, with a reason, and never money twice. */
import {
  problemDecisionSchema,
  type PostAs,
  type ProblemDecision,
} from '../../../../shared/contract/contract.ts';
import { accountNumberSchema } from '../../../../shared/domain/accounts.ts';
import type { IngestReport } from '../../../../shared/domain/ingest-report.ts';
import { JOB_TYPES, parseJobType } from '../../../../shared/domain/job.ts';
import { openStore, type Host } from '../../../open-store.ts';
import { UsageError, type CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';
import { reasonText } from '../texts.ts';
import { decisionsOf } from './problems.ts';

export const decide: Command = {
  name: 'decide',
  usage:
    '--data DIR --problem ID --as DECISION --reason TEXT [--type TYPE] [--account NUMBER] [--json]',
  needsShop: true,
  options: ['problem', 'as', 'reason', 'type', 'account'],
  run: decideProblem,
};

async function decideProblem(line: CommandLine, host: Host): Promise<Outcome> {
  const id = problemId(line);
  const decision = decisionOf(line);
  const as = postAs(line, decision);
  const reason = reasonText(line);
  const store = openStore(host);
  try {
    const done = decisionsOf(store).decide(id, decision, { reason, as, now: host.clock() });
    if (!done) return outcome(id, decision, false, `There is no problem ${id}.`);
    if (done.kind === 'refused') {
      const allowed = decisionsOf(store).details(id)?.decisions ?? [];
      const instead =
        allowed.length > 0 ? ` It can be decided with --as ${allowed.join('|')}.` : '';
      return outcome(id, decision, false, `${done.message}${instead}`);
    }
    if (done.kind === 'already') {
      return outcome(id, decision, true, `Problem ${id} was decided before; nothing was changed.`);
    }
    const reports: IngestReport[] = [];
    if (done.readsAgain) {
      const ingest = store.ingest({ onStored: () => undefined });
      reports.push(...(await ingest.resume()));
      await ingest.stop();
    }
    const next =
      done.hasNewJobs || done.readsAgain
        ? ' What is to be booked goes out with the next sync.'
        : '';
    return outcome(id, decision, true, `Problem ${id} is decided: ${decision}.${next}`, reports);
  } finally {
    store.close();
  }
}

function outcome(
  id: number,
  decision: ProblemDecision,
  ok: boolean,
  message: string,
  imports?: readonly IngestReport[],
): Outcome {
  const decided = imports !== undefined;
  return {
    ok,
    lines: [{ problem: id, as: decision, decided, message, imports: imports ?? [] }],
    text: [message],
  };
}

/** @throws UsageError */
function problemId(line: CommandLine): number {
  const text = line.text('problem');
  if (!/^[1-9]\d{0,14}$/.test(text)) {
    throw new UsageError(`--problem is the number of a problem, not "${text}".`);
  }
  return Number(text);
}

/** @throws UsageError */
function decisionOf(line: CommandLine): ProblemDecision {
  const parsed = problemDecisionSchema.safeParse(line.text('as'));
  if (!parsed.success) {
    throw new UsageError(
      `--as is one of ${problemDecisionSchema.options.join(', ')}, not "${line.text('as')}".`,
    );
  }
  return parsed.data;
}

/** @throws UsageError */
function postAs(line: CommandLine, decision: ProblemDecision): PostAs {
  const type = line.optional('type');
  const account = line.optional('account');
  if (decision !== 'post' && (type !== undefined || account !== undefined)) {
    throw new UsageError('--type and --account are for "--as post" alone.');
  }
  const jobType = type === undefined ? undefined : parseJobType(type);
  if (type !== undefined && jobType === undefined) {
    throw new UsageError(`--type is one of ${JOB_TYPES.join(', ')}, not "${type}".`);
  }
  const number = accountNumberSchema.optional().safeParse(account);
  if (!number.success) throw new UsageError(`--account: ${number.error.issues[0]?.message ?? ''}`);
  return {
    ...(jobType !== undefined && { type: jobType }),
    ...(number.data !== undefined && { account: number.data }),
  };
}
