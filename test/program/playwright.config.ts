/** The whole program in a browser of this PC: built window, real backend, sandbox. `npx playwright test -c test/program` */
import { defineConfig } from '@playwright/test';
import { findBrowser } from '../helpers/browser.ts';

const browser = await findBrowser();
if (!browser) {
  process.stderr.write('No browser found on this machine: the program is not tested in one.\n');
}

export default defineConfig({
  testDir: '.',
  testMatch: browser ? '*.e2e.ts' : [],
  outputDir: '../../test-results/program',
  globalSetup: './serve-program.ts',
  // Two at once: most of their time goes by in real deadlines.
  workers: 2,
  timeout: 240_000,
  // A loaded machine is no fault; what is there at once takes no longer by it.
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    ...(browser && {
      launchOptions: {
        executablePath: browser.executablePath,
        args: [...browser.args],
        env: { ...(process.env as Record<string, string>), ...browser.env },
      },
    }),
  },
});
