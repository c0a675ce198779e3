/**
 * The composition root: builds the parts on a data folder and wires them; no logic of its own.
 */
import path from 'node:path';
import { z } from 'zod';
import { SECOND } from '../shared/domain/time.ts';
import type { EngineStatus } from '../shared/contract/contract.ts';
import type { Backend } from './shell/host/backend.ts';
import { takeFolder, type Host, type Store } from './open-store.ts';
import { createBulk } from './topics/bulk/bulk.ts';
import { createChangesHub } from './topics/status/changes-hub.ts';
import { createJobDecisions } from './core/db/jobs/decisions.ts';
import { jobsAround } from './core/db/list/around.ts';
import { jobNews } from './core/db/list/news.ts';
import { createJobPages } from './core/db/list/pages.ts';
import { createSearchIndexer } from './core/db/list/search-index.ts';
import { jobValues } from './core/db/list/values.ts';
import { jobWalk } from './core/db/list/walk.ts';
import { journal, PROGRAM } from './core/db/journal.ts';
import type { Db } from './core/db/open.ts';
import { createByHand } from './core/db/jobs/by-hand.ts';
import { eventStore } from './core/db/events.ts';
import { problemDecisions } from './core/db/problem-decisions.ts';
import { problemList } from './core/db/attention-problems.ts';
import { type Setting } from './core/db/settings.ts';
import { NO_SHELL, type DesktopShell } from './topics/desktop/desktop-shell.ts';
import { DEFAULT_TEXTS } from './core/engine/assign.ts';
import { createEngine, type Engine } from './core/engine/engine.ts';
import { createExports, type ChooseFile, type Download } from './core/export/exports.ts';
import { createHandlers } from './topics/handlers.ts';
import { createStoreRecheck } from './topics/attention/store-recheck.ts';
import { type Ingest } from './core/ingest/index.ts';
import { DEFAULT_REQUEST_TIMEOUT_MS } from './core/rs/index.ts';
import { createSignInJournal } from './topics/connection/sign-in-journal.ts';
import { createSetup, type Desktop } from './topics/setup/index.ts';
import { invoiceIntervalMs, programSettingsStore } from './topics/settings/program-settings.ts';
import { haltByPerson, haltBySettings } from './topics/settings/halt.ts';
import { createStop, type Stop } from './topics/settings/stop.ts';
import { verifyInThread } from './topics/backup/verify-in-thread.ts';
import { engineStatus } from './topics/status/engine-status.ts';
import { createSupport } from './topics/support/package.ts';

/**
 * A request that was given up may still be under way inside RS or a proxy; the usual limit for that is a minute.
 * Only a look-up after that time may say "not there" (docs/adr/0003).
 */
const SETTLE_WINDOW_MS = 60 * SECOND;
/** Long enough for a list in RS to show what RS has just stored. */
const VERIFY_AFTER_MS = 30 * SECOND;
/** How often another program's changes to the database are looked for: the command line beside a window. */
const OTHERS_EVERY_MS = 2 * SECOND;

const PROBLEMS_IN_PACKAGE = 200;

const SETTLE_WINDOW: Setting<number> = {
  key: 'engine.settleWindowMs',
  schema: z.number().int().min(0),
};
export interface BackendOptions extends Host {
  readonly version: string;
  readonly demo: boolean;
  /** Overrides the setting. */
  readonly concurrency?: number;
  /** Default: as set, else `inbox` in the data folder; `null`: none is watched. */
  readonly inbox?: string | null;
  /** People look on: quiet hours hold, and nothing is sent before the first start is through. */
  readonly hasWindow?: boolean;
  /** Dialogs and browser of a desktop; absent where the window is a page in a browser. */
  readonly desktop?: Desktop & { readonly chooseFile: ChooseFile };
  /** Tray and notifications of a desktop. */
  readonly shell?: DesktopShell;
  readonly proxyFor?: (url: string) => Promise<string | null>;
  readonly startDemo?: () => Promise<string>;
}

export interface RunningBackend extends Backend {
  readonly engine: Engine;
  readonly store: Store;
  readonly ingest: Ingest;
  readonly status: () => EngineStatus;
  readonly byPerson: Stop;
  /** What the page of a browser may fetch as a file. */
  readonly download: (id: string) => Download | undefined;
}

/**
 * Builds a backend that works on the folder, alone.
 *
 * @throws FolderInUseError, and what `openDatabase` throws
 */
export function createBackend(options: BackendOptions): RunningBackend {
  const { clock, timers, log } = options;
  const { store, run, unlock } = takeFolder(options);
  const { db, settings, list } = store;
  const { startLooker } = options;
  const pages = createJobPages(db, {
    clock,
    endOfTurn: options.endOfTurn,
    ...(startLooker && {
      startThread: () => startLooker(options.folder),
      onBug: (error: unknown) => log('error', 'looking through all jobs', error),
    }),
  });
  const problems = problemList(db);
  const programSettings = programSettingsStore(settings, store.journal, clock);
  const stop = createStop(settings, store.journal, clock);

  const engine = createEngine({
    db,
    connector: () => store.connection.connector(),
    accounts: store.assignment.book,
    texts: () => DEFAULT_TEXTS,
    clock,
    uptime: options.uptime,
    random: options.random,
    timers,
    endOfTurn: options.endOfTurn,
    concurrency: () => options.concurrency ?? programSettings.current().concurrency,
    settleWindowMs: settings.get(SETTLE_WINDOW) ?? SETTLE_WINDOW_MS,
    requestTimeoutMs: DEFAULT_REQUEST_TIMEOUT_MS,
    verifyAfterMs: VERIFY_AFTER_MS,
    invoiceIntervalMs: () => invoiceIntervalMs(programSettings.current()),
    halt: haltByPerson(
      stop,
      options.hasWindow ? haltBySettings(programSettings, settings, store.timeZone) : undefined,
    ),
    onChange(jobs) {
      hub.touch(jobs);
      recheck.changed(jobs);
    },
    onBug: (error) => log('error', 'engine', error),
    ...(options.crash && { crash: options.crash }),
  });
  const status = (): EngineStatus =>
    engineStatus(engine.state(), list, store.connection.connector() !== undefined);
  const hub = createChangesHub({
    status,
    openProblems: problems.count,
    folderProblems: () => ingest.folderProblems(),
    clock,
    timers,
  });
  const searchable = createSearchIndexer({
    db,
    clock,
    timers,
    endOfTurn: options.endOfTurn,
    onBug: (error) => log('error', 'search index', error),
  });
  const recheck = createStoreRecheck({
    ...store,
    journal: journal(db, PROGRAM),
    engine,
    onRestart: (id) => hub.touch([id]),
    onBug: (error) => log('error', 'asking whether causes are gone', error),
    clock,
    timers,
  });
  const ingest: Ingest = store.ingest({
    onStored() {
      hub.touch('all');
      engine.wake();
      searchable.touch();
    },
    onFolderProblems: () => hub.touch([]),
  });

  const yieldTurn = () => new Promise<void>((resolve) => options.endOfTurn(resolve));
  const transact = <T>(work: () => T): T => db.transaction(work).immediate();
  const bulk = createBulk({
    decisions: createJobDecisions(db),
    walk: jobWalk(db, yieldTurn),
    journal: store.journal,
    clock,
    timers,
    transact,
    yieldTurn,
    onChange(ids) {
      hub.touch(ids);
      engine.wake();
    },
    onBug: (error) => log('error', 'many jobs at once', error),
  });

  const exports = createExports({
    dataFolder: options.folder,
    timeZone: store.timeZone,
    clock,
    yieldTurn,
    chooseFile: options.desktop?.chooseFile,
    startThread: options.startExporter,
  });

  /** The command line may have assigned accounts, connected or imported while this program runs. */
  let dataVersion = readDataVersion(db);
  let cancelWatch: (() => void) | undefined;
  function watchOthers(): void {
    cancelWatch = timers.after(OTHERS_EVERY_MS, () => {
      const version = readDataVersion(db);
      if (version !== dataVersion) {
        dataVersion = version;
        store.connection.forget();
        programSettings.forget();
        stop.forget();
        watchFolders();
        accountsChanged();
        searchable.touch();
      }
      watchOthers();
    });
  }

  function watchFolders(): void {
    if (options.inbox === null) return;
    const { inboxFolder, exportFolder } = programSettings.current();
    ingest.watch({
      inbox: options.inbox ?? inboxFolder ?? path.join(options.folder, 'inbox'),
      exports: exportFolder,
    });
  }

  const signInJournal = createSignInJournal(store.journal, clock);
  const setup = createSetup({
    db,
    dataFolder: options.folder,
    settings,
    programSettings,
    connection: store.connection,
    transport: options.transport,
    clock,
    timers,
    timeZone: store.timeZone,
    secretStore: options.secrets.kind,
    accounts: () => store.assignment.book().rows,
    isEmpty: () => list.total() === 0,
    verify: verifyInThread(options.startVerifier),
    ...(options.crash && { crash: options.crash }),
    onBackupFailure: (problem) => log('warn', `backup: ${problem.detail}`),
    onConnected(baseUrl, clientId) {
      signInJournal.connected(baseUrl, clientId);
      store.moves.restartByCause('not-connected', clock());
      hub.touch('all');
      engine.wake();
    },
    onSignedOut(baseUrl) {
      signInJournal.signedOut(baseUrl);
      hub.touch('all');
      engine.wake();
    },
    onClosed: () => engine.wake(),
    onSettings() {
      watchFolders();
      engine.wake();
    },
    ...(options.desktop && { desktop: options.desktop }),
    ...(options.proxyFor && { proxyFor: options.proxyFor }),
    ...(options.startDemo && { startDemo: options.startDemo }),
  });

  /** This program or another one changed the assignment. */
  function accountsChanged(): void {
    store.assignment.reload();
    engine.restartFreed(store.assignment.freed());
    hub.touch('all');
    engine.wake();
  }

  return {
    engine,
    store,
    ingest,
    status,
    byPerson: stop,
    download: exports.download,
    changes: hub,
    handlers: createHandlers({
      list,
      pages,
      news: jobNews(db),
      shell: options.shell ?? NO_SHELL,
      support: createSupport({
        version: options.version,
        demo: options.demo,
        timeZone: store.timeZone,
        folder: options.folder,
        clock,
        status,
        settings: programSettings.current,
        problems: () => problems.open(PROBLEMS_IN_PACKAGE),
      }),
      values: jobValues(db, pages.counts),
      around: jobsAround(db, () => new Promise((resolve) => options.endOfTurn(resolve))),
      problems,
      folderProblems: ingest.folderProblems,
      decisions: problemDecisions(db, store.journal, eventStore(db)),
      importAgain() {
        ingest.resume().catch((error: unknown) => log('error', 'reading again', error));
      },
      settings,
      journal: store.journal,
      engine,
      stop,
      bulk,
      exports,
      recheck,
      setup,
      assignment: store.assignment,
      accounts: store.accounts,
      places: store.places,
      attention: store.attention,
      moves: store.moves,
      byHand: createByHand(db, store.journal),
      connector: () => store.connection.connector(),
      transact,
      accountsChanged,
      touched: () => hub.touch('all'),
      yieldTurn,
      status,
      revision: hub.revision,
      clock,
      version: options.version,
      demo: options.demo,
      folder: options.folder,
      timeZone: store.timeZone,
    }),
    start() {
      if (options.hasWindow) setup.begin();
      exports.clearFolder();
      engine.start();
      // What an earlier run was about to start again when it ended.
      engine.restartFreed(store.assignment.freed());
      recheck.start();
      watchOthers();
      searchable.touch();
      ingest.resume().catch((error: unknown) => log('error', 'resuming imports', error));
      watchFolders();
      setup.backups.start();
    },
    async stop(deadlineMs) {
      cancelWatch?.();
      searchable.stop();
      setup.connecting.cancelSignIn();
      bulk.end();
      await Promise.all([exports.end(), recheck.stop(), pages.close()]);
      await Promise.all([engine.stop(deadlineMs), ingest.stop(), setup.backups.stop()]);
      hub.close();
      run?.end();
      store.close();
      unlock();
    },
  };
}

function readDataVersion(db: Db): unknown {
  return db.pragma('data_version', { simple: true });
}
