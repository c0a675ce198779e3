/** The manual says what the window says, in both languages alike, and its pictures are there and small. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { de } from '../../renderer/locales/de/index.ts';
import { en } from '../../renderer/locales/en/index.ts';
import { pictureFile, picturesOf, readPage, wordsFile } from '../../scripts/manual/sources.ts';
import { MANUAL_PAGES } from '../../shared/domain/manual-pages.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const LANGUAGES = ['de', 'en'] as const;
const LOCALES = { de, en };
/** They travel with the program, whose own files stay below 12 MB. */
const MAX_PICTURE_BYTES = 3_000_000;

interface Texts {
  readonly [key: string]: string | Texts;
}

const textsOf = (texts: Texts): string[] =>
  Object.values(texts).flatMap((text) => (typeof text === 'string' ? [text] : textsOf(text)));

/** A bold word may be a part of a button with a number: `Filter (3)` is called Filter. */
const plain = (text: string) => text.replace(/ ?\(?\{\{[^}]*\}\}\)?/g, '').trim();

function unknownLabels(text: string, locale: Texts): string[] {
  const known = new Set(textsOf(locale).flatMap((one) => [one, plain(one)]));
  return [...text.matchAll(/\*\*(.+?)\*\*/g)]
    .map(([, label = '']) => label)
    .filter((label) => !known.has(label));
}

const linksOf = (text: string) =>
  [...text.matchAll(/(?<!!)\[[^\]]*\]\(([^)]+)\)/g)].map(([, target = '']) => target);
const isPage = (target: string) => MANUAL_PAGES.some((page) => target === `${page}.md`);

describe.each(LANGUAGES)('the manual in %s', (language) => {
  it.each(MANUAL_PAGES)('%s: bold print is what stands on the screen', (page) => {
    const known = { ...LOCALES[language], bold: { de: 'Fett gedruckt', en: 'Bold print' } };
    expect(unknownLabels(readPage(ROOT, language, page), known)).toEqual([]);
  });

  it.each(MANUAL_PAGES)('%s: links lead to pages of the manual', (page) => {
    expect(linksOf(readPage(ROOT, language, page)).filter((target) => !isPage(target))).toEqual([]);
  });

  it('keeps each picture that a page shows, with its words, and no other', () => {
    const shown = [...picturesOf(ROOT, language)].sort();
    const folder = path.dirname(pictureFile(ROOT, language, 'any'));
    const kept = fs.readdirSync(folder).sort();
    expect(kept).toEqual(
      shown
        .flatMap((scene) => [pictureFile(ROOT, language, scene), wordsFile(ROOT, language, scene)])
        .map((file) => path.basename(file))
        .sort(),
    );
  });
});

it.each(MANUAL_PAGES)('%s has the same shape in both languages', (page) => {
  const [german, english] = LANGUAGES.map((language) => ({
    shape: [...readPage(ROOT, language, page).matchAll(/^(#+ |\d\. |- |\| ---|!\[)/gm)].map(
      ([sign]) => sign,
    ),
    links: linksOf(readPage(ROOT, language, page)),
  }));
  expect(english).toEqual(german);
});

it('has pictures that do not make the program large', () => {
  const bytes = LANGUAGES.flatMap((language) =>
    [...picturesOf(ROOT, language)].map(
      (scene) => fs.statSync(pictureFile(ROOT, language, scene)).size,
    ),
  );
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_PICTURE_BYTES);
});

it('would find a label and a link that lead nowhere', () => {
  expect(unknownLabels('Press **KICK THE JOB**.', de)).toEqual(['KICK THE JOB']);
  expect(linksOf('[x](nowhere.md)').filter((target) => !isPage(target))).toHaveLength(1);
});
