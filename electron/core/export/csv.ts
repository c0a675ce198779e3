/**
 * CSV as Excel opens it by a double click: with a mark that says UTF-8, and with the signs of the language (`;` and decimal
 * comma in German, `,` and point in English).
 */
import type { Language } from '../../../shared/domain/preferences.ts';
import type { Cell, ExportColumn } from './columns.ts';
import { wallClock } from '../../../shared/domain/wall-clock.ts';

const BYTE_ORDER_MARK = '\uFEFF';
const END = '\r\n';
/** Characters that a spreadsheet takes for the beginning of a formula, also after spaces and in full width. */
const FORMULA = /^[\s\u00A0]*[=+\-@＝＋－＠\t\r\n]/;

const SIGNS: Readonly<Record<Language, { readonly separator: string; readonly point: string }>> = {
  de: { separator: ';', point: ',' },
  en: { separator: ',', point: '.' },
};

export function csvWriter(columns: readonly ExportColumn[], language: Language, timeZone: string) {
  const { separator, point } = SIGNS[language];
  const toWall = wallClock(timeZone);

  function day(iso: string): string {
    const [year, month, dayOfMonth] = iso.split('-');
    if (dayOfMonth === undefined) return quoted(iso);
    return language === 'de' ? `${dayOfMonth}.${month}.${year}` : iso;
  }

  function write(cell: Cell): string {
    switch (cell?.kind) {
      case undefined:
        return '';
      case 'text':
        return quoted(cell.text);
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
    head: BYTE_ORDER_MARK + line(columns.map(({ title }) => quoted(title))),
    row: (cells: readonly Cell[]) => line(cells.map(write)),
  };
}

/** A text in quotes that no spreadsheet runs: an apostrophe stands before what would be a formula. */
function quoted(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
