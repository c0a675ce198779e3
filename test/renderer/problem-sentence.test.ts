/** Reasons of the import in the reader's language; what an older version stored is told in its own words. */
import { expect, it } from 'vitest';
import { createFormats } from '../../renderer/format/formats.ts';
import { createI18n } from '../../renderer/locales/i18n.ts';
import { problemSentence } from '../../renderer/features/attention/ProblemCard.tsx';
import { problemCodeSchema } from '../../shared/domain/problem-codes.ts';

const t = createI18n('de').t;
const formats = createFormats('de', 'Europe/Berlin');

it('a reason is a sentence with its numbers in the language of the window', () => {
  const values = {
    receipt: '25',
    total: { amount: 128_450, currency: 'EUR' },
    paid: { amount: 124_850, currency: 'EUR' },
  };
  const text = problemSentence('reason.payment-sum', { message: 'English', values }, t, formats);
  expect(text.replaceAll('\u00a0', ' ')).toBe(
    'Beleg 25: Die Summe ist 1.284,50 €, bezahlt wurden 1.248,50 €.',
  );
});

it('a field of the format is said in words; one that is not known keeps its name', () => {
  const money = { amount: 100, currency: 'EUR' };
  const says = (what: string) =>
    problemSentence(
      'reason.closing-sum',
      { message: '', values: { what, claimed: money, summed: money } },
      t,
      formats,
    );
  expect(says('Z_SE_BARZAHLUNGEN')).toMatch(/^Barzahlungen: /);
  expect(says('ECKarte Visa')).toMatch(/^ECKarte Visa: /);
});

it('without its numbers it stays as it was stored', () => {
  expect(problemSentence('reason.payment-sum', { message: 'As stored.' }, t, formats)).toBe(
    'As stored.',
  );
  // Twin: a sentence that names nothing needs nothing.
  expect(problemSentence('reason.empty', { message: 'As stored.' }, t, formats)).toBe(
    'Die Datei ist leer.',
  );
});

it('markup and placeholders of a till stay text', () => {
  const values = { receipt: '{{paid}}<b>', total: 1, paid: 2 };
  expect(problemSentence('reason.payment-sum', { message: '', values }, t, formats)).toContain(
    'Beleg {{paid}}<b>',
  );
});

it('a code of another version is told as such, and crosses the contract', () => {
  expect(problemCodeSchema.parse('from-the-future')).toBe('unknown');
});
