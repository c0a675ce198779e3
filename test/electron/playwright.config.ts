import { defineConfig } from '@playwright/test';

/** The built program in a real Electron; `npm run test:electron` builds it first. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results/electron',
  globalSetup: './display-setup.ts',
  // Two at once: most of their time goes by in real deadlines.
  workers: 2,
  // A loaded machine is no fault; what is there at once takes no longer by it.
  timeout: 240_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
});
