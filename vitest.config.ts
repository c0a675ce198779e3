import os from 'node:os';
import { defineConfig } from 'vitest/config';
import { APART } from './test/apart.ts';

/** Real processes, real deadlines, and thousands of histories: minutes instead of seconds. */
const SYSTEM = 'test/{hostile,mutations,simulator,system,year}/**/*.test.ts';
/** Tries the names and shapes of a RetailSuite that `rs-dialect.json` describes. */
const OTHER_DIALECT = { RS_DIALECT: 'other' };
const BUILT_PROGRAM = 'test/helpers/built-program.ts';

export default defineConfig({
  test: {
    // End-to-end tests run in Playwright, against a real browser or a real Electron (scripts/test.ts).
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [SYSTEM, ...APART],
          // A worker loads the program once, not once a file: half of the CPU time.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'unit-apart', include: APART } },
      {
        extends: true,
        test: {
          name: 'unit-other-dialect',
          include: ['test/core/rs/{connector,lists}.test.ts'],
          env: OTHER_DIALECT,
        },
      },
      {
        extends: true,
        test: { name: 'system', include: [SYSTEM], globalSetup: BUILT_PROGRAM },
      },
      {
        extends: true,
        test: {
          name: 'system-other-dialect',
          include: ['test/system/{faults,main-job}.test.ts'],
          env: OTHER_DIALECT,
          globalSetup: BUILT_PROGRAM,
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
