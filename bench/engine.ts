/**
 * Jobs per second of the engine against the sandbox over real HTTP, beside what the same work costs at least:
 *
 * - http: the postings alone, no database.
 * - step: a hand-written loop (lease, request stored, post, settle) that commits every step.
 * - turn: the same loop with one commit an event-loop turn.
 * - engine: the product's.
 *
 * All use the same HTTP client and concurrency, each on a fresh database with WAL and synchronous=FULL, in turn,
 * several times; ratios and medians count, single figures do not.
 *
 *   npm run bench -- engine [--jobs 3000] [--concurrency 8] [--runs 5] [--table 1000]
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { PRESET_ACCOUNTS } from '../shared/domain/accounts.ts';
import { openDatabase } from '../electron/db/open.ts';
import { DEFAULT_TEXTS } from '../electron/engine/assign.ts';
import { createEngine } from '../electron/engine/engine.ts';
import { realTimers } from '../electron/real-time.ts';
import { createConnector, type TokenStore, type Tokens } from '../electron/rs/index.ts';
import type { Posting, RsConnector } from '../electron/rs/connector.ts';
import { createUndiciTransport } from '../electron/rs/transport-undici.ts';
import { insertJobs } from '../test/helpers/jobs.ts';
import { median, table } from './report.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '3000' },
    concurrency: { type: 'string', default: '8' },
    runs: { type: 'string', default: '5' },
    table: { type: 'string', default: '1000' },
  },
});
const JOBS = Number(values.jobs);
const CONCURRENCY = Number(values.concurrency);
const RUNS = Number(values.runs);
/** Booked jobs that lie in the engine's table already. */
const TABLE = Number(values.table);

interface SandboxAddress {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

async function startSandbox(
  folder: string,
): Promise<{ address: SandboxAddress; stop: () => void }> {
  const child = spawn(process.execPath, ['sandbox/main.ts', '--port', '0', '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return { address: JSON.parse(line) as SandboxAddress, stop: () => child.kill('SIGTERM') };
  }
  throw new Error('The sandbox ended before it was ready.');
}

function connect(address: SandboxAddress): RsConnector {
  let kept: Tokens = { refreshToken: address.refreshToken, accessToken: null, expiresAt: null };
  const tokens: TokenStore = {
    load: () => kept,
    save: (given) => {
      kept = given;
    },
  };
  return createConnector({
    settings: {
      baseUrl: address.url,
      clientId: address.clientId,
      clientSecret: address.clientSecret,
    },
    tokens,
    transport: createUndiciTransport(),
    clock: Date.now,
  });
}

function postingFor(
  connector: RsConnector,
  years: Parameters<RsConnector['buildPosting']>[1],
  n: number,
): Posting {
  const built = connector.buildPosting(
    {
      account: '1000',
      contraAccount: '1360',
      amount: 1_000 + n,
      currency: 'EUR',
      receipt: `bench-${n}`,
      text: 'POS Einlage',
      businessDay: '2026-11-20',
      reference: `VP-BENCH-${n}`,
    },
    years,
  );
  if (!built.ok) throw new Error(built.message);
  return built.posting;
}

/** Runs `work` for every number below `JOBS`, so many at once; answers with jobs per second. */
async function atOnce(work: (n: number) => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (next < JOBS) await work(next++);
    }),
  );
  return (JOBS / (performance.now() - startedAt)) * 1_000;
}

type Years = Parameters<RsConnector['buildPosting']>[1];

async function httpAlone(connector: RsConnector, years: Years): Promise<number> {
  return atOnce(async (n) => {
    await postOrFail(connector, postingFor(connector, years, n));
  });
}

async function postOrFail(connector: RsConnector, posting: Posting): Promise<string> {
  const reply = await connector.post(posting, new AbortController().signal);
  if (reply.kind !== 'booked') throw new Error(`not booked: ${reply.kind} ${reply.fault.message}`);
  return reply.posting.number;
}

/** The least durable work: one row a job, one index of what is due. */
async function handWritten(
  connector: RsConnector,
  years: Years,
  folder: string,
  commit: 'step' | 'turn',
): Promise<number> {
  const db = new Database(path.join(folder, 'loop.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`CREATE TABLE q (id INTEGER PRIMARY KEY, state TEXT NOT NULL, due INTEGER, lease INTEGER, request TEXT, posting TEXT);
    CREATE INDEX q_due ON q (due, id) WHERE state = 'waiting'`);
  const insert = db.prepare(`INSERT INTO q (state, due) VALUES ('waiting', 0)`);
  db.transaction(() => {
    for (let n = 0; n < JOBS; n++) insert.run();
  })();
  const lease = db
    .prepare<[number], number>(
      `UPDATE q SET state = 'leased', lease = ? WHERE id = (SELECT id FROM q INDEXED BY q_due WHERE state = 'waiting' ORDER BY due, id LIMIT 1) RETURNING id`,
    )
    .pluck();
  const store = db.prepare(
    `UPDATE q SET state = 'sending', request = ? WHERE id = ? AND lease = ?`,
  );
  const settle = db.prepare(
    `UPDATE q SET state = 'booked', posting = ?, lease = NULL WHERE id = ? AND lease = ?`,
  );

  let queue: { step: () => unknown; resolve: (value: unknown) => void }[] = [];
  const flush = db.transaction((steps: typeof queue) => steps.map(({ step }) => step()));
  const durable = <T>(step: () => T): Promise<T> =>
    commit === 'step'
      ? Promise.resolve(db.transaction(step).immediate())
      : new Promise((resolve) => {
          queue.push({ step, resolve: resolve as (value: unknown) => void });
          if (queue.length > 1) return;
          setImmediate(() => {
            const steps = queue;
            queue = [];
            const results = flush.immediate(steps);
            steps.forEach((one, index) => one.resolve(results[index]));
          });
        });

  const rate = await atOnce(async (n) => {
    const token = n + 1;
    const id = await durable(() => lease.get(token));
    const posting = postingFor(connector, years, n);
    await durable(() => store.run(JSON.stringify(posting), id, token));
    const number = await postOrFail(connector, posting);
    await durable(() => settle.run(number, id, token));
  });
  const done = db.prepare(`SELECT count(*) FROM q WHERE state = 'booked'`).pluck().get();
  if (done !== JOBS) throw new Error(`loop left ${JOBS - Number(done)} jobs`);
  db.close();
  return rate;
}

async function theEngine(connector: RsConnector, folder: string): Promise<number> {
  const db = openDatabase(folder, { now: Date.now });
  for (let at = 0; at < TABLE; at += 50_000) {
    const ids = insertJobs(
      db,
      Array.from({ length: Math.min(50_000, TABLE - at) }, () => ({})),
    );
    db.prepare(
      `UPDATE jobs SET state = 'booked', posting_number = '1', due_at = NULL WHERE id >= ?`,
    ).run(ids[0]);
  }
  insertJobs(
    db,
    Array.from({ length: JOBS }, () => ({})),
  );
  db.pragma('wal_checkpoint(TRUNCATE)');
  const accounts = PRESET_ACCOUNTS.SKR03;
  const { rate, stop } = await new Promise<{ rate: number; stop: () => Promise<void> }>(
    (resolve, reject) => {
      let startedAt = 0;
      let settled = 0;
      const engine = createEngine({
        db,
        connector: () => connector,
        accounts: () => accounts,
        texts: () => DEFAULT_TEXTS,
        clock: Date.now,
        random: Math.random,
        timers: realTimers,
        endOfTurn: setImmediate,
        concurrency: () => CONCURRENCY,
        settleWindowMs: 60_000,
        requestTimeoutMs: 30_000,
        // Each job changes once: when it is booked.
        onChange: (ids) => {
          settled += ids.length;
          if (settled === JOBS) {
            const rate = (JOBS / (performance.now() - startedAt)) * 1_000;
            resolve({ rate, stop: () => engine.stop(1_000) });
          }
        },
        onBug: reject,
      });
      startedAt = performance.now();
      engine.start();
    },
  );
  await stop();
  const open = db.prepare(`SELECT count(*) FROM jobs WHERE state <> 'booked'`).pluck().get();
  if (open !== 0) throw new Error(`engine left ${String(open)} jobs`);
  db.close();
  return rate;
}

async function main(): Promise<void> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-bench-'));
  const sandbox = await startSandbox(path.join(root, 'sandbox'));
  try {
    const connector = connect(sandbox.address);
    const years = await connector.fiscalYears(new AbortController().signal);
    if (!years.ok) throw new Error(years.fault.message);
    const rates: Record<string, number[]> = { http: [], step: [], turn: [], engine: [] };
    for (let run = -1; run < RUNS; run++) {
      const folder = (name: string) => fs.mkdtempSync(path.join(root, name));
      const once = {
        http: await httpAlone(connector, years.value),
        step: await handWritten(connector, years.value, folder('step-'), 'step'),
        turn: await handWritten(connector, years.value, folder('turn-'), 'turn'),
        engine: await theEngine(connector, folder('engine-')),
      };
      // The first round warms up.
      if (run >= 0) for (const [name, rate] of Object.entries(once)) rates[name]?.push(rate);
    }
    const turn = rates['turn'] ?? [];
    console.log(
      `engine: ${JOBS} jobs, concurrency ${CONCURRENCY}, ${TABLE} in the table, ${RUNS} runs; jobs per second`,
    );
    console.log(
      table(
        ['what', 'median', 'min', 'max', 'ratio to turn (median of pairs)'],
        Object.entries(rates).map(([name, all]) => [
          name,
          Math.round(median(all)),
          Math.round(Math.min(...all)),
          Math.round(Math.max(...all)),
          median(all.map((rate, index) => rate / (turn[index] ?? NaN))).toFixed(2),
        ]),
      ),
    );
  } finally {
    sandbox.stop();
    fs.rmSync(root, { recursive: true, force: true });
  }
}

await main();
