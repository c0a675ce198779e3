/** The window: closed to everything but our own page, remembered where it stood. */
import fs from 'node:fs';
import { BrowserWindow, screen, type Rectangle, type Session } from 'electron';
import writeFileAtomic from 'write-file-atomic';
import { APP_ORIGIN } from './scheme.ts';

const DEFAULT_SIZE = { width: 1440, height: 900 };
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
}

export function createWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...SMALLEST,
    ...readBounds(options.boundsFile),
    title: options.title,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => {
    if (!event.url.startsWith(`${APP_ORIGIN}/`)) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.on('will-frame-navigate', (event) => {
    if (!event.url.startsWith(`${APP_ORIGIN}/`)) event.preventDefault();
  });
  window.on('close', () => writeBounds(options.boundsFile, window.getNormalBounds()));
  if (!options.isHidden) window.once('ready-to-show', () => window.show());
  return window;
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
