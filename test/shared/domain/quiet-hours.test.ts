/** Quiet hours on the clock of the store, through both changes of summer time. */
import { describe, expect, it } from 'vitest';
import { isQuiet, quietUntil } from '../../../shared/domain/quiet-hours.ts';
import { HOUR, MINUTE } from '../../../shared/domain/time.ts';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);
const until = (now: string, from: string, to: string, zone = BERLIN) => {
  const end = quietUntil(at(now), { from, to }, zone);
  return end === null ? null : new Date(end).toISOString().slice(0, 16);
};

describe('the end of the quiet', () => {
  it.each([
    ['over midnight, before it', '2026-11-23T22:30:00+01:00', '22:00', '06:00', '2026-11-24T05:00'],
    ['over midnight, after it', '2026-11-24T03:00:00+01:00', '22:00', '06:00', '2026-11-24T05:00'],
    ['at its first minute', '2026-11-23T22:00:00+01:00', '22:00', '06:00', '2026-11-24T05:00'],
    ['at its end there is none', '2026-11-24T06:00:00+01:00', '22:00', '06:00', null],
    ['a minute before it there is none', '2026-11-23T21:59:59+01:00', '22:00', '06:00', null],
    ['within a day', '2026-11-23T12:10:00+01:00', '12:00', '13:00', '2026-11-23T12:00'],
    ['the same time twice is no quiet', '2026-11-23T12:00:00+01:00', '12:00', '12:00', null],
    [
      'a night that loses an hour',
      '2026-03-28T23:00:00+01:00',
      '22:00',
      '06:00',
      '2026-03-29T04:00',
    ],
    [
      'a night that gains an hour',
      '2026-10-24T23:00:00+02:00',
      '22:00',
      '06:00',
      '2026-10-25T05:00',
    ],
    [
      'an end that the clock skips',
      '2026-03-29T01:30:00+01:00',
      '22:00',
      '02:30',
      '2026-03-29T01:00',
    ],
    [
      'an end that the clock shows twice: the first',
      '2026-10-25T01:00:00+02:00',
      '22:00',
      '02:30',
      '2026-10-25T00:30',
    ],
    ['and again, the second', '2026-10-25T02:10:00+01:00', '22:00', '02:30', '2026-10-25T01:30'],
    ['all day but a minute', '2026-11-23T12:00:00+01:00', '06:00', '05:59', '2026-11-24T04:59'],
  ])('%s', (_what, now, from, to, end) => {
    expect(until(now, from, to)).toBe(end);
  });

  it('in a zone of half hours', () => {
    expect(until('2026-11-23T18:00:00Z', '22:00', '06:00', 'Asia/Kolkata')).toBe(
      '2026-11-24T00:30',
    );
  });

  it('is the first minute that is not quiet, at every minute around both changes', () => {
    for (const day of ['2026-03-28T20:00:00Z', '2026-10-24T20:00:00Z']) {
      for (const quiet of [
        { from: '22:00', to: '06:00' },
        { from: '01:15', to: '02:45' },
        { from: '02:15', to: '02:20' },
      ]) {
        for (let now = at(day); now < at(day) + 14 * HOUR; now += 7 * MINUTE) {
          const end = quietUntil(now, quiet, BERLIN);
          expect(end !== null).toBe(isQuiet(now, quiet, BERLIN));
          if (end === null) continue;
          expect(isQuiet(end, quiet, BERLIN)).toBe(false);
          for (let between = now; between < end; between += MINUTE) {
            expect(isQuiet(between, quiet, BERLIN)).toBe(true);
          }
        }
      }
    }
  });
});
