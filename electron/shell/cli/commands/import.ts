/** `import`: reads exports and inbox files into the data folder; nothing is sent. */
import type { IngestReport } from '../../../../shared/domain/ingest-report.ts';
import { createSearchIndex } from '../../../core/db/list/search-index.ts';
import { openStore, type Host } from '../../../open-store.ts';
import { UsageError, type CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';

export const importFiles: Command = {
  name: 'import',
  usage: 'PATH... --data DIR [--json]',
  options: [],
  takesPaths: true,
  run: importPaths,
};

async function importPaths(line: CommandLine, host: Host): Promise<Outcome> {
  if (line.paths.length === 0) throw new UsageError('"import" needs at least one PATH.');
  const store = openStore(host);
  const ingest = store.ingest({ onStored: () => undefined, isAlone: true });
  try {
    const reports: IngestReport[] = [];
    for (const path of line.paths) {
      host.log('info', `importing ${path}`);
      reports.push(...(await ingest.importPaths(path)));
    }
    // A window would catch up later; until one is opened, each search would read all of it.
    const index = createSearchIndex(store.db, host.clock);
    while (index.behind() > 0) index.slice();
    return {
      ok: reports.every(isClean),
      lines: reports,
      text: reports.flatMap(describe),
    };
  } finally {
    await ingest.stop();
    store.close();
  }
}

function isClean(report: IngestReport): boolean {
  return (
    report.status !== 'failed' &&
    report.conflicts.length === 0 &&
    report.blocked.length === 0 &&
    report.rejected.length === 0
  );
}

function describe(report: IngestReport): string[] {
  const place = (problem: { file: string; line?: number | undefined; column?: unknown }) =>
    [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
  return [
    `${report.source}: ${report.status}, ${report.events} new events, ${report.duplicates} known already`,
    ...report.jobs.map(
      ({ type, count, sum, currency }) =>
        `  ${type}: ${count} jobs, ${sum} minor units ${currency}`,
    ),
    ...report.conflicts.map((conflict) => `  conflict: ${conflict.message}`),
    ...report.blocked.flatMap((closing) => [
      `  blocked: closing ${closing.closing} of pay desk ${closing.payDesk}; nothing of it is booked`,
      ...closing.reasons.map((reason) => `    ${place(reason)}: ${reason.message}`),
    ]),
    ...report.rejected.map((problem) => `  rejected: ${place(problem)}: ${problem.message}`),
    ...report.warnings.map((problem) => `  note: ${place(problem)}: ${problem.message}`),
  ];
}
