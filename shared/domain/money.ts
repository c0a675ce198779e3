/**
 * Money: integer minor units with a currency, from the file to the grid.
 *
 * A floating-point number is made at the edge to RS alone (`toWireNumber`), never kept and never added.
 */

const digitsByCurrency = new Map<string, number>();

/** Digits after the decimal point of a currency (ISO 4217): 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    digits =
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
        .maximumFractionDigits ?? 2;
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}

/** Three capital letters, as ISO 4217 writes a currency. */
export function isCurrencyCode(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

/**
 * The JSON number that stands for an amount on the wire: 5999 EUR cents → 59.99.
 *
 * The quotient of two integers below 2^53 by a power of ten is the double nearest to the decimal,
 * so it prints as that decimal.
 */
export function toWireNumber(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency);
}

/**
 * Reads a JSON number of RS back into minor units.
 *
 * @returns undefined when the number has more digits than the currency.
 */
export function fromWireNumber(value: number, currency: string): number | undefined {
  const factor = 10 ** minorDigits(currency);
  const minor = Math.round(value * factor);
  return Number.isSafeInteger(minor) && minor / factor === value ? minor : undefined;
}

/** `-4200` EUR → `-42.00`: for logs, error texts and files, never for sums. */
export function formatPlain(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = Math.abs(minor)
    .toString()
    .padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = digits === 0 ? '' : `.${text.slice(text.length - digits)}`;
  return `${minor < 0 ? '-' : ''}${whole}${fraction}`;
}
