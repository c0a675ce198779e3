/** The status keeps the engine's own words for a pause, and says nothing where there are none. */
import { expect, it } from 'vitest';
import { engineStatus } from '../../../electron/topics/status/engine-status.ts';
import { NO_JOBS, type JobList } from '../../../electron/core/db/job-list.ts';
import type { EngineState } from '../../../electron/core/engine/face.ts';

const LIST = {
  openTallies: () => ({ byState: new Map(), pending: NO_JOBS }),
  total: () => 0,
  lastBookedAt: () => null,
} as unknown as JobList;

function stateOf(message: string): EngineState {
  return {
    running: false,
    quiet: false,
    run: null,
    perMinute: null,
    nextWakeAt: null,
    pause: { cause: 'bad-answer', message, since: 1, until: 2 },
  } as unknown as EngineState;
}

it('carries the original text of a pause', () => {
  const { pause } = engineStatus(stateOf('<html>502</html>'), LIST, true);
  expect(pause).toEqual({ cause: 'bad-answer', message: '<html>502</html>', since: 1, until: 2 });
});

it('has no text where the engine has none', () => {
  const { pause } = engineStatus(stateOf(''), LIST, true);
  expect(pause).toEqual({ cause: 'bad-answer', since: 1, until: 2 });
});
