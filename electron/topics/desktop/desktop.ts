/** Dialogs, browser and proxy of a desktop; a window in a browser has none of them. */
import type { ChooseFile } from '../../core/export/exports.ts';

export interface Desktop {
  readonly chooseFile: ChooseFile;
  /** Asks for a folder. @returns null when the person chose none. */
  chooseFolder(start: string): Promise<string | null>;
  /** Shows a folder in the system's file manager. @returns why not; null: it did */
  openFolder(folder: string): Promise<string | null>;
  /** @throws when the system has no browser */
  openBrowser(url: string): Promise<void>;
  /** The system's proxy on the way to an address. */
  proxyFor(url: string): Promise<string | null>;
}
