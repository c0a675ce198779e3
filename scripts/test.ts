/**
 * Runs the parts of the tests that this machine can run, and names those that it cannot.
 *
 *     npm test                    the short parts: unit, and one walk through the whole program
 *     npm run test:long           the long ones: system, window, program, electron
 *     npm test -- PART ...        these parts; `looks`: every screen in every look and language
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { whyNoElectron } from './electron-lane.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The result of one part. */
interface Outcome extends Counts {
  readonly name: string;
  /** Why it did not run, or nothing in it did. */
  readonly reason?: string;
}

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-reports-'));
/** The tests start the program some hundred times: compiled once, it starts in a third of the CPU time. */
const COMPILE_CACHE = path.join(ROOT, 'node_modules', '.cache', 'compile');

/** The parts that end within three minutes on two cores: `npm test`. */
const SHORT_PARTS: Readonly<Record<string, () => Outcome>> = {
  unit: () => runVitest('unit'),
  walk: () => runPlaywright('walk', 'test/program', ['--grep', '@walk']),
};
/** The rest: `npm run test:long`. */
const LONG_PARTS: Readonly<Record<string, () => Outcome>> = {
  system: () => runVitest('system'),
  window: () => runPlaywright('window', 'test/window'),
  program: () => runPlaywright('program', 'test/program', ['--grep-invert', '@walk']),
  electron: runElectron,
};
/** Asked for by name alone. */
const PARTS: Readonly<Record<string, () => Outcome>> = {
  ...SHORT_PARTS,
  ...LONG_PARTS,
  /** Every screen in every look and language; the window's part draws one for every second screen. */
  looks: () => runPlaywright('looks', 'test/window', ['screens.e2e.ts'], { LOOKS: 'all' }),
};

function runVitest(project: string): Outcome {
  const report = path.join(reports, `${project}.json`);
  const status = run('vitest/vitest.mjs', [
    'run',
    `--project=${project}*`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const result = readReport(report);
  const counts: Counts = {
    passed: numberAt(result, 'numPassedTests'),
    failed: numberAt(result, 'numFailedTests'),
    skipped: numberAt(result, 'numPendingTests') + numberAt(result, 'numTodoTests'),
  };
  return judged(project, status, counts);
}

function runPlaywright(
  name: string,
  folder: string,
  which: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Outcome {
  const config = path.join(folder, 'playwright.config.ts');
  const report = path.join(reports, `${name}.json`);
  const status = run(
    '@playwright/test/cli.js',
    ['test', '-c', config, '--reporter=list,json', '--pass-with-no-tests', ...which],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...environment },
  );
  const stats = objectAt(readReport(report), 'stats');
  const outcome = judged(name, status, {
    passed: numberAt(stats, 'expected'),
    failed: numberAt(stats, 'unexpected'),
    skipped: numberAt(stats, 'skipped'),
  });
  const nothing = outcome.passed + outcome.failed + outcome.skipped === 0;
  return nothing ? { ...outcome, reason: 'no browser was found on this machine' } : outcome;
}

function runElectron(): Outcome {
  const reason = whyNoElectron(ROOT, process.env);
  if (reason !== undefined) return notRun('electron', reason);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const built = spawnSync(npm, ['run', 'build'], { cwd: ROOT, stdio: 'inherit', shell: false });
  if (built.status !== 0)
    return judged('electron', built.status, { passed: 0, failed: 0, skipped: 0 });
  return runPlaywright('electron', 'test/electron');
}

/** Runs a tool of node_modules on this Node and shows its output. @returns its exit code */
function run(
  tool: string,
  given: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): number | null {
  const file = path.join(ROOT, 'node_modules', tool);
  const { status } = spawnSync(process.execPath, [file, ...given], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: COMPILE_CACHE, ...process.env, ...environment },
  });
  return status;
}

/** A part that ended badly without a failed test has failed all the same. */
function judged(name: string, status: number | null, counts: Counts): Outcome {
  const failed = status !== 0 && counts.failed === 0 ? 1 : counts.failed;
  return { name, ...counts, failed };
}

function notRun(name: string, reason: string): Outcome {
  return { name, passed: 0, failed: 0, skipped: 0, reason };
}

function readReport(file: string): unknown {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
}

function objectAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function numberAt(value: unknown, key: string): number {
  const found = objectAt(value, key);
  return typeof found === 'number' ? found : 0;
}

const given = process.argv.slice(2);
const wanted =
  given.length === 0
    ? Object.keys(SHORT_PARTS)
    : given.flatMap((name) => (name === '--long' ? Object.keys(LONG_PARTS) : name));
const unknown = wanted.filter((name) => PARTS[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(
    `There is no part "${unknown.join('", "')}"; the parts are ${Object.keys(PARTS).join(', ')}.\n`,
  );
  process.exit(2);
}
const outcomes = Object.entries(PARTS)
  .filter(([name]) => wanted.includes(name))
  .map(([, part]) => part());
fs.rmSync(reports, { recursive: true, force: true });

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
process.stdout.write('\n');
for (const { name, passed, failed, skipped, reason } of outcomes) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  process.stdout.write(
    `${name.padEnd(9)}${reason === undefined ? counts : `skipped: ${reason}`}\n`,
  );
}
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
