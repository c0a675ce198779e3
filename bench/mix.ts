/**
 * The whole backend on the mix of a real export: orders that wait for their invoices, cards, cash moves and differences are read,
 * posted, and read back beside, and what a booked job weighs on the drive is told.
 *
 *   npm run bench -- mix [--receipts 20000] [--concurrency 8] [--runs 3]
 *
 * Beside it the cash moves of `engine`, which wait for nothing and are not read back, and postings over HTTP without a database,
 * all at the same sandbox, in turn.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createBackend } from '../electron/create-backend.ts';
import { openStore } from '../electron/open-store.ts';
import type { BackendOptions } from '../electron/shell/host/backend.ts';
import { createHeadlessHost } from '../electron/shell/host/headless-host.ts';
import { SHOP_ACCOUNTS } from '../demo/shop-accounts.ts';
import { PRESET_ACCOUNTS } from '../shared/domain/accounts.ts';
import { withoutQueue } from './engine/loops.ts';
import { theEngine } from './engine/product.ts';
import { launchServer, postingFor, postOrFail, startServer, type Server } from './engine/rs.ts';
import type { Round } from './engine/work.ts';
import { noteFigure } from './figures.ts';
import { median, table } from './report.ts';

const { values } = parseArgs({
  options: {
    receipts: { type: 'string', default: '20000' },
    concurrency: { type: 'string', default: '8' },
    runs: { type: 'string', default: '3' },
  },
});
const CONCURRENCY = Number(values.concurrency);
const RUNS = Number(values.runs);
const LOOK_MS = 20;
const GIVE_UP_MS = 300_000;

interface Mixed {
  readonly jobs: number;
  /** Jobs a second from the start of the backend until the last one was posted; a batch a second is read back meanwhile. */
  readonly posted: number;
  /** Jobs that had been read back by then. */
  readonly readBack: number;
  readonly bytesAJob: number;
}

async function mixed(source: string, root: string): Promise<Mixed> {
  const folder = fs.mkdtempSync(path.join(root, 'mix-'));
  const server = await launchServer('sandbox', path.join(folder, 'ledger'), [
    '--auto-invoice',
    '0',
  ]);
  const options: BackendOptions = {
    ...createHeadlessHost(path.join(folder, 'data')),
    log: (level, message, details) => {
      if (level !== 'info') console.error(message, details);
    },
    version: 'bench',
    demo: false,
    concurrency: CONCURRENCY,
    inbox: null,
  };
  const store = openStore(options);
  store.connection.save({ ...server.address, baseUrl: server.address.url });
  store.assignment.change([...PRESET_ACCOUNTS.SKR03, ...SHOP_ACCOUNTS], { chart: null });
  store.close();
  const backend = createBackend(options);
  try {
    const [report] = await backend.ingest.importPaths(source);
    if (report?.status !== 'imported') throw new Error(`not imported: ${report?.status}`);
    const count = (states: string) =>
      backend.store.db
        .prepare<[], number>(`SELECT count(*) FROM jobs WHERE state ${states}`)
        .pluck()
        .get() ?? 0;
    const leftOver = () =>
      backend.store.db.prepare('SELECT state, cause, count(*) FROM jobs GROUP BY 1, 2').all();
    const jobs = count('IS NOT NULL');
    const startedAt = performance.now();
    backend.start();
    const until = startedAt + GIVE_UP_MS;
    while (count(`NOT IN ('booked', 'verified')`) > 0) {
      if (performance.now() > until) {
        throw new Error(`left over: ${JSON.stringify([leftOver(), backend.status().pause])}`);
      }
      await pause(LOOK_MS);
    }
    const posted = (jobs / (performance.now() - startedAt)) * 1_000;
    const readBack = count(`= 'verified'`);
    await backend.stop(10_000);
    const file = path.join(folder, 'data', 'venduo.sqlite');
    return { jobs, posted, readBack, bytesAJob: fs.statSync(file).size / jobs };
  } finally {
    server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function cashMoves(root: string, server: Server, jobs: number, isBare: boolean) {
  const folder = fs.mkdtempSync(path.join(root, 'cash-'));
  const round: Round = {
    jobs,
    concurrency: CONCURRENCY,
    folder,
    request: (n) => JSON.stringify(postingFor(server, n)),
    book: (n) => postOrFail(server.connector, postingFor(server, n)),
  };
  const rate = await (isBare ? withoutQueue(round) : theEngine(round, server.connector, undefined));
  fs.rmSync(folder, { recursive: true, force: true });
  return rate;
}

async function main(): Promise<void> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-bench-'));
  process.env['VENDUO_CONFIG_DIR'] = path.join(root, 'config');
  const source = path.join(root, 'export');
  execFileSync(process.execPath, [
    path.join(import.meta.dirname, '..', 'demo', 'dsfinvk-export.ts'),
    ...['--out', source, '--receipts', values.receipts],
  ]);
  const seen: { mix: Mixed; cash: number; bare: number }[] = [];
  try {
    for (let run = 0; run < RUNS; run++) {
      const mix = await mixed(source, root);
      const server = await startServer('sandbox', path.join(root, `ledger-${run}`));
      const [cash, bare] = [
        await cashMoves(root, server, mix.jobs, false),
        await cashMoves(root, server, mix.jobs, true),
      ];
      server.stop();
      seen.push({ mix, cash, bare });
    }
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
  const row = (name: string, of: (one: (typeof seen)[number]) => number) => [
    name,
    median(seen.map(of)).toFixed(0),
    median(seen.map((one) => of(one) / one.cash)).toFixed(2),
  ];
  console.log(
    `mix of an export: ${seen[0]?.mix.jobs ?? 0} jobs, ${CONCURRENCY} at once, ${RUNS} runs (medians)\n` +
      table(
        ['jobs a second', 'rate', 'of cash moves'],
        [
          row('HTTP alone', ({ bare }) => bare),
          row('cash moves, engine', ({ cash }) => cash),
          row('mix, posted', ({ mix }) => mix.posted),
        ],
      ),
  );
  const weights = seen.map(({ mix }) => mix.bytesAJob);
  console.log(
    `${median(weights).toFixed(0)} bytes of database a booked job; ${median(seen.map(({ mix }) => mix.readBack))} were read back by then`,
  );
  noteFigure(
    'mix of an export, share of the rate of cash moves',
    seen.map((one) => one.mix.posted / one.cash),
  );
  noteFigure('database, bytes a booked job', weights);
}

await main();
