/** Whatever is dropped in: the place is named, what is good stays good, and nothing is thrown. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { zipFolder } from '../../../demo/dsfinvk-export.ts';
import { looksLikeExport } from '../../../electron/core/ingest/formats/dsfinvk/index.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import {
  jobsOf,
  read,
  reasonsOf,
  writeExport,
  type Closing,
  type Receipt,
} from './export-builder.ts';

const SALE: Receipt = {
  lines: [{ type: 'Umsatz', cents: 123_450, vat: '1' }],
  payments: [{ type: 'Bar', cents: 123_450 }],
};
let folder: string;

beforeEach(() => {
  folder = tempFolder();
});

async function reasons(closing: Closing, receipts: readonly Receipt[] = [SALE]) {
  const messages = await read(writeExport(path.join(folder, 'export'), receipts, closing), folder);
  expect(jobsOf(messages)).toEqual([]);
  return reasonsOf(messages);
}

const replace = (from: string | RegExp, to: string) => (text: string) => {
  expect(text).toMatch(from);
  return text.replace(from, to);
};

describe('a closing is blocked, whole, with file, line and column', () => {
  it.each<[string, Closing, object]>([
    [
      'an unknown BON_TYP',
      { edit: { 'transactions.csv': replace('Beleg', 'Quittung') } },
      { file: 'transactions.csv', line: 2, column: 'BON_TYP' },
    ],
    [
      'an unknown GV_TYP',
      { edit: { 'lines.csv': replace('Umsatz', 'Verkauf') } },
      { file: 'lines.csv', line: 2, column: 'GV_TYP' },
    ],
    [
      'an unknown ZAHLART_TYP',
      { edit: { 'datapayment.csv': replace('Bar', 'Muscheln') } },
      { file: 'datapayment.csv', line: 2, column: 'ZAHLART_TYP' },
    ],
    [
      'a number that is none',
      { edit: { 'datapayment.csv': replace('1234,50;1234,50', '1234,50;12x4') } },
      { file: 'datapayment.csv', line: 2, column: 'BASISWAEH_BETRAG', code: 'number' },
    ],
    [
      'a fraction of a cent',
      { edit: { 'datapayment.csv': replace(/1234,50\r/, '1234,505\r') } },
      { file: 'datapayment.csv', line: 2, column: 'BASISWAEH_BETRAG', code: 'number' },
    ],
    [
      'a VAT key of a line that the closing does not sum up',
      { edit: { 'lines_vat.csv': replace(';1;1234,50', ';99;1234,50') } },
      { file: 'businesscases.csv', line: 2, column: 'Z_UMS_BRUTTO', code: 'closing-sum' },
    ],
    [
      'a payment of a receipt that is not there',
      { edit: { 'datapayment.csv': replace('B1', 'B9') } },
      { file: 'datapayment.csv', line: 2, column: 'BON_ID' },
    ],
    [
      'a closing that is not there',
      { edit: { 'transactions.csv': replace(';1;B1', ';2;B1') } },
      { file: 'transactions.csv', line: 2, column: 'Z_NR' },
    ],
    [
      'another currency code',
      { edit: {}, omit: ['vat.csv'], number: '1', madeAt: 'gestern' },
      { file: 'cashpointclosing.csv', line: 2, column: 'Z_ERSTELLUNG' },
    ],
  ])('%s', async (_, closing, expected) => {
    const found = await reasons(closing);
    expect(found).toEqual(expect.arrayContaining([expect.objectContaining(expected)]));
  });

  it.each<[string, Record<string, (text: string) => string>, string]>([
    [
      'the closing itself',
      { 'cashpointclosing.csv': replace(/1234,50;1234,50/, '1234,51;1234,50') },
      'Z_SE_ZAHLUNGEN is 1234.51 EUR, all payments make 1234.50 EUR',
    ],
    [
      'its cash',
      { 'cashpointclosing.csv': replace(/1234,50;1234,50/, '1234,50;1234,49') },
      'Z_SE_BARZAHLUNGEN is 1234.49 EUR',
    ],
    [
      'its payments',
      { 'payment.csv': replace('1234,50', '1234,40') },
      'Bar: payment.csv says 1234.40 EUR, the receipts make 1234.50 EUR',
    ],
    [
      'its business cases',
      { 'businesscases.csv': replace('1234,50', '1234,40') },
      'businesscases.csv says 1234.40 EUR',
    ],
    [
      'a receipt and its payments',
      { 'datapayment.csv': replace(/1234,50\r/, '1234,49\r') },
      'UMS_BRUTTO is 1234.50 EUR, paid were 1234.49 EUR',
    ],
    [
      'a receipt and its lines',
      { 'lines_vat.csv': replace('1234,50', '1230,50') },
      'its lines make 1230.50 EUR, its total is 1234.50 EUR',
    ],
  ])('sums that disagree: %s', async (_, edit, sentence) => {
    const found = await reasons({ edit });
    expect(found.map(({ message }) => message).join('\n')).toContain(sentence);
  });

  it('and the other closings of the export go through', async () => {
    const source = writeExport(path.join(folder, 'export'), [SALE]);
    const other = writeExport(path.join(folder, 'other'), [SALE], {
      number: '2',
      edit: { 'transactions.csv': replace('Beleg', 'Quittung') },
    });
    for (const name of fs.readdirSync(source)) {
      const rows = fs
        .readFileSync(path.join(other, name), 'utf8')
        .split('\r\n')
        .slice(1)
        .join('\r\n');
      fs.appendFileSync(path.join(source, name), rows);
    }
    const messages = await read(source, folder);
    expect(jobsOf(messages)).toEqual(['order-cash 123450']);
    expect(messages.filter(({ kind }) => kind === 'blocked')).toHaveLength(1);
  });
});

describe('an export fails as a whole, with a sentence that says what to do', () => {
  it.each<[string, Closing, object]>([
    [
      'a missing file',
      { omit: ['datapayment.csv'] },
      { file: 'datapayment.csv', code: 'file-missing' },
    ],
    [
      'a missing column',
      { edit: { 'lines.csv': replace('GV_TYP', 'ART') } },
      { file: 'lines.csv', line: 1, column: 'GV_TYP' },
    ],
    [
      'a delimiter that nobody knows',
      { dialect: { delimiter: '#' } },
      { file: 'cashpointclosing.csv', line: 1, code: 'column-missing' },
    ],
    [
      'an empty file',
      { edit: { 'transactions.csv': () => '' } },
      { file: 'transactions.csv', code: 'empty' },
    ],
    [
      'a line that is too short',
      { edit: { 'transactions.csv': (text) => `${text}K1;x\r\n` } },
      { file: 'transactions.csv', line: 3, code: 'columns' },
    ],
  ])('%s', async (_, closing, expected) => {
    const [problem] = await reasons(closing);
    expect(problem).toMatchObject(expected);
    expect(problem?.message).toMatch(/Nothing was stored from this export and nothing is lost/);
  });

  it('a renamed file: the message names what is there instead', async () => {
    const source = writeExport(path.join(folder, 'export'), [SALE]);
    fs.renameSync(path.join(source, 'lines.csv'), path.join(source, 'zeilen.csv'));
    expect(reasonsOf(await read(source, folder))[0]?.message).toContain('zeilen.csv');
  });

  it('broken UTF-8: the line and the column', async () => {
    const source = writeExport(path.join(folder, 'export'), [SALE]);
    const file = path.join(source, 'lines.csv');
    fs.appendFileSync(
      file,
      Buffer.concat([
        Buffer.from('K1;2026;1;B1;2;Caf'),
        Buffer.from([0xe9]),
        Buffer.from(';Umsatz;;0\r\n'),
      ]),
    );
    expect(reasonsOf(await read(source, folder))).toMatchObject([
      { file: 'lines.csv', line: 3, column: 19, code: 'encoding' },
    ]);
  });

  it.each([0.3, 0.9, 0.99])('a ZIP that was cut off at %d', async (share) => {
    const source = writeExport(path.join(folder, 'export'), [SALE]);
    await zipFolder(source, `${source}.zip`);
    const bytes = fs.readFileSync(`${source}.zip`);
    fs.writeFileSync(`${source}.zip`, bytes.subarray(0, Math.floor(bytes.length * share)));
    expect(reasonsOf(await read(`${source}.zip`, folder))).toMatchObject([
      { file: 'export.zip', code: 'zip-damaged' },
    ]);
  });

  it('a ZIP with a damaged file in it', async () => {
    const source = writeExport(
      path.join(folder, 'export'),
      Array.from({ length: 50 }, () => SALE),
    );
    await zipFolder(source, `${source}.zip`);
    const bytes = fs.readFileSync(`${source}.zip`);
    const at = bytes.indexOf('transactions.csv') + 60;
    bytes.fill(0xff, at, at + 40);
    fs.writeFileSync(`${source}.zip`, bytes);
    const found = reasonsOf(await read(`${source}.zip`, folder));
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(/nothing is lost/);
  });

  it('a folder that is gone', async () => {
    expect(reasonsOf(await read(path.join(folder, 'gone'), folder))).toMatchObject([
      { code: 'not-found' },
    ]);
  });

  it('a folder of something else', async () => {
    fs.writeFileSync(path.join(folder, 'photo.jpg'), 'x');
    expect(await looksLikeExport(folder)).toBe(false);
    expect(reasonsOf(await read(folder, folder))).toMatchObject([
      { code: 'file-missing', file: 'cashpointclosing.csv' },
    ]);
  });
});

describe('what other tills write is read all the same', () => {
  it.each<[string, Closing]>([
    ['pipes, LF, decimal points', { dialect: { delimiter: '|', newline: '\n', decimal: '.' } }],
    ['tabs and a BOM', { dialect: { delimiter: '\t', bom: true } }],
    ['commas with quoted decimals', { dialect: { delimiter: ',', decimal: '.' } }],
    [
      'points between thousands',
      {
        edit: {
          'datapayment.csv': replace(/1234,50\r/, '1.234,50\r'),
          'transactions.csv': replace('1234,50', '1.234,5'),
        },
      },
    ],
    [
      'points between the thousands of closing numbers',
      { number: '1234', edit: { 'lines.csv': replace(';1234;', ';1.234;') } },
    ],
    ['quotes', { edit: { 'lines.csv': replace('Umsatz', '"Umsatz"') } }],
    ['amounts without decimals', { edit: { 'payment.csv': replace('1234,50', '1234,5') } }],
    [
      'further columns',
      { edit: { 'transactions.csv': (text) => text.replaceAll('\r\n', ';mehr\r\n') } },
    ],
    [
      'no optional file at all',
      {
        omit: [
          'payment.csv',
          'businesscases.csv',
          'vat.csv',
          'transactions_vat.csv',
          'references.csv',
        ],
      },
    ],
    [
      'payment names that only one file has',
      { edit: { 'payment.csv': replace('Bar;;', 'Bar;Bargeld;') } },
    ],
  ])('%s', async (_, closing) => {
    const messages = await read(writeExport(path.join(folder, 'export'), [SALE], closing), folder);
    expect(reasonsOf(messages)).toEqual([]);
    expect(jobsOf(messages)).toEqual(['order-cash 123450']);
  });

  it('rows of receipts in any order', async () => {
    const receipts = Array.from({ length: 20 }, (_, index): Receipt => ({
      lines: [{ type: 'Umsatz', cents: 100 + index, vat: '1' }],
      payments: [{ type: 'Bar', cents: 100 + index }],
    }));
    const shuffle = (text: string) => {
      const [header = '', ...rows] = text.trimEnd().split('\r\n');
      return [header, ...rows.reverse(), ''].join('\r\n');
    };
    const source = writeExport(path.join(folder, 'export'), receipts, {
      edit: { 'lines_vat.csv': shuffle, 'datapayment.csv': shuffle, 'lines.csv': shuffle },
    });
    const messages = await read(source, folder);
    expect(reasonsOf(messages)).toEqual([]);
    expect(jobsOf(messages)).toHaveLength(20);
  });

  it('a row counter instead of the closing’s number is not guessed at', async () => {
    const source = writeExport(path.join(folder, 'export'), [SALE, SALE], {
      edit: {
        'transactions.csv': replace(';1;B2', ';2;B2'),
        'lines.csv': replace(';1;B2', ';2;B2'),
      },
    });
    const messages = await read(source, folder);
    expect(jobsOf(messages)).toEqual([]);
    expect(reasonsOf(messages).map(({ code }) => code)).toContain('closing-missing');
  });
});
