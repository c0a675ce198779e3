/**
 * The backend without Electron: the command line, and a browser of this PC as the window.
 *
 * Results go to standard output, progress to standard error.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCardText, startProblemOf } from './shell/app/start-problem.ts';
import { parseCommandLine, UsageError } from './shell/cli/arguments.ts';
import type { CommandHost } from './shell/cli/command.ts';
import { COMMANDS, USAGE, usageOf } from './shell/cli/commands.ts';
import { printLines } from './shell/cli/print-lines.ts';
import { printable } from './shell/cli/printable.ts';
import { explain, createHeadlessHost, manifestVersion } from './shell/host/headless-host.ts';
import { DATABASE_FILE } from './core/db/open.ts';
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

function commandHost(folder: string): CommandHost {
  const host = createHeadlessHost(folder);
  return {
    ...host,
    backendOptions: () => ({
      ...host,
      version: manifestVersion(),
      demo: false,
      proxyFor: (url) => Promise.resolve(proxyFor(process.env, url)),
    }),
    interrupted: interruption,
    assetsFolder: path.join(ROOT, 'out', 'renderer'),
    async openDemo() {
      // Loaded only here: no other command needs the demo.
      const { demoWindow } = await import('../demo/window.ts');
      return demoWindow(path.join(folder, 'demo'));
    },
  };
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) {
    await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

/** A fault that a person can mend has its card, as in the desktop program; anything else its own words. */
function tell(error: unknown): string {
  if (startProblemOf(error) === 'unknown') return explain(error);
  const { locale } = Intl.DateTimeFormat().resolvedOptions();
  return startCardText(error, locale.startsWith('de') ? 'de' : 'en');
}

/** @throws UsageError, and the error of the file system where nobody may look */
function requireShop(folder: string): void {
  try {
    fs.statSync(path.join(folder, DATABASE_FILE));
    return;
  } catch (error) {
    // A folder of another user may well hold a shop.
    if (startProblemOf(error) === 'no-rights') throw error;
  }
  const isThere = fs.existsSync(folder);
  throw new UsageError(
    `--data: there is no shop in ${folder}${isThere ? '' : ', and no such folder'}. Nothing was made or changed. ` +
      'Check the path; a new shop begins with "connect", "import" or "serve".',
  );
}

async function main(): Promise<number> {
  // A reader that has seen enough (`| head`) ends us quietly.
  process.stdout.on('error', () => process.exit(0));
  try {
    const line = parseCommandLine(process.argv.slice(2), COMMANDS);
    const command = COMMANDS.find(({ name }) => name === line?.command);
    if (!line || !command) {
      await write(`${USAGE}\n`);
      return 0;
    }
    if (command.needsShop) requireShop(line.folder());
    const outcome = await command.run(line, commandHost(line.folder()));
    if (line.has('json') || command.printsLines) {
      await printLines(outcome.lines, write);
    } else {
      await write(`${outcome.text.map(printable).join('\n')}\n`);
    }
    return outcome.ok ? 0 : EXIT_ATTENTION;
  } catch (error) {
    if (error instanceof UsageError) {
      const [name] = process.argv.slice(2);
      process.stderr.write(`${printable(error.message)}\n\n${usageOf(name)}\n`);
      return EXIT_USAGE;
    }
    process.stderr.write(`${printable(tell(error))}\n`);
    return EXIT_ATTENTION;
  }
}

// Books, originals and copies are for this user alone.
process.umask(0o077);
void main().then((code) => {
  process.exitCode = code;
});
