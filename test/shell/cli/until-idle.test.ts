import { describe, expect, it } from 'vitest';
import { isIdle } from '../../../electron/shell/cli/until-idle.ts';
import type { EngineState } from '../../../electron/core/engine/engine.ts';

const state = (more: Partial<EngineState>): EngineState => ({
  running: false,
  quiet: false,
  pause: null,
  run: null,
  nextWakeAt: null,
  perMinute: null,
  lastProgressAt: 0,
  doubtUntil: null,
  ...more,
});

const NOW = 1_000_000;
const WAIT = 60_000;
const STOPPED = { cause: 'stopped' as const, message: '', since: 0, until: null };
const PAUSED = { cause: 'offline' as const, message: '', since: 0, until: NOW + 1_000 };

describe('sync --until-idle', () => {
  it.each<[string, EngineState, boolean]>([
    ['ends when nothing comes due any more', state({}), true],
    ['goes on while something is out', state({ running: true }), false],
    ['goes on when something is due', state({ nextWakeAt: NOW }), false],
    [
      'ends when the next comes due after the wait',
      state({ nextWakeAt: NOW + WAIT + 1, lastProgressAt: NOW }),
      true,
    ],
    [
      'waits for what comes due within it',
      state({ nextWakeAt: NOW + 1_000, lastProgressAt: NOW - 1_000 }),
      false,
    ],
    [
      'ends when nothing came further for as long as the wait',
      state({ nextWakeAt: NOW + 1_000, lastProgressAt: NOW - WAIT }),
      true,
    ],
    [
      'ends when the line stays down for as long',
      state({ nextWakeAt: NOW + 1_000, pause: PAUSED, lastProgressAt: NOW - WAIT }),
      true,
    ],
    [
      'ends at once when a person stopped it, also with a posting in doubt',
      state({ pause: STOPPED, nextWakeAt: null, lastProgressAt: NOW, doubtUntil: NOW + 1 }),
      true,
    ],
    [
      'waits for what is out when a person stopped it',
      state({ running: true, pause: STOPPED, nextWakeAt: null }),
      false,
    ],
    [
      'goes on while a look-up can still decide',
      state({ nextWakeAt: NOW + 1_000, lastProgressAt: NOW - WAIT, doubtUntil: NOW + 1 }),
      false,
    ],
  ])('%s', (_, given, expected) => {
    expect(isIdle(given, NOW, 0, WAIT)).toBe(expected);
  });
});
