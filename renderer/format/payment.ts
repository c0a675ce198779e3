/** Ways of paying in the window's language. */
import type { PaymentType } from '../../shared/domain/accounts.ts';
import { paymentInWords, paymentTextInWords } from '../../shared/words/words.ts';
import type { Translate } from '../locales/i18n.ts';

const typeToWords = (t: Translate) => (type: PaymentType) => t(`paymentType.${type}`);

/** @param name what narrows the type, such as `PayPal` */
export function paymentToWords(type: PaymentType, name: string | undefined, t: Translate): string {
  return paymentInWords(type, name, typeToWords(t));
}

/** @param text type and name as a job has them; an unknown type stays as the till wrote it. */
export function paymentTextToWords(text: string, t: Translate): string {
  return paymentTextInWords(text, typeToWords(t));
}
