/**
 * An installed program heeds its own arguments and those that help with a display; whatever else stands on the command line
 * or in the environment could open the books to others, and the program starts again without it.
 *
 * Chromium has read its switches before the first line of ours runs: taking them away here would be too late for most.
 */
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { app } from 'electron';
import { ownAppImage } from './app-image.ts';

/** Ours, what an updater adds, and what a PC with a strange display or no graphics card may need. */
const HEEDED = [
  ...['--data', '--hidden', '--demo', '--view', '--updated', '--force-run'],
  ...['--disable-gpu', '--force-device-scale-factor', '--lang', '--ozone-platform'],
  '--ozone-platform-hint',
];
/** Chromium starts for root only without its sandbox; root needs no switch to read the books. */
const HEEDED_OF_ROOT = '--no-sandbox';

/** Keys of connections, programs and certificates that would be written, run or believed. */
const FORBIDDEN_VARIABLES = [
  ...['SSLKEYLOGFILE', 'NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'],
  ...['SSL_CERT_DIR', 'CHROME_DEVEL_SANDBOX', 'ELECTRON_ENABLE_LOGGING', 'ELECTRON_LOG_FILE'],
];

/** Arguments and variables that an installed program leaves out, and the arguments that it keeps. */
export function strangeStart(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  isRoot: boolean,
): { readonly kept: string[]; readonly strange: string[] } {
  const isHeeded = (argument: string) => {
    const name = argument.split('=', 1)[0] ?? '';
    return HEEDED.includes(name) || (isRoot && name === HEEDED_OF_ROOT);
  };
  return {
    kept: args.filter(isHeeded),
    strange: [
      ...args.filter((argument) => !isHeeded(argument)),
      ...FORBIDDEN_VARIABLES.filter((name) => environment[name] !== undefined),
    ],
  };
}

/** @returns whether this process ends at once, because another one starts in its place */
export function restartWithoutStrangers(): boolean {
  if (!app.isPackaged || isOpenToTests()) return false;
  const isRoot = process.getuid?.() === 0;
  const { kept, strange } = strangeStart(process.argv.slice(1), process.env, isRoot);
  if (strange.length === 0) return false;
  for (const name of FORBIDDEN_VARIABLES) Reflect.deleteProperty(process.env, name);
  // Whatever listens for these has not begun yet.
  for (const name of ['remote-debugging-port', 'remote-debugging-pipe'])
    app.commandLine.removeSwitch(name);
  const image = ownAppImage();
  app.relaunch({ args: kept, ...(image && { execPath: image }) });
  app.exit(0);
  return true;
}

/** A package that is built for tests says so in its own package.json, inside the archive. */
function isOpenToTests(): boolean {
  try {
    const text = fs.readFileSync(path.join(app.getAppPath(), 'package.json'), 'utf8');
    return (JSON.parse(text) as { openToTests?: unknown }).openToTests === true;
  } catch {
    return false;
  }
}
