/** The commands of the command line, in the order of the help text. A new one is a file in `commands/` and a row here. */
import type { Command } from './command.ts';
import { accounts } from './commands/accounts.ts';
import { clearing } from './commands/clearing.ts';
import { close } from './commands/close.ts';
import { connect } from './commands/connect.ts';
import { datev } from './commands/datev.ts';
import { decide } from './commands/decide.ts';
import { disconnect } from './commands/disconnect.ts';
import { explain } from './commands/explain.ts';
import { exportToFile } from './commands/export.ts';
import { importFiles } from './commands/import.ts';
import { folder } from './commands/folder.ts';
import { jobs } from './commands/jobs.ts';
import { opening } from './commands/opening.ts';
import { procedure } from './commands/procedure.ts';
import { problems } from './commands/problems.ts';
import { probe } from './commands/probe.ts';
import { retention } from './commands/retention.ts';
import { retry } from './commands/retry.ts';
import { serve } from './commands/serve.ts';
import { settings } from './commands/settings.ts';
import { verify } from './commands/verify.ts';
import { sync } from './commands/sync.ts';

export const COMMANDS: readonly Command[] = [
  connect,
  disconnect,
  probe,
  accounts,
  settings,
  importFiles,
  sync,
  jobs,
  retry,
  problems,
  decide,
  close,
  clearing,
  opening,
  explain,
  exportToFile,
  verify,
  datev,
  folder,
  procedure,
  retention,
  serve,
];

const NAME_WIDTH = Math.max(...COMMANDS.map(({ name }) => name.length));

/** How a command is called; a wrong call is told with its own line, in which the mistake can be found. */
export function usageOf(name: string | undefined): string {
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) return USAGE;
  return `  npm run cli -- ${command.name} ${command.usage}\n\nAll commands: npm run cli -- help`;
}

export const USAGE = `Venduo POS Back Office: the same backend as the program with a window.

${COMMANDS.map(({ name, usage }) => `  npm run cli -- ${name.padEnd(NAME_WIDTH)} ${usage}`).join('\n')}

Progress goes to standard error, results to standard output; the exit code is 0 only if all went as asked
(1: something needs attention, 2: called wrongly). docs/command-line.md has examples.`;
