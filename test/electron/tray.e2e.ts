/** Closing the window keeps the program sending in the tray; the tray shows it again and ends it. */
import fs from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { skipSetup } from '../helpers/skip-setup.ts';
import { newFolder, startProgram } from './program.ts';

let folder: string;
let data: string;

test.beforeEach(() => {
  folder = newFolder();
  data = path.join(folder, 'data');
  skipSetup(data);
});

test.afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const isVisible = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));

const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

test('with a tray the window hides, its page lives on, and a second start shows it again', async () => {
  const { app, page, close } = await startProgram(data, { VENDUO_TRAY: 'on' });
  await expect(page.getByRole('button', { name: /KICK JOB/i })).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => isVisible(app)).toEqual([true]);
  const title = await page.title();
  expect(title).toContain('Venduo POS');
  expect(title).toContain(' · ');

  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toEqual([false]);
  expect(await page.evaluate(() => window.api?.call('desktop.state'))).toMatchObject({
    ok: true,
    value: { kind: 'desktop', tray: true, keepInTray: true },
  });
  expect(JSON.parse(fs.readFileSync(path.join(data, 'desktop.json'), 'utf8'))).toMatchObject({
    wasTold: true,
  });

  // As a shortcut to a view starts the program once more.
  await app.evaluate(({ app: program }) =>
    program.emit('second-instance', {}, ['program', '--view=needs-me'], '/'),
  );
  await expect.poll(() => isVisible(app)).toEqual([true]);
  await expect.poll(() => page.url()).toContain('#/jobs?view=needs-me');
  await close();
});

test('who does not want that ends the program with its window', async () => {
  const { app, page } = await startProgram(data, { VENDUO_TRAY: 'on' });
  await expect(page.getByRole('button', { name: /KICK JOB/i })).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => window.api?.call('desktop.set', { keepInTray: false }));
  const ended = app.waitForEvent('close');
  await closeWindow(app).catch(() => undefined);
  await ended;
});

test('without a tray the program says so and ends with its window', async () => {
  const { app, page } = await startProgram(data, { VENDUO_TRAY: 'off' });
  await expect(page.getByRole('button', { name: /KICK JOB/i })).toBeVisible({ timeout: 30_000 });
  expect(await page.evaluate(() => window.api?.call('desktop.state'))).toMatchObject({
    ok: true,
    value: { tray: false, keepInTray: false },
  });
  const ended = app.waitForEvent('close');
  await closeWindow(app).catch(() => undefined);
  await ended;
});

test('the tray leads to the page of before going home, also of a hidden window', async () => {
  const { app, page, close } = await startProgram(data, { VENDUO_TRAY: 'on' });
  await expect(page.getByRole('button', { name: /KICK JOB/i })).toBeVisible({ timeout: 30_000 });
  // A menu that the system shows cannot be read back: what it is made of can.
  await app.evaluate(({ Menu }) => {
    const build = Menu.buildFromTemplate;
    Menu.buildFromTemplate = (template) => {
      Reflect.set(globalThis, 'trayMenu', template);
      return build(template);
    };
  });
  // Whatever the system speaks: the second of two languages is another one.
  for (const language of ['de', 'en'] as const) {
    await page.evaluate(async (chosen) => {
      const snapshot = await window.api?.call('app.snapshot');
      if (!snapshot?.ok) throw new Error('no snapshot');
      const { preferences } = snapshot.value;
      await window.api?.call('preferences.save', { ...preferences, language: chosen });
    }, language);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
  }
  const labels = () =>
    app.evaluate(() => {
      const menu = Reflect.get(globalThis, 'trayMenu') as { label?: string }[] | undefined;
      return menu?.map(({ label }) => label ?? '-');
    });
  await expect.poll(labels).toContain('Before going home …');
  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toEqual([false]);
  await app.evaluate(() => {
    const menu = Reflect.get(globalThis, 'trayMenu') as { label?: string; click?: () => void }[];
    menu.find(({ label }) => label === 'Before going home …')?.click?.();
  });
  await expect.poll(() => isVisible(app)).toEqual([true]);
  await expect(page.getByRole('heading', { level: 1, name: 'Before going home' })).toBeVisible();
  await close();
});
