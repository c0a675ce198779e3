/**
 * An AppImage updates itself from a server of this PC, end to end: `npm run test:update`. Two packages are made for it, which takes
 * minutes; `PACKAGES=FOLDER` keeps them for the next time.
 *
 * Needs a runtime to pack (`ELECTRON_DIST`) and tools for AppImages (`APPIMAGE_TOOLS_PATH`).
 */
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { realTimers } from '../../electron/shell/host/real-time.ts';
import { startSandbox } from '../../sandbox/server.ts';
import type { UpdateState } from '../../shared/contract/contract.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import { newFolder, packInto, ROOT } from '../electron/program.ts';
import { startUpdateServer, type UpdateServer } from './update-server.ts';

const NAME = 'Venduo-POS-Back-Office-x86_64.AppImage';
const OLD = '0.1.0';
const NEW = '0.1.1';

let packages: string;
let folder: string;
let image: string;
let data: string;
let server: UpdateServer;
const browsers: Browser[] = [];

test.beforeAll(() => {
  test.setTimeout(900_000);
  packages = process.env['PACKAGES'] ?? newFolder();
  for (const version of [OLD, NEW]) {
    const target = path.join(packages, version);
    if (fs.existsSync(path.join(target, NAME))) continue;
    packInto(target, '--open-to-tests', '--program-version', version, 'AppImage');
  }
});

test.afterAll(() => {
  if (!process.env['PACKAGES']) fs.rmSync(packages, { recursive: true, force: true });
});

test.beforeEach(async () => {
  folder = newFolder();
  // An ordinary folder of people, and one that a desktop entry has to quote.
  fs.mkdirSync(path.join(folder, 'Programme 100%'));
  image = path.join(folder, 'Programme 100%', 'Venduo POS.AppImage');
  fs.copyFileSync(path.join(packages, OLD, NAME), image);
  data = path.join(folder, 'data');
  server = await startUpdateServer(path.join(packages, NEW));
});

test.afterEach(async () => {
  for (const browser of browsers.splice(0)) await browser.close().catch(() => undefined);
  for (const pid of mainProcesses()) process.kill(pid, 'SIGKILL');
  await expect.poll(mainProcesses, { timeout: 30_000 }).toEqual([]);
  await server.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Processes of the data folder that are no children of Chromium. */
function mainProcesses(): number[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const line = fs.readFileSync(`/proc/${name}/cmdline`, 'utf8');
        const isMain = line.includes(`--data=${data}`) && !line.includes('--type=');
        return isMain && !/^(\/bin\/)?(ba|da)?sh\0/.test(line) ? [Number(name)] : [];
      } catch {
        return [];
      }
    });
}

const configFolder = () => path.join(folder, 'config');

function start(): void {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  fs.rmSync(portFile(), { force: true });
  const child = spawn(image, [`--data=${data}`, '--remote-debugging-port=0', ...root], {
    cwd: folder,
    env: { ...process.env, VENDUO_CONFIG_DIR: configFolder(), VENDUO_NO_DIALOG: '1' },
    stdio: 'ignore',
    detached: true,
  });
  child.unref();
}

/** Chromium writes the port there that it has taken. */
const portFile = () => path.join(data, 'window', 'DevToolsActivePort');

async function pageOf(): Promise<Page> {
  await expect.poll(() => fs.existsSync(portFile()), { timeout: 120_000 }).toBe(true);
  const [port] = fs.readFileSync(portFile(), 'utf8').split('\n');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  browsers.push(browser);
  const context = browser.contexts()[0];
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (!page) throw new Error('The program has no page.');
  await page.waitForFunction(() => window.api !== undefined);
  return page;
}

async function value<T>(answer: Promise<unknown>): Promise<T> {
  const result = (await answer) as { ok: boolean; value: T; message?: string };
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

const stateOf = (page: Page) =>
  value<UpdateState>(page.evaluate(() => window.api?.call('updates.state')));
const look = (page: Page) =>
  value<UpdateState>(page.evaluate(() => window.api?.call('updates.look')));
const install = (page: Page) =>
  value<{ installing: boolean }>(page.evaluate(() => window.api?.call('updates.install')));
const setAddress = (page: Page, updateAddress: string) =>
  value(
    page.evaluate(
      (address) => window.api?.call('settings.save', { updateAddress: address }),
      updateAddress,
    ),
  );

async function lookUntil(page: Page, phase: UpdateState['phase']): Promise<void> {
  await look(page);
  await expect.poll(async () => (await stateOf(page)).phase, { timeout: 120_000 }).toBe(phase);
}

const sumOf = (file: string) =>
  crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
const isOld = () => sumOf(image) === sumOf(path.join(packages, OLD, NAME));
const isNew = () => sumOf(image) === sumOf(path.join(packages, NEW, NAME));

async function end(pids: readonly number[], signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  for (const pid of pids) process.kill(pid, signal);
  await expect.poll(mainProcesses, { timeout: 60_000 }).toEqual([]);
}

const logOf = () => fs.readFileSync(path.join(data, 'logs', 'program.log'), 'utf8');

test('installed when a person wants it: arguments, data, autostart and the window’s place survive', async () => {
  test.setTimeout(600_000);
  start();
  const page = await pageOf();
  expect(await stateOf(page)).toMatchObject({ way: 'self', version: OLD, phase: 'off' });
  await value(page.evaluate(() => window.api?.call('setup.close', 'skipped')));
  const autostart = await value<{ autostart: boolean }>(
    page.evaluate(() => window.api?.call('desktop.set', { autostart: true })),
  );
  expect(autostart.autostart).toBe(true);
  await setAddress(page, server.address);
  await lookUntil(page, 'ready');
  // Only what has changed was loaded.
  expect(server.sentBytes()).toBeLessThan(fs.statSync(image).size);

  const before = mainProcesses();
  const bounds = path.join(data, 'window.json');
  fs.writeFileSync(bounds, JSON.stringify({ x: 40, y: 30, width: 1_111, height: 777 }));
  fs.rmSync(portFile());
  expect(await install(page)).toMatchObject({ installing: true });
  const after = await pageOf();
  // Proven once its window is there.
  await expect
    .poll(async () => (await stateOf(after)).updated, { timeout: 60_000 })
    .toMatchObject({ from: OLD, to: NEW });
  expect(await stateOf(after)).toMatchObject({ version: NEW, phase: 'idle', problem: null });
  expect(isNew()).toBe(true);
  expect(sumOf(`${image}.previous`)).toBe(sumOf(path.join(packages, OLD, NAME)));
  expect(mainProcesses().some((pid) => before.includes(pid))).toBe(false);
  const snapshot = await value<{ dataFolder: string; setupOpen: boolean }>(
    after.evaluate(() => window.api?.call('app.snapshot')),
  );
  expect(snapshot).toMatchObject({ dataFolder: data, setupOpen: false });
  expect(logOf()).not.toContain('cannot start');
  const desktop = await value<{ autostart: boolean }>(
    after.evaluate(() => window.api?.call('desktop.state')),
  );
  expect(desktop.autostart).toBe(true);
  await end(mainProcesses());
});

test('a file that was altered on the way is thrown away, and the old version stays', async () => {
  test.setTimeout(300_000);
  server.alter(NAME);
  start();
  const page = await pageOf();
  await setAddress(page, server.address);
  await lookUntil(page, 'told');
  expect(await stateOf(page)).toMatchObject({ problem: { code: 'damaged', version: NEW } });
  expect(await install(page)).toMatchObject({ installing: false });
  await end(mainProcesses());
  expect(isOld()).toBe(true);
});

test('a server that leads to one without TLS is not followed', async () => {
  test.setTimeout(300_000);
  server.redirectTo('http://updates.example.com/');
  start();
  const page = await pageOf();
  await setAddress(page, server.address);
  await look(page);
  expect(await stateOf(page)).toMatchObject({ phase: 'idle', problem: { detail: /./ } });
  await end(mainProcesses());
});

test('power gone while loading, then an end in order: put in place at the next start, never at an end', async () => {
  test.setTimeout(600_000);
  const held = server.holdAfter(20_000);
  start();
  const page = await pageOf();
  await setAddress(page, server.address);
  await look(page);
  await held;
  await end(mainProcesses(), 'SIGKILL');
  expect(isOld()).toBe(true);
  server.release();

  start();
  const second = await pageOf();
  expect(await stateOf(second)).toMatchObject({ version: OLD });
  await lookUntil(second, 'ready');
  await end(mainProcesses());
  expect(isOld()).toBe(true);

  start();
  await expect.poll(isNew, { timeout: 120_000 }).toBe(true);
  // The file may still name the port of the version that has just ended.
  const versionNow = () =>
    pageOf()
      .then(stateOf)
      .then(({ version }) => version)
      .catch(() => undefined);
  await expect.poll(versionNow, { timeout: 120_000 }).toBe(NEW);
  await end(mainProcesses());
});

test('while a posting is on its way nothing is put in place; afterwards it is, and it was booked once', async () => {
  test.setTimeout(600_000);
  const client = {
    ...{ clientId: 'venduo_pos', clientSecret: 'very-secret-secret' },
    refreshToken: 'very-secret-token',
  };
  const sandbox = await startSandbox({
    folder: path.join(folder, 'sandbox'),
    ...{ port: 0, clock: Date.now, random: seededRandom(1), timers: realTimers },
    ...{ client, autoInvoiceMs: 0, slowMs: 15_000 },
  });
  try {
    fs.writeFileSync(path.join(folder, 'accounts.json'), '{ "preset": "SKR03" }');
    await commandLine(
      ...['connect', '--data', data, '--url', sandbox.url, '--client-id', client.clientId],
      ...['--client-secret', client.clientSecret, '--refresh-token', client.refreshToken],
    );
    await commandLine('accounts', '--data', data, '--file', path.join(folder, 'accounts.json'));
    start();
    const page = await pageOf();
    await setAddress(page, server.address);
    await lookUntil(page, 'ready');
    sandbox.faults.next('slow', 1, 'Postings.save');
    const sale = {
      ...{ version: 1, id: '1', store: '2', payDesk: 'K1', businessDay: '2026-11-20' },
      ...{ occurredAt: new Date().toISOString(), type: 'cash-in', amountCents: 5_999 },
      ...{ billNumber: '1', reason: 'Privateinlage' },
    };
    const staged = path.join(data, 'inbox', 'sale.tmp');
    fs.writeFileSync(staged, `${JSON.stringify({ ...sale, type: 'order-cash' })}\n`);
    fs.renameSync(staged, path.join(data, 'inbox', 'sale.jsonl'));
    await expect
      .poll(async () => (await stateOf(page)).waitsFor, { timeout: 60_000 })
      .toMatch(/sending|unclear/);
    expect(await install(page)).toMatchObject({ installing: false });
    expect(isOld()).toBe(true);
    await expect
      .poll(async () => (await stateOf(page)).waitsFor, { timeout: 120_000 })
      .toBe('quiet');
    fs.rmSync(portFile());
    expect(await install(page)).toMatchObject({ installing: true });
    const after = await pageOf();
    expect(await stateOf(after)).toMatchObject({ version: NEW });
    expect(await postings(sandbox.url)).toBe(1);
    await end(mainProcesses());
  } finally {
    await sandbox.close();
  }
});

async function postings(url: string): Promise<number> {
  const reply = await fetch(`${url}/sandbox/ledger`);
  const body = (await reply.json()) as { postings: unknown[] } | unknown[];
  return (Array.isArray(body) ? body : body.postings).length;
}

/** Not `spawnSync`: the sandbox answers in this process. */
async function commandLine(...args: string[]): Promise<void> {
  const child = spawn(process.execPath, ['electron/headless.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, VENDUO_CONFIG_DIR: configFolder() },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
}
