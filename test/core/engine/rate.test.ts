/** The rate of a run, by a clock that the test moves. */
import { expect, it } from 'vitest';
import { createRate } from '../../../electron/core/engine/rate.ts';

function measured() {
  let now = 1_000_000;
  const rate = createRate(() => now);
  rate.begin();
  return {
    rate,
    /** So many documents, one every so many milliseconds. */
    book(count: number, everyMs: number) {
      for (let at = 0; at < count; at += 1) {
        now += everyMs;
        rate.note(1);
      }
    },
    pass(ms: number) {
      now += ms;
    },
  };
}

it('is that of the last seconds, not of the whole run', () => {
  const { rate, book } = measured();
  book(100, 1_000);
  expect(rate.perMinute()).toBeCloseTo(60, 0);
  book(200, 100);
  expect(rate.perMinute()).toBeGreaterThan(570);
  expect(rate.perMinute()).toBeLessThan(630);
});

it('is not known at the very beginning, nor when nothing is booked any more', () => {
  const { rate, book, pass } = measured();
  expect(rate.perMinute()).toBeNull();
  book(10, 100);
  expect(rate.perMinute()).toBeNull();
  pass(1_500);
  expect(rate.perMinute()).not.toBeNull();
  pass(11_000);
  expect(rate.perMinute()).toBeNull();
});

it('a new run begins anew', () => {
  const { rate, book, pass } = measured();
  book(50, 100);
  rate.begin();
  pass(3_000);
  expect(rate.perMinute()).toBeNull();
});

it('a clock that is set back leaves no rate of the future', () => {
  const { rate, book, pass } = measured();
  book(50, 100);
  pass(-3_600_000);
  expect(rate.perMinute()).toBeNull();
  book(50, 100);
  expect(rate.perMinute()).toBeCloseTo(600, -2);
});
