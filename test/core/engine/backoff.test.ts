import { describe, expect, it } from 'vitest';
import {
  invoiceAskAt,
  jobDelay,
  lookUpDelay,
  pauseDelay,
} from '../../../electron/core/engine/backoff.ts';

const HALF = () => 0.5;

describe('delays', () => {
  it.each([
    [1, 750],
    [2, 1_500],
    [7, 45_000],
    [1_000_000, 45_000],
  ])('a pause after %i failures lasts %i ms at middling chance', (failures, expected) => {
    expect(pauseDelay(failures, null, HALF)).toBe(expected);
  });

  it('what RS asks for is never shortened', () => {
    expect(pauseDelay(1, 120_000, HALF)).toBe(120_000);
    expect(jobDelay(1, 120_000, HALF)).toBe(120_000);
  });

  it.each([0, 1, 5, 1_000_000])('no delay is ever 0 or beyond its cap (attempt %i)', (attempt) => {
    for (const chance of [0, 0.5, 0.999]) {
      expect(jobDelay(attempt, null, () => chance)).toBeGreaterThanOrEqual(1);
      expect(jobDelay(attempt, null, () => chance)).toBeLessThanOrEqual(15 * 60_000);
    }
  });

  it.each([
    [0, 2_000],
    [10_000, 5_000],
    [86_400_000, 900_000],
    // It came in while the clock was a year ahead.
    [-31_536_000_000, 900_000],
  ])(
    'an order that has waited %i ms is asked for again after three quarters to all of %i ms',
    (waited, longest) => {
      for (const phase of [0, 777, 3_599_999]) {
        for (const now of [0, 1, 1_767_340_800_123, 1_795_000_000_000]) {
          const delay = invoiceAskAt(now, waited, phase) - now;
          expect(delay).toBeGreaterThan(0.75 * longest);
          expect(delay).toBeLessThanOrEqual(longest);
        }
      }
    },
  );

  it('a thousand orders that wait long are asked for in few moments of an hour', () => {
    const moments = new Set<number>();
    for (let order = 0; order < 1_000; order++) {
      let at = 1_767_340_800_000 + order * 617;
      for (const end = at + 3_600_000; at < end;) {
        at = invoiceAskAt(at, 86_400_000 + order, 12_345);
        moments.add(at);
      }
    }
    expect(moments.size).toBeLessThanOrEqual(40);
  });

  it('the last look-up falls on the end of the settle window', () => {
    expect(lookUpDelay(0, 60_000)).toBe(1_000);
    expect(lookUpDelay(50_000, 60_000)).toBe(10_000);
    expect(lookUpDelay(60_001, 60_000)).toBe(15_000);
  });
});
