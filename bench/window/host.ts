/** The program with its real window: in Electron, or in a browser of this PC. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from '@playwright/test';
import { BUILT_HEADLESS } from '../../scripts/build.ts';
import { whyNoElectron } from '../../scripts/electron-lane.ts';
import { ROOT, startProgram, type Program } from '../../test/electron/program.ts';
import { findBrowser } from '../../test/helpers/browser.ts';

export const HOSTS = ['electron', 'browser'] as const;
export type Host = (typeof HOSTS)[number];

export interface Running {
  readonly page: Page;
  /** Electron's own; undefined in a browser. */
  readonly app: Program['app'] | undefined;
  close(): Promise<void>;
}

/** Why a window cannot be opened here; undefined where it can. */
export async function whyNot(host: Host): Promise<string | undefined> {
  if (host === 'electron') return whyNoElectron(ROOT, process.env);
  return (await findBrowser()) ? undefined : 'no browser was found on this machine';
}

export async function start(host: Host, dataFolder: string): Promise<Running> {
  const running = host === 'electron' ? await startProgram(dataFolder) : await serve(dataFolder);
  await running.page.waitForSelector('.ag-row[row-business-key]', { timeout: 120_000 });
  return running;
}

async function serve(dataFolder: string): Promise<Running> {
  const found = await findBrowser();
  if (!found) throw new Error('no browser was found on this machine');
  const child = spawn(
    process.execPath,
    [BUILT_HEADLESS, 'serve', '--data', dataFolder, '--port', '0', '--json'],
    {
      cwd: ROOT,
      env: { ...process.env, VENDUO_CONFIG_DIR: path.join(dataFolder, '..', 'config') },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let url: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) url = (JSON.parse(line) as { url: string }).url;
    if (url !== undefined) break;
  }
  if (url === undefined) throw new Error('the program ended without a word');
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args],
    env: { ...(process.env as Record<string, string>), ...found.env },
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  return {
    page,
    app: undefined,
    async close() {
      await browser.close();
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
