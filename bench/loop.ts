/**
 * How long the main loop is held up while everything happens at once: the whole backend syncs at full speed, imports a
 * generated export, and a window pages through the list, opens details and asks for the snapshot. A third of the jobs is posted
 * before that, so that the rate of the engine alone stands beside.
 *
 *   npm run bench -- loop [--jobs 90000] [--receipts 100000] [--concurrency 8]
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PRESET_ACCOUNTS } from '../shared/domain/accounts.ts';
import { DEFAULT_SORT, type PageRequest } from '../shared/domain/job-list.ts';
import { createBackend } from '../electron/create-backend.ts';
import type { BackendOptions } from '../electron/shell/host/backend.ts';
import { openStore } from '../electron/open-store.ts';
import { createHeadlessHost } from '../electron/shell/host/headless-host.ts';
import { insertJobs } from '../test/helpers/jobs.ts';
import { startServer } from './engine/rs.ts';
import { watchLoopDelay } from './delay.ts';
import { noteFigure } from './figures.ts';
import { median, percentile, table } from './report.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '90000' },
    receipts: { type: 'string', default: '100000' },
    concurrency: { type: 'string', default: '8' },
  },
});
const JOBS = Number(values.jobs);
const HERE = path.dirname(fileURLToPath(import.meta.url));
/** A user who pages quickly. */
const PAGE_INTERVAL_MS = 50;

/** Full pages in turn: first, last, middle, filtered, sorted otherwise. */
function questions(all: number): PageRequest[] {
  const page = { conditions: [], sort: DEFAULT_SORT, offset: 0, limit: 100 };
  return [
    page,
    { ...page, offset: Math.max(0, all - 100) },
    { ...page, offset: Math.floor(all / 2) },
    { ...page, sort: { column: 'modifiedAt', direction: 'desc' } },
  ];
}

async function main(): Promise<void> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-bench-'));
  process.env['VENDUO_CONFIG_DIR'] = path.join(root, 'config');
  const source = path.join(root, 'export');
  execFileSync(process.execPath, [
    path.join(HERE, '..', 'demo', 'dsfinvk-export.ts'),
    ...['--out', source, '--receipts', values.receipts],
  ]);
  const server = await startServer('bare', root);
  const options: BackendOptions = {
    ...createHeadlessHost(path.join(root, 'data')),
    log: (level, message, details) => {
      if (level !== 'info') console.error(message, details);
    },
    version: 'bench',
    demo: false,
    concurrency: Number(values.concurrency),
    inbox: null,
  };
  const store = openStore(options);
  store.connection.save({ ...server.address, baseUrl: server.address.url });
  store.assignment.change(PRESET_ACCOUNTS.SKR03, { chart: null });
  insertJobs(
    store.db,
    Array.from({ length: JOBS }, () => ({})),
  );
  store.close();

  const backend = createBackend(options);
  const changes = { batches: 0 };
  backend.changes.subscribe(() => (changes.batches += 1));
  const booked = () => backend.status().run?.booked ?? 0;
  backend.start();
  let startedAt = performance.now();
  while (booked() < JOBS / 3) await pause(PAGE_INTERVAL_MS);
  const alone = (booked() / (performance.now() - startedAt)) * 1_000;

  const delay = watchLoopDelay();
  const before = booked();
  startedAt = performance.now();
  let over = false;
  let lastBooked = { count: before, at: startedAt };
  const importing = backend.ingest.importPaths(source).finally(() => (over = true));
  const pages: number[] = [];
  while (!over) {
    for (const question of questions(JOBS)) {
      const askedAt = performance.now();
      await backend.handlers['jobs.page'](question);
      pages.push(performance.now() - askedAt);
      await pause(PAGE_INTERVAL_MS);
      if (booked() > lastBooked.count) lastBooked = { count: booked(), at: performance.now() };
    }
    await backend.handlers['app.snapshot']();
    await backend.handlers['jobs.details'](JOBS);
  }
  const { p50, p99, max } = delay();
  const seconds = (performance.now() - startedAt) / 1_000;
  const [report] = await importing;
  // Where the jobs ran out before the export did, the rest of the time posted nothing.
  const meanwhile = ((lastBooked.count - before) / (lastBooked.at - startedAt)) * 1_000;
  await backend.stop(10_000);
  server.stop();
  noteFigure('main loop held up under full load, p99 by time, ms', [p99]);
  noteFigure('posting while an export is read, share of its rate alone', [meanwhile / alone]);
  fs.rmSync(root, { recursive: true, force: true });

  console.log(
    `loop: ${seconds.toFixed(1)} s; import ${report?.status ?? 'none'} of ${report?.events ?? 0} receipts, ` +
      `${alone.toFixed(0)} jobs booked a second alone, ${meanwhile.toFixed(0)} meanwhile, ${pages.length} pages asked for, ${changes.batches} batches of changes`,
  );
  console.log(
    table(
      ['ms', 'p50', 'p99', 'max'],
      [
        ['main loop held up, by time', ...[p50, p99, max].map((ms) => ms.toFixed(1))],
        [
          'a page of 100',
          ...[median(pages), percentile(pages, 99), Math.max(...pages)].map((ms) => ms.toFixed(1)),
        ],
      ],
    ),
  );
}

await main();
