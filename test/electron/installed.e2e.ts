/**
 * The Debian package, installed by the system's own tools and started by an ordinary user with Chromium's sandbox on:
 * what a till drops is booked and shown; removed, it leaves the books and nothing that points to nothing.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { realTimers } from '../../electron/shell/host/real-time.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import { newFolder, packInto, ROOT } from './program.ts';

const CLIENT = {
  clientId: 'venduo_pos',
  clientSecret: 'very-secret-secret',
  refreshToken: 'very-secret-token',
};
const PACKAGE = 'venduo-pos-back-office';
const USER = 'venduo-shop';
const HOME = `/home/${USER}`;
const AUTOSTART = `${HOME}/.config/autostart/${PACKAGE}.desktop`;

/** Why no package can be built and installed here; undefined where it can. */
function whyNot(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'installing wants root on Linux';
  if (!process.env['ELECTRON_DIST']) return 'no Electron is lent for packing (ELECTRON_DIST)';
  if (!process.env['CUSTOM_FPM_PATH']) return 'nothing makes a deb here (CUSTOM_FPM_PATH)';
  const tools = ['apt-get', 'dpkg-deb', 'useradd', 'setpriv', 'Xvfb'];
  const missing = tools.filter((tool) => spawnSync('which', [tool]).status !== 0);
  return missing.length > 0 ? `${missing.join(', ')} is not installed` : undefined;
}

function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

/** Not `spawnSync`: the sandbox answers in this process. */
async function commandLine(folder: string, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, ['electron/headless.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, VENDUO_CONFIG_DIR: path.join(folder, 'config') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
}

/** A display that every user of this PC may draw on. */
async function openDisplay(): Promise<{ name: string; end: () => void }> {
  const server = spawn('Xvfb', ['-displayfd', '1', '-ac', '-screen', '0', '1600x1000x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [chunk] = (await once(server.stdout, 'data')) as [Buffer];
  return { name: `:${chunk.toString('utf8').trim()}`, end: () => server.kill() };
}

function startAsUser(display: string, args: readonly string[], config: string): ChildProcess {
  return spawn(
    'setpriv',
    ['--reuid', USER, '--regid', USER, '--init-groups', `/usr/bin/${PACKAGE}`, ...args],
    {
      cwd: HOME,
      env: {
        ...{ PATH: '/usr/bin:/bin', HOME, USER, DISPLAY: display, LANG: 'en_GB.UTF-8' },
        ...{ VENDUO_CONFIG_DIR: config, VENDUO_NO_DIALOG: '1' },
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
}

async function debuggerAddress(program: ChildProcess): Promise<string> {
  let told = '';
  return new Promise((resolve, reject) => {
    program.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString('utf8');
      const found = /DevTools listening on (ws:\S+)/.exec(told)?.[1];
      if (found !== undefined) resolve(found);
    });
    program.once('exit', (code) => reject(new Error(`The program ended with ${code}:\n${told}`)));
  });
}

/** Command line and status of each process of the user. */
function processesOfUser(): { line: string; status: string; pid: string }[] {
  const uid = run('id', '-u', USER).trim();
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
        if (!new RegExp(`^Uid:\\t${uid}\\t`, 'm').test(status)) return [];
        const line = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid, line, status }];
      } catch {
        return [];
      }
    });
}

function packDeb(folder: string): string {
  packInto(folder, '--open-to-tests', 'deb');
  const deb = fs.readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (deb === undefined) throw new Error(`No .deb in ${folder}`);
  return path.join(folder, deb);
}

const reason = whyNot();
if (reason === undefined) test('installed, used by an ordinary user, removed', useInstalledProgram);
else process.stderr.write(`The Debian package is not tried: ${reason}.\n`);

async function useInstalledProgram() {
  test.setTimeout(600_000);
  const folder = newFolder();
  fs.chmodSync(folder, 0o755);
  const data = path.join(folder, 'data');
  const sandbox = await startSandbox({
    folder: path.join(folder, 'sandbox'),
    port: 0,
    clock: Date.now,
    random: seededRandom(1),
    timers: realTimers,
    client: CLIENT,
    autoInvoiceMs: 0,
  });
  const display = await openDisplay();
  try {
    const deb = packDeb(path.join(folder, 'packed'));
    expect(run('dpkg-deb', '--field', deb, 'Homepage', 'Maintainer')).toMatch(
      /Homepage: https.*Maintainer: \S+ <\S+@\S+>/s,
    );
    run('apt-get', 'install', '-y', '--no-install-recommends', '--allow-downgrades', deb);
    if (spawnSync('id', [USER]).status !== 0) run('useradd', '--create-home', USER);

    await commandLine(
      folder,
      ...['connect', '--data', data, '--url', sandbox.url, '--client-id', CLIENT.clientId],
      ...['--client-secret', CLIENT.clientSecret, '--refresh-token', CLIENT.refreshToken],
    );
    fs.writeFileSync(path.join(folder, 'accounts.json'), '{ "preset": "SKR03" }');
    await commandLine(
      folder,
      'accounts',
      '--data',
      data,
      '--file',
      path.join(folder, 'accounts.json'),
    );
    run('chown', '-R', `${USER}:${USER}`, data, path.join(folder, 'config'));

    const program = startAsUser(
      display.name,
      [`--data=${data}`, '--remote-debugging-port=0'],
      path.join(folder, 'config'),
    );
    const ended = once(program, 'exit');
    try {
      const browser = await chromium.connectOverCDP(await debuggerAddress(program), {
        noDefaults: true,
      });
      const [context] = browser.contexts();
      const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
      if (!page) throw new Error('The program has no page.');
      // A till of its own user's: what it drops belongs to whom the books belong.
      const inbox = path.join(data, 'inbox');
      await expect.poll(() => fs.existsSync(inbox), { timeout: 60_000 }).toBe(true);
      const sale = {
        ...{ version: 1, id: '1', store: '2', payDesk: 'K1', businessDay: '2026-11-20' },
        ...{ occurredAt: '2026-11-20T10:00:00+01:00', type: 'order-cash', amountCents: 5_999 },
        billNumber: '2-2026/11/0000000001',
      };
      const staged = path.join(inbox, 'sale.tmp');
      fs.writeFileSync(staged, `${JSON.stringify(sale)}\n`);
      run('chown', `${USER}:${USER}`, staged);
      fs.renameSync(staged, path.join(inbox, 'sale.jsonl'));
      const row = page.locator('.ag-row[row-business-key="1"]');
      await expect(row).toContainText(/Sync successful/, { timeout: 120_000 });

      const renderer = processesOfUser().find(({ line }) => line.includes('--type=renderer'));
      // 2: a filter of system calls is in force; a process id of its own in a second namespace.
      expect(renderer?.status).toMatch(/^Seccomp:\t2$/m);
      expect(renderer?.status).toMatch(/^NSpid:\t\d+\t\d+/m);
      expect(processesOfUser().filter(({ line }) => line.includes('--no-sandbox'))).toEqual([]);
      await browser.close();
    } finally {
      program.kill('SIGTERM');
      await ended;
    }

    fs.mkdirSync(path.dirname(AUTOSTART), { recursive: true });
    const target = fs.realpathSync(`/usr/bin/${PACKAGE}`);
    fs.writeFileSync(AUTOSTART, `[Desktop Entry]\nType=Application\nExec="${target}" "--hidden"\n`);
    run('apt-get', 'remove', '-y', PACKAGE);
    expect(fs.existsSync(target)).toBe(false);
    expect(fs.existsSync(AUTOSTART)).toBe(false);
    expect(fs.statSync(path.join(data, 'venduo.sqlite')).size).toBeGreaterThan(0);
  } finally {
    display.end();
    spawnSync('userdel', ['--remove', USER]);
    await sandbox.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
