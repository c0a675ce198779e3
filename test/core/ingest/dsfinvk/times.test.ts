/** Times and numbers of receipts: which day a receipt belongs to, and what its bill is called. */
import { describe, expect, it } from 'vitest';
import { billNumberFrom } from '../../../../electron/core/ingest/formats/dsfinvk/bill-number.ts';
import { bookingDay, tillClock } from '../../../../electron/core/ingest/formats/dsfinvk/times.ts';

const berlin = tillClock('Europe/Berlin');

describe('the time of a till', () => {
  it.each([
    ['without a suffix is local time', '2026-11-20T12:00:00', '2026-11-20T11:00:00Z', '2026-11-20'],
    ['in summer too', '2026-07-01T12:00:00', '2026-07-01T10:00:00Z', '2026-07-01'],
    ['with a space', '2026-11-20 12:00:00', '2026-11-20T11:00:00Z', '2026-11-20'],
    ['without seconds', '2026-11-20T12:00', '2026-11-20T11:00:00Z', '2026-11-20'],
    ['with fractions', '2026-11-20T12:00:00.123456', '2026-11-20T11:00:00.123Z', '2026-11-20'],
    ['with an offset', '2026-11-20T12:00:00+02:00', '2026-11-20T10:00:00Z', '2026-11-20'],
    [
      'with an offset without colon',
      '2026-11-20T12:00:00-0530',
      '2026-11-20T17:30:00Z',
      '2026-11-20',
    ],
    [
      'in UTC, near midnight: the next day',
      '2026-11-20T23:30:00Z',
      '2026-11-20T23:30:00Z',
      '2026-11-21',
    ],
    [
      'in UTC, at the end of the year: the next one',
      '2026-12-31T23:00:00Z',
      '2026-12-31T23:00:00Z',
      '2027-01-01',
    ],
    ['before the clocks go forward', '2026-03-29T01:59:59', '2026-03-29T00:59:59Z', '2026-03-29'],
    ['after the clocks went forward', '2026-03-29T03:00:00', '2026-03-29T01:00:00Z', '2026-03-29'],
    ['before the clocks go back', '2026-10-25T01:59:59', '2026-10-24T23:59:59Z', '2026-10-25'],
    ['after the clocks went back', '2026-10-25T03:00:00', '2026-10-25T02:00:00Z', '2026-10-25'],
    ['at midnight', '2026-11-20T00:00:00', '2026-11-19T23:00:00Z', '2026-11-20'],
    ['of a leap day', '2028-02-29T12:00:00', '2028-02-29T11:00:00Z', '2028-02-29'],
  ])('%s', (_, text, instant, day) => {
    expect(berlin(text)).toEqual({ instant: Date.parse(instant), day });
  });

  it.each([
    '',
    'gestern',
    '20.11.2026 12:00',
    '2026-13-01T12:00:00',
    '2026-02-29T12:00:00',
    '12:00',
  ])('"%s" is none', (text) => {
    expect(berlin(text)).toBeUndefined();
  });

  it('belongs to the zone of its store', () => {
    expect(tillClock('America/New_York')('2026-11-20T12:00:00')?.instant).toBe(
      Date.parse('2026-11-20T17:00:00Z'),
    );
  });
});

it.each([
  ['2026-11-20', '2026-11-20'],
  ['2026-11-20T00:00:00', '2026-11-20'],
  ['20.11.2026', '2026-11-20'],
  ['20.11.2026 00:00:00', '2026-11-20'],
  // A moment is the day in the store.
  ['2026-11-19T23:00:00Z', '2026-11-20'],
  ['2026-11-20T22:59:59.999Z', '2026-11-20'],
  ['2026-11-20T00:00:00-05:00', '2026-11-20'],
  ['2026-06-19T22:00:00Z', '2026-06-20'],
  [' 2026-11-20 ', '2026-11-20'],
  ['', undefined],
  ['morgen', undefined],
  ['2026-13-45', undefined],
])('Z_BUCHUNGSTAG "%s" is the business day %s', (text, expected) => {
  expect(bookingDay(text, tillClock('Europe/Berlin'))).toBe(expected);
});

it.each([
  ['{BON_ID}', 'b-25'],
  ['2-{YYYY}/{MM}/{BON_NR:10}', '2-2026/11/0000000025'],
  ['{Z_KASSE_ID}/{Z_NR:4}/{YY}{MM}{DD}', 'K1/0007/261120'],
  ['{BON_NR:1}', '25'],
  ['{UNBEKANNT}-{BON_NR}', '{UNBEKANNT}-25'],
])('the pattern %s makes the bill number %s', (pattern, expected) => {
  expect(
    billNumberFrom(pattern, {
      BON_ID: 'b-25',
      BON_NR: '25',
      Z_KASSE_ID: 'K1',
      Z_NR: '7',
      businessDay: '2026-11-20',
    }),
  ).toBe(expected);
});
