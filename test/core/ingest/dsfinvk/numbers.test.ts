/** Numbers of tills: every way of writing them that is seen in the field, and no guess where two readings are possible. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimalSignOf,
  NumberError,
  parseDecimal,
  wholeNumberText,
  type DecimalSign,
} from '../../../../electron/core/ingest/formats/numbers.ts';

describe('an amount becomes an integer of its unit', () => {
  it.each<[string, DecimalSign, number, number]>([
    ['12,34', ',', 2, 1234],
    ['-12,34', ',', 2, -1234],
    ['+12,34', ',', 2, 1234],
    [' 12,34 ', ',', 2, 1234],
    ['1.234,5', ',', 2, 123450],
    ['1.234.567,89', ',', 2, 123456789],
    ['1,234.56', ',', 2, 123456],
    ['1.234', ',', 2, 123400],
    ['12.34', ',', 2, 1234],
    ['12.3', ',', 2, 1230],
    ['20', ',', 2, 2000],
    ['0', ',', 2, 0],
    ['-0,00', ',', 2, 0],
    [',5', ',', 2, 50],
    ['5,', ',', 2, 500],
    ['12,34000', ',', 2, 1234],
    ['8,40336', ',', 5, 840336],
    ['12.345', '.', 5, 1234500],
    ['12.34', '.', 2, 1234],
    ['1,234.56', '.', 2, 123456],
    ['90071992547409,91', ',', 2, 9007199254740991],
  ])('%s (decimal sign %s, %i decimals) is %i', (text, sign, decimals, expected) => {
    expect(parseDecimal(text, decimals, sign)).toBe(expected);
  });

  it.each<[string, DecimalSign, number]>([
    ['', ',', 2],
    ['-', ',', 2],
    [',', ',', 2],
    ['12x4', ',', 2],
    ['1e3', ',', 2],
    ['0x10', ',', 2],
    ['NaN', ',', 2],
    ['--5', ',', 2],
    ['5,00-', ',', 2],
    ['1 234,50', ',', 2],
    ['1,23,45', ',', 2],
    ['1.23.45', ',', 2],
    ['12.34.567', ',', 2],
    ['1.234,567.89', ',', 2],
    // A fraction of a cent is no payment.
    ['12,345', ',', 2],
    // The file writes points; a comma behind one is no dialect that anyone has seen.
    ['1.234,5', '.', 2],
    ['90071992547409,92', ',', 2],
  ])('%s (decimal sign %s, %i decimals) is refused', (text, sign, decimals) => {
    expect(() => parseDecimal(text, decimals, sign)).toThrow(NumberError);
  });

  it('whatever a till can write in one dialect is read to the cent', () => {
    const seed = Number(process.env['SEED'] ?? Date.now());
    console.log(`numbers: SEED=${seed}`);
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.constantFrom<DecimalSign>(',', '.'),
        fc.boolean(),
        fc.integer({ min: 0, max: 3 }),
        (cents, sign, isGrouped, zeros) => {
          const digits = Math.abs(cents).toString().padStart(3, '0');
          const whole = digits.slice(0, -2);
          const group = sign === ',' ? '.' : ',';
          const shown = isGrouped ? whole.replaceAll(/\B(?=(\d{3})+$)/g, group) : whole;
          const text = `${cents < 0 ? '-' : ''}${shown}${sign}${digits.slice(-2)}${'0'.repeat(zeros)}`;
          expect(parseDecimal(text, 2, sign)).toBe(cents);
          expect(parseDecimal(text, 5, sign)).toBe(cents * 1_000 || 0);
        },
      ),
      { seed, numRuns: 500 },
    );
  });
});

it.each<[string[], DecimalSign | undefined]>([
  [['12,34', '5'], ','],
  [['12.34', '5'], '.'],
  [['1.234,56', '12.34'], ','],
  [['20', '', '-3'], undefined],
  [[], undefined],
])('the values %j of a file speak for the decimal sign %s', (values, expected) => {
  expect(decimalSignOf(values)).toBe(expected);
});

it.each([
  ['1.234', '1234'],
  ['1,234', '1234'],
  ['1.234.567', '1234567'],
  ['1234', '1234'],
  [' 7 ', '7'],
  ['12.34', '12.34'],
  ['A-7', 'A-7'],
])('the whole number %s is known as %s', (text, expected) => {
  expect(wholeNumberText(text)).toBe(expected);
});
