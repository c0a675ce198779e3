/** What Electron tells the program while it lives: processes that die, a page that hangs, a PC that is switched off. */
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { skipSetup } from '../helpers/skip-setup.ts';
import { newFolder, startProgram, type Program } from './program.ts';

let folder: string;
let data: string;

test.beforeEach(() => {
  folder = newFolder();
  data = path.join(folder, 'data');
});

test.afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const logOf = () => fs.readFileSync(path.join(data, 'logs', 'program.log'), 'utf8');

/** The page's address once it is loaded again after `what`. */
function loadedAgain({ app }: Program, what: 'crash' | 'unresponsive'): Promise<string> {
  return app.evaluate(
    ({ BrowserWindow }, kind) =>
      new Promise<string>((resolve) => {
        const window = BrowserWindow.getAllWindows()[0];
        if (!window) throw new Error('There is no window.');
        window.webContents.once('did-finish-load', () => resolve(window.webContents.getURL()));
        if (kind === 'crash') window.webContents.forcefullyCrashRenderer();
        else window.emit('unresponsive');
      }),
    what,
  );
}

for (const what of ['crash', 'unresponsive'] as const) {
  test(`a window is there again where it was: ${what}`, async () => {
    skipSetup(data);
    const program = await startProgram(data);
    await expect(program.page.getByRole('button', { name: /KICK JOB/i })).toBeVisible();
    await program.page.evaluate(() => (location.hash = '#/settings'));
    expect(await loadedAgain(program, what)).toMatch(/#\/settings/);
    await program.close();
  });
}

test('a window that keeps dying ends the program in order, with words', async () => {
  const { app } = await startProgram(data);
  const process_ = app.process();
  let told = '';
  process_.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  const ended = once(process_, 'exit');
  await app
    .evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.on('did-finish-load', () => contents.forcefullyCrashRenderer());
      contents?.forcefullyCrashRenderer();
    })
    .catch(() => undefined);
  await ended;
  expect(told).toMatch(/cannot be shown any more|lässt sich nicht mehr anzeigen/);
  await (await startProgram(data)).close();
});

test('a graphics process that dies is noted; the next start draws without the card, and the window is the same', async () => {
  skipSetup(data);
  const first = await startProgram(data);
  await first.app.evaluate(
    ({ app }) =>
      new Promise<void>((resolve) => {
        app.once('child-process-gone', () => resolve());
        const graphics = app.getAppMetrics().find(({ type }) => type === 'GPU');
        if (!graphics) throw new Error('There is no graphics process.');
        process.kill(graphics.pid, 'SIGKILL');
      }),
  );
  await expect(first.page.getByRole('button', { name: /KICK JOB/i })).toBeVisible();
  await first.close();
  expect(logOf()).toMatch(/a process of Chromium ended: GPU/);

  const again = await startProgram(data);
  expect(logOf()).toMatch(/drawn without the graphics card/);
  await expect(again.page.getByRole('button', { name: /KICK JOB/i })).toBeVisible();
  await again.close();
});

test('a PC that is switched off waits for the orderly end', async () => {
  const { app } = await startProgram(data);
  const ended = once(app.process(), 'exit');
  const isHeld = await app.evaluate(
    ({ powerMonitor }) =>
      new Promise<boolean>((resolve) => {
        powerMonitor.emit('shutdown', { preventDefault: () => resolve(true) });
        resolve(false);
      }),
  );
  expect(isHeld).toBe(true);
  expect((await ended)[0]).toBe(0);
  await (await startProgram(data)).close();
});

test('a PC that wakes up takes what the tills delivered meanwhile', async () => {
  const { app, page, close } = await startProgram(data);
  expect(await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))).toBe(true);
  expect(await page.evaluate(() => window.api?.call('app.snapshot'))).toMatchObject({ ok: true });
  await close();
});
