/**
 * Import of a generated export by a process of its own, until everything is searchable: rate, peak memory, and the bytes written for
 * each byte of database. Beside it bare batched inserts of the same rows into tables without our triggers and indexes, foreign
 * keys alike; both take turns in being first.
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
import Database from 'better-sqlite3';
import { createSearchIndex } from '../electron/core/db/list/search-index.ts';
import { DATABASE_FILE, openDatabase, type Db } from '../electron/core/db/open.ts';
import { createIngest } from '../electron/core/ingest/index.ts';
import { realTimers } from '../electron/shell/host/real-time.ts';
import { noteFigure } from './figures.ts';
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
const BYTES_PER_MEGABYTE = 1_024 * 1_024;

interface ImportFigures {
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly events: number;
  readonly jobs: number;
  /** Seconds more until a search finds all of it by its index. */
  readonly indexSeconds: number;
  readonly writtenMegabytes: number;
  readonly databaseMegabytes: number;
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
    isAlone: true,
  });
  const startedAt = performance.now();
  const [report] = await ingest.importPaths(source);
  const seconds = (performance.now() - startedAt) / 1_000;
  if (report?.status !== 'imported')
    throw new Error(`not imported: ${JSON.stringify(report).slice(0, 500)}`);
  const index = createSearchIndex(db, Date.now);
  const indexedFrom = performance.now();
  while (index.behind() > 0) index.slice();
  const indexSeconds = (performance.now() - indexedFrom) / 1_000;
  db.close();
  return {
    seconds,
    indexSeconds,
    writtenMegabytes: writtenBytes() / BYTES_PER_MEGABYTE,
    databaseMegabytes: fs.statSync(path.join(folder, DATABASE_FILE)).size / BYTES_PER_MEGABYTE,
    peakMegabytes: process.resourceUsage().maxRSS / 1_024,
    events: report.events,
    jobs: report.jobs.reduce((sum, { count }) => sum + count, 0),
  };
}

/** What this process has handed to the drive; not a number where the system does not count it. */
function writtenBytes(): number {
  const file = '/proc/self/io';
  if (!fs.existsSync(file)) return NaN;
  return Number(/^write_bytes: (\d+)/m.exec(fs.readFileSync(file, 'utf8'))?.[1] ?? NaN);
}

/** The same rows once more, many a transaction, into tables that refer to each other and have nothing else. */
function bareInserts(from: string, file: string): number {
  const source = openDatabase(from, { now: Date.now, readonly: true });
  const target = new Database(file);
  target.pragma('journal_mode = WAL');
  target.pragma('synchronous = FULL');
  target.pragma('foreign_keys = ON');
  target.exec('CREATE TABLE sources (id INTEGER PRIMARY KEY); INSERT INTO sources VALUES (1)');
  const references: Readonly<Record<string, string>> = {
    source_id: 'REFERENCES sources (id)',
    event_id: 'REFERENCES pos_events (id)',
  };
  for (const name of ['pos_events', 'jobs']) {
    const columns = columnsOf(source, name).map((column) =>
      column === 'id' ? 'id INTEGER PRIMARY KEY' : `${column} ${references[column] ?? ''}`,
    );
    target.exec(`CREATE TABLE ${name} (${columns.join(', ')})`);
  }
  const startedAt = performance.now();
  for (const name of ['pos_events', 'jobs']) copyRows(source, target, name);
  const seconds = (performance.now() - startedAt) / 1_000;
  source.close();
  target.close();
  return seconds;
}

function columnsOf(db: Db, name: string): string[] {
  return db.prepare<[], string>(`SELECT name FROM pragma_table_info('${name}')`).pluck().all();
}

function copyRows(source: Db, target: Database.Database, name: string): void {
  const columns = columnsOf(source, name);
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
    const imported = (into: string) =>
      JSON.parse(node(here, '--import', source, '--into', path.join(root, into))) as ImportFigures;
    // The rows of the bare inserts, and what warms the caches of the system.
    imported('rows');
    const runs = Array.from({ length: Number(values.runs) }, (_, run) => {
      const copied = () => bareInserts(path.join(root, 'rows'), path.join(root, `bare-${run}`));
      const before = run % 2 === 0 ? copied() : undefined;
      const figures = imported(`run-${run}`);
      const bare = before ?? copied();
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
    const peak = runs.map(({ peakMegabytes }) => peakMegabytes);
    const written = runs.map((run) => run.writtenMegabytes / run.databaseMegabytes);
    const searchable = runs.map(({ seconds, indexSeconds }) => seconds + indexSeconds);
    console.log(
      `peak memory of the import: ${Math.round(Math.max(...peak))} MB; ${median(written).toFixed(1)} bytes written ` +
        `for each of the ${Math.round(first?.databaseMegabytes ?? 0)} MB of database; searchable after ${median(searchable).toFixed(1)} s`,
    );
    const perMillion = 1e6 / Number(values.receipts);
    noteFigure(
      'import, seconds a million receipts',
      runs.map(({ seconds }) => seconds * perMillion),
    );
    noteFigure(
      'import until searchable, seconds a million receipts',
      searchable.map((seconds) => seconds * perMillion),
    );
    noteFigure('import, peak memory, MB', peak);
    noteFigure('import, bytes written for a byte of database', written);
    noteFigure(
      'import, times the bare inserts',
      runs.map(({ ratio }) => 1 / ratio),
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
