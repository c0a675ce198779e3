/** Numbers and amounts in fields, as people type them in their language. */
import { minorDigits } from '../../shared/domain/money.ts';
import type { Language } from '../../shared/domain/preferences.ts';

/** Amounts are typed in minor units of this currency's digits. */
const AMOUNT_CURRENCY = 'EUR';

/**
 * Reads a whole number or an amount as people type it in their language: `1.284,50` in German, `1,284.50` in English.
 *
 * @returns minor units for an amount; undefined for empty text; NaN for text that is no such number.
 */
export function parseTyped(
  text: string,
  kind: 'number' | 'amount',
  language: Language,
): number | undefined {
  const trimmed = text
    .replaceAll(/[\s€]/g, '')
    .replace(/(?:eur)$|^(?:eur)/i, '')
    .replace('−', '-')
    .replace(/^([-+]?)(?=[.,]\d)/, '$10');
  if (trimmed === '') return undefined;
  const [group, point] = language === 'de' ? ['.', ','] : [',', '.'];
  const digits = kind === 'amount' ? minorDigits(AMOUNT_CURRENCY) : 0;
  // The other language's decimal point: before one or two digits it groups nothing.
  const isForeign = kind === 'amount' && new RegExp(`^[-+]?\\d+\\${group}\\d{1,2}$`).test(trimmed);
  const [whole = '', fraction = '', ...rest] = trimmed.split(isForeign ? group : point);
  // A group separator stands before three digits; anywhere else it is more likely the other language's decimal point.
  const grouped = new RegExp(`^[-+]?\\d{1,3}(?:\\${group}\\d{3})+$`).test(whole);
  const plain = /^[-+]?\d+$/.test(whole);
  const fractionFits = fraction.length <= digits && /^\d*$/.test(fraction);
  if (rest.length > 0 || (!grouped && !plain) || !fractionFits) return Number.NaN;
  const minor = Number(whole.replaceAll(group, '') + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor : Number.NaN;
}

/** The text that `parseTyped` reads back as the same value. */
export function formatTyped(
  value: number | undefined,
  kind: 'number' | 'amount',
  language: Language,
): string {
  if (value === undefined) return '';
  if (kind === 'number') return String(value);
  const digits = minorDigits(AMOUNT_CURRENCY);
  const text = Math.abs(value)
    .toString()
    .padStart(digits + 1, '0');
  const point = language === 'de' ? ',' : '.';
  return `${value < 0 ? '-' : ''}${text.slice(0, -digits)}${point}${text.slice(-digits)}`;
}
