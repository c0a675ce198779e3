/** The line of the kept original, as the auditor wants to see it beside the booking. */
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { readOriginalLine } from '../../../electron/core/ingest/original-line.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport } from './export-builder.ts';

const RECEIPTS = [1, 2, 3].map((number) => ({
  id: `B${number}`,
  lines: [{ type: 'Umsatz', cents: number * 100 }],
  payments: [{ type: 'Bar', cents: number * 100 }],
}));

const valueOf = (fields: readonly { name: string; value: string }[], name: string) =>
  fields.find((field) => field.name === name)?.value;

it('is the row of the table, with the names of its columns, from a folder and from a ZIP', async () => {
  const home = tempFolder();
  const folder = writeExport(path.join(home, 'export'), RECEIPTS);
  const packer = new ZipFile();
  for (const name of fs.readdirSync(folder)) {
    packer.addFile(path.join(folder, name), `Kasse/${name}`);
  }
  packer.end();
  await pipeline(packer.outputStream, fs.createWriteStream(path.join(home, 'export.zip')));

  for (const originalPath of ['export', 'export.zip']) {
    const found = await readOriginalLine(
      { kind: 'dsfinvk', origin: 'transactions.csv:3', originalPath },
      home,
    );
    expect(found).toMatchObject({ file: 'transactions.csv', line: 3, problem: null });
    expect(valueOf(found.fields, 'BON_ID')).toBe('B2');
  }
});

it('is the line of the inbox file, byte for byte', async () => {
  const home = tempFolder();
  const lines = ['{"id":  "1"}', '', '{"id":"ä 2"}'];
  fs.writeFileSync(path.join(home, 'till.jsonl'), `${lines.join('\r\n')}\r\n`);
  const found = await readOriginalLine(
    { kind: 'inbox', origin: 'till.jsonl:3', originalPath: 'till.jsonl' },
    home,
  );
  expect(found).toEqual({
    file: 'till.jsonl',
    line: 3,
    text: '{"id":"ä 2"}',
    fields: [],
    problem: null,
  });
});

it('an original that is gone, shortened, damaged or was never kept is told as such', async () => {
  const home = tempFolder();
  fs.writeFileSync(path.join(home, 'short.jsonl'), '{"id":"1"}\n');
  fs.writeFileSync(path.join(home, 'damaged.zip'), 'PK and no more');
  const problemOf = async (kind: 'inbox' | 'dsfinvk', originalPath: string | null) =>
    (await readOriginalLine({ kind, origin: 'transactions.csv:9', originalPath }, home)).problem;
  expect(await problemOf('inbox', 'nowhere.jsonl')).toBe('gone');
  expect(await problemOf('inbox', 'short.jsonl')).toBe('changed');
  expect(await problemOf('dsfinvk', 'damaged.zip')).toBe('unreadable');
  expect(await problemOf('dsfinvk', null)).toBe('not-kept');
});
