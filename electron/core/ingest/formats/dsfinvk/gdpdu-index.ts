/**
 * index.xml: how the files of an export are written (GDPdU description standard, gdpdu-01-09-2004.dtd).
 *
 * The reader is small because the description is: elements and their text, no attributes, no namespaces. What it does
 * not understand it leaves out; the files are then read by their header lines alone.
 */
import type { Readable } from 'node:stream';
import type { CsvDialect } from '../csv.ts';
import type { Container, ExportFile } from './container.ts';
import type { TableFacts } from './tables.ts';

/** What index.xml says about one file. */
export interface DescribedTable {
  /** File name without folder, in lower case. */
  readonly file: string;
  /** In lower case; may be the German table name. */
  readonly name: string;
  readonly dialect: CsvDialect;
}

/** A file of an export, and how it is written. */
export interface TableFile {
  readonly file: ExportFile;
  readonly dialect: CsvDialect;
}

const INDEX = 'index.xml';
/** The official one has 60 kB. */
const MOST_BYTES = 8 * 1024 ** 2;
const ENCODINGS: Readonly<Record<string, CsvDialect['encoding']>> = {
  ANSI: 'windows-1252',
  Macintosh: 'macintosh',
  UTF16: 'utf-16',
};

/** Finds the tables of an export by their own names, or by what index.xml calls them. */
export async function tablesOf(
  container: Container,
): Promise<(table: TableFacts) => TableFile | undefined> {
  const described = await readIndex(container);
  const encodings = new Set(described.map(({ dialect }) => dialect.encoding));
  // An index that leaves tables out means them, too.
  const [common] = encodings.size === 1 ? encodings : [];
  const undescribed: CsvDialect = common ? { encoding: common } : {};

  return (table) => {
    const own = table.file.toLowerCase();
    const base = own.replace(/\.\w+$/, '');
    const german = table.name.toLowerCase();
    const about =
      described.find(({ file }) => file === own) ??
      described.find(({ name, file }) => {
        const names = [name, file.replace(/\.\w+$/, '')];
        return names.includes(base) || names.includes(german);
      });
    const candidates = [own, about?.file, `${german}.csv`, `${base}.txt`, `${german}.txt`];
    for (const candidate of candidates) {
      const file = candidate === undefined ? undefined : container.files.get(candidate);
      if (file) return { file, dialect: about?.dialect ?? undescribed };
    }
    return undefined;
  };
}

async function readIndex(container: Container): Promise<DescribedTable[]> {
  const file = container.files.get(INDEX);
  if (!file) return [];
  try {
    return describedTables(decodeXml(await bytesOf(await file.open())));
  } catch {
    // The files say enough by themselves, or their own messages say what is missing.
    return [];
  }
}

async function bytesOf(input: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error('No index is that long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decodeXml(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const declared = /^[^>]*encoding=["']([\w-]+)["']/.exec(bytes.toString('latin1', 0, 200))?.[1];
  return new TextDecoder(declared ?? 'utf-8').decode(bytes);
}

interface Element {
  readonly name: string;
  readonly children: Element[];
  text: string;
}

/** @throws when it is no XML with this shape */
export function describedTables(xml: string): DescribedTable[] {
  const root = parseXml(xml);
  return descendants(root, 'Table').flatMap((table) => {
    const url = textOf(table, 'URL');
    if (url === '') return [];
    const file = url.replaceAll('\\', '/').split('/').at(-1) ?? url;
    return [
      {
        file: file.toLowerCase(),
        name: textOf(table, 'Name').toLowerCase(),
        dialect: dialectOf(table),
      },
    ];
  });
}

function dialectOf(table: Element): CsvDialect {
  const encoding = Object.entries(ENCODINGS).find(([name]) =>
    table.children.some((child) => child.name === name),
  )?.[1];
  const decimal = textOf(table, 'DecimalSymbol');
  const length = child(table, 'VariableLength');
  const delimiter = length ? rawOf(length, 'ColumnDelimiter') : '';
  const recordEnd = length ? rawOf(length, 'RecordDelimiter') : '';
  const described = (length?.children ?? []).filter(
    ({ name }) => name === 'VariableColumn' || name === 'VariablePrimaryKey',
  );
  const columns = described.map((column) => textOf(column, 'Name').toUpperCase());
  const implied = described.flatMap((column): [string, number][] => {
    const decimals = Number(textOf(child(column, 'Numeric') ?? column, 'ImpliedAccuracy'));
    return decimals > 0 ? [[textOf(column, 'Name').toUpperCase(), decimals]] : [];
  });
  const from = Number(textOf(child(table, 'Range') ?? table, 'From'));
  return {
    ...(encoding && { encoding }),
    ...((decimal === ',' || decimal === '.') && { decimal }),
    ...(delimiter.length === 1 && { delimiter }),
    ...(recordEnd.length === 1 && { recordEnd }),
    ...(columns.length > 0 && { columns }),
    ...(implied.length > 0 && { impliedDecimals: new Map(implied) }),
    ...(from > 1 && { firstRecord: from }),
  };
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<![^>[]*(?:\[[^\]]*\])?[^>]*>|<(\/?)([\w:.-]+)[^>]*?(\/?)>|([^<]+)/g;

function parseXml(xml: string): Element {
  const root: Element = { name: '', children: [], text: '' };
  const open = [root];
  for (const [, data, isEnd, name, isEmpty, text] of xml.matchAll(TOKEN)) {
    const inside = open.at(-1) ?? root;
    if (name === undefined) inside.text += data ?? unescapeXml(text ?? '');
    else if (isEnd === '/') {
      if (open.length > 1 && inside.name === name) open.pop();
      else throw new Error(`<${name}> is closed and not open.`);
    } else {
      const element: Element = { name, children: [], text: '' };
      inside.children.push(element);
      if (isEmpty !== '/') open.push(element);
    }
  }
  return root;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function unescapeXml(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name)] ?? String(all);
    return String.fromCodePoint(
      hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16),
    );
  });
}

function child(element: Element, name: string): Element | undefined {
  return element.children.find((one) => one.name === name);
}

function rawOf(element: Element, name: string): string {
  return child(element, name)?.text ?? '';
}

function textOf(element: Element, name: string): string {
  return rawOf(element, name).trim();
}

function descendants(element: Element, name: string): Element[] {
  return element.children.flatMap((one) => [
    ...(one.name === name ? [one] : []),
    ...descendants(one, name),
  ]);
}
