/** Starts the built program on a data folder of its own, with Playwright's Electron driver. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronExecutable, whyNoElectron } from '../../scripts/electron-lane.ts';

export const ROOT = path.join(import.meta.dirname, '..', '..');

export interface Program {
  readonly app: ElectronApplication;
  readonly page: Page;
  close(): Promise<void>;
}

export function newFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-electron-'));
}

export async function startProgram(
  dataFolder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const reason = whyNoElectron(ROOT, process.env);
  if (reason !== undefined) throw new Error(`The Electron suite cannot run: ${reason}`);
  // Chromium refuses its sandbox to root, which is who runs in most containers.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath: electronExecutable(ROOT, process.env),
    args: [ROOT, `--data=${dataFolder}`, ...root],
    env: {
      ...(process.env as Record<string, string>),
      VENDUO_CONFIG_DIR: path.join(dataFolder, '..', 'config'),
      VENDUO_NO_DIALOG: '1',
      ...environment,
    },
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return { app, page, close: () => app.close() };
}

/** Packs the program for this platform into a folder. */
export function packInto(folder: string, ...options: string[]): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/package.ts', '--output', folder, ...options],
    { cwd: ROOT, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`Packing ended with ${status}:\n${stdout}\n${stderr}`);
}
