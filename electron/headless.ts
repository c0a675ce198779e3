/**
 * The backend without Electron: the command line, and a browser of this PC as the window.
 *
 * Results go to standard output, progress to standard error.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCardText, startProblemOf } from './shell/app/start-problem.ts';
import { parseCommandLine, USAGE, UsageError, type CommandLine } from './shell/cli/arguments.ts';
import {
  accounts,
  connect,
  importPaths,
  jobs,
  retry,
  sync,
  type Outcome,
} from './shell/cli/commands.ts';
import { exportList } from './shell/cli/export.ts';
import { serve } from './shell/cli/serve.ts';
import type { BackendOptions } from './create-backend.ts';
import { explain, hostFor, manifestVersion } from './shell/host/headless-host.ts';
import { proxyFor } from './core/rs/transport-undici.ts';

const EXIT_ATTENTION = 1;
const EXIT_USAGE = 2;

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Resolves at the first Ctrl+C or polite end; the second one ends the process as usual. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

async function run(line: CommandLine): Promise<Outcome> {
  const host = hostFor(line.folder());
  switch (line.command) {
    case 'connect':
      return connect(line, host);
    case 'accounts':
      return accounts(line, host);
    case 'import':
      return importPaths(line, host);
    case 'sync':
      return sync(line, options(host.folder), interruption());
    case 'jobs':
      return jobs(host);
    case 'retry':
      return retry(line, host);
    case 'export':
      return exportList(line, host);
    default:
      return serveWindow(line, host.folder);
  }
}

async function serveWindow(line: CommandLine, folder: string): Promise<Outcome> {
  const assets = path.join(ROOT, 'out', 'renderer');
  if (line.has('demo')) return serve(line, options(folder), assets, interruption());
  // Only here: the commands need none of it.
  const { demoWindow } = await import('../demo/window.ts');
  const demo = demoWindow(path.join(folder, 'demo'));
  try {
    return await serve(line, { ...options(folder), startDemo: demo.open }, assets, interruption());
  } finally {
    demo.close();
  }
}

function options(folder: string): BackendOptions {
  return {
    ...hostFor(folder),
    version: manifestVersion(),
    demo: false,
    proxyFor: (url) => Promise.resolve(proxyFor(process.env, url)),
  };
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) {
    await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

/** What a person can mend has its card, as in the desktop program; anything else its own words. */
function tell(error: unknown): string {
  if (startProblemOf(error) === 'unknown') return explain(error);
  const { locale } = Intl.DateTimeFormat().resolvedOptions();
  return startCardText(error, locale.startsWith('de') ? 'de' : 'en');
}

async function main(): Promise<number> {
  // A reader that has seen enough (`| head`) ends us quietly.
  process.stdout.on('error', () => process.exit(0));
  try {
    const line = parseCommandLine(process.argv.slice(2));
    const outcome = await run(line);
    if (line.has('json') || line.command === 'jobs') {
      for (const one of outcome.lines) await write(`${JSON.stringify(one)}\n`);
    } else {
      await write(`${outcome.text.join('\n')}\n`);
    }
    return outcome.ok ? 0 : EXIT_ATTENTION;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message ? `${error.message}\n\n` : ''}${USAGE}\n`);
      return error.message ? EXIT_USAGE : 0;
    }
    process.stderr.write(`${tell(error)}\n`);
    return EXIT_ATTENTION;
  }
}

process.exitCode = await main();
