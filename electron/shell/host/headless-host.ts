/** The host of the command line: real clock, chance, timers, network and threads; progress goes to standard error. */
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Host } from '../../open-store.ts';
import { createUndiciTransport } from '../../core/rs/transport-undici.ts';
import { createKeyFileSecretBox } from '../../topics/connection/secret-box.ts';
import { createFolderWitness } from './folder-witness.ts';
import { realTimers } from './real-time.ts';
import { realUser } from './real-user.ts';

export function manifestVersion(): string {
  const file = path.join(import.meta.dirname, '../../..', 'package.json');
  return (JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string }).version;
}

/** What the command line lends the backend. */
export function hostFor(folder: string): Host {
  return {
    folder,
    user: realUser(),
    clock: Date.now,
    random: Math.random,
    timers: realTimers,
    uptime: () => performance.now(),
    endOfTurn: setImmediate,
    secrets: createKeyFileSecretBox(),
    witness: createFolderWitness(folder),
    transport: createUndiciTransport(),
    startReader: (resourceLimits) =>
      new Worker(new URL('../../core/ingest/reader-thread.ts', import.meta.url), {
        resourceLimits,
      }),
    startVerifier: (file) =>
      new Worker(new URL('../../topics/backup/verify-thread.ts', import.meta.url), {
        workerData: file,
      }),
    startExporter: (task) =>
      new Worker(new URL('../../core/export/export-thread.ts', import.meta.url), {
        workerData: task,
      }),
    startLooker: (data) =>
      new Worker(new URL('../../core/db/list/look-thread.ts', import.meta.url), {
        workerData: data,
      }),
    log(level, message, details) {
      process.stderr.write(`${level === 'info' ? '' : `${level}: `}${message}\n`);
      if (details !== undefined) process.stderr.write(`  ${explain(details)}\n`);
    },
  };
}

export function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
