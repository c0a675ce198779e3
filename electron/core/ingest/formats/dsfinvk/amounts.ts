/** Amounts of an export in sentences and in the values of a problem. */
import { formatPlain } from '../../../../../shared/domain/money.ts';
import type { ProblemValues } from '../../../../../shared/domain/problem-codes.ts';

/** Hundred-thousandths in a cent. */
export const PER_CENT = 1_000;

type Value = ProblemValues[string];

/** Amounts of one currency; `fine` ones are hundred-thousandths, the others cents. */
export interface Amounts {
  text(cents: number): string;
  value(cents: number): Value;
  fineText(hundredThousandths: number): string;
  fineValue(hundredThousandths: number): Value;
}

export function amountsIn(currency: string): Amounts {
  const text = (cents: number) => `${formatPlain(cents, currency)} ${currency}`;
  const value = (cents: number) => ({ amount: cents, currency });
  const fineText = (hundredThousandths: number) => {
    const cents = hundredThousandths / PER_CENT;
    return Number.isInteger(cents)
      ? text(cents)
      : `${(hundredThousandths / 100_000).toFixed(5)} ${currency}`;
  };
  return {
    text,
    value,
    fineText,
    fineValue(hundredThousandths) {
      const cents = hundredThousandths / PER_CENT;
      return Number.isInteger(cents) ? value(cents) : fineText(hundredThousandths);
    },
  };
}
