/** A way of paying in words: the till's own codes are nobody's language. */
import { parsePaymentType, type PaymentType } from '../../shared/domain/accounts.ts';
import type { Translate } from '../locales/i18n.ts';

/** @param name what narrows the type, such as `PayPal` */
export function wordsOfPayment(type: PaymentType, name: string | undefined, t: Translate): string {
  const words = t(`paymentType.${type}`);
  // With a name of its own the example in brackets would stand beside it.
  return name === undefined ? words : `${words.replace(/ \([^)]*\)$/, '')}: ${name}`;
}

/** @param text type and name as a job has them; a type that is not known stays as the till wrote it. */
export function readPayment(text: string, t: Translate): string {
  const [first = '', ...name] = text.split(' ');
  const type = parsePaymentType(first);
  if (!type) return text;
  return wordsOfPayment(type, name.length === 0 ? undefined : name.join(' '), t);
}
