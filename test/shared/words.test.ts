import { expect, it } from 'vitest';
import { paymentTextInWords, WORDS } from '../../shared/words/words.ts';

it.each([
  ['de', 'ECKarte', 'EC-Karte'],
  ['en', 'ECKarte', 'Debit card'],
  ['de', 'ElZahlungsdienstleister', 'Zahlungsdienst (z. B. PayPal)'],
  ['de', 'ElZahlungsdienstleister PayPal', 'Zahlungsdienst: PayPal'],
  ['en', 'Kreditkarte Visa Gold', 'Credit card: Visa Gold'],
  // A till of its own words.
  ['en', 'Bitcoin Lightning', 'Bitcoin Lightning'],
] as const)('%s: "%s" is read as "%s"', (language, text, words) => {
  expect(paymentTextInWords(text, (type) => WORDS[language].paymentType[type])).toBe(words);
});
