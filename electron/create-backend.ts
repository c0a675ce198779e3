/**
 * The composition root: builds the parts on a data folder and wires them; no logic of its own.
 */
import path from 'node:path';
import { z } from 'zod';
import {
  DEFAULT_TIME_ZONE,
  SECOND,
  type Clock,
  type Random,
  type Timers,
} from '../shared/domain/time.ts';
import type { EngineStatus } from '../shared/contract/contract.ts';
import type { Backend } from './backend.ts';
import { createChangesHub } from './changes-hub.ts';
import { createConnection, type Connection } from './connection.ts';
import { accountStore, type AccountStore } from './db/accounts.ts';
import { jobList, type JobList } from './db/job-list.ts';
import { journal, type Journal } from './db/journal.ts';
import { jobMoves, type JobMoves } from './db/jobs.ts';
import { lockFolder } from './db/lock.ts';
import { openDatabase, type Db } from './db/open.ts';
import { problemList } from './db/problems.ts';
import { settingsStore, type Setting, type SettingsStore } from './db/settings.ts';
import { DEFAULT_TEXTS } from './engine/assign.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import { createHandlers } from './handlers/index.ts';
import { createIngest, type Ingest, type StartReader } from './ingest/index.ts';
import { DEFAULT_REQUEST_TIMEOUT_MS, type HttpTransport } from './rs/index.ts';
import type { SecretBox } from './secret-box.ts';
import { engineStatus } from './status.ts';

/**
 * A request that was given up may still be under way inside RS or a proxy; the usual limit for that is a minute.
 * Only a look-up after that time may say "not there" (docs/adr/0003).
 */
const SETTLE_WINDOW_MS = 60 * SECOND;
const DEFAULT_CONCURRENCY = 4;
/** How often another program's changes to the database are looked for: the command line beside a window. */
const OTHERS_EVERY_MS = 2 * SECOND;

const CONCURRENCY: Setting<number> = {
  key: 'engine.concurrency',
  schema: z.number().int().min(1).max(64),
};
const SETTLE_WINDOW: Setting<number> = {
  key: 'engine.settleWindowMs',
  schema: z.number().int().min(0),
};
const TIME_ZONE: Setting<string> = { key: 'store.timeZone', schema: z.string().min(1) };
const BILL_NUMBER_PATTERN: Setting<string> = {
  key: 'ingest.billNumberPattern',
  schema: z.string().min(1),
};

/** What the hosts own and the parts only borrow. */
export interface Host {
  /** The data folder; absolute. */
  readonly folder: string;
  /** Who is signed in to this PC: stands in the journal. */
  readonly user: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly endOfTurn: (run: () => void) => void;
  readonly secrets: SecretBox;
  readonly transport: HttpTransport;
  /** Starts the thread that reads exports; without it they are read in slices. */
  readonly startReader?: StartReader;
  readonly log: (level: 'info' | 'warn' | 'error', message: string, details?: unknown) => void;
}

/** The parts that need no engine: for commands of the command line that only store or read. */
export interface Store {
  readonly db: Db;
  readonly settings: SettingsStore;
  readonly journal: Journal;
  readonly accounts: AccountStore;
  readonly connection: Connection;
  readonly list: JobList;
  readonly moves: JobMoves;
  /** @param onStored new jobs were committed. */
  ingest(onStored: () => void): Ingest;
  readonly timeZone: string;
  close(): void;
}

/** @throws what `openDatabase` throws */
export function openStore(host: Host): Store {
  const db = openDatabase(host.folder, { now: host.clock });
  const settings = settingsStore(db);
  const timeZone = settings.get(TIME_ZONE) ?? DEFAULT_TIME_ZONE;
  const billNumberPattern = settings.get(BILL_NUMBER_PATTERN);
  return {
    db,
    settings,
    journal: journal(db, host.user),
    accounts: accountStore(db),
    connection: createConnection({
      settings,
      secrets: host.secrets,
      transport: host.transport,
      clock: host.clock,
      onUnreadable: (error) => host.log('error', 'stored secrets cannot be read', error),
    }),
    list: jobList(db),
    moves: jobMoves(db),
    ingest: (onStored) =>
      createIngest({
        db,
        dataFolder: host.folder,
        clock: host.clock,
        timers: host.timers,
        timeZone,
        onStored,
        ...(billNumberPattern && { billNumberPattern }),
        ...(host.startReader && { startReader: host.startReader }),
      }),
    timeZone,
    close: () => db.close(),
  };
}

export interface BackendOptions extends Host {
  readonly version: string;
  readonly demo: boolean;
  /** Overrides the setting. */
  readonly concurrency?: number;
  /** Default: `inbox` in the data folder; `null`: none is watched. */
  readonly inbox?: string | null;
}

export interface RunningBackend extends Backend {
  readonly engine: Engine;
  readonly store: Store;
  readonly ingest: Ingest;
  readonly status: () => EngineStatus;
}

/**
 * Builds a backend that works on the folder, alone.
 *
 * @throws FolderInUseError, and what `openDatabase` throws
 */
export function createBackend(options: BackendOptions): RunningBackend {
  const { clock, timers, log } = options;
  const store = openStore(options);
  let unlock: () => void;
  try {
    unlock = lockFolder(options.folder);
  } catch (error) {
    store.close();
    throw error;
  }
  const { db, settings, list } = store;
  const problems = problemList(db);
  let accounts = store.accounts.all();

  const engine = createEngine({
    db,
    connector: () => store.connection.connector(),
    accounts: () => accounts,
    texts: () => DEFAULT_TEXTS,
    clock,
    random: options.random,
    timers,
    endOfTurn: options.endOfTurn,
    concurrency: () => options.concurrency ?? settings.get(CONCURRENCY) ?? DEFAULT_CONCURRENCY,
    settleWindowMs: settings.get(SETTLE_WINDOW) ?? SETTLE_WINDOW_MS,
    requestTimeoutMs: DEFAULT_REQUEST_TIMEOUT_MS,
    onChange: (jobs) => hub.touch(jobs),
    onBug: (error) => log('error', 'engine', error),
  });
  const status = (): EngineStatus =>
    engineStatus(engine.state(), list, store.connection.connector() !== undefined);
  const hub = createChangesHub({ status, openProblems: problems.count, clock, timers });
  const ingest = store.ingest(() => {
    hub.touch('all');
    engine.nudge();
  });

  /** The command line may have assigned accounts, connected or imported while this program runs. */
  let dataVersion = readDataVersion(db);
  let cancelWatch: (() => void) | undefined;
  function watchOthers(): void {
    cancelWatch = timers.after(OTHERS_EVERY_MS, () => {
      const version = readDataVersion(db);
      if (version !== dataVersion) {
        dataVersion = version;
        accounts = store.accounts.all();
        store.connection.forget();
        hub.touch('all');
        engine.nudge();
      }
      watchOthers();
    });
  }

  const inbox = options.inbox === undefined ? path.join(options.folder, 'inbox') : options.inbox;

  return {
    engine,
    store,
    ingest,
    status,
    changes: hub,
    handlers: createHandlers({
      list,
      problems,
      settings,
      journal: store.journal,
      engine,
      status,
      revision: hub.revision,
      clock,
      version: options.version,
      demo: options.demo,
      folder: options.folder,
      timeZone: store.timeZone,
    }),
    start() {
      engine.start();
      watchOthers();
      ingest.resume().catch((error: unknown) => log('error', 'resuming imports', error));
      if (inbox !== null) ingest.watchInbox(inbox);
    },
    async stop(deadlineMs) {
      cancelWatch?.();
      await Promise.all([engine.stop(deadlineMs), ingest.stop()]);
      hub.close();
      store.close();
      unlock();
    },
  };
}

function readDataVersion(db: Db): unknown {
  return db.pragma('data_version', { simple: true });
}
