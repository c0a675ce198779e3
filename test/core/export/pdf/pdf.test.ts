/** The PDF as another program reads it: pages, texts and what the font cannot write. */
import { expect, it } from 'vitest';
import { extractText, getDocumentProxy } from 'unpdf';
import { createPdf } from '../../../../electron/core/export/pdf/pdf.ts';

const MADE_AT = Date.parse('2026-11-30T10:00:00Z');

function begin() {
  return createPdf({
    ...{ title: 'Größe – Łódź', language: 'de', madeAt: MADE_AT },
    footer: (page, pages) => `Seite ${page} von ${pages}`,
  });
}

async function read(file: Buffer) {
  const pdf = await getDocumentProxy(new Uint8Array(file));
  const { text } = await extractText(pdf, { mergePages: false });
  return { pages: text, info: (await pdf.getMetadata()).info as Record<string, unknown> };
}

it('is read by others with umlauts, the euro and its title', async () => {
  const pdf = begin();
  pdf.heading('Überschrift');
  pdf.frame([{ text: 'Siegel: „1.234,56 €“', weight: 'bold' }]);
  pdf.paragraph('Straße – ÄÖÜß (mit Klammern) \\ und / Zeichen');
  pdf.item('ein Punkt');
  pdf.table(
    [
      { title: 'Konto', share: 0.5 },
      { title: 'Soll', share: 0.5, align: 'right' },
    ],
    [['1000', '-5,00 €']],
  );
  expect(pdf.hasReplaced()).toBe(false);
  const { pages, info } = await read(pdf.end());
  expect(pages).toHaveLength(1);
  for (const text of [
    ...['Überschrift', 'Siegel: „1.234,56 €“', 'Straße – ÄÖÜß (mit Klammern) \\ und / Zeichen'],
    ...['ein Punkt', 'Konto', 'Soll', '-5,00 €', 'Seite 1 von 1'],
  ]) {
    expect(pages[0]).toContain(text);
  }
  expect(info).toMatchObject({ Title: 'Größe – Łódź', CreationDate: 'D:20261130100000Z' });
});

it('numbers its pages, and repeats the head of a table on each; no row is lost', async () => {
  const pdf = begin();
  const rows = Array.from({ length: 300 }, (_, index) => [`Zeile-${index}`, String(index)]);
  pdf.table(
    [
      { title: 'Kopf', share: 0.5 },
      { title: 'Wert', share: 0.5 },
    ],
    rows,
  );
  const { pages } = await read(pdf.end());
  expect(pages.length).toBeGreaterThan(3);
  pages.forEach((page, index) => {
    expect(page).toContain('Kopf');
    expect(page).toContain(`Seite ${index + 1} von ${pages.length}`);
  });
  const found = pages.join(' ').match(/Zeile-\d+/g);
  expect(found).toEqual(rows.map(([name]) => name));
});

it.each([
  ['letters of other scripts', '寿司 🍣 café', '?? ? café'],
  ['control characters and line breaks', 'a\u0000b\nc', 'a b c'],
  ['letters with a plain form', 'Łódź ﬁn', 'Lódz fin'],
])('says that it replaced %s, and never fails', async (_what, text, written) => {
  const pdf = begin();
  pdf.paragraph(text);
  expect(pdf.hasReplaced()).toBe(text !== 'a\u0000b\nc');
  expect((await read(pdf.end())).pages[0]).toContain(written);
});

it('a word longer than a line, a cell longer than a page and an empty document are written', async () => {
  const pdf = begin();
  pdf.paragraph('x'.repeat(2_000));
  const words = Array.from({ length: 3_000 }, (_, index) => `w${index}`);
  pdf.table([{ title: 'T', share: 0.3 }], [[words.join(' ')]]);
  const { pages } = await read(pdf.end());
  expect(pages.join('').replaceAll(/[^x]/g, '')).toHaveLength(2_000);
  expect(pages.join(' ').match(/w\d+/g)).toEqual(words);
  expect((await read(begin().end())).pages).toHaveLength(1);
});
