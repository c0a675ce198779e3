/** CSV of any till: what is read, and where what cannot be read stands. */
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvFileError, readCsv } from '../../../electron/core/ingest/formats/csv.ts';

interface Table {
  header: string[];
  records: string[][];
  lines: number[];
}

async function read(content: string | Buffer, chunkSize = 1 << 16): Promise<Table> {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize) {
    chunks.push(bytes.subarray(at, at + chunkSize));
  }
  const table: Table = { header: [], records: [], lines: [] };
  await readCsv(
    Readable.from(chunks, { objectMode: true }),
    'lines.csv',
    (names) => {
      table.header = names;
    },
    (fields, line) => {
      table.records.push(fields);
      table.lines.push(line);
    },
  );
  return table;
}

const problemOf = async (content: string | Buffer) => {
  const error: unknown = await read(content).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CsvFileError);
  return (error as CsvFileError).problem;
};

it.each([
  ['semicolons, CRLF', 'A;B\r\n1;x\r\n2;y\r\n'],
  ['pipes, LF', 'A|B\n1|x\n2|y\n'],
  ['commas, no end of the last line', 'A,B\n1,x\n2,y'],
  ['tabs', 'A\tB\n1\tx\n2\ty\n'],
  ['a byte order mark', '\uFEFFA;B\n1;x\n2;y\n'],
  ['quotes everywhere', '"A";"B"\r\n"1";"x"\r\n"2";"y"\r\n'],
  ['spaces about the names', 'A ; B\n1;x\n2;y\n'],
  ['empty lines', 'A;B\n\n1;x\n\n2;y\n\n'],
])('the dialect is found by the header line: %s', async (_name, content) => {
  expect(await read(content)).toMatchObject({
    header: ['A', 'B'],
    records: [
      ['1', 'x'],
      ['2', 'y'],
    ],
  });
});

it('quoted fields hold delimiters, quotes and line ends; a record is told with the line it begins in', async () => {
  const { records, lines } = await read('A;B\r\n1;"a;""b""\r\nc"\r\n2;y "inch" z\r\n');
  expect(records).toEqual([
    ['1', 'a;"b"\r\nc'],
    ['2', 'y "inch" z'],
  ]);
  expect(lines).toEqual([2, 4]);
});

it('whatever is written by the rules is read back, however the disk cuts it', async () => {
  const field = fc.string({
    unit: fc.constantFrom('a', '"', ';', '\n', '\r\n', 'ü', '€', ' ', ''),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(field, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom('\n', '\r\n'),
      async (rows, chunkSize, lineEnd) => {
        const quoted = (text: string) =>
          /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        const text = ['x;y;z', ...rows.map((row) => row.map(quoted).join(';'))]
          .map((line) => line + lineEnd)
          .join('');
        const { records } = await read(text, chunkSize);
        expect(records).toEqual(rows);
        const other = parse(text, { delimiter: ';', record_delimiter: lineEnd });
        expect(records).toEqual(other.slice(1));
      },
    ),
  );
});

describe('a quote at the beginning of an unquoted text is text where the line has all of its fields with it', () => {
  it.each([
    ['a word in quotes', '"Rot" Wein', '"Rot" Wein'],
    ['inches', '"', '"'],
    ['a quote that nothing closes', '"Sonder', '"Sonder'],
  ])('%s', async (_name, written, expected) => {
    const { records, lines } = await read(`A;B;C\n1;${written};"x"\n2;y;z\n`);
    expect(records).toEqual([
      ['1', expected, 'x'],
      ['2', 'y', 'z'],
    ]);
    expect(lines).toEqual([2, 3]);
  });

  it('a quoted text over several lines stays one', async () => {
    const { records } = await read('A;B\n1;"x\ny;z"\n2;"Rot" Wein\n');
    expect(records).toEqual([
      ['1', 'x\ny;z'],
      ['2', '"Rot" Wein'],
    ]);
  });
});

it('carriage returns alone end lines, and so does a character that is declared', async () => {
  expect((await read('A;B\r1;x\r2;y\r')).records).toHaveLength(2);
  expect((await read('A;B\r1;x\r2;y', 1)).lines).toEqual([2, 3]);
});

describe('what is no CSV is told with its line', () => {
  it('an empty file', async () => {
    expect(await problemOf('')).toMatchObject({ file: 'lines.csv', line: 1, code: 'empty' });
  });

  it('a byte that is not UTF-8, with its column', async () => {
    const content = Buffer.concat([
      Buffer.from('A;B\n1;gut\n2;schl'),
      Buffer.from([0xe4]),
      Buffer.from('cht\n'),
    ]);
    const problem = await problemOf(content);
    expect(problem).toMatchObject({ line: 3, column: 7, code: 'encoding' });
    expect(problem.message).toMatch(/nothing is lost/i);
  });

  it('a quote that is never closed', async () => {
    const problem = await problemOf('A;B\n1;x\n2;"open;y\n3;z\n');
    expect(problem).toMatchObject({ line: 3, code: 'csv' });
  });

  it('a quote that is never closed in a file too large for memory', async () => {
    const problem = await problemOf(`A;B\n1;"open;x\n${'2;y\n'.repeat(400_000)}`);
    expect(problem).toMatchObject({ line: 2, code: 'csv' });
  });

  it('text behind a closing quote', async () => {
    expect(await problemOf('A;B\n1;"x"y;z\n')).toMatchObject({ line: 2, code: 'csv' });
  });

  it('a line without end', async () => {
    expect(await problemOf(`A;B\n${'x'.repeat(5_000_000)}`)).toMatchObject({
      line: 2,
      code: 'csv',
    });
  });
});
