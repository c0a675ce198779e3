/** The contract over Electron's IPC: the only file besides the preload that touches it. */
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import type { ChangesSource, Handlers } from '../../../shared/contract/contract.ts';
import { CALL_CHANNEL, CHANGES_CHANNEL } from '../../../shared/contract/names.ts';
import { checked, serve } from './serve.ts';

export interface WindowServer {
  /** From now on this window may call, and hears of changes. */
  add(window: BrowserWindow): void;
  close(): void;
}

/** @param origin of the program's own page, such as `app://window`. */
export function serveWindows(options: {
  readonly handlers: Handlers;
  readonly changes: ChangesSource;
  readonly origin: string;
  readonly onBug: (name: string, error: unknown) => void;
}): WindowServer {
  const { origin } = options;
  const windows = new Map<number, BrowserWindow>();
  const answer = serve(options.handlers, options.onBug);

  /** A known window, its main frame, on our own page: an embedded frame or a foreign page gets nothing. */
  function isTrusted(event: IpcMainInvokeEvent): boolean {
    const window = windows.get(event.sender.id);
    const frame = event.senderFrame;
    if (!window || !frame || frame !== window.webContents.mainFrame) return false;
    return frame.url.startsWith(`${origin}/`);
  }

  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, args: unknown) =>
    answer(name, args, isTrusted(event)),
  );
  const unsubscribe = checked(options.changes, options.onBug).subscribe((changes) => {
    for (const window of windows.values()) {
      if (!window.isDestroyed()) window.webContents.send(CHANGES_CHANNEL, changes);
    }
  });

  return {
    add(window) {
      const { id } = window.webContents;
      windows.set(id, window);
      window.once('closed', () => windows.delete(id));
    },
    close() {
      unsubscribe();
      ipcMain.removeHandler(CALL_CHANNEL);
      windows.clear();
    },
  };
}
