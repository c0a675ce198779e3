/** Card numbers that people type into a text are masked; what only looks like one stays. */
import { expect, it } from 'vitest';
import { maskCardNumbers } from '../../../shared/domain/card-numbers.ts';

it.each([
  ['Visa 4111 1111 1111 1111 storniert', 'Visa **** storniert'],
  ['Mastercard 5555-5555-5555-4444', 'Mastercard ****'],
  ['Mastercard 2223003122003222', 'Mastercard ****'],
  ['Amex 378282246310005.', 'Amex ****.'],
  ['Diners 30569309025904', 'Diners ****'],
  ['zwei: 4111111111111111, 378282246310005', 'zwei: ****, ****'],
])('%s', (typed, masked) => {
  expect(maskCardNumbers(typed)).toBe(masked);
});

it.each([
  ['another check digit', '4111 1111 1111 1112'],
  ['a number that no card begins with', '1111111111111117'],
  ['an EAN whose digits pass the check of Luhn', '4006381333934'],
  ['part of a longer number', '41111111111111111111'],
  ['part of an identifier', 'ID4111111111111111'],
  ['an amount, a day and a receipt', '59.99 2026-11-20 2-2021/11/0000000025'],
])('%s stays', (_why, text) => {
  expect(maskCardNumbers(text)).toBe(text);
});

it('where nobody needs the text whole, old cards of 13 digits count too', () => {
  expect(maskCardNumbers('4222222222222', 13)).toBe('****');
  expect(maskCardNumbers('4222222222222')).toBe('4222222222222');
});
