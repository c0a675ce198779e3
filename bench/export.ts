/**
 * The list as a file, by the whole backend as a window asks for it: how long it takes, what it weighs, and how long the
 * main loop is held up while somebody leafs through the list.
 *
 *   npm run bench -- export [--rows 1000000] [--folder DIR]
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createBackend } from '../electron/create-backend.ts';
import { hostFor } from '../electron/host/headless-host.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../shared/contract/contract.ts';
import { DEFAULT_SORT } from '../shared/domain/job-list.ts';
import { DEFAULT_JOB_VIEW } from '../shared/domain/preferences.ts';
import { filledFolder, openFilled } from './fixture.ts';
import { median, percentile, table } from './report.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, folder: { type: 'string' } },
});
const ROWS = Number(values.rows);
const FOLDER = values.folder ?? filledFolder('list', ROWS);
/** A person who leafs quickly. */
const PAGE_EVERY_MS = 50;
const MEGABYTE = 1024 * 1024;
const NANOSECONDS = 1e6;

openFilled(FOLDER, ROWS).close();
const config = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-bench-config-'));
process.env['VENDUO_CONFIG_DIR'] = config;
const backend = createBackend({ ...hostFor(FOLDER), version: 'bench', demo: false, inbox: null });

async function measure(format: ExportFormat): Promise<(string | number)[]> {
  const { id } = await backend.handlers['export.start']({
    format,
    language: 'de',
    columns: DEFAULT_JOB_VIEW.columns,
    target: { kind: 'matching', conditions: [] },
    sort: DEFAULT_SORT,
  });
  if (id === null) throw new Error('The export was not begun.');
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const before = process.memoryUsage.rss();
  let peak = before;
  const pages: number[] = [];
  let progress = await backend.handlers['export.progress'](id);
  for (let page = 0; progress.status === 'running'; page += 1) {
    const askedAt = performance.now();
    const offset = (page * 7919 * 100) % ROWS;
    await backend.handlers['jobs.page']({
      conditions: [],
      sort: DEFAULT_SORT,
      offset,
      limit: 100,
    });
    pages.push(performance.now() - askedAt);
    peak = Math.max(peak, process.memoryUsage.rss());
    await pause(PAGE_EVERY_MS);
    progress = await backend.handlers['export.progress'](id);
  }
  delay.disable();
  if (progress.status !== 'done') throw new Error(progress.error ?? progress.status);
  const ms = (nanoseconds: number) => (nanoseconds / NANOSECONDS).toFixed(1);
  return [
    format,
    progress.rows,
    ((performance.now() - startedAt) / 1_000).toFixed(1),
    Math.round((peak - before) / MEGABYTE),
    ms(delay.percentile(50)),
    ms(delay.percentile(99)),
    ms(delay.max),
    median(pages).toFixed(1),
    percentile(pages, 95).toFixed(1),
  ];
}

const lines: (string | number)[][] = [];
for (const format of EXPORT_FORMATS) lines.push(await measure(format));
await backend.stop(10_000);
fs.rmSync(config, { recursive: true, force: true });
console.log(`export, load ${os.loadavg()[0]?.toFixed(1)}`);
console.log(
  table(
    [
      ...['format', 'rows', 'seconds', 'MB more', 'loop p50, ms', 'p99', 'max'],
      ...['a page of 100, ms', 'p95'],
    ],
    lines,
  ),
);
