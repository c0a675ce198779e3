/** Amounts as people type them and as the program writes them: `12,50`, `,50`, `1.284,50 €`, `€1,284.50`, `-CHF 4.04`. */

/**
 * Reads a typed amount.
 *
 * Without a fraction it is whole units: `12` is 12.00. A single separator followed by three digits groups thousands
 * (`1.284` is 1,284.00); followed by one or two digits it is the fraction.
 *
 * @returns minor units of a currency with two decimals; undefined when the text is no amount.
 */
export function parseAmount(typed: string): number | undefined {
  const text = withoutCurrency(typed).replace(/^([-+]?)(?=[.,]\d{1,2}$)/, '$10');
  const match = /^([-+]?)(\d{1,3}(?:[.,' ]\d{3})+|\d{1,13})(?:([.,])(\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', separator, fraction = ''] = match;
  // `1.284.50` mixes one sign for both: that is a typing error, not an amount.
  if (separator !== undefined && whole.includes(separator)) return undefined;
  const units = Number(whole.replaceAll(/\D/g, ''));
  const minor = units * 100 + Number(fraction.padEnd(2, '0') || '0');
  return sign === '-' ? -minor : minor;
}

/** `1.000` and `1,000` are a thousand here, and might have been meant as one with decimals. */
export function isAmbiguousAmount(typed: string): boolean {
  return /^[-+]?\d{1,3}[.,]\d{3}$/.test(withoutCurrency(typed));
}

function withoutCurrency(typed: string): string {
  return typed
    .trim()
    .replace(/^−/, '-')
    .replace(/\s*(?:€|\$|£|eur|chf|usd|gbp)$/i, '')
    .replace(/^([-+]?)\s*(?:€|\$|£|eur|chf|usd|gbp)\s*(?=[-\d.,])/i, '$1');
}
