/** What was read in one language is said in the other one, too: to a person, and in a folder for the tax office. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { actInRs } from '../../../sandbox/control.ts';
import { rsReason, type RsClaim } from '../../../electron/topics/closing/reasons.ts';
import { localReason } from '../../../electron/topics/closing/local-reasons.ts';
import { LOCAL_REASON_CODES, RS_REASON_CODES } from '../../../shared/domain/closing.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { DAY, openSealedShop } from './sealed-shop.ts';

const SAID: Readonly<Record<Language, RegExp>> = {
  de: /^1 Buchung steht in RetailSuite anders: .*: Betrag (\d+\.\d\d) → \d+\.\d\d\./,
  en: /^1 posting is different in RetailSuite: .*: amount (\d+\.\d\d) → \d+\.\d\d\./,
};

/** A closing whose seal was opened by a posting of 100 € more, read in a language. */
async function openedShop(language: Language) {
  const shop = await openSealedShop();
  shop.enterOpening();
  expect(await shop.line()).toMatchObject({ sealed: true });
  const [posting] = shop.sandbox.ledger.postings();
  const { id, umsatz } = posting ?? expect.fail('no posting');
  actInRs(shop.sandbox.ledger, { does: 'change', posting: id, to: { umsatz: umsatz + 100 } });
  await shop.backend.handlers['closing.read']({ day: DAY }, language);
  return shop;
}

it.each(['de', 'en'] as const)(
  'a closing that was read in %s is shown in both, and so is what opened it',
  async (language) => {
    const { backend } = await openedShop(language);
    for (const shown of ['de', 'en'] as const) {
      const { closings } = await backend.handlers['closing.day'](DAY, shown);
      const { line, history } = closings[0] ?? expect.fail('no closing');
      expect(line.reasons.find(({ code }) => code === 'rs-different')?.text).toMatch(SAID[shown]);
      expect(history[0]?.reopenedBy).toMatch(SAID[shown]);
      // What each language is kept in is nobody's business.
      expect(line.reasons.every((reason) => Object.keys(reason).length === 2)).toBe(true);
    }
  },
);

it('a folder of a shop that is read in German says what is open in the language of each file', async () => {
  const { backend } = await openedShop('de');
  const out = path.join(tempFolder(), 'stick');
  const request = { from: DAY, to: DAY, out, language: 'en' } as const;
  const made = await backend.handlers['taxFolder.make'](request);
  const different = made.open.find(({ text }) => SAID.en.test(text));
  expect(different).toBeDefined();
  expect(made.open.filter(({ text }) => /[äöüß]|Buchung/.test(text))).toEqual([]);
  const openPoints = (file: string) => {
    const lines = fs.readFileSync(path.join(made.folder, file), 'utf8').split('\n');
    return lines
      .filter((line) => line.startsWith('- '))
      .map((line) => line.replace(/^- .*?: /, ''));
  };
  expect(openPoints('README.md')).toContainEqual(expect.stringMatching(SAID.en));
  expect(openPoints('LIESMICH.md')).toContainEqual(expect.stringMatching(SAID.de));
  expect(openPoints('README.md')).toHaveLength(openPoints('LIESMICH.md').length);
  const table = fs.readFileSync(path.join(made.folder, 'data', 'closing_notes.csv'), 'utf8');
  expect(table).toContain('1 posting is different in RetailSuite');
  expect(table).not.toContain('Buchung');
});

it('one thing is told as one, and two as two', () => {
  const wrong =
    /\b1 (Belege|Buchungen|Rechnungen|Zahlungen|Aufträge|Fragen|Belegnummern)\b|\b1 \w+s\b/;
  const texts = (language: Language) => [
    ...RS_REASON_CODES.map((code): RsClaim => ({ code, names: ['A'] })).map(
      (claim) => rsReason(claim, language).text,
    ),
    ...LOCAL_REASON_CODES.map((code) => localReason(code, language, ['A'], 1).text),
  ];
  for (const text of [...texts('de'), ...texts('en')]) expect(text).not.toMatch(wrong);
  const two = rsReason({ code: 'rs-missing', names: ['A', 'B'] }, 'de').text;
  expect(two).toMatch(/^2 Buchungen gibt es in RetailSuite nicht mehr: A; B\./);
  // The twin: a sentence of many is found.
  expect('1 Buchungen stehen').toMatch(wrong);
});
