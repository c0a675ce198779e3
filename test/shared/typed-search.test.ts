/** Amounts and days are read as the program itself writes them. */
import { expect, it } from 'vitest';
import { parseAmount } from '../../shared/domain/amount-text.ts';
import { parseDay } from '../../shared/domain/day-text.ts';
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
  ['31.02.2026', undefined],
  ['29.11.', undefined],
] as const)('the day %s', (typed, day) => {
  expect(parseDay(typed)).toBe(day);
});
