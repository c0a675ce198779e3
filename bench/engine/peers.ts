/**
 * Queues from npm that do the same work: enqueued beforehand, then every job is booked and marked as done.
 *
 * None of them stores the request before it leaves, and none asks the other side after a crash: they do less.
 */
import { spawn, spawnSync } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Queue as BullQueue, Worker as BullWorker } from 'bullmq';
import { buildDBClient, Runner, SqliteQueue } from 'liteque';
import { better, defineQueue, defineWorker, type Logger } from 'plainjob';
import { perSecond, type Round } from './work.ts';

const QUIET: Logger = {
  error: (message, ...meta) => console.error(message, ...meta),
  warn: (message, ...meta) => console.error(message, ...meta),
  info: () => undefined,
  debug: () => undefined,
};

/** @param synchronous plainjob ships with NORMAL, which loses the last commits in a power cut. */
export async function plainjob(round: Round, synchronous: 'NORMAL' | 'FULL'): Promise<number> {
  const database = new Database(path.join(round.folder, 'plainjob.sqlite'));
  const queue = defineQueue({ connection: better(database), logger: QUIET });
  database.pragma(`synchronous = ${synchronous}`);
  queue.addMany(
    'booking',
    Array.from({ length: round.jobs }, (_, n) => n),
  );
  const startedAt = performance.now();
  const workers = await new Promise<ReturnType<typeof defineWorker>[]>((resolve, reject) => {
    let done = 0;
    // One worker does one job at a time.
    const all = Array.from({ length: round.concurrency }, () =>
      defineWorker('booking', async (job) => void (await round.book(Number(job.data))), {
        queue,
        logger: QUIET,
        onCompleted: () => {
          done += 1;
          if (done === round.jobs) resolve(all);
        },
        onFailed: (_job, error) => reject(new Error(error)),
      }),
    );
    for (const worker of all) void worker.start();
  });
  const rate = perSecond(round.jobs, startedAt);
  await Promise.all(workers.map((worker) => worker.stop()));
  queue.close();
  return rate;
}

export async function liteque(round: Round): Promise<number> {
  const db = buildDBClient(path.join(round.folder, 'liteque.sqlite'), { runMigrations: true });
  // Its transaction is an async function, which better-sqlite3 refuses; without the transaction it does a little less.
  Object.assign(db, { transaction: (work: (inside: typeof db) => unknown) => work(db) });
  const queue = new SqliteQueue<number>('booking', db, {
    defaultJobArgs: { numRetries: 0 },
    keepFailedJobs: false,
  });
  for (let n = 0; n < round.jobs; n++) await queue.enqueue(n);
  const startedAt = performance.now();
  const runner = new Runner<number, string>(
    queue,
    {
      run: (job) => round.book(job.data),
      onError: (failed) => Promise.reject(failed.error),
    },
    { concurrency: round.concurrency, pollIntervalMs: 10, timeoutSecs: 60 },
  );
  await runner.runUntilEmpty();
  return perSecond(round.jobs, startedAt);
}

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** With an append-only file that is flushed at every write, as a queue of money would have to be. */
export async function bullmq(round: Round): Promise<number> {
  const port = await freePort();
  const server = spawn(
    'redis-server',
    [
      '--port',
      String(port),
      '--dir',
      round.folder,
      '--appendonly',
      'yes',
      '--appendfsync',
      'always',
      '--save',
      '',
    ],
    { stdio: 'ignore' },
  );
  try {
    const connection = { host: '127.0.0.1', port, maxRetriesPerRequest: null };
    await listening(port);
    const queue = new BullQueue<number>('booking', { connection });
    await queue.addBulk(
      Array.from({ length: round.jobs }, (_, n) => ({ name: 'booking', data: n })),
    );
    const startedAt = performance.now();
    let worker: BullWorker<number> | undefined;
    await new Promise<void>((resolve, reject) => {
      let done = 0;
      worker = new BullWorker<number>('booking', (job) => round.book(job.data), {
        connection,
        concurrency: round.concurrency,
      });
      worker.on('completed', () => {
        done += 1;
        if (done === round.jobs) resolve();
      });
      worker.on('failed', (_job, error) => reject(error));
    });
    const rate = perSecond(round.jobs, startedAt);
    await worker?.close();
    await queue.close();
    return rate;
  } finally {
    server.kill('SIGKILL');
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.end());
    });
    if (open) return;
    await pause(50);
  }
  throw new Error('redis-server does not listen.');
}
