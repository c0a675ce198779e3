import { defineConfig } from '@playwright/test';

/** An installed program that updates itself: `npm run test:update`, minutes long. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results/update',
  globalSetup: '../electron/display-setup.ts',
  // Each program fills a core while it starts.
  workers: 1,
  expect: { timeout: 30_000 },
  reporter: 'list',
});
