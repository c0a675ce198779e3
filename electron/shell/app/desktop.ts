/** Electron's dialogs, browser and proxy. */
import fs from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, dialog, session, shell } from 'electron';
import { isSafeToOpen } from '../../../shared/domain/workspace-address.ts';
import type { Desktop } from '../../topics/desktop/desktop.ts';

export function createDesktop(): Desktop {
  return {
    async chooseFolder(start) {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
      const options = {
        properties: ['openDirectory' as const, 'createDirectory' as const],
        ...(start !== '' && { defaultPath: start }),
      };
      const { canceled, filePaths } = await (window
        ? dialog.showOpenDialog(window, options)
        : dialog.showOpenDialog(options));
      return canceled ? null : (filePaths[0] ?? null);
    },
    async chooseFile(name, format) {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
      const options = {
        defaultPath: path.join(app.getPath('documents'), name),
        filters: [{ name: format.toUpperCase(), extensions: [format] }],
      };
      const { canceled, filePath } = await (window
        ? dialog.showSaveDialog(window, options)
        : dialog.showSaveDialog(options));
      return canceled || filePath === '' ? null : filePath;
    },
    async openFolder(folder) {
      // A file would be started.
      const found = await fs.promises.stat(folder).catch(() => undefined);
      if (found?.isDirectory() !== true) return `There is no folder ${folder}.`;
      const fault = await shell.openPath(folder);
      return fault === '' ? null : fault;
    },
    async openBrowser(url) {
      // Anything else could start a program of this PC.
      if (!isSafeToOpen(url)) throw new Error(`This address is not opened: ${url}`);
      await shell.openExternal(url);
    },
    async proxyFor(url) {
      const rules = await session.defaultSession.resolveProxy(url);
      return rules === 'DIRECT' || rules === '' ? null : rules;
    },
  };
}
