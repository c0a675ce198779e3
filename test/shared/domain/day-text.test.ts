import { describe, expect, it } from 'vitest';
import { parseDay, parseTimeOfDay } from '../../../shared/domain/day-text.ts';

describe('a day as it is typed', () => {
  it.each([
    ['29.11.2026', '2026-11-29'],
    [' 3. 1. 2026 ', '2026-01-03'],
    ['2026-11-29', '2026-11-29'],
    ['11/29/2026', '2026-11-29'],
    ['Nov 29, 2026', '2026-11-29'],
    ['29.02.2028', '2028-02-29'],
  ])('%s is %s', (typed, day) => {
    expect(parseDay(typed)).toBe(day);
  });

  it.each([
    '29.02.2026',
    '31.11.2026',
    '29/11/2026',
    '2026-13-01',
    '29.11.26',
    '29.11.',
    'heute?',
    '',
  ])('"%s" is none', (typed) => {
    expect(parseDay(typed)).toBeUndefined();
  });
});

describe('a time of day as it is typed', () => {
  it.each([
    ['22:00', '22:00'],
    ['7:05', '07:05'],
    ['7.05', '07:05'],
    ['22', '22:00'],
    ['22 Uhr', '22:00'],
    ['10:00 PM', '22:00'],
    ['10:00\u202fPM', '22:00'],
    ['12 am', '00:00'],
    ['12:30 pm', '12:30'],
    ['0:00', '00:00'],
  ])('%s is %s', (typed, time) => {
    expect(parseTimeOfDay(typed)).toBe(time);
  });

  it.each(['24:00', '22:60', '13 pm', '0 am', '2200', '22:0', ':30', 'acht', '', '-1:00'])(
    '"%s" is none',
    (typed) => {
      expect(parseTimeOfDay(typed)).toBeUndefined();
    },
  );
});
