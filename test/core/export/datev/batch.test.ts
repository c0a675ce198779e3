/** A batch that the program writes passes the checker and reads back equal; what DATEV does not take is told. */
import { describe, expect, it } from 'vitest';
import {
  makeBatch,
  type BatchOptions,
  type BatchPosting,
} from '../../../../electron/core/export/datev/batch.ts';
import { COLUMNS } from '../../../../electron/core/export/datev/columns.ts';
import { readDatev } from '../../../../electron/core/export/datev/file.ts';
import { guidOf } from '../../../../electron/topics/datev/datev.ts';
import { faultsOf } from './checker.ts';

const OPTIONS: BatchOptions = {
  ...{ consultant: 29_098, client: 55_003, accountLength: 4, fiscalYearMonth: 1 },
  ...{ isFixed: false, chart: '03' },
};
const POSTING: BatchPosting = {
  ...{ jobId: 1, guid: guidOf('VP-1'), amount: 1_323, currency: 'EUR', account: '1000' },
  ...{ contraAccount: '10042', day: '2026-11-30', receipt: '2-2021/11/0000000025' },
  text: 'POS Barzahlung',
  info: [['Kasse', 'K1']],
};
const batch = (postings: readonly Partial<BatchPosting>[], month = '2026-11', options = OPTIONS) =>
  makeBatch(
    postings.map((posting, index) => ({ ...POSTING, jobId: index + 1, ...posting })),
    month,
    '20261130140440439',
    options,
  );

function cells(bytes: Buffer): Record<string, string>[] {
  const [, captions = [], ...rows] = readDatev(bytes);
  return rows.map((row) =>
    Object.fromEntries(row.map(({ text }, index) => [captions[index]?.text ?? '', text])),
  );
}

it('passes the checker, and says what was booked', () => {
  const { bytes, jobs, debit, credit, left, changed } = batch([{}, { amount: -500 }]);
  expect(faultsOf(bytes)).toEqual([]);
  expect({ jobs, debit, credit, left, changed }).toEqual({
    ...{ jobs: [1, 2], debit: 1_323, credit: 500, left: [], changed: [] },
  });
  const [sale, refund] = cells(bytes);
  expect(sale).toMatchObject({
    'Umsatz (ohne Soll/Haben-Kz)': '13,23',
    'Soll/Haben-Kennzeichen': 'S',
    Konto: '1000',
    'Gegenkonto (ohne BU-Schlüssel)': '10042',
    Belegdatum: '3011',
    'Belegfeld 1': '2-2021/11/0000000025',
    Buchungstext: 'POS Barzahlung',
    'Beleginfo - Art 1': 'Kasse',
    'Beleginfo - Inhalt 1': 'K1',
    'Buchungs GUID': POSTING.guid,
    Festschreibung: '0',
  });
  expect(refund).toMatchObject({
    'Umsatz (ohne Soll/Haben-Kz)': '5,00',
    'Soll/Haben-Kennzeichen': 'H',
  });
});

it('is EXTF 700/21/13 with 125 columns, CRLF and one month', () => {
  const { bytes } = batch([{}]);
  const text = bytes.toString('latin1');
  expect(text.split('\r\n')).toHaveLength(4);
  expect(text.split('\r\n')[0]).toBe(
    '"EXTF";700;21;"Buchungsstapel";13;20261130140440439;;"RE";"";"";29098;55003;20260101;4;20261101;20261130;' +
      '"Zahlungen ohne Erl\xF6se 11/2026";"";1;0;0;"EUR";;"";;;"03";;;"";""',
  );
  for (const line of readDatev(bytes).slice(1)) expect(line).toHaveLength(COLUMNS.length);
  expect(COLUMNS).toHaveLength(125);
});

it('fixing is asked for in the header and in each line', () => {
  const { bytes } = batch([{}], '2026-11', { ...OPTIONS, isFixed: true });
  expect(readDatev(bytes)[0]?.[20]?.text).toBe('1');
  expect(cells(bytes)[0]?.['Festschreibung']).toBe('1');
  expect(faultsOf(bytes)).toEqual([]);
});

describe('31 December and 1 January', () => {
  it('are never in one batch', () => {
    const days = [{ day: '2026-12-31' }, { day: '2027-01-01' }];
    const december = batch(days, '2026-12');
    const january = batch(days, '2027-01');
    expect([december.jobs, january.jobs]).toEqual([[1], [2]]);
    expect(december.left).toHaveLength(1);
    expect(december.left[0]?.reason).toContain('2026-12');
    expect(readDatev(december.bytes)[0]?.[12]?.text).toBe('20260101');
    expect(readDatev(january.bytes)[0]?.[12]?.text).toBe('20270101');
    for (const { bytes } of [december, january]) expect(faultsOf(bytes)).toEqual([]);
  });

  it('of a fiscal year that begins in July are of one year, and still of two months', () => {
    const options = { ...OPTIONS, fiscalYearMonth: 7 };
    for (const month of ['2026-12', '2027-01', '2027-06']) {
      const { bytes } = batch([{ day: `${month}-15` }], month, options);
      expect(readDatev(bytes)[0]?.[12]?.text).toBe('20260701');
      expect(faultsOf(bytes)).toEqual([]);
    }
  });

  it('29 February is a day of a leap year', () => {
    const { bytes } = batch([{ day: '2028-02-29' }], '2028-02');
    expect(readDatev(bytes)[0]?.[15]?.text).toBe('20280229');
    expect(faultsOf(bytes)).toEqual([]);
  });
});

describe('what DATEV does not take', () => {
  it.each([
    ['an amount of zero', { amount: 0 }, /Betrag 0,00/],
    ['a foreign currency', { currency: 'CHF' }, /CHF/],
    ['an account that is too long', { contraAccount: '1000000' }, /1000000/],
    ['no account', { account: '' }, /keines/],
    ['eleven digits', { amount: 1_000_000_000_000 }, /zu groß/],
  ])('%s is left out and told', (_, given, reason) => {
    const { jobs, left, bytes } = batch([given, {}]);
    expect(jobs).toEqual([2]);
    expect(left.map(({ jobId }) => jobId)).toEqual([1]);
    expect(left[0]?.reason).toMatch(reason);
    expect(faultsOf(bytes)).toEqual([]);
  });

  it.each([
    ['Łódź – 5 € „Kaffee“', 'Lódz – 5 € „Kaffee“'],
    ['Kaffee ☕ 咖啡', 'Kaffee ? ??'],
    ['zwei\r\nZeilen; "so"', 'zwei Zeilen; "so"'],
    ['x'.repeat(80), 'x'.repeat(60)],
  ])('the text %j is written as %j, and told', (from, to) => {
    const { bytes, changed } = batch([{ text: from }]);
    expect(cells(bytes)[0]?.['Buchungstext']).toBe(to);
    expect(changed).toEqual([{ jobId: 1, from, to }]);
    expect(faultsOf(bytes)).toEqual([]);
  });

  it('a receipt number takes few characters', () => {
    const { bytes, changed } = batch([{ receipt: 'Bär 7.#' }]);
    expect(cells(bytes)[0]?.['Belegfeld 1']).toBe('Baer_7__');
    expect(changed).toEqual([{ jobId: 1, from: 'Bär 7.#', to: 'Baer_7__' }]);
    expect(faultsOf(bytes)).toEqual([]);
  });
});
