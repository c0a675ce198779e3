/**
 * The parts of a data folder that need no engine, on what a host lends them.
 */
import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { CrashHook } from '../shared/domain/crash-points.ts';
import { DEFAULT_TIME_ZONE, type Clock, type Random, type Timers } from '../shared/domain/time.ts';
import { createAssignment, type Assignment } from './topics/accounts/assignment.ts';
import { createDialectFile } from './topics/connection/dialect-file.ts';
import { createConnection, type Connection } from './topics/connection/connection.ts';
import { noteStart } from './core/db/gaps.ts';
import { createAccountStore, type AccountStore } from './core/db/accounts.ts';
import { createAttentionStore, type AttentionStore } from './core/db/attention.ts';
import { createJobList, type JobList } from './core/db/job-list.ts';
import { createJournal, PROGRAM, type Journal } from './core/db/journal.ts';
import { createJobMoves, type JobMoves } from './core/db/jobs/moves.ts';
import { createFolderCheck } from './core/db/folder-check.ts';
import { makeDataFolder } from './core/db/data-folder.ts';
import { beginRun, type FolderWitness, type Run } from './core/db/last-run.ts';
import { lockFolder } from './core/db/lock.ts';
import { fulfilRestore } from './topics/backup/restore.ts';
import { takeOverCopy } from './topics/backup/take-over-copy.ts';
import type { StartVerifier } from './topics/backup/verifier.ts';
import { openDatabase, type Db } from './core/db/open.ts';
import { createPlaceStore, type Places } from './core/db/places.ts';
import { createSettingsStore, type Setting, type SettingsStore } from './core/db/settings.ts';
import type { ThreadTask } from './core/export/export-thread.ts';
import {
  createIngest,
  type Ingest,
  type IngestOptions,
  type StartReader,
} from './core/ingest/index.ts';
import type { HttpTransport } from './core/rs/index.ts';
import type { SecretBox } from './topics/connection/secret-box.ts';

const TIME_ZONE: Setting<string> = { key: 'store.timeZone', schema: z.string().min(1) };
const BILL_NUMBER_PATTERN: Setting<string> = {
  key: 'ingest.billNumberPattern',
  schema: z.string().min(1),
};

/** Owned by the host and lent to the parts. */
export interface Host {
  /** The data folder; absolute. */
  readonly folder: string;
  /** Who is signed in to this PC: stands in the journal. */
  readonly user: string;
  readonly clock: Clock;
  /** Milliseconds of some beginning that nobody sets. */
  readonly uptime: () => number;
  readonly random: Random;
  readonly timers: Timers;
  readonly endOfTurn: (run: () => void) => void;
  readonly secrets: SecretBox;
  /** Without it a folder that was put back, and a disk that forgot, are not noticed. */
  readonly witness?: FolderWitness;
  readonly transport: HttpTransport;
  /** Starts the thread that reads exports; without it they are read in slices. */
  readonly startReader?: StartReader;
  /** Starts the thread that checks a copy, or the database itself; without it that is done here. */
  readonly startVerifier?: StartVerifier;
  /** Starts the thread that exports; without it that is done here, in slices. */
  readonly startExporter?: (task: ThreadTask) => Worker;
  /** Starts the thread that searches all jobs of a data folder; without it they are searched here, in slices. */
  readonly startScanner?: (folder: string) => Worker;
  readonly log: (level: 'info' | 'warn' | 'error', message: string, details?: unknown) => void;
  /** Only tests have one. */
  readonly crash?: CrashHook;
}

/** The parts that need no engine: for commands of the command line that only store or read. */
export interface Store {
  readonly db: Db;
  readonly settings: SettingsStore;
  readonly journal: Journal;
  readonly accounts: AccountStore;
  readonly places: Places;
  readonly attention: AttentionStore;
  readonly assignment: Assignment;
  readonly connection: Connection;
  readonly list: JobList;
  readonly moves: JobMoves;
  ingest(on: Pick<IngestOptions, 'onStored' | 'onFolderProblems' | 'isAlone'>): Ingest;
  readonly timeZone: string;
  close(): void;
}

/** @throws what `openDatabase` throws */
export function openStore(host: Host): Store {
  const crash = host.crash && { crash: host.crash };
  const db = openDatabase(host.folder, { now: host.clock, ...crash });
  const settings = createSettingsStore(db);
  const timeZone = settings.get(TIME_ZONE) ?? DEFAULT_TIME_ZONE;
  const billNumberPattern = settings.get(BILL_NUMBER_PATTERN);
  const people = createJournal(db, host.user);
  const copyMadeAt = takeOverCopy(db, settings, people, host.clock());
  if (copyMadeAt !== undefined) host.log('warn', `restored from a copy made at ${copyMadeAt}`);
  noteStart(db, settings, host.clock());
  const accounts = createAccountStore(db, people);
  const places = createPlaceStore(db, people);
  const attention = createAttentionStore(db);
  const connection = createConnection({
    settings,
    secrets: host.secrets,
    transport: host.transport,
    clock: host.clock,
    dialectFile: createDialectFile(host.folder, host.clock),
    onDialect: (version, content) =>
      people.append({
        at: host.clock(),
        topic: 'setting',
        subject: 'rs.dialect',
        action: 'change',
        reason: null,
        details: { version, content },
      }),
    onUnreadable: (error) => host.log('error', 'stored secrets cannot be read', error),
    ...crash,
  });
  return {
    db,
    settings,
    journal: people,
    accounts,
    places,
    attention,
    assignment: createAssignment({
      db,
      accounts,
      places,
      attention,
      settings,
      connector: () => connection.connector(),
      clock: host.clock,
    }),
    connection,
    list: createJobList(db),
    moves: createJobMoves(db),
    ingest: (on) =>
      createIngest({
        db,
        dataFolder: host.folder,
        clock: host.clock,
        uptime: host.uptime,
        timers: host.timers,
        timeZone,
        ...on,
        ...(billNumberPattern && { billNumberPattern }),
        ...(host.startReader && { startReader: host.startReader }),
        ...crash,
      }),
    timeZone,
    close: () => db.close(),
  };
}

/** The folder for this program alone, as the last run left it or with its open jobs in doubt. @throws, and has let go of it then */
export function takeFolder(options: Host) {
  const { folder, log } = options;
  makeDataFolder(folder);
  const unlock = lockFolder(folder);
  let store: Store | undefined;
  try {
    const restored = fulfilRestore(folder, options.crash);
    if (restored) log('warn', `put back: ${restored.copy}`, restored.failed);
    store = openStore(options);
    const run = beginRunOf(store, options);
    return { store, run, unlock, isFolderHere: createFolderCheck(folder) };
  } catch (error) {
    store?.close();
    unlock();
    throw error;
  }
}

function beginRunOf(store: Store, options: Host): Run | undefined {
  const { witness, clock, random, log, crash } = options;
  if (!witness) return undefined;
  const run = beginRun({
    ...{ db: store.db, settings: store.settings, journal: createJournal(store.db, PROGRAM) },
    ...{ witness, now: clock(), random },
    onUnwitnessed: (error) => log('warn', 'the configuration of this user is not writable', error),
    ...(crash && { crash }),
  });
  if (run.found === 'put-back' || run.found === 'power-lost')
    log('warn', `not what the last run left: ${run.found}`);
  return run;
}
