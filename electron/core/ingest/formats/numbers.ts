/**
 * Decimal numbers of exports as integers of a unit: never a float on the way.
 *
 * Dialects in the field (formats sheet 1.9): decimal comma with points between thousands (the official one), decimal
 * point, no decimals at all, points between the thousands of whole numbers.
 */

export type DecimalSign = ',' | '.';

/** Not a number, or one that does not fit its column. */
export class NumberError extends Error {}

const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/**
 * `1.234,5` with 2 decimals → 123450.
 *
 * Where both signs occur the last one is the decimal sign. A single one is, unless exactly three digits follow and the
 * file's decimal sign is the other.
 *
 * @param decimals of the unit: 2 for cents, 5 for hundred-thousandths.
 * @param sign the decimal sign of the file.
 * @throws NumberError
 */
export function parseDecimal(text: string, decimals: number, sign: DecimalSign): number {
  const trimmed = text.trim();
  const negative = trimmed.startsWith('-');
  const digits = negative || trimmed.startsWith('+') ? trimmed.slice(1) : trimmed;
  const at = decimalPosition(digits, sign);
  const whole = at < 0 ? digits : digits.slice(0, at);
  const fraction = at < 0 ? '' : digits.slice(at + 1);
  const ungrouped = ungroup(whole);
  if (ungrouped === undefined || !/^\d*$/.test(fraction) || ungrouped + fraction === '') {
    throw new NumberError(`"${text}" is no number`);
  }
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > decimals) {
    throw new NumberError(`"${text}" has more than ${decimals} decimals`);
  }
  const value =
    Number(ungrouped || '0') * (POWERS[decimals] ?? NaN) +
    Number(significant.padEnd(decimals, '0') || '0');
  if (!Number.isSafeInteger(value)) throw new NumberError(`"${text}" is too large`);
  return negative ? -value || 0 : value;
}

/**
 * `1250` with two implied decimals → `12.50`.
 *
 * @throws NumberError where a sign is written all the same
 */
export function withImpliedDecimals(text: string, implied: number): string {
  const [, minus = '', digits] = /^([+-]?)(\d+)$/.exec(text.trim()) ?? [];
  if (digits === undefined)
    throw new NumberError(`"${text}" is no number of ${implied} implied decimals`);
  const padded = digits.padStart(implied + 1, '0');
  return `${minus}${padded.slice(0, -implied)}.${padded.slice(-implied)}`;
}

function decimalPosition(digits: string, sign: DecimalSign): number {
  const comma = digits.lastIndexOf(',');
  const point = digits.lastIndexOf('.');
  if (comma >= 0 && point >= 0) {
    const at = Math.max(comma, point);
    // In a file that writes points, a comma behind one is no dialect that anyone has seen: not guessed.
    if (sign === '.' && digits[at] === ',') return -1;
    return at;
  }
  if (comma >= 0) {
    const isGroup = digits.indexOf(',') === comma && digits.length - comma - 1 === 3;
    return sign === '.' && isGroup ? -1 : comma;
  }
  if (point < 0) return -1;
  const single = digits.indexOf('.') === point;
  const three = digits.length - point - 1 === 3;
  return single && (sign === '.' || !three) ? point : -1;
}

/** Digits without their thousands signs; undefined where those do not stand between groups of three. */
function ungroup(whole: string): string | undefined {
  if (/^\d*$/.test(whole)) return whole;
  if (!/^\d{1,3}([.,]\d{3})+$/.test(whole)) return undefined;
  const signs = new Set(whole.replaceAll(/\d/g, ''));
  return signs.size === 1 ? whole.replaceAll(/[.,]/g, '') : undefined;
}

/** A whole number such as Z_NR, with or without thousands signs: `1.234` → `1234`. Other texts stay as they are. */
export function wholeNumberText(text: string): string {
  const trimmed = text.trim();
  return /^\d{1,3}([.,]\d{3})+$/.test(trimmed) ? trimmed.replaceAll(/[.,]/g, '') : trimmed;
}

/**
 * The decimal sign that these values of a money column speak for; undefined when none has decimals.
 *
 * @param declared by index.xml; decides where the values can be read both ways: `1.234`
 */
export function decimalSignOf(
  values: Iterable<string>,
  declared?: DecimalSign,
): DecimalSign | undefined {
  let points = 0;
  let commas = 0;
  let isContradicted = false;
  for (const value of values) {
    if (value.includes(',')) commas += 1;
    else if (/\.\d+$/.test(value)) points += 1;
    const last = Math.max(value.lastIndexOf(','), value.lastIndexOf('.'));
    // Another sign than the declared one, last, and not before three digits: no thousands stand behind it.
    if (
      declared &&
      last >= 0 &&
      value[last] !== declared &&
      !/^\D\d{3}(?!\d)/.test(value.slice(last))
    ) {
      isContradicted = true;
    }
  }
  if (declared && !isContradicted) return declared;
  if (commas > 0) return ',';
  return points > 0 ? '.' : undefined;
}
