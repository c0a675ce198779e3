/** Amounts and days are read as the program itself writes them. */
import { expect, it } from 'vitest';
import { isAmbiguousAmount, parseAmount } from '../../shared/domain/amount-text.ts';
import { parseDay, parseMoment } from '../../shared/domain/day-text.ts';
import { findFolded, foldText } from '../../shared/domain/fold-text.ts';
import { readSearch } from '../../shared/domain/search-text.ts';
import { createFormats } from '../../renderer/format/formats.ts';
import { hitsIn } from '../../renderer/format/search-hits.ts';
import { parseTyped } from '../../renderer/format/typed-number.ts';

it.each([
  ['€1,000.31', 100_031],
  ['-€1,000.31', -100_031],
  ['−€1,000.31', -100_031],
  ['1.000,31 €', 100_031],
  ['1.000,31\u00a0€', 100_031],
  ['1000,31 EUR', 100_031],
  ['EUR 1000.31', 100_031],
  ['CHF 50.00', 5_000],
  ['-CHF 50.00', -5_000],
  [',50', 50],
  ['.50', 50],
  ['-,50', -50],
  ['12.50', 1_250],
  ['1.284', 128_400],
  ['Bon 12', undefined],
  ['€', undefined],
] as const)('the search reads %s', (typed, minor) => {
  expect(parseAmount(typed)).toBe(minor);
});

it.each([
  [',50', 50],
  ['1000,31 EUR', 100_031],
  ['1.000,31 €', 100_031],
  ['12.50', 1_250],
  ['1.284', 128_400],
  ['acht', Number.NaN],
] as const)('a German field reads %s', (typed, minor) => {
  expect(parseTyped(typed, 'amount', 'de')).toBe(minor);
});

it.each([
  ['29.11.2026', '2026-11-29'],
  ['1.2.2026', '2026-02-01'],
  ['2026-11-29', '2026-11-29'],
  ['11/29/2026', '2026-11-29'],
  ['Nov 29, 2026', '2026-11-29'],
  ['Nix 29, 2026', undefined],
  ['31.02.2026', undefined],
  ['29.11.', undefined],
] as const)('the day %s', (typed, day) => {
  expect(parseDay(typed)).toBe(day);
});

it('asks about an amount that could be two', () => {
  expect(['1.000', '1,000', '-1.234', '1.000 €'].every(isAmbiguousAmount)).toBe(true);
  expect(['1000.31', '1.000,00', '1,00', '1.000.000', '1000', 'x'].some(isAmbiguousAmount)).toBe(
    false,
  );
});

const ZONE = 'Europe/Berlin';
const NOW = Date.UTC(2026, 10, 30, 17, 0);
const at = (day: number, hour: number, minute: number) => Date.UTC(2026, 10, day, hour - 1, minute);

it.each([
  ['29.11. 18:02', at(29, 18, 2)],
  ['29.11.2026, 18:02', at(29, 18, 2)],
  ['gestern 18:02', at(29, 18, 2)],
  ['yesterday 6:02 PM', at(29, 18, 2)],
  ['Nov 28, 6:02\u202fPM', at(28, 18, 2)],
  ['2026-11-28 18:02', at(28, 18, 2)],
  ['09:21', at(30, 9, 21)],
  ['12:05 AM', at(30, 0, 5)],
] as const)('the time %s is a minute', (typed, from) => {
  expect(parseMoment(typed, NOW, ZONE)).toEqual({ day: undefined, from, to: from + 59_999 });
});

it.each([
  ['gestern', '2026-11-29'],
  ['Today', '2026-11-30'],
  ['29.11.', '2026-11-29'],
  ['Nov 29', '2026-11-29'],
  ['11/29/2026', '2026-11-29'],
  ['morgen', undefined],
  ['25:00', undefined],
  ['9:75', undefined],
] as const)('the day %s is all of it', (typed, day) => {
  const moment = parseMoment(typed, NOW, ZONE);
  expect(moment?.day).toBe(day);
  if (moment) expect(moment.to - moment.from).toBe(86_399_999);
});

it.each(['de', 'en'] as const)('what the list writes in %s is read back', (language) => {
  for (const dates of ['language', 'iso'] as const) {
    const { shortTime, dateTime, day } = createFormats(language, ZONE, dates);
    for (const instant of [at(30, 9, 21), at(29, 18, 2), at(3, 0, 0), Date.UTC(2024, 1, 29, 12)]) {
      for (const text of [shortTime(instant, NOW), dateTime(instant)]) {
        expect(parseMoment(text, NOW, ZONE)?.from, text).toBe(instant);
      }
    }
    expect(parseMoment(day('2026-02-28'), NOW, ZONE)?.day).toBe('2026-02-28');
  }
});

it.each([
  ['MÜLLER', 'Müller'],
  ['muller', 'Mu\u0308ller'],
  ['Straße', 'STRASSE'],
  ['ΟΔΟΣ', 'οδος'],
  ['ЙОД', 'йод'],
] as const)('%s and %s are the same to the search', (one, other) => {
  expect(foldText(one)).toBe(foldText(other));
});

it('marks the letters that were found, with their accents', () => {
  const parts = (text: string, typed: string) =>
    findFolded(text, foldText(typed)).map(([from, to]) => text.slice(from, to));
  expect(parts('Mu\u0308ller & Müller', 'MULL')).toEqual(['Mu\u0308ll', 'Müll']);
  expect(parts('Straße 7', 'ss')).toEqual(['ß']);
  expect(parts('<b>x</b>', '<B>')).toEqual(['<b>']);
  expect(parts('aaaa', 'aa')).toEqual(['aa', 'aa']);
  expect(parts('abc', 'x')).toEqual([]);
  expect(findFolded('abc', '')).toEqual([]);
});

it('marks what a row was found by, and nothing else', () => {
  const hits = (text: string, column: Parameters<typeof hitsIn>[1], typed: string) => {
    const meaning = readSearch(typed, NOW, ZONE);
    return meaning && hitsIn(text, column, meaning, { now: NOW, timeZone: ZONE }).length;
  };
  expect(hits('-1.000,31\u00a0€', 'amount', '1000.31')).toBe(1);
  expect(hits('11.000,31\u00a0€', 'amount', '1000.31')).toBe(0);
  expect(hits('gestern 18:02', 'createdAt', '29.11.')).toBe(1);
  expect(hits('29.11.2026', 'businessDay', 'gestern')).toBe(1);
  expect(hits('09:21', 'lastCheckAt', '09:21')).toBe(0);
  expect(hits('EC-Karte', 'paymentType', 'ec-k')).toBe(1);
  expect(hits('K2', 'payDesk', 'k2')).toBe(1);
  expect(hits('1', 'store', '1')).toBe(0);
  expect(hits('412', 'id', '12')).toBe(0);
});
