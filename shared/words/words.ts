/** The one catalogue of names: list, filters, details, exports and command line say the same word for the same thing. */
import { parsePaymentType, type PaymentType } from '../domain/accounts.ts';
import type { Language } from '../domain/preferences.ts';
import type { Words } from './catalogue.ts';
import { de } from './de.ts';
import { en } from './en.ts';

export const WORDS: Readonly<Record<Language, Words>> = { de, en };

/**
 * A way of paying: the till's own codes are nobody's language.
 *
 * @param name what narrows the type, such as `PayPal`
 */
export function paymentInWords(
  type: PaymentType,
  name: string | undefined,
  say: (type: PaymentType) => string,
): string {
  const words = say(type);
  // With a name of its own the example in brackets would stand beside it.
  return name === undefined ? words : `${words.replace(/ \([^)]*\)$/, '')}: ${name}`;
}

/** @param text type and name as a job has them; a type that is not known stays as the till wrote it. */
export function paymentTextInWords(text: string, say: (type: PaymentType) => string): string {
  const [first = '', ...name] = text.split(' ');
  const type = parsePaymentType(first);
  if (!type) return text;
  return paymentInWords(type, name.length === 0 ? undefined : name.join(' '), say);
}
