/** index.xml says how the files of an export are written, and they are read so. */
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { readOriginalLine } from '../../../../electron/core/ingest/original-line.ts';
import { describedTables } from '../../../../electron/core/ingest/formats/dsfinvk/gdpdu-index.ts';
import { TABLES } from '../../../../electron/core/ingest/formats/dsfinvk/tables.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { writeExport, type Receipt } from '../export-builder.ts';
import { sale, toldOf } from './told.ts';

const RECEIPTS: readonly Receipt[] = [
  sale(123_450),
  {
    lines: [{ type: 'Umsatz', cents: 345, text: 'Käse', vat: '1' }],
    payments: [{ type: 'Bar', cents: 345 }],
  },
];
const JOBS = ['order-cash 123450', 'order-cash 345'];
let folder: string;
let source: string;

beforeEach(() => {
  folder = tempFolder();
  source = writeExport(path.join(folder, 'export'), RECEIPTS, { store: 'Laden Süd' });
});

interface Described {
  readonly url?: (file: string, name: string) => string;
  readonly inside?: string;
  readonly columns?: (file: string) => readonly string[];
  /** What is said of a column's numbers. */
  readonly numeric?: (column: string) => string;
  readonly only?: readonly string[];
}

function writeIndex(described: Described): void {
  const { url = (file) => file, inside = '<UTF8/>', columns, only } = described;
  const tables = Object.values(TABLES)
    .filter(({ file }) => !only || only.includes(file))
    .map(({ file, name }) => {
      const listed = columns?.(file).map((column) => {
        const numeric = described.numeric?.(column);
        const type = numeric ? `<Numeric>${numeric}</Numeric>` : '<AlphaNumeric/>';
        return `<VariableColumn><Name>${column}</Name>${type}</VariableColumn>`;
      });
      return (
        `<Table><URL>${url(file, name)}</URL><Name>${name}</Name>${inside}` +
        `${listed ? `<VariableLength>${listed.join('')}</VariableLength>` : ''}</Table>`
      );
    });
  fs.writeFileSync(
    path.join(source, 'index.xml'),
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE DataSet SYSTEM "gdpdu-01-09-2004.dtd">\n' +
      `<DataSet><!-- ours --><Media><Name>x</Name>${tables.join('\n')}</Media></DataSet>`,
  );
}

const csvFiles = () => fs.readdirSync(source).filter((name) => name.endsWith('.csv'));
const headerOf = (file: string) => {
  if (!fs.existsSync(path.join(source, file))) return [];
  return (fs.readFileSync(path.join(source, file), 'utf8').split('\r\n')[0] ?? '').split(';');
};
function rewrite(change: (text: string, file: string) => string | Buffer): void {
  for (const name of csvFiles()) {
    const file = path.join(source, name);
    fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8'), name));
  }
}

async function expectRead(): Promise<void> {
  const { jobs, reasons, messages } = await toldOf(source, folder);
  expect(reasons).toEqual([]);
  expect(jobs).toEqual(JOBS);
  const stores = messages.flatMap((message) =>
    message.kind === 'closing' ? [message.closing.store] : [],
  );
  expect(stores).toEqual(['Laden Süd']);
}

it('other file names, and the line of a receipt is found again', async () => {
  writeIndex({ url: (_, name) => `${name}.csv` });
  for (const { file, name } of Object.values(TABLES)) {
    if (csvFiles().includes(file)) {
      fs.renameSync(path.join(source, file), path.join(source, `${name}.csv`));
    }
  }
  await expectRead();
  const line = await readOriginalLine(
    { kind: 'dsfinvk', origin: 'transactions.csv:3', originalPath: 'export' },
    folder,
  );
  expect(line.fields).toContainEqual({ name: 'BON_ID', value: 'B2' });
});

it('German file names without a word in index.xml', async () => {
  for (const { file, name } of Object.values(TABLES)) {
    if (csvFiles().includes(file)) {
      fs.renameSync(path.join(source, file), path.join(source, `${name}.csv`));
    }
  }
  await expectRead();
});

describe('the character set', () => {
  it('Windows-1252, also of the files that it leaves out', async () => {
    rewrite((text) => Buffer.from(text, 'latin1'));
    writeIndex({ inside: '<ANSI/>', only: ['transactions.csv'] });
    await expectRead();
  });

  it('is not guessed: the same without index.xml is refused', async () => {
    rewrite((text) => Buffer.from(text, 'latin1'));
    const { codes, warnings } = await toldOf(source, folder);
    expect(codes).toEqual(['encoding']);
    expect(warnings).toEqual([]);
  });

  it('UTF-8 that is called ANSI stays UTF-8', async () => {
    writeIndex({ inside: '<ANSI/>' });
    await expectRead();
  });

  it.each(['with its mark', 'without'])('UTF-16 %s', async (mark) => {
    rewrite((text) => Buffer.from((mark === 'without' ? '' : '\uFEFF') + text, 'utf16le'));
    writeIndex({ inside: '<UTF16/>' });
    await expectRead();
  });
});

it('the order of the columns, where there is no header line', async () => {
  writeIndex({ columns: headerOf });
  rewrite((text) => text.slice(text.indexOf('\n') + 1));
  await expectRead();
});

it('the order of the columns, where the header line has other names', async () => {
  writeIndex({ columns: headerOf, inside: '<Range><From>2</From></Range>' });
  rewrite((text, file) => {
    const names = headerOf(file).map((_, at) => `Spalte ${at + 1}`);
    return names.join(';') + text.slice(text.indexOf('\r\n'));
  });
  await expectRead();
});

it('a header line that names another order than index.xml is right about its own file', async () => {
  writeIndex({ columns: (file) => [...headerOf(file)].reverse() });
  await expectRead();
});

it('the decimal sign, where the amounts can be read both ways', async () => {
  const amounts = (text: string) =>
    text.replaceAll('1234,50', '1,234').replaceAll('1237,95', '1,237');
  rewrite((text) =>
    amounts(text)
      .replaceAll(/(?<=;)3,45/g, '3')
      .replaceAll('0,00', '0'),
  );
  writeIndex({ inside: '<DecimalSymbol>.</DecimalSymbol>' });
  const { jobs, reasons } = await toldOf(source, folder);
  expect(reasons).toEqual([]);
  expect(jobs).toEqual(['order-cash 123400', 'order-cash 300']);
});

describe('decimals that index.xml implies', () => {
  const isMoney = (column: string) => /BETRAG|BRUTTO|NETTO|ZAHLUNGEN|POS_UST/.test(column);
  const implying = () =>
    writeIndex({
      columns: headerOf,
      numeric: (column) => (isMoney(column) ? '<ImpliedAccuracy>2</ImpliedAccuracy>' : ''),
    });

  it('are those of amounts without a sign: 345 is 3.45', async () => {
    rewrite((text) => text.replaceAll(/(\d+),(\d\d)(?=[;\r])/g, '$1$2'));
    implying();
    await expectRead();
  });

  it('twin: amounts with a sign have none', async () => {
    implying();
    await expectRead();
  });
});

it('the delimiter and the record end, even a carriage return alone', async () => {
  rewrite((text) => text.replaceAll('\r\n', '\r'));
  writeIndex({
    inside:
      '<VariableLength><ColumnDelimiter>;</ColumnDelimiter><RecordDelimiter>&#13;</RecordDelimiter></VariableLength>',
  });
  await expectRead();
});

it('one that is no XML is passed over: the files speak for themselves', async () => {
  fs.writeFileSync(path.join(source, 'index.xml'), '<DataSet><Table></DataSet>');
  await expectRead();
});

it('entities, comments and the document type are understood', () => {
  const [table] = describedTables(
    '<!DOCTYPE DataSet [<!ELEMENT a (b)>]><DataSet><Table><URL>a&amp;b.csv</URL>' +
      '<VariableLength><RecordDelimiter>&#xD;&#10;</RecordDelimiter></VariableLength></Table></DataSet>',
  );
  expect(table).toMatchObject({ file: 'a&b.csv', dialect: {} });
});

describe('an optional file in another shape', () => {
  it.each<[string, string, (text: string) => string]>([
    ['payment.csv', 'another column', (text) => text.replace('Z_ZAHLART_BETRAG', 'BETRAG_WAEH')],
    ['businesscases.csv', 'a slipped line', (text) => `${text}K1;x\r\n`],
    ['references.csv', 'no line at all', () => ''],
    ['transactions_vat.csv', 'an open quote', (text) => `${text}K1;2026;1;B1;1;"7;8;9\r\n`],
  ])('%s with %s is told, and the rest is booked', async (file, _, change) => {
    const name = path.join(source, file);
    fs.writeFileSync(name, change(fs.readFileSync(name, 'utf8')));
    const { jobs, reasons, warnings } = await toldOf(source, folder);
    expect(reasons).toEqual([]);
    expect(jobs).toEqual(JOBS);
    expect(warnings).toContain('file-unusable');
  });
});

it('records of nothing at the end of every file are passed over', async () => {
  rewrite((text, file) => `${text}${';'.repeat(headerOf(file).length - 1)}\r\n;;\r\n`);
  await expectRead();
});

it('the end of a file as DOS marked it is passed over', async () => {
  rewrite((text) => `${text}\u001A`);
  await expectRead();
});

it('what a Mac adds to a ZIP is passed over', async () => {
  const zip = new ZipFile();
  for (const name of fs.readdirSync(source)) {
    zip.addFile(path.join(source, name), `export/${name}`);
    zip.addBuffer(Buffer.from('x'), `__MACOSX/export/${name}`);
    zip.addBuffer(Buffer.from('x'), `export/._${name}`);
  }
  zip.end();
  await pipeline(zip.outputStream, fs.createWriteStream(`${source}.zip`));
  source = `${source}.zip`;
  await expectRead();
});
