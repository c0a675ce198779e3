/** The real host behind Electron and the command line: user, clock, randomness, timers and threads. */
import { Worker } from 'node:worker_threads';
import type { Host } from '../../open-store.ts';
import type { StartVerifier } from '../../topics/backup/verifier.ts';
import { createFolderWitness } from './folder-witness.ts';
import { realTimers } from './real-time.ts';
import { realUser } from './real-user.ts';

export type ThreadName = 'reader' | 'export' | 'scan' | 'verify';

export interface RealHostOptions extends Pick<Host, 'secrets' | 'transport' | 'log'> {
  /** The data folder; absolute. */
  readonly folder: string;
  /** The script of a thread: a source file or a bundle, depending on the host. */
  readonly threadFile: (name: ThreadName) => string | URL;
}

/** For a copy that is looked at while there is no backend. */
export function startVerifierOf(threadFile: RealHostOptions['threadFile']): StartVerifier {
  return (task) => new Worker(threadFile('verify'), { workerData: task });
}

export function createRealHost(options: RealHostOptions): Host {
  const { folder, threadFile, secrets, transport, log } = options;
  return {
    folder,
    user: realUser(),
    clock: Date.now,
    random: Math.random,
    timers: realTimers,
    uptime: () => performance.now(),
    endOfTurn: setImmediate,
    secrets,
    witness: createFolderWitness(folder),
    transport,
    startReader: (resourceLimits) => new Worker(threadFile('reader'), { resourceLimits }),
    startVerifier: startVerifierOf(threadFile),
    startExporter: (task) => new Worker(threadFile('export'), { workerData: task }),
    startScanner: (data) => new Worker(threadFile('scan'), { workerData: data }),
    log,
  };
}
