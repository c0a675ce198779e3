/** A way of paying in the words of the window's language. */
import type { PaymentType } from '../../shared/domain/accounts.ts';
import { paymentInWords, readPayment } from '../../shared/words/words.ts';
import type { Translate } from '../locales/i18n.ts';

const saying = (t: Translate) => (type: PaymentType) => t(`paymentType.${type}`);

/** @param name what narrows the type, such as `PayPal` */
export function wordsOfPayment(type: PaymentType, name: string | undefined, t: Translate): string {
  return paymentInWords(type, name, saying(t));
}

/** @param text type and name as a job has them; a type that is not known stays as the till wrote it. */
export function wordsOfPaymentText(text: string, t: Translate): string {
  return readPayment(text, saying(t));
}
