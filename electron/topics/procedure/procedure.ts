/** The procedure description of this installation, in its newest version and with the list of all of them. */
import type { Language } from '../../../shared/domain/preferences.ts';
import type { FactChange, ProcedureVersion } from '../../core/db/procedure-versions.ts';
import { createPdf } from '../../core/export/pdf/pdf.ts';
import { FACT_KINDS } from './facts.ts';
import { PROCEDURE_WORDS, type ProcedureWords } from './words.ts';

type Block =
  | { readonly kind: 'title' | 'section' | 'part' | 'text' | 'point'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly string[][];
    };

/** @param versions the oldest first; at least one */
export function procedureMarkdown(
  versions: readonly ProcedureVersion[],
  language: Language,
  timeZone: string,
): string {
  const lines: string[] = [];
  let last: Block['kind'] | undefined;
  for (const block of blocksOf(versions, language, timeZone)) {
    if (last !== undefined && (last !== 'point' || block.kind !== 'point')) lines.push('');
    lines.push(...markdownOf(block));
    last = block.kind;
  }
  return `${lines.join('\n')}\n`;
}

function markdownOf(block: Block): string[] {
  switch (block.kind) {
    case 'title':
      return [`# ${block.text}`];
    case 'section':
      return [`## ${block.text}`];
    case 'part':
      return [`### ${block.text}`];
    case 'text':
      return [plain(block.text)];
    case 'point':
      return [`- ${plain(block.text)}`];
    case 'table':
      return [block.head, block.head.map(() => '---'), ...block.rows].map(
        (cells) => `| ${cells.map(cellText).join(' | ')} |`,
      );
  }
}

/** What people and tills named stands in a line. */
function plain(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}

function cellText(text: string): string {
  return plain(text).replaceAll('|', '\\|');
}

/** @param madeAt epoch milliseconds */
export function procedurePdf(
  versions: readonly ProcedureVersion[],
  language: Language,
  timeZone: string,
  madeAt: number,
): Buffer {
  const words = PROCEDURE_WORDS[language];
  const pdf = createPdf({ title: words.title, language, madeAt, footer: words.page });
  for (const block of blocksOf(versions, language, timeZone)) {
    if (block.kind === 'table') {
      const columns = block.head.map((title) => ({ title, share: 1 / block.head.length }));
      pdf.table(columns, block.rows);
    } else if (block.kind === 'text') pdf.paragraph(block.text);
    else if (block.kind === 'point') pdf.item(block.text);
    else if (block.kind === 'part') pdf.paragraph(block.text, 'bold');
    else pdf.heading(block.text, block.kind === 'title' ? 1 : 2);
  }
  return pdf.end();
}

function blocksOf(
  versions: readonly ProcedureVersion[],
  language: Language,
  timeZone: string,
): Block[] {
  const words = PROCEDURE_WORDS[language];
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const when = (at: number) =>
    new Date(at).toLocaleString(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  const newest = versions.at(-1);
  if (!newest) throw new Error('There is no version of the procedure description.');
  return [
    { kind: 'title', text: words.title },
    { kind: 'text', text: words.version(newest.number, when(newest.at)) },
    { kind: 'text', text: words.purpose },
    ...words.sections.flatMap(({ title, points }): Block[] => [
      { kind: 'section', text: title },
      ...points.map((text): Block => ({ kind: 'point', text })),
    ]),
    { kind: 'section', text: words.installation },
    ...FACT_KINDS.flatMap((kind): Block[] => {
      const rows = Object.entries(newest.facts)
        .filter(([key]) => key.startsWith(`${kind}.`))
        .map(([key, value]) => [key.slice(kind.length + 1), value]);
      return [
        { kind: 'part', text: words.kinds[kind] },
        rows.length === 0
          ? { kind: 'text', text: words.none }
          : { kind: 'table', head: [words.fact, words.value], rows },
      ];
    }),
    { kind: 'section', text: words.versions },
    ...[...versions]
      .reverse()
      .flatMap(({ number, at, changes }): Block[] => [
        { kind: 'part', text: words.version(number, when(at)) },
        ...(number === 1
          ? [{ kind: 'point', text: words.first } as const]
          : changes.map((change): Block => ({ kind: 'point', text: changeText(change, words) }))),
      ]),
  ];
}

function changeText([key, before, after]: FactChange, words: ProcedureWords): string {
  if (before === null) return words.added(key, after ?? '');
  return after === null ? words.removed(key, before) : words.changed(key, before, after);
}
