/** How fast a run goes: measured over the last seconds, so that it follows the line and not the run's beginning. */
import { MINUTE, SECOND, type Clock } from '../../../shared/domain/time.ts';

const WINDOW_MS = 10 * SECOND;
/** Sooner a rate is chance. */
const KNOWN_AFTER_MS = 2 * SECOND;
/** Bookings of one slice are counted together: a fast run must not keep thousands of entries. */
const SLICE_MS = SECOND / 4;

export interface Rate {
  /** A run begins: what was measured before says nothing about it. */
  begin(): void;
  note(booked: number): void;
  /** Jobs booked per minute; null while it cannot be known. */
  perMinute(): number | null;
}

export function createRate(clock: Clock): Rate {
  let begunAt = clock();
  let slices: { readonly at: number; booked: number }[] = [];

  /** A clock that was set back must not keep slices of the future. */
  function forgetOld(now: number): void {
    slices = slices.filter(({ at }) => at > now - WINDOW_MS && at <= now);
    if (begunAt > now) begunAt = now;
  }

  return {
    begin() {
      begunAt = clock();
      slices = [];
    },
    note(booked) {
      const now = clock();
      const last = slices.at(-1);
      if (last && now >= last.at && now < last.at + SLICE_MS) last.booked += booked;
      else slices.push({ at: now, booked });
      if (slices.length > (2 * WINDOW_MS) / SLICE_MS) forgetOld(now);
    },
    perMinute() {
      const now = clock();
      forgetOld(now);
      const span = Math.min(now - begunAt, WINDOW_MS);
      const booked = slices.reduce((sum, slice) => sum + slice.booked, 0);
      return span < KNOWN_AFTER_MS || booked === 0 ? null : (booked * MINUTE) / span;
    },
  };
}
