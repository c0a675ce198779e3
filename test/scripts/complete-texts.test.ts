import { expect, it } from 'vitest';
import { missingTexts } from '../../scripts/complete-texts.ts';
import { LOCALES } from '../../renderer/locales/i18n.ts';

it('no language lacks a text, and a hole in any of them is named', () => {
  expect(missingTexts(LOCALES)).toEqual([]);
  const { search, ...others } = LOCALES.en;
  expect(search.label).toBeTruthy();
  expect(missingTexts({ de: LOCALES.de, en: others })).toContain('en: search.label');
  expect(missingTexts({ de: { a: { b: 'x' } }, en: { a: { b: ' ' } } })).toEqual(['en: a.b']);
  expect(missingTexts({ de: {}, en: { a: 'x' } })).toEqual(['de: a']);
});
