/**
 * electron-updater behind the topic's face: it looks, loads what has changed, and proves the bytes. What it has loaded is put in place
 * by us, once the program has ended in order: its own way removes the old file first, loses the arguments, and starts the new
 * version before the old one has ended.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { app } from 'electron';
import { AppImageUpdater, NsisUpdater, type AppUpdater as Library } from 'electron-updater';
import { z } from 'zod';
import type { UpdateWay } from '../../../shared/contract/contract.ts';
import { isVersion } from '../../../shared/domain/program-version.ts';
import { isFetchable } from '../../../shared/domain/update-address.ts';
import { placeImage } from '../../topics/updates/place-image.ts';
import {
  UpdateError,
  type StagedUpdate,
  type UpdateHost,
} from '../../topics/updates/update-host.ts';
import { problemOf } from '../../topics/updates/update-problem.ts';
import type { UpdateRecords } from '../../topics/updates/update-record.ts';
import { ownAppImage } from './app-image.ts';
import type { Log } from './log.ts';

/** What electron-builder writes beside the packages (`latest-linux.yml`), as electron-updater hands it over. */
const answerSchema = z.object({
  version: z.string().refine(isVersion),
  files: z.array(z.object({ url: z.string(), sha512: z.string().min(1) })).min(1),
});

export interface AppUpdater extends UpdateHost {
  /** @param restart ends the program in order and starts it anew */
  begin(restart: () => void): void;
  /** A version is put in place once the program has ended. */
  isWanted(): boolean;
  /**
   * The program has ended. Never throws: what went wrong is told by the version that starts next.
   *
   * @param isOpen a posting is on its way or in doubt, or nobody knows
   * @returns whether the version's own installer starts the program
   */
  place(isOpen: boolean): Promise<boolean>;
}

export interface AppUpdaterOptions {
  readonly dataFolder: string;
  readonly records: UpdateRecords;
  readonly log: Log;
}

/** @returns undefined where the program is not installed */
export function createAppUpdater(options: AppUpdaterOptions): AppUpdater | undefined {
  if (!app.isPackaged) return undefined;
  const { records, log } = options;
  const image = ownAppImage();
  const way = wayOf(image);
  const version = app.getVersion();
  let library: Library | undefined;
  let promised: { readonly version: string; readonly sha512: string } | undefined;
  let restart: (() => void) | undefined;
  let wanted: StagedUpdate | undefined;

  async function placeWanted(update: StagedUpdate): Promise<boolean> {
    if (image === undefined) {
      await startInstaller(update);
      records.change({ staged: null, tried: update.version });
      return true;
    }
    await placeImage({
      image,
      update,
      onKept: (file) => records.change({ previous: { version, file } }),
    });
    records.change({ staged: null, tried: update.version });
    return false;
  }

  return {
    version,
    way,
    async look(address) {
      library ??= createLibrary(options);
      library.setFeedURL({ provider: 'generic', url: address });
      library.netSession.webRequest.onBeforeRequest(({ url }, answer) =>
        answer({ cancel: !isFetchable(url, address) }),
      );
      const found = await library.checkForUpdates();
      if (!found?.isUpdateAvailable) return undefined;
      const parsed = answerSchema.safeParse(found.updateInfo);
      if (!parsed.success) throw new UpdateError('unreadable', parsed.error.message);
      const { version, files } = parsed.data;
      const file = files.find(({ url }) => url.toLowerCase().endsWith(`.${endingOf(image)}`));
      if (!file && way === 'self')
        throw new UpdateError('unreadable', `Version ${version} has no file for this system.`);
      promised = file && { version, sha512: file.sha512 };
      const download = file ? new URL(file.url, address).href : address;
      return { version, download: isFetchable(download, address) ? download : address };
    },
    async load() {
      if (!library || !promised) throw new UpdateError('unknown', 'Nothing was found.');
      const { version, sha512 } = promised;
      const [file] = await library.downloadUpdate();
      if (file === undefined) throw new UpdateError('unknown', 'Nothing was loaded.');
      return { version, sha512, file };
    },
    install(update) {
      wanted = update;
      restart?.();
    },
    begin(given) {
      restart = given;
    },
    isWanted: () => wanted !== undefined,
    async place(isOpen) {
      if (!wanted) return false;
      if (isOpen) {
        log('info', 'update: a posting is open, the version of before starts again');
        return false;
      }
      try {
        return await placeWanted(wanted);
      } catch (error) {
        log('error', 'update: not put in place', error);
        note(records, wanted.version, error, log);
        return false;
      }
    },
  };
}

function note(records: UpdateRecords, version: string, error: unknown, log: Log): void {
  const code = problemOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  try {
    // What was loaded is let go of: it is loaded again at the next look, and proven again.
    records.change({ staged: null, problem: { code, version, detail } });
  } catch (failure) {
    log('error', 'noting an update', failure);
  }
}

function createLibrary({ dataFolder, log }: AppUpdaterOptions): Library {
  const library = process.platform === 'win32' ? new WindowsLibrary() : new ImageLibrary();
  library.autoDownload = false;
  library.autoInstallOnAppQuit = false;
  library.allowPrerelease = false;
  library.setCacheFolder(path.join(dataFolder, 'window'));
  library.logger = {
    info: (message: unknown) => log('info', `update: ${String(message)}`),
    warn: (message: unknown) => log('warn', `update: ${String(message)}`),
    error: (message: unknown) => log('warn', `update: ${String(message)}`),
  };
  return library;
}

/** Two data folders may have two programs at once: what one of them loads is not the other's. */
function setCacheFolder(of: object, folder: string): void {
  Object.defineProperty(of, 'baseCachePath', { value: folder });
}

class ImageLibrary extends AppImageUpdater {
  /** A package of the system looks, too, and leaves the rest to a person. */
  override isUpdaterActive(): boolean {
    return true;
  }

  setCacheFolder(folder: string): void {
    setCacheFolder(this.app, folder);
  }
}

class WindowsLibrary extends NsisUpdater {
  setCacheFolder(folder: string): void {
    setCacheFolder(this.app, folder);
  }
}

function wayOf(image: string | undefined): UpdateWay {
  if (image !== undefined) return isWritable(path.dirname(image)) ? 'self' : 'locked-folder';
  if (process.platform === 'linux') return 'package';
  if (process.platform !== 'win32') return 'by-hand';
  // The installer starts the program without arguments: it would open other books than before.
  if (process.argv.some((argument) => argument.startsWith('--data='))) return 'by-hand';
  return isWritable(path.dirname(process.execPath)) ? 'self' : 'locked-folder';
}

function isWritable(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The ending of the file that this program is updated with. */
function endingOf(image: string | undefined): string {
  if (image !== undefined) return 'appimage';
  if (process.platform === 'win32') return 'exe';
  if (process.platform === 'darwin') return 'dmg';
  try {
    return fs.readFileSync(path.join(process.resourcesPath, 'package-type'), 'utf8').trim();
  } catch {
    return 'deb';
  }
}

/** Never run: there is no Windows in CI. The installer waits for this process, and starts the program behind itself. */
async function startInstaller({ file }: StagedUpdate): Promise<void> {
  const installer = spawn(file, ['--updated', '/S', '--force-run'], {
    detached: true,
    stdio: 'ignore',
  });
  await once(installer, 'spawn');
  installer.unref();
}
