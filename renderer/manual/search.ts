/** The search of the manual: which pages have the words, and where they stand on this one. */
import { findFolded, foldText } from '../../shared/domain/fold-text.ts';

/** A page as the build writes it into `search.json`. */
interface Entry {
  readonly page: string;
  readonly title: string;
  readonly text: string;
}

/** One letter stands on every page. */
const MIN_LENGTH = 2;
const MARKS = 'found';

export function startSearch(): void {
  const field = document.querySelector<HTMLInputElement>('#search');
  const hits = document.querySelector<HTMLElement>('#hits');
  const nothing = document.querySelector<HTMLElement>('#nothing');
  const article = document.querySelector<HTMLElement>('article');
  if (!field || !hits || !nothing || !article) return;

  let entries: Promise<readonly Entry[]> | undefined;
  async function search(typed: string): Promise<void> {
    entries ??= read();
    const all = await entries;
    // Somebody types faster than the first answer comes.
    if (!field || field.value !== typed) return;
    const words = wordsOf(typed);
    const found = words.length === 0 ? [] : all.filter((entry) => hasAll(entry, words));
    hits?.replaceChildren(...found.map((entry) => linkTo(entry, typed)));
    if (nothing) nothing.hidden = words.length === 0 || found.length > 0;
    if (article) mark(article, words);
  }

  field.addEventListener('input', () => void search(field.value));
  window.addEventListener('keydown', (event) => {
    if (event.key !== 'f' || !(event.ctrlKey || event.metaKey) || hasOwnSearch()) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  const given = new URLSearchParams(location.search).get('find');
  if (given === null) return;
  field.value = given;
  void search(given).then(() => firstMark()?.scrollIntoView({ block: 'center' }));
}

/** Electron's window has none. */
function hasOwnSearch(): boolean {
  return !navigator.userAgent.includes('Electron/');
}

async function read(): Promise<readonly Entry[]> {
  const response = await fetch('search.json');
  return response.ok ? ((await response.json()) as readonly Entry[]) : [];
}

function wordsOf(typed: string): string[] {
  return foldText(typed)
    .split(/\s+/)
    .filter((word) => word.length >= MIN_LENGTH);
}

function hasAll({ title, text }: Entry, words: readonly string[]): boolean {
  const folded = foldText(`${title} ${text}`);
  return words.every((word) => folded.includes(word));
}

function linkTo({ page, title }: Entry, typed: string): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = `${page}.html?find=${encodeURIComponent(typed)}`;
  link.textContent = title;
  item.append(link);
  return item;
}

function mark(article: HTMLElement, words: readonly string[]): void {
  const ranges: Range[] = [];
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.nodeValue ?? '';
    for (const [from, to] of words.flatMap((word) => findFolded(text, word))) {
      const range = new Range();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    }
  }
  CSS.highlights.set(MARKS, new Highlight(...ranges));
}

function firstMark(): Element | null | undefined {
  const [range] = CSS.highlights.get(MARKS) ?? [];
  return range?.startContainer.parentElement;
}
