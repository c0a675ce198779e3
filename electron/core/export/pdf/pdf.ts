/**
 * Writes a PDF of texts and tables: A4, Helvetica, pages numbered.
 *
 * Written by hand, for the libraries bring fonts that cannot be bundled, or had no release for years (docs/adr/0025). What the
 * font does not have is replaced as everywhere in Windows-1252, and `hasReplaced` says that it happened.
 */
import { deflateSync } from 'node:zlib';
import { encode1252, writable } from '../windows-1252.ts';
import { widthOf, type Weight } from './metrics.ts';

export interface PdfOptions {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  /** Epoch milliseconds. */
  readonly madeAt: number;
  /** Stands at the foot of each page. */
  readonly footer: (page: number, pages: number) => string;
}

export interface PdfColumn {
  readonly title: string;
  /** Of the width of the page. */
  readonly share: number;
  readonly align?: 'left' | 'right';
}

export interface Pdf {
  heading(text: string, level?: 1 | 2): void;
  paragraph(text: string, weight?: Weight): void;
  item(text: string): void;
  /** Lines in a frame: what is seen first. */
  frame(lines: readonly { readonly text: string; readonly weight?: Weight }[]): void;
  table(columns: readonly PdfColumn[], rows: Iterable<readonly string[]>): void;
  /** A character that the font does not have was asked for. */
  hasReplaced(): boolean;
  /** The file. Nothing can be added afterwards. */
  end(): Buffer;
}

/** Points; A4. */
const PAGE = { width: 595, height: 842 };
const MARGIN = 50;
const FOOT = 30;
const WIDTH = PAGE.width - 2 * MARGIN;
const SIZES = { 1: 17, 2: 12, text: 9.5, table: 8, foot: 7.5 } as const;
const LINE_HEIGHT = 1.35;
const CELL_GAP = 5;
const INDENT = 12;

export function createPdf(options: PdfOptions): Pdf {
  const pages: string[][] = [];
  let top = 0;
  let isReplaced = false;

  function plain(text: string): string {
    const normal = text.normalize('NFC').replaceAll(/\p{Cc}+/gu, ' ');
    const written = writable(normal);
    isReplaced ||= written !== normal;
    return written;
  }
  function begin(): void {
    pages.push([]);
    top = MARGIN;
  }
  /** Goes to the next page where so much does not fit any more. */
  function need(height: number): boolean {
    if (pages.length > 0 && top + height <= PAGE.height - MARGIN - FOOT) return false;
    begin();
    return true;
  }
  function put(text: string, x: number, y: number, size: number, weight: Weight): void {
    if (text !== '') pages.at(-1)?.push(textOperator(text, x, PAGE.height - y, size, weight));
  }
  function rule(y: number): void {
    const at = (PAGE.height - y).toFixed(2);
    pages.at(-1)?.push(`0.5 w 0.6 G ${MARGIN} ${at} m ${MARGIN + WIDTH} ${at} l S 0 G`);
  }
  function lines(text: string, size: number, weight: Weight, indent = 0): void {
    for (const line of wrapped(plain(text), WIDTH - indent, size, weight)) {
      need(size * LINE_HEIGHT);
      put(line, MARGIN + indent, top + size, size, weight);
      top += size * LINE_HEIGHT;
    }
  }

  function tableHead(columns: readonly PdfColumn[]): void {
    row(
      columns,
      cellLines(
        columns,
        columns.map(({ title }) => title),
        'bold',
      ),
      'bold',
    );
    rule(top);
    top += 3;
  }
  function cellLines(columns: readonly PdfColumn[], cells: readonly string[], weight: Weight) {
    return columns.map(({ share }, index) =>
      wrapped(plain(cells[index] ?? ''), share * WIDTH - CELL_GAP, SIZES.table, weight),
    );
  }
  function row(columns: readonly PdfColumn[], cells: readonly string[][], weight: Weight): void {
    let x = MARGIN;
    const height = SIZES.table * LINE_HEIGHT;
    columns.forEach(({ share, align }, index) => {
      const room = share * WIDTH - CELL_GAP;
      (cells[index] ?? []).forEach((line, at) => {
        const shift = align === 'right' ? room - widthOf(line, weight, SIZES.table) : 0;
        put(line, x + shift, top + SIZES.table + at * height, SIZES.table, weight);
      });
      x += share * WIDTH;
    });
    top += Math.max(1, ...cells.map(({ length }) => length)) * height;
  }

  return {
    heading(text, level = 1) {
      const size = SIZES[level];
      // Not alone at the foot of a page.
      if (!need(size * 4)) top += size * 0.8;
      lines(text, size, 'bold');
      top += size * 0.3;
    },
    paragraph(text, weight = 'plain') {
      lines(text, SIZES.text, weight);
      top += 4;
    },
    item(text) {
      need(SIZES.text * LINE_HEIGHT);
      put('•', MARGIN, top + SIZES.text, SIZES.text, 'plain');
      lines(text, SIZES.text, 'plain', INDENT);
      top += 2;
    },
    frame(given) {
      const size = SIZES.text + 1;
      const inside = given.flatMap(({ text, weight = 'plain' }) =>
        wrapped(plain(text), WIDTH - 2 * INDENT, size, weight).map((line) => ({ line, weight })),
      );
      const height = inside.length * size * LINE_HEIGHT + 2 * INDENT;
      need(height);
      const bottom = PAGE.height - top - height;
      pages.at(-1)?.push(`1 w ${MARGIN} ${bottom.toFixed(2)} ${WIDTH} ${height.toFixed(2)} re S`);
      inside.forEach(({ line, weight }, index) => {
        const y = top + INDENT + index * size * LINE_HEIGHT + size;
        put(line, MARGIN + INDENT, y, size, weight);
      });
      top += height + 8;
    },
    table(columns, rows) {
      need(SIZES.table * LINE_HEIGHT * 3);
      tableHead(columns);
      for (const cells of rows) {
        const wrappedCells = cellLines(columns, cells, 'plain');
        const most = PAGE.height - 2 * MARGIN - FOOT - 3 * SIZES.table * LINE_HEIGHT;
        for (const part of portions(wrappedCells, Math.floor(most / (SIZES.table * LINE_HEIGHT)))) {
          const height = Math.max(1, ...part.map(({ length }) => length));
          if (need(height * SIZES.table * LINE_HEIGHT)) tableHead(columns);
          row(columns, part, 'plain');
        }
      }
      top += 6;
    },
    hasReplaced: () => isReplaced,
    end() {
      if (pages.length === 0) begin();
      const size = SIZES.foot;
      pages.forEach((page, index) => {
        const text = writable(options.footer(index + 1, pages.length));
        page.push(textOperator(text, MARGIN, FOOT, size, 'plain'));
      });
      return fileOf(pages, options);
    },
  };
}

/** A cell with more lines than a page has goes on over the next ones. */
function* portions(cells: readonly string[][], most: number): Iterable<string[][]> {
  const longest = Math.max(1, ...cells.map(({ length }) => length));
  for (let from = 0; from < longest; from += most) {
    yield cells.map((lines) => lines.slice(from, from + most));
  }
}

function wrapped(text: string, width: number, size: number, weight: Weight): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer, weight, size) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && widthOf(line + character, weight, size) > width) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  lines.push(line);
  return lines;
}

function textOperator(text: string, x: number, y: number, size: number, weight: Weight): string {
  const bytes = encode1252(text).toString('hex');
  return `BT /${weight} ${size} Tf ${x.toFixed(2)} ${y.toFixed(2)} Td <${bytes}> Tj ET`;
}

/** A text string of PDF: UTF-16 with its mark. */
function textString(text: string): string {
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

function fileOf(pages: readonly string[][], { title, language, madeAt }: PdfOptions): Buffer {
  const parts: Buffer[] = [];
  const offsets: number[] = [];
  let length = 0;
  const write = (bytes: Buffer | string) => {
    const part = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
    parts.push(part);
    length += part.length;
  };
  const object = (content: string, stream?: Buffer) => {
    offsets.push(length);
    write(`${offsets.length} 0 obj\n${content}\n`);
    if (stream) {
      write('stream\n');
      write(stream);
      write('\nendstream\n');
    }
    write('endobj\n');
  };
  const FIRST_PAGE = 6;
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const made = new Date(madeAt).toISOString().replaceAll(/\D/g, '').slice(0, 14);

  write('%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n');
  object(
    `<< /Type /Catalog /Pages 2 0 R /Lang (${language}) /ViewerPreferences << /DisplayDocTitle true >> >>`,
  );
  const kids = pages.map((_page, index) => `${FIRST_PAGE + 2 * index} 0 R`).join(' ');
  object(
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] >>`,
  );
  object(font('Helvetica'));
  object(font('Helvetica-Bold'));
  object(
    `<< /Title ${textString(title)} /Producer (Venduo POS Back Office) /CreationDate (D:${made}Z) >>`,
  );
  pages.forEach((page, index) => {
    const content = deflateSync(Buffer.from(page.join('\n'), 'latin1'));
    const fonts = '/Resources << /Font << /plain 3 0 R /bold 4 0 R >> >>';
    object(`<< /Type /Page /Parent 2 0 R ${fonts} /Contents ${FIRST_PAGE + 2 * index + 1} 0 R >>`);
    object(`<< /Length ${content.length} /Filter /FlateDecode >>`, content);
  });
  const start = length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  write(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${entries.join('')}`);
  write(
    `trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  );
  return Buffer.concat(parts);
}
