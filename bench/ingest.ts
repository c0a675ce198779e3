/**
 * Import of a generated export, beside the bare batched inserts that its rows need: both rates, their ratio, and the
 * peak memory of the import, which runs in a process of its own.
 *
 *   npm run bench -- ingest [--receipts 100000] [--runs 3]
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { openDatabase, type Db } from '../electron/core/db/open.ts';
import { createIngest } from '../electron/core/ingest/index.ts';
import { realTimers } from '../electron/shell/host/real-time.ts';
import { median, table } from './report.ts';

const { values } = parseArgs({
  options: {
    receipts: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '3' },
    /** Inner: import this export into that folder, and tell how it went. */
    import: { type: 'string' },
    into: { type: 'string' },
  },
});
const BATCH = 1_000;

interface ImportFigures {
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly events: number;
  readonly jobs: number;
}

async function importOnce(source: string, folder: string): Promise<ImportFigures> {
  const db = openDatabase(folder, { now: Date.now });
  const ingest = createIngest({
    db,
    dataFolder: folder,
    clock: Date.now,
    uptime: () => performance.now(),
    timers: realTimers,
    timeZone: 'Europe/Berlin',
    startReader: (resourceLimits) =>
      new Worker(new URL('../electron/core/ingest/reader-thread.ts', import.meta.url), {
        resourceLimits,
      }),
    onStored: () => undefined,
  });
  const startedAt = performance.now();
  const [report] = await ingest.importPaths(source);
  const seconds = (performance.now() - startedAt) / 1_000;
  if (report?.status !== 'imported')
    throw new Error(`not imported: ${JSON.stringify(report).slice(0, 500)}`);
  db.close();
  return {
    seconds,
    peakMegabytes: process.resourceUsage().maxRSS / 1_024,
    events: report.events,
    jobs: report.jobs.reduce((sum, { count }) => sum + count, 0),
  };
}

/** The same rows once more, straight into an empty database, many a transaction. */
function bareInserts(from: string, into: string): number {
  const source = openDatabase(from, { now: Date.now, readonly: true });
  const target = openDatabase(into, { now: Date.now });
  target.pragma('foreign_keys = OFF');
  const startedAt = performance.now();
  for (const name of ['pos_events', 'jobs']) copyRows(source, target, name);
  const seconds = (performance.now() - startedAt) / 1_000;
  source.close();
  target.close();
  return seconds;
}

function copyRows(source: Db, target: Db, name: string): void {
  const columns = source
    .prepare<[], string>(`SELECT name FROM pragma_table_info('${name}')`)
    .pluck()
    .all();
  const insert = target.prepare(
    `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const insertAll = target.transaction((rows: unknown[][]) => {
    for (const row of rows) insert.run(...row);
  });
  let rows: unknown[][] = [];
  for (const row of source
    .prepare<[], unknown[]>(`SELECT * FROM ${name} ORDER BY id`)
    .raw()
    .iterate()) {
    rows.push(row);
    if (rows.length === BATCH) {
      insertAll.immediate(rows);
      rows = [];
    }
  }
  insertAll.immediate(rows);
}

function node(...args: string[]): string {
  const { status, stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${args[0]} failed`);
  return stdout;
}

function main(): void {
  const here = fileURLToPath(import.meta.url);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-bench-'));
  try {
    const source = path.join(root, 'export');
    node(
      path.join(path.dirname(here), '..', 'demo', 'dsfinvk-export.ts'),
      '--out',
      source,
      '--receipts',
      values.receipts,
    );
    const runs = Array.from({ length: Number(values.runs) }, (_, run) => {
      const into = path.join(root, `run-${run}`);
      const figures = JSON.parse(node(here, '--import', source, '--into', into)) as ImportFigures;
      const bare = bareInserts(into, path.join(root, `bare-${run}`));
      return { ...figures, bare, ratio: bare / figures.seconds };
    });
    const [first] = runs;
    console.log(
      `ingest: ${first?.events} receipts, ${first?.jobs} jobs, ${runs.length} runs (medians)`,
    );
    console.log(
      table(
        ['what', 'seconds', 'receipts per second'],
        [
          [
            'bare batched inserts',
            median(runs.map(({ bare }) => bare)).toFixed(2),
            perSecond(runs.map(({ bare }) => bare)),
          ],
          [
            'import',
            median(runs.map(({ seconds }) => seconds)).toFixed(2),
            perSecond(runs.map(({ seconds }) => seconds)),
          ],
        ],
      ),
    );
    console.log(`ratio (median of pairs): ${median(runs.map(({ ratio }) => ratio)).toFixed(2)}`);
    console.log(
      `peak memory of the import: ${Math.round(Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes)))} MB`,
    );
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

function perSecond(seconds: readonly number[]): number {
  return Math.round(Number(values.receipts) / median(seconds));
}

if (values.import !== undefined && values.into !== undefined) {
  console.log(JSON.stringify(await importOnce(values.import, values.into)));
} else {
  main();
}
