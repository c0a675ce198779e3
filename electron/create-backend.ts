/** The composition root: builds the parts on a data folder and wires them; no logic of its own. */
import type { EngineStatus, Handlers } from '../shared/contract/contract.ts';
import type { BackendOptions, RunningBackend } from './shell/host/backend.ts';
import { takeFolder } from './open-store.ts';
import { createBulk } from './topics/bulk/bulk.ts';
import { createChangesHub } from './topics/status/changes-hub.ts';
import { createJobDecisions } from './core/db/jobs/decisions.ts';
import { createJournal, PROGRAM } from './core/db/journal.ts';
import { dataVersion } from './core/db/data-version.ts';
import { createByHand } from './core/db/jobs/by-hand.ts';
import { createEventStore } from './core/db/events.ts';
import { createProblemDecisions } from './core/db/problem-decisions.ts';
import { createProblemCounter } from './core/db/attention-problems.ts';
import { NO_SHELL } from './topics/desktop/desktop-shell.ts';
import { DEFAULT_TEXTS } from './core/engine/posting-texts.ts';
import { createEngine } from './core/engine/engine.ts';
import { createExports } from './core/export/exports.ts';
import { createAccountHandlers } from './topics/accounts/handlers.ts';
import { createAttentionHandlers } from './topics/attention/handlers.ts';
import { createStoreRecheck } from './topics/attention/store-recheck.ts';
import { type Ingest } from './core/ingest/index.ts';
import { DEFAULT_REQUEST_TIMEOUT_MS } from './core/rs/index.ts';
import { createBackups } from './topics/backup/backups.ts';
import { createBackupHandlers } from './topics/backup/handlers.ts';
import { createBulkHandlers } from './topics/bulk/handlers.ts';
import { createConnecting } from './topics/connection/connecting.ts';
import { createConnectionHandlers } from './topics/connection/handlers.ts';
import { createSignInJournal } from './topics/connection/sign-in-journal.ts';
import { unthrottledConnector } from './topics/connection/unthrottled.ts';
import { createDesktopHandlers } from './topics/desktop/handlers.ts';
import { createDetailsHandlers } from './topics/details/handlers.ts';
import { jobDetails } from './topics/details/job-details.ts';
import { createDryRunHandlers } from './topics/dry-run/handlers.ts';
import { createListHandlers } from './topics/list/handlers.ts';
import { createListParts } from './topics/list/parts.ts';
import { createSettingsHandlers } from './topics/settings/handlers.ts';
import { createPreferencesStore } from './topics/settings/preferences.ts';
import { createSettingsForm } from './topics/settings/settings-form.ts';
import { createSetupHandlers } from './topics/setup/handlers.ts';
import { createSetup } from './topics/setup/setup.ts';
import { createStatusHandlers } from './topics/status/handlers.ts';
import { createOtherPrograms } from './topics/status/other-programs.ts';
import { createSupportHandlers } from './topics/support/handlers.ts';
import { createFolderWatch } from './topics/settings/folder-watch.ts';
import { createEngineSettings } from './topics/settings/engine-settings.ts';
import { createProgramSettingsStore } from './topics/settings/program-settings.ts';
import { createEngineHandlers, createStop } from './topics/status/stop.ts';
import { createVerifier } from './topics/backup/verifier.ts';
import { engineStatus } from './topics/status/engine-status.ts';
import { createSupport } from './topics/support/package.ts';

/**
 * Builds a backend that works on the folder, alone.
 *
 * @throws FolderInUseError, and what `openDatabase` throws
 */
export function createBackend(options: BackendOptions): RunningBackend {
  const { clock, timers, log } = options;
  const { store, run, unlock, isFolderHere } = takeFolder(options);
  const { db, settings, list } = store;
  const jobs = createListParts({ ...options, db });
  const problems = createProblemCounter(db);
  const decisions = createProblemDecisions(db, store.journal, createEventStore(db));
  const programSettings = createProgramSettingsStore(settings, store.journal, clock);
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
    ...createEngineSettings({
      ...options,
      settings,
      programSettings,
      stop,
      isFolderHere,
      timeZone: store.timeZone,
    }),
    requestTimeoutMs: DEFAULT_REQUEST_TIMEOUT_MS,
    isFirstStart: run?.found === 'first',
    ...(options.witness && { onSending: options.witness.noteAttempt }),
    onChange(changed) {
      hub.touch(changed);
      recheck.changed(changed);
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
  const recheck = createStoreRecheck({
    ...store,
    journal: createJournal(db, PROGRAM),
    engine,
    onRestart: (id) => hub.touch([id]),
    onBug: (error) => log('error', 'asking whether causes are gone', error),
    clock,
    timers,
  });
  const ingest: Ingest = store.ingest({
    onStored() {
      touchAndWake();
      jobs.index.touch();
    },
    onFolderProblems: () => hub.touch([]),
  });

  const transact = <T>(work: () => T): T => db.transaction(work).immediate();
  const bulk = createBulk({
    decisions: createJobDecisions(db),
    walk: jobs.walk,
    journal: store.journal,
    clock,
    timers,
    transact,
    yieldTurn: jobs.yieldTurn,
    onChange: (ids) => touchAndWake(ids),
    onBug: (error) => log('error', 'many jobs at once', error),
  });

  const exports = createExports({
    dataFolder: options.folder,
    timeZone: store.timeZone,
    clock,
    yieldTurn: jobs.yieldTurn,
    chooseFile: options.desktop?.chooseFile,
    startThread: options.startExporter,
  });

  const watchFolders = createFolderWatch({
    ingest,
    programSettings,
    dataFolder: options.folder,
    inbox: options.inbox,
  });

  const touchAll = () => hub.touch('all');
  const touchAndWake = (changed: readonly number[] | 'all' = 'all') => {
    hub.touch(changed);
    engine.wake();
  };
  const form = createSettingsForm({
    dataFolder: options.folder,
    programSettings,
    onSaved() {
      watchFolders();
      hub.touchSettings();
      engine.wake();
    },
  });
  const { desktop } = options;
  const signInJournal = createSignInJournal(store.journal, clock);
  const proxyFor = desktop?.proxyFor ?? options.proxyFor;
  const connecting = createConnecting({
    connection: store.connection,
    transport: options.transport,
    clock,
    timers,
    timeZone: store.timeZone,
    secretStore: options.secrets.kind,
    ...(proxyFor && { proxyFor }),
    ...(desktop && { openBrowser: desktop.openBrowser }),
    onConnected(baseUrl, clientId) {
      signInJournal.connected(baseUrl, clientId);
      store.moves.restartByCause('not-connected', clock());
      hub.touchSettings();
      touchAndWake();
    },
    examples: list.examples,
    version: options.version,
    onSignedOut(baseUrl) {
      signInJournal.signedOut(baseUrl);
      hub.touchSettings();
      touchAndWake();
    },
  });
  const backups = createBackups({
    db,
    dataFolder: options.folder,
    settings,
    clock,
    timers,
    plan: () => programSettings.current().backup,
    defaultFolder: form.defaults.backupFolder,
    verify: createVerifier(options.startVerifier),
    onFailure: (problem) => log('warn', `backup: ${problem.detail}`),
    ...(options.crash && { crash: options.crash }),
  });
  const setup = createSetup({
    settings,
    programSettings,
    form,
    connecting,
    isConnected: () => store.connection.stored() !== undefined,
    accounts: () => store.assignment.book().rows,
    isEmpty: () => list.total() === 0,
    host: {
      picksFolders: desktop !== undefined,
      opensBrowser: desktop !== undefined,
      hasDemo: options.startDemo !== undefined,
    },
    onClosed() {
      hub.touchSettings();
      engine.wake();
    },
  });
  const support = createSupport({
    version: options.version,
    demo: options.demo,
    timeZone: store.timeZone,
    folder: options.folder,
    clock,
    status,
    settings: programSettings.current,
    problems: decisions.open,
  });
  const otherPrograms = createOtherPrograms({
    dataVersion: () => dataVersion(db),
    timers,
    onChange() {
      store.connection.forget();
      programSettings.forget();
      stop.forget();
      hub.touchSettings();
      watchFolders();
      accountsChanged();
      jobs.index.touch();
    },
    isFolderHere,
    onFolder: () => engine.wake(),
  });

  /** This program or another one changed the assignment. */
  function accountsChanged(): void {
    store.assignment.reload();
    engine.restartFreed(store.assignment.freed());
    touchAndWake();
  }

  const preferences = createPreferencesStore({
    settings,
    onSharedChanged: () => hub.touchSettings(),
  });
  const { shell = NO_SHELL } = options;
  const detailsOf = (id: number) => jobDetails({ ...store, engine }, id);
  const connectorForQuestions = () => unthrottledConnector(store.connection, engine);
  const resumeImports = () => {
    ingest.resume().catch((error: unknown) => log('error', 'resuming imports', error));
  };
  const handlers: Handlers = {
    ...createStatusHandlers({
      program: {
        version: options.version,
        demo: options.demo,
        dataFolder: options.folder,
        timeZone: store.timeZone,
      },
      hub,
      preferences: preferences.current,
      isSetupOpen: setup.isOpen,
    }),
    ...createEngineHandlers({ hub, engine, stop }),
    ...createListHandlers({
      ...jobs,
      exports,
      engine,
      journal: store.journal,
      jobDetails: detailsOf,
      transact,
      clock,
    }),
    ...createDetailsHandlers({
      list,
      around: jobs.around,
      dataFolder: options.folder,
      byHand: createByHand(db, store.journal),
      moves: store.moves,
      connector: connectorForQuestions,
      onDecided: () => touchAndWake(),
      clock,
    }),
    ...createBulkHandlers({ bulk }),
    ...createAttentionHandlers({
      ...store,
      recheck,
      problems,
      decisions,
      engine,
      importAgain: resumeImports,
      onDecided: touchAll,
      clock,
    }),
    ...createDryRunHandlers({
      ...store,
      bulk,
      connector: connectorForQuestions,
      yieldTurn: jobs.yieldTurn,
    }),
    ...createAccountHandlers({
      ...store,
      transact,
      onAccountsChanged: accountsChanged,
      onPlacesChanged: touchAll,
      clock,
    }),
    ...createSettingsHandlers({ form, preferences, chooseFolder: desktop?.chooseFolder }),
    ...createConnectionHandlers({ connecting }),
    ...createBackupHandlers({ backups }),
    ...createSetupHandlers({ setup, startDemo: options.startDemo }),
    ...createDesktopHandlers({ shell }),
    ...createSupportHandlers({ support, shell, jobDetails: detailsOf }),
  };

  return {
    engine,
    store,
    ingest,
    status,
    byPerson: stop,
    download: exports.download,
    changes: hub,
    handlers,
    start() {
      if (options.hasWindow) setup.begin();
      exports.clearFolder();
      engine.start();
      // An earlier run may have ended before it started these again.
      engine.restartFreed(store.assignment.freed());
      recheck.start();
      otherPrograms.start();
      jobs.index.touch();
      resumeImports();
      watchFolders();
      backups.start();
    },
    async stop(deadlineMs) {
      otherPrograms.stop();
      connecting.cancelSignIn();
      bulk.end();
      await Promise.all([exports.end(), recheck.stop(), jobs.close()]);
      await Promise.all([engine.stop(deadlineMs), ingest.stop(), backups.stop()]);
      hub.close();
      run?.end();
      store.close();
      unlock();
    },
  };
}
