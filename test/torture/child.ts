/**
 * The program as users run it without a window, as a child process that can be told to end itself, by SIGKILL, at the
 * n-th passage of a named crash point. Tells on standard output what it does, a JSON object a line.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { createBackend } from '../../electron/create-backend.ts';
import type { Host } from '../../electron/open-store.ts';
import type { FolderWitness } from '../../electron/core/db/last-run.ts';
import { createHeadlessHost } from '../../electron/shell/host/headless-host.ts';
import type { RunningBackend } from '../../electron/shell/host/backend.ts';
import type { CrashPoint } from '../../shared/domain/crash-points.ts';
import { watchIllegalMoves } from '../helpers/watch-moves.ts';

export interface Orders {
  readonly data: string;
  readonly crash?: { readonly point: CrashPoint; readonly passage: number };
  /** Sources to import, beside what lies in the inbox. */
  readonly imports?: readonly string[];
  /** Makes a copy of the database at once. */
  readonly backup?: boolean;
  /** The clock of this life goes so much ahead: what needs half an hour of calm is reached at once. */
  readonly aheadMs?: number;
  readonly concurrency?: number;
  /** When the PC was switched on, instead of the truth. */
  readonly bootedAt?: number;
  /** The twin that does not notice that the database is not what the last run left. */
  readonly isBlind?: boolean;
  /** The twin whose jobs make a move that the table of states has not. */
  readonly movesBack?: boolean;
}

/** The messages of the child. */
export type Told =
  /** Jobs that were out, or being looked up, when the life before this one ended. */
  | { readonly kind: 'found'; readonly interrupted: number }
  | { readonly kind: 'moved'; readonly at: number }
  | { readonly kind: 'settled'; readonly at: number }
  | { readonly kind: 'imported' }
  | { readonly kind: 'illegal-move'; readonly told: string }
  | {
      readonly kind: 'state';
      readonly total: number;
      readonly pending: number;
      readonly attention: number;
      readonly pause: string | null;
      readonly isRunning: boolean;
      /** When a job was last settled. */
      readonly settledAt: number | null;
    };

const STATE_EVERY_MS = 100;
const STOP_DEADLINE_MS = 5_000;

const MOVING_BACK = `CREATE TEMP TRIGGER moving_back AFTER UPDATE OF state ON main.jobs WHEN new.state = 'booked' BEGIN
  UPDATE jobs SET state = 'verified' WHERE id = new.id;
  UPDATE jobs SET state = 'booked' WHERE id = new.id;
END`;

/** At these a job came further. */
const MOVES: readonly CrashPoint[] = ['prepared', 'settled', 'looked-up', 'invoices-answered'];

/** Built, the threads are files beside this one; from the sources the host knows where they are. */
function threads(): Pick<Host, 'startReader' | 'startVerifier'> | undefined {
  if (!import.meta.filename.endsWith('.mjs')) return undefined;
  const folder = path.dirname(import.meta.filename);
  return {
    startReader: (resourceLimits) =>
      new Worker(path.join(folder, 'reader-thread.mjs'), { resourceLimits }),
    startVerifier: (task) =>
      new Worker(path.join(folder, 'verify-thread.mjs'), { workerData: task }),
  };
}

function witnessFor(
  witness: FolderWitness | undefined,
  { bootedAt, isBlind }: Orders,
): Pick<Host, 'witness'> | undefined {
  if (!witness || isBlind) return undefined;
  return { witness: bootedAt === undefined ? witness : { ...witness, bootedAt: () => bootedAt } };
}

function tell(told: Told): void {
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

async function main(orders: Orders): Promise<void> {
  let passages = 0;
  let hasMoved = false;
  let settledAt: number | null = null;
  const { witness, ...host } = createHeadlessHost(orders.data);
  const ahead = orders.aheadMs ?? 0;
  const backend = createBackend({
    ...host,
    ...threads(),
    ...witnessFor(witness, orders),
    clock: () => Date.now() + ahead,
    version: 'torture',
    demo: false,
    concurrency: orders.concurrency ?? 8,
    crash(point) {
      if (!hasMoved && MOVES.includes(point)) {
        hasMoved = true;
        tell({ kind: 'moved', at: Date.now() });
      }
      if (point === 'settled') {
        const isFirst = settledAt === null;
        settledAt = Date.now();
        if (isFirst) tell({ kind: 'settled', at: settledAt });
      }
      if (point === orders.crash?.point && ++passages >= orders.crash.passage) {
        process.kill(process.pid, 'SIGKILL');
      }
    },
  });
  const { db } = backend.store;
  watchIllegalMoves(db, (told) => tell({ kind: 'illegal-move', told }));
  if (orders.movesBack) db.exec(MOVING_BACK);
  tell({ kind: 'found', interrupted: backend.store.moves.interrupted().length });
  backend.start();
  if (orders.backup) void backend.handlers['backup.make']();
  let isEnding = false;
  const tellState = (): void => {
    if (isEnding) return;
    void releaseSetAside(backend);
    const { total, pending, attention } = backend.status();
    const { pause, running: isRunning } = backend.engine.state();
    tell({
      kind: 'state',
      ...{ total, pending: pending.count, attention: attention.count, isRunning },
      pause: pause?.cause ?? null,
      settledAt,
    });
    host.timers.after(STATE_EVERY_MS, tellState);
  };
  tellState();
  process.once('SIGTERM', () => {
    isEnding = true;
    void backend.stop(STOP_DEADLINE_MS).then(() => process.exit(0));
  });
  for (const source of orders.imports ?? []) await backend.ingest.importPaths(source);
  tell({ kind: 'imported' });
}

/** A person deals with a file that was being read at two kills in a row: it was not the file that ended the program. */
async function releaseSetAside({ handlers }: RunningBackend): Promise<void> {
  const { problems } = await handlers['attention.problems']();
  for (const { id, problem } of problems) {
    if (problem.kind !== 'source-failed' || problem.problem.code !== 'set-aside') continue;
    await handlers['attention.decide']({ id, decision: 'release', reason: 'it was the torture' });
  }
}

void main(JSON.parse(process.argv[2] ?? '{}') as Orders);
