/** The window: closed to everything but our own page, remembered where it stood. */
import fs from 'node:fs';
import {
  BrowserWindow,
  screen,
  type Rectangle,
  type Session,
  type WebContents,
  type WebPreferences,
} from 'electron';
import writeFileAtomic from 'write-file-atomic';
import { MANUAL_PATH } from '../../../shared/domain/manual-pages.ts';
import { APP_ORIGIN } from './scheme.ts';

const DEFAULT_SIZE = { width: 1440, height: 900 };
const MANUAL_SIZE = { width: 1000, height: 800 };
const SMALLEST = { minWidth: 800, minHeight: 500 };

/** No permission is ever granted, no file of the internet is ever asked for. */
export function closeSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

export interface WindowOptions {
  readonly preload: string;
  /** Where size and place are kept. */
  readonly boundsFile: string;
  readonly title: string;
  /** Stays hidden until it is asked for. */
  readonly isHidden: boolean;
  readonly manual: ShowManual;
}

/** Of every window: nothing of Node.js, and each page in a sandbox. */
const CLOSED: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
};

export function createWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...SMALLEST,
    ...readBounds(options.boundsFile),
    title: options.title,
    show: false,
    autoHideMenuBar: true,
    webPreferences: { ...CLOSED, preload: options.preload },
  });
  const { webContents } = window;
  confine(webContents, `${APP_ORIGIN}/`);
  webContents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith(APP_ORIGIN + MANUAL_PATH)) options.manual(url);
    return { action: 'deny' };
  });
  // Closing the program's window must not leave its manual as the last one.
  window.once('closed', () => options.manual());
  window.on('close', () => writeBounds(options.boundsFile, window.getNormalBounds()));
  if (!options.isHidden) window.once('ready-to-show', () => window.show());
  return window;
}

/** Its pages stay among the addresses that begin so; nothing else is ever loaded or opened. */
function confine(webContents: WebContents, start: string): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  for (const event of ['will-navigate', 'will-frame-navigate'] as const) {
    webContents.on(event as 'will-navigate', (details) => {
      if (!details.url.startsWith(start)) details.preventDefault();
    });
  }
  webContents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Shows a page of the manual; without one the manual is closed. */
export type ShowManual = (url?: string) => void;

/** The manual has a window of its own, one at a time. */
export function createManualWindow(title: string): ShowManual {
  let window: BrowserWindow | undefined;
  return (url) => {
    if (url === undefined) return window?.close();
    if (!window) {
      window = new BrowserWindow({
        ...MANUAL_SIZE,
        title,
        autoHideMenuBar: true,
        // No preload: the manual has no way to the program.
        webPreferences: CLOSED,
      });
      confine(window.webContents, APP_ORIGIN + MANUAL_PATH);
      window.once('closed', () => (window = undefined));
    }
    window.loadURL(url).catch(() => undefined);
    window.show();
    window.focus();
  };
}

/** A place that no screen shows any more is forgotten. */
function readBounds(file: string): Partial<Rectangle> {
  try {
    const stored = JSON.parse(fs.readFileSync(file, 'utf8')) as Rectangle;
    const { x, y, width, height } = stored;
    if (![x, y, width, height].every(Number.isFinite)) return {};
    const { workArea } = screen.getDisplayMatching(stored);
    const isVisible =
      x < workArea.x + workArea.width &&
      x + width > workArea.x &&
      y < workArea.y + workArea.height &&
      y >= workArea.y;
    return isVisible ? { x, y, width, height } : { width, height };
  } catch {
    return {};
  }
}

function writeBounds(file: string, bounds: Rectangle): void {
  try {
    writeFileAtomic.sync(file, JSON.stringify(bounds));
  } catch {
    // A place that cannot be kept is no reason to hold up the end of the program.
  }
}
