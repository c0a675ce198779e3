/**
 * The desktop program's life: one per data folder, booted once, ended in order.
 *
 * States: booting → open → ending → ended. While it is ending the window is gone, but the process waits for what is
 * out, at most `STOP_DEADLINE_MS`; whatever is cut off then is looked up at the next start.
 */
import path from 'node:path';
import { app, powerMonitor, session, type BrowserWindow } from 'electron';
import { DATABASE_FILE, DatabaseDamagedError } from '../../core/db/open.ts';
import type { Backend } from '../host/backend.ts';
import { serveWindows, type WindowServer } from '../transport/electron-ipc.ts';
import { APP_ID } from './app-id.ts';
import { ownAppImage } from './app-image.ts';
import { showBootError, showLostWindow, showUnexpectedEnd } from './boot-error.ts';
import { HIDDEN } from './autostart.ts';
import type { FirstStarts } from './first-starts.ts';
import { createGraphics } from './graphics.ts';
import { lampColour } from '../../../shared/domain/lamp.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import { realTimers } from '../host/real-time.ts';
import type { Log } from './log.ts';
import { setMenu } from './menu.ts';
import type { AppShell } from './shell.ts';
import { APP_ORIGIN, APP_PAGE, registerScheme, serveScheme } from './scheme.ts';
import { createSessionEnd } from './session-end.ts';
import { watchStalls } from './stalls.ts';
import type { AppUpdater } from './updater.ts';
import { closeSession, createManualWindow, createWindow } from './window.ts';
import { createWindowHealth } from './window-health.ts';
import { within } from './within.ts';

const STOP_DEADLINE_MS = 5 * SECOND;
/** A part that never comes to its end is left behind, as by a power cut: the process must not stay for ever without a window. */
const END_DEADLINE_MS = 2 * STOP_DEADLINE_MS;
/** Windows and processes of Chromium close well within this, also on a loaded PC. */
const QUIT_DEADLINE_MS = 5 * SECOND;

/** Windows shows the title of the window that holds its shutdown up. */
const HOLDS_SHUTDOWN = {
  de: 'Venduo POS: Ein Beleg wird noch gesendet, das dauert wenige Sekunden.',
  en: 'Venduo POS: a receipt is still being sent, this takes a few seconds.',
} as const;

const TITLE = 'Venduo POS';

export interface ProgramOptions {
  readonly dataFolder: string;
  /** `out/` of the build. */
  readonly outFolder: string;
  readonly log: Log;
  readonly shell: AppShell;
  /** @throws with a sentence for the manager */
  readonly startBackend: (onDamaged: (detail: string) => void) => RunningProgram;
  /** A person chooses a copy. @returns whether one is put back at the next start */
  readonly offerRestore: (damage: DatabaseDamagedError) => Promise<boolean>;
  /** Undefined where the program is not installed: nobody looks for another version. */
  readonly updates: { readonly updater: AppUpdater; readonly firstStarts: FirstStarts } | undefined;
}

export interface RunningProgram extends Backend {
  /** The PC woke up, or the line came back: what waits is looked at at once. */
  wake(): void;
  /** A posting is on its way. */
  isSending(): boolean;
  /** Asked before anything works. @returns whether the program ends for another version */
  update(): boolean;
}

/** `--view=NAME` on the command line, as the address of the list; empty without it. */
function hashOfView(argv: readonly string[]): string {
  const view = argv.find((argument) => argument.startsWith('--view='))?.slice('--view='.length);
  return view ? `#/jobs?view=${encodeURIComponent(view)}` : '';
}

export function runProgram(options: ProgramOptions): void {
  const { log, shell } = options;
  let state: 'booting' | 'open' | 'ending' | 'ended' = 'booting';
  let backend: RunningProgram | undefined;
  let server: WindowServer | undefined;
  let window: BrowserWindow | undefined;
  let language: 'de' | 'en' = 'de';
  let endStalls: (() => void) | undefined;
  let damage: DatabaseDamagedError | undefined;
  /** Starts anew once it has ended. */
  let isRestart = false;
  /** Had no window in sight when it was to start anew. */
  let wasHidden = false;

  // Per data folder: two shops on one PC may run side by side.
  app.setPath('userData', path.join(options.dataFolder, 'window'));
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  // Windows shows notifications under this name, and the program's icon with them.
  app.setAppUserModelId(APP_ID);
  const graphics = createGraphics(options.dataFolder, process.versions.chrome);
  if (!graphics.isTrusted()) {
    log('warn', 'the graphics process died before: the window is drawn without the graphics card');
    app.disableHardwareAcceleration();
  }
  registerScheme();
  // Root can run Chromium only without its sandbox (containers, CI); everyone else gets it for every process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

  const manual = createManualWindow(TITLE);
  const notLoaded = (error: unknown) => log('error', 'loading the window', error);

  function show(): void {
    if (state !== 'open') return;
    if (!window) return open();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** @param hash the address of a screen */
  function showAt(hash: string): void {
    show();
    window?.loadURL(APP_PAGE + hash).catch(notLoaded);
  }

  app.on('second-instance', (_event, argv) => {
    const hash = hashOfView(argv);
    if (hash === '') show();
    else showAt(hash);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('activate', () => {
    show();
  });
  app.on('before-quit', (event) => {
    if (state === 'ended' || state === 'booting') return;
    event.preventDefault();
    void end();
  });
  app.on('child-process-gone', (_event, { type, reason, name, serviceName }) => {
    // Ended by us or by Chromium, in order.
    if (state === 'ending' || state === 'ended' || reason === 'clean-exit') return;
    log('error', `a process of Chromium ended: ${[type, name ?? serviceName, reason].join(' ')}`);
    if (type !== 'GPU') return;
    try {
      graphics.died();
    } catch (error) {
      log('error', 'noting that the graphics process died', error);
    }
  });
  const sessionEnd = createSessionEnd({
    isSending: () => state === 'open' && backend?.isSending() === true,
    // A window that is hidden says nothing.
    showReason: () => window?.setTitle(HOLDS_SHUTDOWN[language]),
    quit: () => app.quit(),
    log,
  });
  // A page that no one of ours made gets nothing at all.
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });

  // Without these Electron shows a stack trace and goes on in a state that nobody knows. Requests that were out are looked up at
  // the next start, as after a power cut.
  process.on('uncaughtException', (error) => {
    log('error', 'unexpected', error);
    showUnexpectedEnd();
    state = 'ended';
    app.exit(1);
  });
  process.on('unhandledRejection', (reason) => log('error', 'unexpected', reason));

  async function end(): Promise<void> {
    if (state === 'ending') return;
    state = 'ending';
    if (!sessionEnd.isHeld()) window?.hide();
    endStalls?.();
    let open: number | undefined;
    try {
      server?.close();
      shell.end();
      const stopped = backend?.stop(STOP_DEADLINE_MS).then(({ openPostings }) => {
        open = openPostings;
      });
      if (!(await within(realTimers, END_DEADLINE_MS, stopped ?? Promise.resolve())))
        log('error', 'ending took too long: what is open is looked up at the next start');
    } catch (error) {
      log('error', 'ending', error);
    }
    if (damage) await restoreOrTell(damage);
    else if (isRestart) await startAnew(open !== 0);
    state = 'ended';
    app.quit();
    // Everything is kept: a page that does not let itself be closed must not keep the program.
    realTimers.after(QUIT_DEADLINE_MS, () => app.exit(0));
  }

  /** Found while the program worked: it ends in order first, so that nothing more is written into the damaged file. */
  function wasDamaged(detail: string): void {
    damage = new DatabaseDamagedError(path.join(options.dataFolder, DATABASE_FILE), detail);
    app.quit();
  }

  async function restoreOrTell(found: DatabaseDamagedError): Promise<void> {
    try {
      if (await options.offerRestore(found)) relaunch();
    } catch (error) {
      log('error', 'putting a copy back', error);
      showBootError(error);
    }
  }

  function open(isHidden = false): void {
    const opened = createWindow({
      isHidden,
      preload: path.join(options.outFolder, 'preload', 'preload.cjs'),
      boundsFile: path.join(options.dataFolder, 'window.json'),
      title: TITLE,
      manual,
    });
    window = opened;
    server?.add(opened);
    const health = createWindowHealth({
      clock: Date.now,
      timers: realTimers,
      log,
      reload: () => opened.reload(),
      kill: () => opened.webContents.forcefullyCrashRenderer(),
      onLost() {
        showLostWindow();
        app.quit();
      },
    });
    opened.webContents.on('render-process-gone', (_event, { reason }) => {
      if (state === 'open' && reason !== 'clean-exit') health.died(reason);
    });
    opened.on('unresponsive', health.hangs);
    opened.on('responsive', health.answers);
    opened.on('close', (event) => {
      if (state !== 'open' || !shell.staysOpen()) return;
      event.preventDefault();
      opened.hide();
      shell.wasHidden();
    });
    opened.on('query-session-end', (event) => sessionEnd.asked(event, event.reasons));
    // The system is being shut down: nothing hides from that.
    opened.on('session-end', () => sessionEnd.begins());
    opened.on('page-title-updated', (event, title) => {
      if (state !== 'open') return event.preventDefault();
      // Another language changes the title, too: the tray speaks it from then on.
      readLanguage()
        .then(() => shell.say(title))
        .catch((error: unknown) => log('error', 'reading the language', error));
    });
    opened.on('closed', () => {
      health.end();
      window = undefined;
    });
    opened
      .loadURL(APP_PAGE + hashOfView(process.argv))
      .then(() => options.updates?.firstStarts.proven())
      .catch(notLoaded);
  }

  function restart(): void {
    isRestart = true;
    wasHidden = state === 'booting' ? process.argv.includes(HIDDEN) : window?.isVisible() !== true;
    if (state === 'booting') void end();
    else app.quit();
  }

  /** @param isOpen a posting is on its way or in doubt, or nobody knows: no other version is put in place */
  async function startAnew(isOpen: boolean): Promise<void> {
    // A PC that is being switched off gets no other version, and nothing is started on it.
    if (sessionEnd.hasBegun()) return;
    const isStarted = await options.updates?.updater.place(isOpen);
    if (isStarted !== true) relaunch();
  }

  /** Starts anew once this process has ended. */
  function relaunch(): void {
    const image = ownAppImage();
    const isForUpdate = options.updates?.updater.isWanted() === true;
    app.relaunch({
      // Whoever asks for it sits before the window; another version comes by itself, and leaves a hidden window hidden.
      args: process.argv
        .slice(1)
        .filter((argument) => argument !== HIDDEN)
        .concat(isForUpdate && wasHidden ? [HIDDEN] : []),
      // The running program lies in a mount that ends with this process.
      ...(image && { execPath: image }),
    });
  }

  async function boot(): Promise<void> {
    await app.whenReady();
    setMenu(app.getLocale(), {
      manual: (page) => manual(APP_ORIGIN + page),
      about: () => showAt('#/about'),
    });
    closeSession(session.defaultSession);
    serveScheme(path.join(options.outFolder, 'renderer'));
    const first = (await options.updates?.firstStarts.begin()) ?? 'start';
    if (first !== 'start') {
      if (first === 'restart') relaunch();
      state = 'ended';
      app.exit(0);
      return;
    }
    const running = options.startBackend(wasDamaged);
    backend = running;
    options.updates?.updater.begin(restart);
    if (running.update()) return;
    server = serveWindows({
      handlers: running.handlers,
      changes: running.changes,
      origin: APP_ORIGIN,
      onBug: (name, error) => log('error', name, error),
    });
    running.start();
    powerMonitor.on('resume', () => running.wake());
    powerMonitor.on('shutdown', sessionEnd.begins);
    endStalls = watchStalls({ uptime: () => performance.now(), timers: realTimers, log });
    const kick = () => {
      const sent = running.handlers['engine.kick']();
      Promise.resolve(sent).catch((error: unknown) => log('error', 'sending from the tray', error));
    };
    await readLanguage();
    const { status } = await running.handlers['app.snapshot']();
    await shell.start({
      show,
      send: kick,
      goHome: () => showAt('#/go-home'),
      quit: () => app.quit(),
      restart,
      language: () => language,
    });
    shell.light(lampColour(status));
    running.changes.subscribe((changes) => shell.light(lampColour(changes.status)));
    state = 'open';
    open(process.argv.includes(HIDDEN) && shell.staysOpen());
  }

  async function readLanguage(): Promise<void> {
    const snapshot = await backend?.handlers['app.snapshot']();
    const preference = snapshot?.preferences.language ?? 'system';
    const system = app.getLocale().startsWith('en') ? 'en' : 'de';
    language = preference === 'system' ? system : preference;
  }

  boot().catch(async (error: unknown) => {
    log('error', 'cannot start', error);
    options.updates?.firstStarts.failed(error);
    if (error instanceof DatabaseDamagedError) await restoreOrTell(error);
    else showBootError(error);
    state = 'ended';
    app.exit(1);
  });
}
