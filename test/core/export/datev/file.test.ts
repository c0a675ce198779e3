/** Our reader gives files back byte by byte; the checker judges good and broken ones right. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../../../electron/core/export/datev/columns.ts';
import {
  DatevFormatError,
  readDatev,
  writeDatev,
} from '../../../../electron/core/export/datev/file.ts';
import { faultsOf } from './checker.ts';
import { TABLE } from './table.ts';

const FIXTURES = path.join(import.meta.dirname, '../../../fixtures/datev');
const read = (name: string) => fs.readFileSync(path.join(FIXTURES, name));

/** DATEV's sample as DATEV wrote it: a repository made LF of its CRLF, and left a fragment behind the last line. */
function official(): Buffer {
  const lines = read('official.csv').toString('latin1').split('\n');
  return Buffer.from(`${lines.slice(0, -2).join('\r\n')}\r\n`, 'latin1');
}

const codes = (bytes: Buffer) => [...new Set(faultsOf(bytes).map(({ code }) => code))].sort();

describe('reading and writing', () => {
  it('give the official sample back byte by byte', () => {
    const lines = readDatev(official());
    expect(lines).toHaveLength(56);
    expect(writeDatev(lines).equals(official())).toBe(true);
  });

  it('give a file of format version 9 back byte by byte', () => {
    const bytes = read('version-9.csv');
    expect(writeDatev(readDatev(bytes)).equals(bytes)).toBe(true);
  });

  it('have the captions of the official sample', () => {
    const captions = readDatev(official())[1]?.map(({ text }) => text);
    expect(captions).toEqual(COLUMNS.map(({ caption }) => caption));
    expect(captions).toEqual(TABLE.map(([caption]) => caption));
  });

  it.each(['lint/broken_quotes.csv', 'lint/embedded_newlines.csv', 'official.csv'])(
    'refuse %s',
    (name) => {
      expect(() => readDatev(read(name))).toThrow(DatevFormatError);
    },
  );
});

describe('the checker', () => {
  it('finds nothing in the official sample and in one of format version 9', () => {
    expect(faultsOf(official())).toEqual([]);
    expect(faultsOf(read('version-9.csv'))).toEqual([]);
  });

  it('finds what a repository did to the official sample', () => {
    expect(codes(read('official.csv'))).toEqual(expect.arrayContaining(['columns', 'line-end']));
  });

  /**
   * All of them are short (8 or 14 columns), end their lines with LF, and have a field too many in the header, which moves those
   * behind it; in all with a column for the text, its opening quote is missing, also in those that are called good there.
   */
  const SHORT = ['columns', 'header', 'header-fields', 'line-end', 'two-years'];

  it.each([
    ['valid_minimal_700', ['quotes', 'utf-8']],
    ['encoding_windows1252', ['quotes']],
    ['encoding_utf8_bom', ['bom', 'quotes']],
    ['broken_quotes', ['quotes', 'receipt', 'utf-8']],
    ['embedded_newlines', ['columns', 'quotes', 'utf-8']],
    ['invalid_fields', ['missing', 'side', 'too-long']],
    ['leading_zero_konto', ['leading-zero', 'quotes', 'utf-8']],
    ['before_belegfeld_fix', ['receipt', 'too-long']],
    ['after_belegfeld_fix', []],
  ])('judges %s', (name, own) => {
    const found = faultsOf(read(`lint/${name}.csv`));
    expect(found.map(({ code }) => code)).toContain('columns');
    // Of the postings alone, and of how the file is written.
    const codes = new Set(
      found.filter(({ code, line }) => line > 2 || !SHORT.includes(code)).map(({ code }) => code),
    );
    expect([...codes].sort()).toEqual(own);
  });

  it.each([
    ['zero', /^100,18;/m, '0,00;'],
    ['side', /^100,18;"S"/m, '100,18;"X"'],
    ['number', /^100,18;/m, '-100,18;'],
    ['day', /;3101;"";"";;"Test Anzahlung"/, ';3201;"";"";;"Test Anzahlung"'],
    ['outside', /;3101;"";"";;"Test Anzahlung"/, ';3112;"";"";;"Test Anzahlung"'],
    ['two-years', /20240831/, '20250131'],
    ['header', /;29098;/, ';1;'],
    ['columns', /^100,18;/m, '100,18;;'],
    ['quotes', /"Test Anzahlung"/, '"Test "Anzahlung"'],
    ['too-long', /"Test Anzahlung"/, `"${'x'.repeat(61)}"`],
  ])('finds %s', (code, from, to) => {
    const text = official().toString('latin1');
    const broken = text.replace(from, to);
    expect(broken).not.toBe(text);
    expect(codes(Buffer.from(broken, 'latin1'))).toContain(code);
  });
});
