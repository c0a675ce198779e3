/** The packaged program of this platform starts and shows the tab, and cannot be made to run anything else. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { chromium, expect, test, type Page } from '@playwright/test';
import { startUpdateServer } from '../update/update-server.ts';
import { newFolder, packInto, ROOT } from './program.ts';

test('the packaged program starts, whatever it is told to run instead', async () => {
  test.setTimeout(300_000);
  const folder = newFolder();
  packInto(path.join(folder, 'packed'), '--open-to-tests', 'dir');
  const executable = findExecutable(path.join(folder, 'packed'));
  const stranger = path.join(folder, 'stranger.cjs');
  const mark = path.join(folder, 'mark');
  fs.writeFileSync(stranger, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`);

  // Chromium refuses its sandbox to root, which is who runs in most containers.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const data = path.join(folder, 'data');
  const program = spawn(
    executable,
    [`--data=${data}`, '--remote-debugging-port=0', '--inspect=0', ...root],
    {
      // Not the source tree: nothing of it may be needed.
      cwd: folder,
      env: {
        ...process.env,
        VENDUO_CONFIG_DIR: path.join(folder, 'config'),
        VENDUO_NO_DIALOG: '1',
        ELECTRON_RUN_AS_NODE: '1',
        NODE_OPTIONS: `--require=${stranger}`,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const ended = once(program, 'exit');
  try {
    const { told, address } = await debuggerAddress(program);
    // Not Playwright's Electron driver: it speaks through Node's inspector, which this program does not open.
    const browser = await chromium.connectOverCDP(address, { noDefaults: true });
    const context = browser.contexts()[0];
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (!page) throw new Error('The packaged program has no window.');
    // An empty data folder: the first start, which can be put off.
    await page
      .getByRole('button', { name: /Später einrichten|Set up later/ })
      .click({ timeout: 30_000 });
    await expect(page.getByRole('button', { name: /KICK JOB/i })).toBeVisible();
    const snapshot = await page.evaluate(() => window.api?.call('app.snapshot'));
    const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(snapshot).toMatchObject({ ok: true, value: { version: manifest.version, demo: false } });
    if (process.platform === 'linux')
      await tellsOfNewerVersion(page, path.join(folder, 'versions'));
    expect(fs.existsSync(mark)).toBe(false);
    expect(told()).not.toMatch(/Debugger listening/);

    await browser.close();
  } finally {
    program.kill();
    await ended;
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

test('a released program starts again without what would open it to others', async () => {
  test.setTimeout(300_000);
  const folder = newFolder();
  packInto(path.join(folder, 'packed'), 'dir');
  const executable = findExecutable(path.join(folder, 'packed'));
  const data = path.join(folder, 'data');
  const keys = path.join(folder, 'keys.log');
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const first = spawn(
    executable,
    [`--data=${data}`, '--remote-debugging-port=0', '--ignore-certificate-errors', ...root],
    {
      cwd: folder,
      env: {
        ...process.env,
        ...{ VENDUO_CONFIG_DIR: path.join(folder, 'config'), VENDUO_NO_DIALOG: '1' },
        SSLKEYLOGFILE: keys,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let told = '';
  first.stderr.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  await once(first, 'exit');
  const lines = () => commandLinesOf(executable);
  try {
    await expect
      .poll(() => fs.existsSync(path.join(data, 'venduo.sqlite')), { timeout: 60_000 })
      .toBe(true);
    await expect
      .poll(() => lines().some(({ line }) => line.includes('--type=renderer')), { timeout: 60_000 })
      .toBe(true);
    const own = lines().filter(({ line }) => !line.includes('--type='));
    expect(own.map(({ line }) => line)).toEqual([
      [executable, `--data=${data}`, ...root, ''].join(' '),
    ]);
    expect(lines().filter(({ line }) => /remote-debugging|ignore-certificate/.test(line))).toEqual(
      [],
    );
    expect(told).not.toContain('DevTools listening');
    expect(fs.existsSync(keys)).toBe(false);
  } finally {
    for (const { pid } of lines().filter(({ line }) => !line.includes('--type=')))
      process.kill(pid);
    await expect.poll(() => lines(), { timeout: 30_000 }).toEqual([]);
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

/** Installed by a package, it tells of a newer version at the address and leaves its installation to a person. */
async function tellsOfNewerVersion(page: Page, versions: string): Promise<void> {
  fs.mkdirSync(versions);
  const content =
    'version: 99.0.0\nfiles:\n  - url: venduo.deb\n    sha512: c3Vt\n    size: 3\npath: venduo.deb\n';
  for (const name of ['latest-linux.yml', 'latest-linux-arm64.yml'])
    fs.writeFileSync(path.join(versions, name), content);
  const server = await startUpdateServer(versions);
  try {
    const answers = await page.evaluate(async (updateAddress) => {
      const before = await window.api?.call('updates.state');
      await window.api?.call('settings.save', { updateAddress });
      return [before, await window.api?.call('updates.look')];
    }, server.address);
    expect(answers).toMatchObject([
      { ok: true, value: { phase: 'off' } },
      { ok: true, value: { phase: 'told', found: { version: '99.0.0' } } },
    ]);
    await expect(page.getByText(/99\.0\.0/).first()).toBeVisible();
  } finally {
    await server.close();
  }
}

/** Read from /proc, where there is one. */
function commandLinesOf(executable: string): { pid: number; line: string }[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const line = fs.readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.startsWith(executable) ? [{ pid: Number(name), line }] : [];
      } catch {
        return [];
      }
    });
}

/** Waits until the page can be spoken to; fails with what the program said when it ends before. */
async function debuggerAddress(
  program: ChildProcess,
): Promise<{ address: string; told: () => string }> {
  let told = '';
  const address = await new Promise<string>((resolve, reject) => {
    program.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString('utf8');
      const found = /DevTools listening on (ws:\S+)/.exec(told)?.[1];
      if (found !== undefined) resolve(found);
    });
    program.once('exit', (code) => reject(new Error(`The program ended with ${code}:\n${told}`)));
  });
  return { address, told: () => told };
}

function findExecutable(dist: string): string {
  const candidates = [
    'linux-unpacked/venduo-pos-back-office',
    'linux-arm64-unpacked/venduo-pos-back-office',
    'win-unpacked/Venduo POS Back Office.exe',
    'mac/Venduo POS Back Office.app/Contents/MacOS/Venduo POS Back Office',
    'mac-arm64/Venduo POS Back Office.app/Contents/MacOS/Venduo POS Back Office',
  ].map((name) => path.join(dist, name));
  const found = candidates.find((candidate) => fs.existsSync(candidate));
  if (!found) throw new Error(`No packaged program in ${dist}: ${fs.readdirSync(dist).join(', ')}`);
  return found;
}
