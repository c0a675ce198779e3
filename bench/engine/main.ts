/**
 * Jobs per second of the engine over real HTTP, beside what the same work costs at least and beside queues from npm:
 *
 * - http: the postings alone, no database.
 * - step, turn: a hand-written loop (lease, request stored, post, settle), with a commit a step and with one commit an
 *   event-loop turn.
 * - engine: the product's, on a new database; with `--table N` also on one that holds N booked jobs already.
 * - plainjob (as shipped, and at FULL), liteque, bullmq (where `redis-server` is installed).
 *
 * All use the same HTTP client and concurrency, each on a fresh database (WAL, synchronous=FULL unless said), in turn, several
 * times, each round begun by another; ratios and medians count, single figures do not.
 *
 *   npm run bench -- engine [--jobs 3000] [--concurrency 1,8,32] [--runs 5] [--table 0] [--server bare|sandbox]
 *     [--work post|no-op] [--without plainjob,liteque,bullmq]
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../electron/core/db/open.ts';
import { fillBooked } from '../fixture.ts';
import { noteFigure } from '../figures.ts';
import { median, table } from '../report.ts';
import { handWritten, withoutQueue } from './loops.ts';
import { bullmq, hasRedis, liteque, plainjob } from './peers.ts';
import { theEngine } from './product.ts';
import {
  noOpConnector,
  postingFor,
  postOrFail,
  SERVERS,
  startServer,
  type ServerKind,
} from './rs.ts';
import type { Round } from './work.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '3000' },
    concurrency: { type: 'string', default: '1,8,32' },
    runs: { type: 'string', default: '5' },
    table: { type: 'string', default: '0' },
    server: { type: 'string', default: 'bare' },
    work: { type: 'string', default: 'post' },
    without: { type: 'string', default: '' },
  },
});
const RUNS = Number(values.runs);
const TABLE = Number(values.table);
const NO_OP = values.work === 'no-op';

async function main(): Promise<void> {
  if (!SERVERS.includes(values.server as ServerKind)) throw new Error('--server bare | sandbox');
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-bench-'));
  const server = await startServer(values.server as ServerKind, path.join(root, 'sandbox'));
  const connector = NO_OP ? noOpConnector(server.connector) : server.connector;
  const without = new Set(values.without.split(','));
  const past = path.join(root, 'past');
  if (TABLE > 0) {
    const db = openDatabase(past, { now: Date.now });
    fillBooked(db, TABLE);
    db.close();
  }
  const contestants: Record<string, (round: Round) => Promise<number>> = {
    http: withoutQueue,
    step: (round) => handWritten(round, 'step'),
    turn: (round) => handWritten(round, 'turn'),
    engine: (round) => theEngine(round, connector, undefined),
    ...(TABLE > 0 && { [`engine, ${TABLE} booked`]: (round) => theEngine(round, connector, past) }),
    'plainjob as shipped': (round) => plainjob(round, 'NORMAL'),
    'plainjob at FULL': (round) => plainjob(round, 'FULL'),
    liteque,
    ...(hasRedis && { bullmq }),
  };
  if (!hasRedis) console.log('bullmq: not run, redis-server is not installed');
  for (const name of Object.keys(contestants)) {
    if (without.has(name.split(' ')[0] ?? '')) delete contestants[name];
  }
  try {
    for (const concurrency of values.concurrency.split(',').map(Number)) {
      const rates: Record<string, number[]> = {};
      // The first round warms up.
      for (let run = -1; run < RUNS; run++) {
        for (const [name, contestant] of rotated(Object.entries(contestants), run + 1)) {
          const folder = fs.mkdtempSync(path.join(root, 'run-'));
          const rate = await contestant({
            jobs: Number(values.jobs),
            concurrency,
            folder,
            request: (n) => JSON.stringify(postingFor(server, n)),
            book: (n) => postOrFail(connector, postingFor(server, n)),
          });
          if (run >= 0) (rates[name] ??= []).push(rate);
          fs.rmSync(folder, { recursive: true, force: true });
        }
      }
      print(concurrency, rates);
      for (const name of ['turn', 'http', 'bullmq']) {
        const ratios = ratiosOf(rates['engine'], rates[name]);
        noteFigure(`engine at ${concurrency}, times ${name}`, ratios);
      }
    }
  } finally {
    server.stop();
    fs.rmSync(root, { recursive: true, force: true });
  }
}

function print(concurrency: number, rates: Readonly<Record<string, readonly number[]>>): void {
  const against = ['http', 'step', 'turn'].filter((name) => rates[name]);
  console.log(
    `\n${values.work}, ${values.server} server, ${values.jobs} jobs, concurrency ${concurrency}, ` +
      `${RUNS} runs; jobs per second`,
  );
  console.log(
    table(
      ['what', 'median', 'min', 'max', ...against.map((name) => `of ${name}`), 'engine is'],
      Object.entries(rates).map(([name, all]) => [
        name,
        Math.round(median(all)),
        Math.round(Math.min(...all)),
        Math.round(Math.max(...all)),
        ...against.map((other) => ratio(all, rates[other]).toFixed(2)),
        `${ratio(rates['engine'], all).toFixed(2)} times`,
      ]),
    ),
  );
}

/** Nobody always comes first, or always after the one that leaves the drive busy. */
function rotated<T>(all: readonly T[], by: number): T[] {
  const at = by % all.length;
  return [...all.slice(at), ...all.slice(0, at)];
}

/** Median of the ratios of each round: other load on the machine affects both alike. */
function ratio(all?: readonly number[], other?: readonly number[]): number {
  return median(ratiosOf(all, other));
}

function ratiosOf(all: readonly number[] = [], other: readonly number[] = []): number[] {
  return other.map((rate, index) => (all[index] ?? NaN) / rate);
}

await main();
// liteque leaves a timer behind for every job it did.
process.exit();
