/** Pages of the manual hold what their text says, and nothing from elsewhere. */
import { describe, expect, it } from 'vitest';
import { framedPage, renderPage, searchEntries } from '../../scripts/manual/page.ts';

const FRAME = '<html lang="de"><title><!-- title --></title><body><!-- body --></body></html>';
const LIST = renderPage('list', '# The list\n\n![A "row"](../pictures/en/list.webp)\n\n$& & co');

describe('a page of the manual', () => {
  it('leads to other pages, and shows pictures of its own folder', () => {
    const { title, article } = renderPage('index', '# Start\n\nSee [the list](list.md).');
    expect(title).toBe('Start');
    expect(article).toContain('<a href="list.html">the list</a>');
    expect(LIST.article).toContain('src="/manual/pictures/en/list.webp" alt="A &quot;row&quot;"');
  });

  it.each([
    ['HTML', '<script>alert(1)</script>'],
    ['HTML within a line', 'a <b onclick="x()">b</b>'],
    ['a link to elsewhere', '[x](https://example.com)'],
    ['a link that runs', '[x](javascript:alert)'],
    ['a page that does not exist', '[x](nowhere.md)'],
    ['a picture from elsewhere', '![x](https://example.com/x.png)'],
    ['a picture of another folder', '![x](../../resources/icon.png)'],
  ])('refuses %s', (_what, text) => {
    expect(() => renderPage('index', `# Start\n\n${text}`)).toThrow(/^index\.md /);
  });

  it('stands in its frame with its neighbours, in its language', () => {
    const index = renderPage('index', '# Manual');
    const html = framedPage(FRAME, 'en', [index, LIST], 1);
    expect(html).toContain('<html lang="en"><title>The list – Manual</title>');
    expect(html).toContain('<a href="list.html" aria-current="page">The list</a>');
    expect(html).toContain('<a href="index.html" rel="prev">Manual</a>');
    expect(html).toContain('href="../de/list.html"');
    expect(html).toContain('$&amp; &amp; co');
  });

  it('is found by its words, not by its markup', () => {
    expect(JSON.parse(searchEntries([LIST]))).toEqual([
      { page: 'list', title: 'The list', text: 'The list $& & co' },
    ]);
  });

  it('needs a frame that has room for it', () => {
    expect(() => framedPage('<html></html>', 'de', [LIST], 0)).toThrow('no place');
  });
});
