/** Makes a page of the manual from its text: HTML without a script of its own, and without anything from elsewhere. */
import { Marked } from 'marked';
import { MANUAL_PAGES, MANUAL_PATH, type ManualPage } from '../../shared/domain/manual-pages.ts';
import type { Language } from '../../shared/domain/preferences.ts';
import { PICTURE_SIZE } from './sources.ts';

export interface RenderedPage {
  readonly page: ManualPage;
  readonly title: string;
  /** HTML of the text, its title included. */
  readonly article: string;
  /** Without markup, for the search. */
  readonly text: string;
}

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  de: {
    manual: 'Handbuch',
    contents: 'Inhalt',
    search: 'Im Handbuch suchen',
    nothing: 'Dazu steht nichts im Handbuch.',
    turn: 'Blättern',
    other: 'This page in English',
  },
  en: {
    manual: 'Manual',
    contents: 'Contents',
    search: 'Search the manual',
    nothing: 'The manual has nothing about this.',
    turn: 'Turn pages',
    other: 'Diese Seite auf Deutsch',
  },
};

const OTHER: Readonly<Record<Language, Language>> = { de: 'en', en: 'de' };

/** @throws where the text holds what a page may not: HTML, a link to elsewhere, a picture of another folder */
export function renderPage(page: ManualPage, source: string): RenderedPage {
  const marked = new Marked({
    async: false,
    renderer: {
      html({ text }) {
        throw new Error(`${page}.md has HTML of its own: ${text}`);
      },
      link({ href, tokens }) {
        return `<a href="${pageAddress(page, href)}">${this.parser.parseInline(tokens)}</a>`;
      },
      image({ href, text }) {
        return `<img src="${pictureAddress(page, href)}" alt="${escaped(text)}" width="${PICTURE_SIZE.width}" height="${PICTURE_SIZE.height}" loading="lazy">`;
      },
      paragraph({ tokens }) {
        const html = this.parser.parseInline(tokens);
        const [only] = tokens;
        if (tokens.length !== 1 || only?.type !== 'image') return `<p>${html}</p>\n`;
        // Its words are read with the picture already.
        return `<figure>${html}<figcaption aria-hidden="true">${escaped(only['text'] as string)}</figcaption></figure>\n`;
      },
    },
  });
  const article = marked.parse(source) as string;
  const title = /^# (.+)$/m.exec(source)?.[1];
  if (title === undefined) throw new Error(`${page}.md has no title.`);
  return { page, title, article, text: plainText(article) };
}

/** @param frame `renderer/manual.html` as it was built, with its script and styles */
export function framedPage(
  frame: string,
  language: Language,
  pages: readonly RenderedPage[],
  index: number,
): string {
  const { page, title, article } = pages[index]!;
  const words = WORDS[language];
  const other = OTHER[language];
  const link = (to: RenderedPage, more = '') =>
    `<a href="${to.page}.html"${more}>${escaped(to.title)}</a>`;
  const before = pages[index - 1];
  const after = pages[index + 1];
  const entries = pages.map(
    (one) => `<li>${link(one, one.page === page ? ' aria-current="page"' : '')}</li>`,
  );
  const body = `<nav class="manual-side" aria-label="${words['contents']}">
      <search class="manual-search">
        <label for="search">${words['search']}</label>
        <input id="search" type="search" autocomplete="off">
        <ul id="hits" aria-live="polite"></ul>
        <p id="nothing" role="status" hidden>${words['nothing']}</p>
      </search>
      <h2>${words['contents']}</h2>
      <ul>${entries.join('')}</ul>
      <p><a href="../${other}/${page}.html" hreflang="${other}" lang="${other}">${words['other']}</a></p>
    </nav>
    <main>
      <article>${article}</article>
      <nav class="manual-turn" aria-label="${words['turn']}">
        <span>${before ? `← ${link(before, ' rel="prev"')}` : ''}</span>
        <span>${after ? `${link(after, ' rel="next"')} →` : ''}</span>
      </nav>
    </main>`;
  const heading = page === 'index' ? 'Venduo POS' : title;
  return filled(
    filled(frame, 'body', body),
    'title',
    `${escaped(heading)} – ${words['manual']}`,
  ).replace('<html lang="de">', `<html lang="${language}">`);
}

/** What the search of a language reads. */
export function searchEntries(pages: readonly RenderedPage[]): string {
  return JSON.stringify(pages.map(({ page, title, text }) => ({ page, title, text })));
}

function filled(frame: string, place: string, html: string): string {
  const mark = `<!-- ${place} -->`;
  if (!frame.includes(mark)) throw new Error(`The manual's frame has no place for its ${place}.`);
  // As a function: a dollar sign in a text is no pattern.
  return frame.replace(mark, () => html);
}

function pageAddress(page: ManualPage, href: string): string {
  const name = /^([\w-]+)\.md$/.exec(href)?.[1];
  if (!MANUAL_PAGES.some((known) => known === name)) {
    throw new Error(`${page}.md leads to ${href}, which is no page of the manual.`);
  }
  return `${name}.html`;
}

function pictureAddress(page: ManualPage, href: string): string {
  const picture = /^\.\.\/pictures\/((?:de|en)\/[\w-]+\.webp)$/.exec(href)?.[1];
  if (picture === undefined) throw new Error(`${page}.md shows ${href}, which is no picture.`);
  return `${MANUAL_PATH}pictures/${picture}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

function plainText(html: string): string {
  const text = html
    .replaceAll(/<figcaption.*?<\/figcaption>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'");
  return Object.entries(ENTITIES)
    .toReversed()
    .reduce((plain, [sign, entity]) => plain.replaceAll(entity, sign), text)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
