/**
 * CSV as Excel opens it by a double click: with a mark that says UTF-8, and with the signs of the language (`;` and decimal
 * comma in German, `,` and point in English).
 */
import type { Language } from '../../../shared/domain/preferences.ts';
import type { Cell } from './columns.ts';
import { wallClock } from '../../../shared/domain/wall-clock.ts';

const BYTE_ORDER_MARK = '\uFEFF';
const END = '\r\n';
/** Characters that a spreadsheet takes for the beginning of a formula, also after spaces and in full width. */
const FORMULA = /^[\s\u00A0]*[=+\-@＝＋－＠\t\r\n]/;
/** Before a text that a spreadsheet would read as a number or a date: it is not seen, and keeps the text a text. */
const TEXT_MARK = '\t';

const SIGNS: Readonly<Record<Language, { readonly separator: string; readonly point: string }>> = {
  de: { separator: ';', point: ',' },
  en: { separator: ',', point: '.' },
};

export interface CsvOptions {
  readonly language: Language;
  readonly timeZone: string;
  /** Texts like `0012` get no mark before them. What would be a formula is made harmless all the same. */
  readonly isPlain: boolean;
}

export function csvWriter({ language, timeZone, isPlain }: CsvOptions) {
  const { separator, point } = SIGNS[language];
  const toWall = wallClock(timeZone);

  function day(iso: string): string {
    const [year, month, dayOfMonth] = iso.split('-');
    if (dayOfMonth === undefined) return text(iso);
    return language === 'de' ? `${dayOfMonth}.${month}.${year}` : iso;
  }

  /** A text in quotes that no spreadsheet runs: an apostrophe stands before what would be a formula. */
  function text(value: string): string {
    const mark = FORMULA.test(value) ? "'" : !isPlain && isConvertible(value) ? TEXT_MARK : '';
    return `"${mark}${value.replaceAll('"', '""')}"`;
  }

  function write(cell: Cell): string {
    switch (cell?.kind) {
      case undefined:
        return '';
      case 'text':
        return text(cell.text);
      case 'number':
        return cell.text.replace('.', point);
      case 'day':
        return day(cell.day);
      case 'instant': {
        const iso = new Date(toWall(cell.at)).toISOString();
        return `${day(iso.slice(0, 10))} ${iso.slice(11, 19)}`;
      }
    }
  }

  const line = (cells: readonly string[]) => cells.join(separator) + END;
  return {
    /** Before everything else. */
    start: BYTE_ORDER_MARK,
    titles: (titles: readonly string[]) => line(titles.map(text)),
    row: (cells: readonly Cell[]) => line(cells.map(write)),
    /** Between two tables. */
    gap: END,
  };
}

const MONTH = [
  'jan(?:uary?)?|feb(?:ruary?)?|m[aä]r(?:z|ch)?|apr(?:il)?|ma[iy]|june?|juni|jul[iy]?|aug(?:ust)?',
  'sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?',
].join('|');
const CLOCK = String.raw`\d+:\d+(?::\d+)?(?:[.,]\d+)?(?:\s*[ap]m?)?`;
const CONVERTIBLE = [
  // `0012`, `1E5`, `€ 5`, `50 %`, `(5)`, `1 1/2`, twenty digits.
  /^[-+(\s\p{Sc}]*(?:\d+\s)?[\d.,'\s/]*\d[\d.,'\s]*(?:e[-+]?\d+)?[%)\s\p{Sc}]*$/iu,
  new RegExp(`^${CLOCK}$`, 'i'),
  // `29.11.`, `1-2`, `2026/11/29 12:30`.
  new RegExp(String.raw`^\d{1,4}[./-]\s?\d{1,4}(?:[./-]\s?(?:\d{1,4})?)?(?:,?\s+${CLOCK})?$`, 'i'),
  new RegExp(String.raw`^(?=.*\d)[\d\s./-]*(?:${MONTH})[\d\s.,/-]*(?:${CLOCK})?$`, 'iu'),
  /^(?=.*\d)[\d.,\s]*(?:eur|usd|chf|gbp)[\d.,\s]*$/i,
  /^\d+\s*[ap]m?$/i,
  /^(?:true|false|wahr|falsch)$/i,
];

/** Excel or LibreOffice would make a number, a time, a date or a truth of it, and show something else. */
export function isConvertible(text: string): boolean {
  return CONVERTIBLE.some((form) => form.test(text));
}
