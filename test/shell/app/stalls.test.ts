/** A main loop that stood still stands in the log, at most a line a minute. */
import { beforeEach, expect, it } from 'vitest';
import { watchStalls } from '../../../electron/shell/app/stalls.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';

let now: number;
let ring: (() => void) | undefined;
let logged: string[];
let end: () => void;

beforeEach(() => {
  now = 1_000_000;
  logged = [];
  end = watchStalls({
    uptime: () => now,
    timers: {
      after(ms, run) {
        const dueAt = now + ms;
        ring = () => {
          now = Math.max(now, dueAt);
          run();
        };
        return () => (ring = undefined);
      },
    },
    log: (_level, message) => logged.push(message),
  });
});

/** The loop does something else for so long before the timer comes. */
function loopFor(ms: number): void {
  now += ms;
  ring?.();
}

it('a timer in time is no news', () => {
  for (let turn = 0; turn < 100; turn += 1) loopFor(100);
  expect(logged).toEqual([]);
});

it('a stall is told with its length', () => {
  loopFor(5 * SECOND);
  expect(logged).toEqual(['the main loop stood still: seen 1 times, the longest for 3000 ms']);
});

it('many of them are one line a minute, with the longest', () => {
  loopFor(3 * SECOND);
  for (let turn = 0; turn < 10; turn += 1) loopFor(3 * SECOND + turn * 100);
  expect(logged).toHaveLength(1);
  loopFor(MINUTE);
  expect(logged).toHaveLength(2);
  expect(logged[1]).toMatch(/seen 11 times, the longest for 58000 ms/);
});

it('a PC that slept is none', () => {
  loopFor(8 * HOUR);
  expect(logged).toEqual([]);
});

it('ended, it wakes nothing any more', () => {
  end();
  expect(ring).toBeUndefined();
});
