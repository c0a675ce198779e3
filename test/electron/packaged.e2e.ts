/** The packaged program of this platform starts and shows the tab, and cannot be made to run anything else. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { newFolder, ROOT } from './program.ts';

test('the packaged program starts, whatever it is told to run instead', async () => {
  test.setTimeout(300_000);
  const packed = spawnSync(process.execPath, ['scripts/pack.ts'], { cwd: ROOT, encoding: 'utf8' });
  expect(packed.status, `${packed.stdout}\n${packed.stderr}`).toBe(0);
  const executable = findExecutable(path.join(ROOT, 'dist'));
  const folder = newFolder();
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
    expect(fs.existsSync(mark)).toBe(false);
    expect(told()).not.toMatch(/Debugger listening/);

    await browser.close();
  } finally {
    program.kill();
    await ended;
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

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
