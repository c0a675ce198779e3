/** What the desktop lends to setting up: its dialog for folders, its browser, its proxy. */
import { BrowserWindow, dialog, session, shell } from 'electron';
import { isSafeToOpen } from '../../shared/domain/workspace-address.ts';
import type { Desktop } from '../setup/index.ts';

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
