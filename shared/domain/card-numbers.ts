/**
 * Numbers of payment cards (PAN) that people type into free texts.
 *
 * A PAN has 13 to 19 digits, begins with 2 to 6 and ends with the check digit of Luhn (ISO/IEC 7812-1). Those of 13 digits
 * are no longer issued, and one EAN of ten would be taken for one: they are left to texts that nobody needs whole.
 */
const DIGITS_IN_GROUPS = /(?<![\dA-Za-z])\d(?:[ -]?\d){12,18}(?![\dA-Za-z])/g;
const SHORTEST_ISSUED = 14;

/** @param shortest digits of the shortest number that counts as one */
export function maskCardNumbers(text: string, shortest: 13 | 14 = SHORTEST_ISSUED): string {
  return text.replaceAll(DIGITS_IN_GROUPS, (found) => {
    const digits = found.replaceAll(/\D/g, '');
    return digits.length >= shortest && isCardNumber(digits) ? '****' : found;
  });
}

function isCardNumber(digits: string): boolean {
  if (!/^[2-6]/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
