import os from 'node:os';
import { defineConfig } from 'vitest/config';

/** Real processes, real deadlines, and thousands of histories: minutes instead of seconds. */
const SYSTEM = 'test/{hostile,mutations,simulator,system,year}/**/*.test.ts';

export default defineConfig({
  test: {
    // End-to-end tests run in Playwright, against a real browser or a real Electron (scripts/test.ts).
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.{ts,tsx}'], exclude: [SYSTEM] },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: [SYSTEM],
          globalSetup: 'test/helpers/built-program.ts',
        },
      },
    ],
    environment: 'node',
    // Processes, not threads: native modules and worker threads of the product behave as they do at the customer.
    pool: 'forks',
    // One more than there are cores: the longest tests wait for real deadlines most of their time.
    maxWorkers: os.availableParallelism() + 1,
    // Ends what hangs; a loaded machine is no fault.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A test that was narrowed by `.only` must not pass for the whole.
    allowOnly: false,
  },
});
