/** The window in a real browser, on a backend in memory. `npx playwright test -c test/window` */
import { once } from 'node:events';
import net from 'node:net';
import { defineConfig } from '@playwright/test';
import { findBrowser } from '../helpers/browser.ts';

const browser = await findBrowser();
if (!browser) {
  process.stderr.write('No browser found on this machine: the window is not tested.\n');
}

/** A free one, so that two runs on one machine do not meet; the workers inherit what the first process chose. */
process.env['HARNESS_PORT'] ??= String(await freePort());
/** Draws the look of each screen; the workers inherit it, too. */
process.env['SEED'] ??= String(Date.now() % 1_000_000);
export const HARNESS_PORT = Number(process.env['HARNESS_PORT']);

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return port;
}

export default defineConfig({
  testDir: '.',
  testMatch: browser ? '*.e2e.ts' : [],
  outputDir: '../../test-results/window',
  globalSetup: './serve-harness.ts',
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  // A loaded machine is no fault; what is there at once takes no longer by it.
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    // A renderer that starts anew costs more than most tests; Playwright empties the page between two of them.
    reuseContext: true,
    baseURL: `http://127.0.0.1:${HARNESS_PORT}`,
    viewport: { width: 1440, height: 900 },
    locale: 'de-DE',
    // Not the store's zone: what is shown must not depend on this PC's.
    timezoneId: 'America/New_York',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...(browser && {
      launchOptions: {
        executablePath: browser.executablePath,
        args: [...browser.args],
        env: { ...(process.env as Record<string, string>), ...browser.env },
      },
    }),
  },
});
