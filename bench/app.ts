/**
 * What the installed program costs a PC on which nothing happens: memory, processor time, wake-ups, and how long its end takes,
 * beside an empty window of the same Electron.
 *
 *   npm run bench -- app [--rows 1000000] [--seconds 60] [--rounds 3] [--folder DIR]
 *
 * Memory is PSS: pages that processes share are divided among them. A wake-up is a thread that slept and ran again, as Linux
 * counts it. Measured from outside, without a debugger in the window. Linux only.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from '../scripts/build-if-needed.ts';
import { electronExecutable, whyNoElectron } from '../scripts/electron-lane.ts';
import { ROOT } from '../test/electron/program.ts';
import { EMPTY_WINDOW } from './empty-window.ts';
import { noteFigure } from './figures.ts';
import { filledFolder, openFilled } from './fixture.ts';
import { median, table } from './report.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '3' },
    folder: { type: 'string' },
  },
});
const ROWS = Number(values.rows);
const SECONDS = Number(values.seconds);
const ROUNDS = Number(values.rounds);
const FOLDER = values.folder ?? filledFolder('app', ROWS);
/** The work of a start (search index, marks along the sorts) is over when two seconds took less than this share of a core. */
const CALM_SHARE = 0.05;
const LONGEST_START_S = 120;
const TICKS_PER_SECOND = 100;

interface Process {
  readonly pid: number;
  readonly type: string;
  /** Seconds. */
  readonly cpu: number;
  readonly wakeUps: number;
}

interface Weight {
  readonly type: string;
  readonly pssMb: number;
  /** Percent of a core. */
  readonly cpu: number;
  /** Per second. */
  readonly wakeUps: number;
}

interface Seen {
  readonly weights: readonly Weight[];
  readonly endMs: number;
}

/** Undefined: the process has ended meanwhile. */
function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function typeOf(pid: number): string {
  const words = read(`/proc/${pid}/cmdline`)?.split('\0').join(' ') ?? '';
  return (
    /--utility-sub-type=(\S+)/.exec(words)?.[1]?.split('.').at(-1) ??
    /--type=(\S+)/.exec(words)?.[1] ??
    'main'
  );
}

/** Voluntary switches of all its threads. */
function wakeUpsOf(pid: number): number {
  const threads = fs.existsSync(`/proc/${pid}/task`) ? fs.readdirSync(`/proc/${pid}/task`) : [];
  return threads.reduce((sum, thread) => {
    const status = read(`/proc/${pid}/task/${thread}/status`) ?? '';
    return sum + Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  }, 0);
}

/** The process and all that it started. */
function treeOf(root: number): Process[] {
  const all = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = read(`/proc/${name}/stat`);
      if (stat === undefined) return [];
      // The name before it may hold blanks and brackets.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const cpu = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
      return [{ pid: Number(name), parent: Number(fields[1]), cpu }];
    });
  const found = new Set([root]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all
    .filter(({ pid }) => found.has(pid))
    .map(({ pid, cpu }) => ({ pid, cpu, type: typeOf(pid), wakeUps: wakeUpsOf(pid) }));
}

function pssMbOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0) / 1_024;
}

async function untilCalm(root: number): Promise<void> {
  const sum = () => treeOf(root).reduce((all, { cpu }) => all + cpu, 0);
  const until = performance.now() + LONGEST_START_S * 1_000;
  let before = sum();
  for (;;) {
    await wait(2_000);
    const now = sum();
    if (now > 0.1 && (now - before) / 2 < CALM_SHARE) return;
    if (performance.now() > until) throw new Error(`not calm after ${LONGEST_START_S} s`);
    before = now;
  }
}

async function measure(args: readonly string[]): Promise<Seen> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child: ChildProcess = spawn(electronExecutable(ROOT, process.env), [...args, ...root], {
    env: {
      ...process.env,
      VENDUO_CONFIG_DIR: path.join(FOLDER, 'config'),
      VENDUO_NO_DIALOG: '1',
    },
    stdio: 'ignore',
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('Electron could not be started.');
  await untilCalm(pid);
  const before = new Map(treeOf(pid).map((one) => [one.pid, one]));
  const since = performance.now();
  await wait(SECONDS * 1_000);
  const seconds = (performance.now() - since) / 1_000;
  const weights = treeOf(pid).map((now) => {
    const then = before.get(now.pid);
    return {
      type: now.type,
      pssMb: pssMbOf(now.pid),
      cpu: ((now.cpu - (then?.cpu ?? 0)) / seconds) * 100,
      wakeUps: (now.wakeUps - (then?.wakeUps ?? 0)) / seconds,
    };
  });
  const endAt = performance.now();
  child.kill('SIGTERM');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { weights, endMs: performance.now() - endAt };
}

function note(name: string, runs: readonly Seen[]): void {
  const sums = (pick: (weight: Weight) => number, type?: string) =>
    runs.map(({ weights }) =>
      weights
        .filter((weight) => type === undefined || weight.type === type)
        .reduce((sum, weight) => sum + pick(weight), 0),
    );
  noteFigure(
    `${name}: memory of all processes, MB`,
    sums(({ pssMb }) => pssMb),
  );
  noteFigure(
    `${name}: memory of the main process, MB`,
    sums(({ pssMb }) => pssMb, 'main'),
  );
  noteFigure(
    `${name}: idle, percent of a core`,
    sums(({ cpu }) => cpu),
  );
  noteFigure(
    `${name}: idle, wake-ups a second`,
    sums(({ wakeUps }) => wakeUps),
  );
  noteFigure(
    `${name}: end, ms`,
    runs.map(({ endMs }) => endMs),
  );
}

function rowsOf(name: string, runs: readonly Seen[]): (string | number)[][] {
  const sums = (pick: (weight: Weight) => number, type?: string) =>
    median(
      runs.map(({ weights }) =>
        weights
          .filter((weight) => type === undefined || weight.type === type)
          .reduce((sum, weight) => sum + pick(weight), 0),
      ),
    );
  const types = [...new Set(runs.flatMap(({ weights }) => weights.map(({ type }) => type)))];
  const row = (label: string, type?: string) => [
    name,
    label,
    sums(({ pssMb }) => pssMb, type).toFixed(0),
    sums(({ cpu }) => cpu, type).toFixed(2),
    sums(({ wakeUps }) => wakeUps, type).toFixed(1),
    type === undefined ? median(runs.map(({ endMs }) => endMs)).toFixed(0) : '',
  ];
  return [row('all'), ...types.map((type) => row(type, type))];
}

async function main(): Promise<void> {
  const reason = whyNoElectron(ROOT, process.env);
  if (reason !== undefined || process.platform !== 'linux') {
    process.stderr.write(`Nothing to measure: ${reason ?? 'it reads /proc of Linux'}.\n`);
    process.exitCode = 2;
    return;
  }
  await buildIfNeeded();
  const data = path.join(FOLDER, 'data');
  openFilled(data, ROWS).close();
  const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-empty-'));
  fs.writeFileSync(path.join(empty, 'main.cjs'), EMPTY_WINDOW);
  fs.writeFileSync(path.join(empty, 'package.json'), '{"name":"empty","main":"main.cjs"}');
  const runs = { program: [] as Seen[], empty: [] as Seen[] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const turns = [
        async () => runs.program.push(await measure([ROOT, `--data=${data}`])),
        async () => runs.empty.push(await measure([empty])),
      ];
      for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    }
  } finally {
    fs.rmSync(empty, { recursive: true, force: true });
  }
  note('installed', runs.program);
  note('empty window', runs.empty);
  process.stdout.write(
    `\n${ROWS} jobs, nothing happens for ${SECONDS} s, medians of ${ROUNDS}, load ${os.loadavg()[0]?.toFixed(1)}\n` +
      `${table(
        ['', 'processes', 'PSS, MB', 'CPU, % of a core', 'wake-ups a second', 'end, ms'],
        [...rowsOf('program', runs.program), ...rowsOf('empty window', runs.empty)],
      )}\n`,
  );
}

await main();
