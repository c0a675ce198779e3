/** The day of a booking is never one that the till cannot have meant, and master data is never assumed. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { addExport, writeExport, type Closing } from '../export-builder.ts';
import { headerOnly, sale, told, toldOf } from './told.ts';

const MADE = '2026-11-20T20:00:00';
const now = Date.parse('2026-11-21T08:00:00Z');

describe('a time of a receipt that is far from its closing', () => {
  it.each([
    ['of a till without a clock', '1970-01-01T00:00:00Z'],
    ['of no moment at all', '0001-01-01T00:00:00'],
    ['of a clock that is years ahead', '2036-11-20T12:00:00'],
    ['with day and month swapped', '2026-03-11T12:00:00'],
  ])('%s: the day of the closing, and a word', async (_, endedAt) => {
    const madeAt = endedAt.startsWith('2026') ? '2026-11-03T20:00:00' : MADE;
    const { days, jobs, warnings } = await told([sale(900, { endedAt })], { madeAt }, { now });
    expect(jobs).toEqual(['order-cash 900']);
    expect(days).toEqual([madeAt.slice(0, 10)]);
    expect(warnings).toContain('time-far');
  });

  it('one that is near is its own day, and nothing is said', async () => {
    const receipts = [
      sale(100, { endedAt: '2026-11-19T22:30:00Z' }),
      sale(200, { endedAt: '2026-11-19T23:30:00Z' }),
    ];
    const { days, warnings } = await told(receipts, {}, { now });
    expect(days).toEqual(['2026-11-19', '2026-11-20']);
    expect(warnings).not.toContain('time-far');
  });

  it('beside a booking day changes nothing: that decides for all', async () => {
    const receipts = [sale(100), sale(200, { endedAt: '1970-01-01T00:00:00Z' })];
    const { days } = await told(receipts, { bookingDay: '2026-11-19T23:00:00Z' }, { now });
    expect(days).toEqual(['2026-11-20', '2026-11-20']);
  });
});

describe('a closing whose own time cannot be', () => {
  it.each<[string, Closing]>([
    ['2036', { madeAt: '2036-11-20T20:00:00' }],
    ['1970', { madeAt: '1970-01-01T00:00:00Z' }],
    ['two days that are months apart', { madeAt: '2026-11-03T20:00:00', bookingDay: '2026-03-11' }],
  ])('%s: nothing is booked, and it is said', async (_, closing) => {
    const { jobs, codes } = await told([sale(900)], closing, { now });
    expect(jobs).toEqual([]);
    expect(codes).toEqual(['day-not-credible']);
  });

  it.each<[string, Closing, string]>([
    [
      'with a booking day',
      { madeAt: '2036-11-20T20:00:00', bookingDay: '2026-11-19' },
      '2026-11-19',
    ],
    [
      'beside a booking day that is not filled',
      { bookingDay: '0001-01-01T00:00:00' },
      '2026-11-20',
    ],
  ])('%s: the day that can be, and a word', async (_, closing, day) => {
    const { days, warnings } = await told([sale(900)], closing, { now });
    expect(days).toEqual([day]);
    expect(warnings).toContain('day-not-credible');
  });

  it('weeks ahead is booked, and told: either clock may be wrong', async () => {
    const { jobs, warnings } = await told([sale(900)], { madeAt: '2026-12-20T20:00:00' }, { now });
    expect(jobs).toEqual(['order-cash 900']);
    expect(warnings).toContain('day-not-credible');
  });
});

describe('master data for the first closing only', () => {
  async function two(second: Closing, first: Closing = {}) {
    const folder = tempFolder();
    const source = writeExport(path.join(folder, '1'), [sale(900)], {
      store: 'Laden 1',
      currency: 'EUR',
      ...first,
    });
    const madeAt = '2026-11-21T20:00:00';
    addExport(
      source,
      writeExport(path.join(folder, '2'), [sale(800)], { number: '2', madeAt, ...second }),
    );
    const found = await toldOf(source, folder);
    const stores = found.messages.flatMap((message) =>
      message.kind === 'events' ? message.events.map(({ store }) => store) : [],
    );
    return { ...found, stores };
  }

  it('is that of the same till in the others, and it is said', async () => {
    const { stores, warnings } = await two({});
    expect(stores).toEqual(['Laden 1', 'Laden 1']);
    expect(warnings.filter((code) => code === 'master-data-shared')).toHaveLength(2);
  });

  it('says nothing of another till: its closing is held, not booked for a store of nobody', async () => {
    const { jobs, codes } = await two({ desk: 'K2' });
    expect(jobs).toEqual(['order-cash 900']);
    expect(codes).toEqual(['master-data-missing', 'master-data-missing']);
  });

  it('a file without a row is no store either', async () => {
    const { jobs, codes } = await told([sale(900)], {
      store: 'Laden 1',
      edit: { 'location.csv': headerOnly },
    });
    expect(jobs).toEqual([]);
    expect(codes).toEqual(['master-data-missing']);
  });

  it.each([
    ['a currency', { currency: '' }, [], ['master-data-missing']],
    ['a name of the store', { store: '' }, ['order-cash 900'], []],
  ])('a row without %s assumes no money', async (_, closing, jobs, codes) => {
    expect(await told([sale(900)], closing)).toMatchObject({ jobs, codes });
  });
});
