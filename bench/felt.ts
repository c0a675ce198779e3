/**
 * Everything that people feel, in one go: runs the other benchmarks and writes `docs/performance.md` from what they saw, beside
 * the figures of the last release.
 *
 *   npm run bench -- felt [--rows 1000000] [--receipts 100000] [--only start,window,list,…] [--keep] [--release]
 *
 * `--only` measures some of it again and keeps the other figures; `--keep` measures nothing and writes the page anew; `--release`
 * makes these figures the ones that later runs stand beside. A benchmark that this machine cannot run leaves its lines open.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FELT, type FeltLine } from './felt-lines.ts';
import { FIGURES_VARIABLE, readFigures, type Figure } from './figures.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    receipts: { type: 'string', default: '100000' },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
    release: { type: 'boolean', default: false },
  },
});
const ROWS = Number(values.rows);
const TENTH = String(Math.floor(ROWS / 10));
const HERE = import.meta.dirname;
const PAGE = path.join(HERE, '..', 'docs', 'performance.md');
const NEWEST = path.join(HERE, 'figures.json');
const RELEASED = path.join(HERE, 'released-figures.json');

type Figures = Record<string, Figure>;

const RUNS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  start: [
    ['start', '--rows', values.rows],
    ['start', '--rows', TENTH],
  ],
  window: [['window', '--rows', values.rows, '--host', 'electron']],
  list: [
    ['list', '--rows', values.rows],
    ['list', '--rows', TENTH],
  ],
  loop: [['loop', '--receipts', values.receipts]],
  engine: [['engine', '--without', 'plainjob,liteque']],
  mix: [['mix']],
  ingest: [['ingest', '--receipts', values.receipts]],
  cli: [['cli', '--rows', values.rows]],
  close: [['close', '--rows', values.rows]],
  verify: [['verify', '--rows', values.rows]],
  datev: [['datev', '--jobs', values.rows]],
  app: [['app', '--rows', values.rows]],
};

function readJson(file: string): Figures {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Figures) : {};
}

function writeJson(file: string, figures: Figures): void {
  const sorted = Object.fromEntries(Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1)));
  fs.writeFileSync(file, `${JSON.stringify(sorted, undefined, 2)}\n`);
}

/** @returns whether the benchmark ended well; its figures are noted in any case */
function measure(args: readonly string[], into: string): boolean {
  process.stderr.write(`\n== ${args.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, [path.join(HERE, 'main.ts'), ...args], {
    env: { ...process.env, [FIGURES_VARIABLE]: into },
    stdio: 'inherit',
  });
  return status === 0;
}

const shown = (value: number, unit: string) =>
  `${value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en') : value.toPrecision(2)} ${unit}`;

function limitOf({ atMost, atLeast, unit }: FeltLine): string {
  if (atMost !== undefined) return `≤ ${shown(atMost, unit)}`;
  return atLeast === undefined ? '' : `≥ ${shown(atLeast, unit)}`;
}

function isMissed({ atMost, atLeast }: FeltLine, seen: number): boolean {
  return (atMost !== undefined && seen > atMost) || (atLeast !== undefined && seen < atLeast);
}

function row(line: FeltLine, figures: Figures, released: Figures): string {
  const named = (name: string, rows: number | string) => name.replace('{rows}', String(rows));
  const value = (figure: Figure | undefined) => figure?.[line.statistic];
  const seen = value(figures[named(line.figure, ROWS)]);
  const before = value(released[named(line.figure, ROWS)]);
  const bare = line.bare === undefined ? undefined : value(figures[named(line.bare, ROWS)]);
  const small = line.grows ? value(figures[named(line.figure, TENTH)]) : undefined;
  const times = (over: number | undefined) =>
    seen === undefined || over === undefined || over === 0 ? '' : (seen / over).toFixed(2);
  const told = seen === undefined ? 'not measured' : shown(seen, line.unit);
  const isBad = seen !== undefined && isMissed(line, seen);
  const p95 = line.statistic === 'p95' ? ' (p95)' : '';
  return `| ${[
    `${line.felt}${p95}`,
    isBad ? `**${told}, missed**` : told,
    limitOf(line),
    times(bare),
    times(small),
    before === undefined ? '' : shown(before, line.unit),
  ].join(' | ')} |`;
}

function page(figures: Figures, released: Figures): string {
  return `# Performance

Written by \`npm run bench -- felt\`; medians, or the 95th percentile where it says so. **Seen** is at ${ROWS.toLocaleString('en')} jobs
with rows as long as real ones, on ${os.availableParallelism()} cores of ${os.cpus()[0]?.model.trim() ?? 'an unknown processor'}. **Ratio** is to the bare
limit that was measured beside (an empty window, an empty page), **growth** to the same with a tenth of the jobs, **before** is the last
release. Single figures hang on the machine; ratios hold elsewhere. What is missed says so.

| felt | seen | limit | ratio | growth | before |
| --- | --- | --- | --- | --- | --- |
${FELT.map((line) => row(line, figures, released)).join('\n')}
`;
}

function main(): void {
  const names = values.keep ? [] : (values.only?.split(',') ?? Object.keys(RUNS));
  const unknown = names.filter((name) => RUNS[name] === undefined);
  if (unknown.length > 0) throw new Error(`--only ${Object.keys(RUNS).join(',')}`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-bench-felt-'));
  const file = path.join(folder, 'figures');
  const keep = () => {
    const figures = { ...readJson(NEWEST), ...Object.fromEntries(readFigures(file)) };
    writeJson(NEWEST, figures);
    if (values.release) writeJson(RELEASED, figures);
    fs.writeFileSync(PAGE, page(figures, readJson(RELEASED)));
  };
  const failed: string[] = [];
  for (const args of names.flatMap((name) => RUNS[name] ?? [])) {
    if (!measure(args, file)) failed.push(args.join(' '));
    // What was measured is kept, should the next one never end.
    keep();
  }
  keep();
  fs.rmSync(folder, { recursive: true });
  spawnSync('npx', ['prettier', '--write', '--log-level', 'warn', PAGE, NEWEST], {
    stdio: 'inherit',
  });
  process.stdout.write(fs.readFileSync(PAGE, 'utf8'));
  if (failed.length > 0) {
    process.stderr.write(`\nfailed: ${failed.join('; ')}\n`);
    process.exitCode = 1;
  }
}

main();
