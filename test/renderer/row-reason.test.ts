/** The reason in the row: an invoice that is awaited since seconds is not called missing. */
import { expect, it } from 'vitest';
import { reasonOf } from '../../shared/domain/row-reason.ts';
import { createFormats } from '../../renderer/format/formats.ts';
import { DAY, HOUR, SECOND } from '../../shared/domain/time.ts';
import { SAMPLE_NOW, SAMPLE_TIME_ZONE } from './sample-jobs.ts';

const waits = (ago: number) =>
  ({ state: 'waiting-invoice', cause: 'invoice-missing', createdAt: SAMPLE_NOW - ago }) as const;

it.each([
  ['the first empty question, seconds old', waits(3 * SECOND), 'invoice-awaited'],
  ['within a day', waits(23 * HOUR), 'invoice-awaited'],
  ['after a day', waits(DAY), 'invoice-missing'],
  ['not asked yet', { ...waits(9 * DAY), cause: null }, 'invoice-awaited'],
  ['needs a person', { ...waits(0), state: 'attention', cause: 'refused' }, 'refused'],
  ['booked', { ...waits(0), state: 'booked', cause: null }, null],
] as const)('%s', (_, row, reason) => {
  expect(reasonOf(row, SAMPLE_NOW)).toBe(reason);
});

it.each([
  [0, '14:54', '2:54 PM'],
  [DAY, 'gestern 14:54', 'yesterday 2:54 PM'],
  [2 * DAY, '08.11. 14:54', 'Nov 8, 2:54 PM'],
  [366 * DAY, '09.11.2020 14:54', '11/9/2020 2:54 PM'],
] as const)('a time %i ms ago is as short as it can be understood', (ago, de, en) => {
  const say = (language: 'de' | 'en') =>
    createFormats(language, SAMPLE_TIME_ZONE)
      .shortTime(SAMPLE_NOW - ago, SAMPLE_NOW)
      .replaceAll(/[\u00a0\u202f]/g, ' ');
  expect(say('de')).toBe(de);
  expect(say('en')).toBe(en);
});
