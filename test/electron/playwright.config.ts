import { defineConfig } from '@playwright/test';

/** The built program in a real Electron; `npm run test:electron` builds it first. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results/electron',
  // Two at once: most of their time goes by in real deadlines.
  workers: 2,
  timeout: 60_000,
  // On a machine that others load a click may come too late. Who passes only at a further try is named in the result.
  retries: process.env['CI'] ? 2 : 0,
  reporter: 'list',
});
