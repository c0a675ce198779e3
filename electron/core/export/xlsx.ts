/**
 * A workbook, written row by row: five small files of XML in a ZIP (ECMA-376), with numbers as numbers, times as times, a
 * fixed head and a filter. Texts stand in their cells and not in a common table, so that nothing has to be remembered.
 */
import type { Readable } from 'node:stream';
import { Readable as ReadableStream } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Language } from '../../../shared/domain/preferences.ts';
import type { Cell, ExportColumn } from './columns.ts';
import { wallClock } from '../../../shared/domain/wall-clock.ts';

/** Rows that a sheet of Excel can hold, head included; more go on the next sheet. */
export const MAX_SHEET_ROWS = 1_048_576;
/** A sheet of the workbook: its name of at most 31 characters, and its XML in pieces. */
export interface Sheet {
  readonly name: string;
  readonly xml: AsyncIterable<string> | Iterable<string>;
}

/** Characters that a cell can hold. */
const MAX_CELL_CHARACTERS = 32_767;
const DAY_MS = 86_400_000;
/** Days from the spreadsheet's day 0 to 1970. */
const EPOCH_DAY = 25_569;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Numbers of the cell formats in `styles`. */
const STYLE = { plain: 0, head: 1, instant: 2, day: 3, whole: 4, digits2: 5, digits3: 6 } as const;

function styles(language: Language): string {
  const day = language === 'de' ? 'dd.mm.yyyy' : 'yyyy-mm-dd';
  const formats = [
    [0, 0],
    [0, 1],
    [164, 0],
    [165, 0],
    [1, 0],
    [4, 0],
    [166, 0],
  ].map(
    ([format, font]) =>
      `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
  );
  return `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="${day}\\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="${day}"/><numFmt numFmtId="166" formatCode="#,##0.000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs></styleSheet>`;
}

/** Characters that XML cannot hold (control characters, halves), and those that it would read otherwise. */
export function xmlText(text: string): string {
  return (
    text
      .slice(0, MAX_CELL_CHARACTERS)
      // eslint-disable-next-line no-control-regex -- exactly those are meant
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('\r', '&#13;')
  );
}

/** `A`, `B`, … `Z`, `AA`, … */
function letters(index: number): string {
  return (
    (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') +
    String.fromCharCode(65 + (index % 26))
  );
}

type Columns = readonly Pick<ExportColumn<never>, 'title' | 'width'>[];

export function sheetWriter(columns: Columns, timeZone: string) {
  const toWall = wallClock(timeZone);
  const names = columns.map((_, index) => letters(index));

  function text(place: string, value: string, style: number): string {
    return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`;
  }
  function number(place: string, value: string, style: number): string {
    return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
  }
  function write(cell: Cell, place: string): string {
    switch (cell?.kind) {
      case undefined:
        return '';
      case 'text':
        return text(place, cell.text, STYLE.plain);
      case 'number':
        return number(place, cell.text, styleOf(cell.digits));
      case 'instant':
        return number(place, String(toWall(cell.at) / DAY_MS + EPOCH_DAY), STYLE.instant);
      case 'day': {
        const at = Date.parse(`${cell.day}T00:00:00Z`);
        return Number.isNaN(at)
          ? text(place, cell.day, STYLE.plain)
          : number(place, String(at / DAY_MS + EPOCH_DAY), STYLE.day);
      }
    }
  }

  return {
    head: `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns
      .map(
        ({ width }, index) =>
          `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
      )
      .join('')}</cols><sheetData><row r="1">${columns
      .map(({ title }, index) => text(`${names[index]}1`, title, STYLE.head))
      .join('')}</row>`,
    /** @param number of the row in its sheet; the head is 1 */
    row: (cells: readonly Cell[], number: number) =>
      `<row r="${number}">${cells.map((cell, index) => write(cell, `${names[index]}${number}`)).join('')}</row>`,
    /** @param rows of the sheet, head included */
    foot: (rows: number) =>
      `</sheetData><autoFilter ref="A1:${names.at(-1) ?? 'A'}${rows}"/></worksheet>`,
  };
}

/** A sheet that is small enough to be made at once. */
export function wholeSheet(
  columns: Columns,
  rows: readonly (readonly Cell[])[],
  timeZone: string,
): string {
  const sheet = sheetWriter(columns, timeZone);
  const lines = rows.map((cells, index) => sheet.row(cells, index + 2));
  return sheet.head + lines.join('') + sheet.foot(rows.length + 1);
}

function styleOf(digits: number): number {
  if (digits === 0) return STYLE.whole;
  return digits === 3 ? STYLE.digits3 : STYLE.digits2;
}

/**
 * The workbook as a stream of bytes.
 *
 * @param sheets the XML of one sheet after the other; the next is asked for when the one before was read
 * @param madeAt stands in the ZIP
 */
export function workbook(
  sheets: () => AsyncGenerator<Sheet>,
  { language, madeAt }: { readonly language: Language; readonly madeAt: number },
): Readable {
  const zip = new ZipFile();
  const options = { mtime: new Date(madeAt), compressionLevel: 3 };
  const add = (file: string, xml: string) => zip.addBuffer(Buffer.from(xml), file, options);

  async function addAll(): Promise<void> {
    const names: string[] = [];
    for await (const { name, xml } of sheets()) {
      names.push(name);
      const stream = ReadableStream.from(xml, { objectMode: false });
      const ended = new Promise<void>((resolve, reject) => {
        stream.once('close', resolve);
        stream.once('error', reject);
      });
      zip.addReadStream(stream, `xl/worksheets/sheet${names.length}.xml`, options);
      await ended;
    }
    const numbers = names.map((_, index) => index + 1);
    add('xl/styles.xml', styles(language));
    add(
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbers
        .map(
          (one) =>
            `<sheet name="${xmlText(names[one - 1] ?? '')}" sheetId="${one}" r:id="rId${one}"/>`,
        )
        .join('')}</sheets></workbook>`,
    );
    add(
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${numbers
        .map(
          (one) =>
            `<Relationship Id="rId${one}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${one}.xml"/>`,
        )
        .join(
          '',
        )}<Relationship Id="rId${names.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    );
    add(
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    );
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
    add(
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${numbers
        .map(
          (one) =>
            `<Override PartName="/xl/worksheets/sheet${one}.xml" ContentType="${type}.worksheet+xml"/>`,
        )
        .join('')}<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
    );
    zip.end();
  }

  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  addAll().catch((error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return output;
}
