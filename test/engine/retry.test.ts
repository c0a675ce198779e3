import { describe, expect, test } from 'vitest';
import { invoiceDelay, jobDelay, lookUpDelay, pauseDelay } from '../../electron/engine/retry.ts';

const HALF = () => 0.5;

describe('delays', () => {
  test.each([
    [1, 750],
    [2, 1_500],
    [7, 45_000],
    [1_000_000, 45_000],
  ])('a pause after %i failures lasts %i ms at middling chance', (failures, expected) => {
    expect(pauseDelay(failures, null, HALF)).toBe(expected);
  });

  test('what RS asks for is never shortened', () => {
    expect(pauseDelay(1, 120_000, HALF)).toBe(120_000);
    expect(jobDelay(1, 120_000, HALF)).toBe(120_000);
  });

  test.each([0, 1, 5, 1_000_000])(
    'no delay is ever 0 or beyond its cap (attempt %i)',
    (attempt) => {
      for (const chance of [0, 0.5, 0.999]) {
        expect(jobDelay(attempt, null, () => chance)).toBeGreaterThanOrEqual(1);
        expect(jobDelay(attempt, null, () => chance)).toBeLessThanOrEqual(15 * 60_000);
      }
    },
  );

  test.each([
    [0, 2_000],
    [10_000, 5_000],
    [86_400_000, 900_000],
    // It came in while the clock was a year ahead.
    [-31_536_000_000, 900_000],
  ])('an order that has waited %i ms is asked for again in %i ms', (waited, expected) => {
    expect(invoiceDelay(waited, HALF)).toBe(expected);
  });

  test('the last look-up falls on the end of the settle window', () => {
    expect(lookUpDelay(0, 60_000)).toBe(1_000);
    expect(lookUpDelay(50_000, 60_000)).toBe(10_000);
    expect(lookUpDelay(60_001, 60_000)).toBe(15_000);
  });
});
