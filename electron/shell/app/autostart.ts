/** Starts the program with the system, without its window. */
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { app } from 'electron';
import writeFileAtomic from 'write-file-atomic';
import { ownAppImage } from './app-image.ts';
import { desktopEntry } from './desktop-entry.ts';

/** Told to the program that the system starts: it stays in the tray. */
export const HIDDEN = '--hidden';

export interface Autostart {
  isOn(): boolean;
  set(on: boolean): void;
}

/** @returns undefined where the program is not installed: what starts is then a folder of sources */
export function createAutostart(dataArgument: string | undefined): Autostart | undefined {
  if (!app.isPackaged) return undefined;
  const args = [HIDDEN, ...(dataArgument === undefined ? [] : [dataArgument])];
  if (process.platform !== 'linux') {
    return {
      isOn: () => app.getLoginItemSettings({ args }).openAtLogin,
      set: (on) => app.setLoginItemSettings({ openAtLogin: on, args }),
    };
  }
  const file = path.join(app.getPath('appData'), 'autostart', 'venduo-pos-back-office.desktop');
  const program = ownAppImage() ?? process.execPath;
  return {
    isOn: () => fs.existsSync(file),
    set(on) {
      if (!on) return fs.rmSync(file, { force: true });
      fs.mkdirSync(path.dirname(file), { recursive: true });
      writeFileAtomic.sync(file, desktopEntry([program, ...args]));
    },
  };
}
