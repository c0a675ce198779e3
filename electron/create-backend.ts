/** The composition root: builds the parts on a data folder and connects them; no logic of its own. */
import type { EngineStatus, Handlers } from '../shared/contract/contract.ts';
import { createCatchUp } from './core/db/chain/pending.ts';
import { createJobDecisions } from './core/db/jobs/decisions.ts';
import { createJournal, PROGRAM } from './core/db/journal.ts';
import { createEngine } from './core/engine/engine.ts';
import { createWatchedEngine } from './core/engine/watched-engine.ts';
import type { Ingest } from './core/ingest/index.ts';
import { takeFolder } from './open-store.ts';
import type { BackendOptions, RunningBackend } from './shell/host/backend.ts';
import { createAccountHandlers } from './topics/accounts/handlers.ts';
import { createAttentionHandlers } from './topics/attention/handlers.ts';
import { createAttentionParts } from './topics/attention/parts.ts';
import { createBackupHandlers } from './topics/backup/handlers.ts';
import { createBackupParts } from './topics/backup/parts.ts';
import { createBulk } from './topics/bulk/bulk.ts';
import { createBulkHandlers } from './topics/bulk/handlers.ts';
import { createClosingParts } from './topics/closing/parts.ts';
import { createConnecting } from './topics/connection/connecting.ts';
import { createConnectionHandlers } from './topics/connection/handlers.ts';
import { unthrottledConnector } from './topics/connection/unthrottled.ts';
import { NO_SHELL } from './topics/desktop/desktop-shell.ts';
import { createDesktopHandlers } from './topics/desktop/handlers.ts';
import { createDetailsHandlers } from './topics/details/handlers.ts';
import { jobDetails } from './topics/details/job-details.ts';
import { createDryRunHandlers } from './topics/dry-run/handlers.ts';
import { createGlanceHandlers } from './topics/glance/handlers.ts';
import { createHandOver } from './topics/hand-over/hand-over.ts';
import { createHandOverHandlers } from './topics/hand-over/handlers.ts';
import { createListHandlers } from './topics/list/handlers.ts';
import { createListParts } from './topics/list/parts.ts';
import { createProcedureNote } from './topics/procedure/note.ts';
import { createDateWitness } from './topics/retention/credible-date.ts';
import { createRetentionHandlers } from './topics/retention/handlers.ts';
import { createRetention } from './topics/retention/retention.ts';
import { createEngineSettings } from './topics/settings/engine-settings.ts';
import { createFolderWatch } from './topics/settings/folder-watch.ts';
import { createSettingsHandlers } from './topics/settings/handlers.ts';
import { createPreferencesStore } from './topics/settings/preferences.ts';
import { createProgramSettingsStore } from './topics/settings/program-settings.ts';
import { createSettingsForm } from './topics/settings/settings-form.ts';
import { createSetupHandlers } from './topics/setup/handlers.ts';
import { createSetup } from './topics/setup/setup.ts';
import { createChangesHub } from './topics/status/changes-hub.ts';
import { engineStatus } from './topics/status/engine-status.ts';
import { createStatusHandlers } from './topics/status/handlers.ts';
import { createOtherPrograms } from './topics/status/other-programs.ts';
import { createReactions } from './topics/status/reactions.ts';
import { createEngineHandlers, createStop } from './topics/status/stop.ts';
import { versionsOf } from './core/db/database-version.ts';
import { createSupportHandlers } from './topics/support/handlers.ts';
import { createTaxFolderHandlers } from './topics/tax-folder/handlers.ts';
import { createUpdateHandlers } from './topics/updates/handlers.ts';
import { createProgramUpdates } from './topics/updates/program-updates.ts';

/**
 * Builds a backend that works on the folder, alone.
 *
 * @throws FolderInUseError, and what `openDatabase` throws
 */
export function createBackend(options: BackendOptions): RunningBackend {
  const { version, demo, folder: dataFolder, clock, timers, log, desktop, startDemo } = options;
  const { shell = NO_SHELL } = options;
  const { store, run, unlock, isFolderHere } = takeFolder({
    ...options,
    async transport(request) {
      const response = await options.transport(request);
      engine.heard();
      dateWitness.heard(response.headers);
      return response;
    },
  });
  const { db, settings, journal, list, assignment, connection, timeZone } = store;
  const dateWitness = createDateWitness(db);
  const program = { version, demo, dataFolder, timeZone };
  const time = { clock, timers };
  const transact = <T>(work: () => T): T => db.transaction(work).immediate();
  const jobs = createListParts({ ...options, db, timeZone });
  const programSettings = createProgramSettingsStore(settings, journal, clock);
  const stop = createStop(settings, journal, clock);
  const noteProcedure = createProcedureNote({ ...options, ...store });

  const engineSettings = createEngineSettings({
    ...options,
    ...store,
    programSettings,
    stop,
    isFolderHere,
  });
  const engineFailed = (error: unknown) => log('error', 'engine', error);
  const engine = createWatchedEngine({
    create: (isReplacement) =>
      createEngine({
        ...options,
        ...engineSettings,
        db,
        connector: connection.connector,
        accounts: assignment.book,
        isFirstStart: run?.found === 'first' && !isReplacement,
        ...(options.witness && { onSending: options.witness.noteAttempt }),
        onChange(changed) {
          hub.touch(changed);
          attention.recheck.changed(changed);
        },
        onBug: engineFailed,
      }),
    timers,
    onDead(overdue) {
      log('error', `the engine is dead, its ${overdue} never came: another one takes over`);
    },
    onReplaced() {
      reactions.restartFreed();
      hub.touch('all');
    },
    onBug: engineFailed,
  });
  const status = (): EngineStatus =>
    engineStatus(engine.state(), list, connection.connector() !== undefined);
  const hub = createChangesHub({
    status,
    openProblems: () => attention.problems.count(),
    folderProblems: () => ingest.folderProblems(),
    wake: engine.wake,
    ...time,
  });
  const attention = createAttentionParts({
    ...store,
    engine,
    onRestart: (id) => hub.touch([id]),
    onBug: (error) => log('error', 'asking whether causes are gone', error),
    ...time,
  });
  const ingest: Ingest = store.ingest({
    onStored() {
      hub.touchAndWake();
      jobs.index.touch();
    },
    onFolderProblems: () => hub.touch([]),
  });
  const folderWatch = createFolderWatch({ ...options, ingest, programSettings, dataFolder });
  const reactions = createReactions({
    ...store,
    ...jobs,
    hub,
    engine,
    programSettings,
    stop,
    watchFolders: folderWatch.watch,
    clock,
  });
  const otherPrograms = createOtherPrograms({
    db,
    timers,
    onChange: reactions.changedElsewhere,
    isFolderHere,
    onFolder: engine.wake,
  });

  const bulk = createBulk({
    ...jobs,
    decisions: createJobDecisions(db),
    journal,
    ...time,
    transact,
    onChange: hub.touchAndWake,
    onBug: (error) => log('error', 'many jobs at once', error),
  });
  const chain = createCatchUp({
    ...options,
    db,
    onBug: (error) => log('error', 'taking old rows up into the chain', error),
  });
  const form = createSettingsForm({
    dataFolder,
    programSettings,
    onSaved() {
      reactions.settingsSaved();
      secondFolder.update();
      updates?.settingsSaved();
      noteProcedure();
    },
  });
  const preferences = createPreferencesStore({ settings, onSharedChanged: hub.touchSettings });
  const connecting = createConnecting({
    ...options,
    ...store,
    onConnected(baseUrl, clientId) {
      reactions.connected(baseUrl, clientId);
      noteProcedure();
    },
    onSignedOut: reactions.signedOut,
  });
  const { backups, keys, secondFolder, startCheck } = createBackupParts({
    ...options,
    ...store,
    programSettings,
    dataFolder,
    defaultFolder: form.defaults.backupFolder,
    endedInOrder: run?.endedInOrder !== false,
    onMade: () => retention.nightly(),
  });
  const retention = createRetention({
    ...options,
    ...store,
    ingest,
    journal: createJournal(db, PROGRAM),
    plan: () => programSettings.current().retention,
    inbox: () => programSettings.current().inboxFolder ?? form.defaults.inboxFolder,
    date: () => dateWitness.date(clock),
    onBug: (error) => log('error', 'erasing what is past its time', error),
  });
  const setup = createSetup({
    ...store,
    programSettings,
    form,
    connecting,
    desktop,
    startDemo,
    onClosed: reactions.setupClosed,
  });
  const detailsOf = (id: number) => jobDetails({ ...store, engine }, id);
  const connectorForQuestions = () => unthrottledConnector(connection, engine);
  const closing = createClosingParts({
    ...store,
    ...options,
    engine,
    connector: connectorForQuestions,
    language: () => {
      const { language } = preferences.current();
      return language === 'system' ? 'de' : language;
    },
    onChange: hub.touchAndWake,
    onSaid: () => hub.touch('all'),
    onBug: (error) => log('error', 'reading closings back', error),
    ...time,
  });
  const handOver = createHandOver({
    dataFolder,
    importPaths: ingest.importPaths,
    onBug: (error) => log('error', 'reading what was handed over', error),
  });
  const updates = createProgramUpdates({
    ...options,
    dataFolder,
    programSettings,
    timeZone,
    status,
    onChange: hub.touchSettings,
  });
  const resumeImports = () => {
    ingest
      .resume()
      .then(() => ingest.keepClosings())
      .catch((error: unknown) => log('error', 'resuming imports', error));
  };

  const openPostings = () => status().sending.count + status().unclear.count;
  /** Counted while the database is open: an end may be asked for twice. */
  let openAtEnd: number | undefined;

  const handlers: Handlers = {
    ...createStatusHandlers({
      ...{ program, hub, preferences, setup, folderWatch, desktop, updates },
    }),
    ...createEngineHandlers({ hub, engine, stop }),
    ...createListHandlers({ ...jobs, engine, journal, jobDetails: detailsOf, transact, clock }),
    ...createDetailsHandlers({
      ...store,
      around: jobs.around,
      dataFolder,
      connector: connectorForQuestions,
      onDecided: hub.touchAndWake,
      clock,
    }),
    ...createBulkHandlers({ bulk }),
    ...closing.handlers,
    ...createGlanceHandlers({ db }),
    ...createTaxFolderHandlers({ ...options, ...store, dataFolder, noteProcedure }),
    ...createAttentionHandlers({
      ...store,
      ...attention,
      engine,
      importAgain: resumeImports,
      onDecided: () => hub.touch('all'),
      clock,
    }),
    ...createDryRunHandlers({ ...store, ...jobs, bulk, connector: connectorForQuestions }),
    ...createAccountHandlers({
      ...store,
      transact,
      onAccountsChanged() {
        reactions.accountsChanged();
        noteProcedure();
      },
      onPlacesChanged() {
        hub.touch('all');
        noteProcedure();
      },
      clock,
    }),
    ...createSettingsHandlers({ form, preferences, folderWatch, desktop }),
    ...createHandOverHandlers({ handOver }),
    ...createConnectionHandlers({ connecting }),
    ...createBackupHandlers({ backups, secondFolder, keys }),
    ...createRetentionHandlers({ retention }),
    ...createSetupHandlers({ setup, startDemo }),
    ...createDesktopHandlers({ shell }),
    ...createUpdateHandlers({ updates, desktop }),
    ...createSupportHandlers({
      ...program,
      clock,
      status,
      settings: programSettings.current,
      problems: attention.decisions.open,
      databaseVersions: () => versionsOf(db),
      shell,
      jobDetails: detailsOf,
    }),
  };

  return {
    engine,
    store,
    ingest,
    status,
    byPerson: stop,
    updates,
    download: jobs.exports.download,
    changes: hub,
    handlers,
    wake() {
      engine.wake();
      ingest.look();
    },
    start() {
      if (options.hasWindow) setup.begin();
      noteProcedure();
      jobs.exports.clearFolder();
      engine.start();
      reactions.restartFreed();
      attention.recheck.start();
      otherPrograms.start();
      jobs.index.touch();
      chain.start();
      closing.watch.start();
      resumeImports();
      folderWatch.watch();
      backups.start();
      secondFolder.start();
      startCheck.start();
      updates?.start();
    },
    async stop(deadlineMs) {
      otherPrograms.stop();
      updates?.stop();
      chain.stop();
      connecting.cancelSignIn();
      bulk.end();
      await Promise.all([
        jobs.exports.end(),
        startCheck.stop(),
        retention.stop(),
        attention.recheck.stop(),
        closing.watch.stop(),
        jobs.close(),
      ]);
      await Promise.all([
        engine.stop(deadlineMs),
        ingest.stop(),
        backups.stop(),
        secondFolder.stop(),
      ]);
      hub.close();
      openAtEnd ??= openPostings();
      run?.end();
      store.close();
      unlock();
      return { openPostings: openAtEnd };
    },
  };
}
