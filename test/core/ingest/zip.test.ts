/** ZIPs as tills, people and attackers make them. */
import { once } from 'node:events';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { beforeEach, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { jobsOf, read, reasonsOf, writeExport } from './export-builder.ts';

let folder: string;
let source: string;

beforeEach(() => {
  folder = tempFolder();
  source = writeExport(path.join(folder, 'export'), [
    { lines: [{ type: 'Umsatz', cents: 500 }], payments: [{ type: 'Bar', cents: 500 }] },
  ]);
});

/** Packs the export, each file under the names it is given. */
async function zip(names: (name: string) => string[], compress = true): Promise<string> {
  const files: Record<string, Buffer> = {};
  for (const name of fs.readdirSync(source)) {
    const bytes = fs.readFileSync(path.join(source, name));
    for (const packed of names(name)) files[packed] = bytes;
  }
  return zipOf(files, compress);
}

async function zipOf(files: Readonly<Record<string, Buffer>>, compress = true): Promise<string> {
  const file = path.join(folder, 'export.zip');
  const packer = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) packer.addBuffer(bytes, name, { compress });
  packer.end();
  await pipeline(packer.outputStream, fs.createWriteStream(file));
  return file;
}

function change(file: string, edit: (bytes: Buffer) => void): string {
  const bytes = fs.readFileSync(file);
  edit(bytes);
  fs.writeFileSync(file, bytes);
  return file;
}

/** Where the entries of the ZIP's list begin. */
function listed(bytes: Buffer): number[] {
  const places: number[] = [];
  const mark = Buffer.from('PK\u0001\u0002', 'latin1');
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) places.push(at);
  return places;
}

it.each<[string, (name: string) => string[]]>([
  ['files at the top', (name) => [name]],
  ['files in a sub folder', (name) => [`Kasse 1/2026/${name}`]],
  ['capital letters', (name) => [name.toUpperCase()]],
  ['other files beside them, in folders of their own', (name) => [name, `__MACOSX/${name}.txt`]],
])('%s are found', async (_name, names) => {
  const messages = await read(await zip(names), folder);
  expect(reasonsOf(messages)).toEqual([]);
  expect(jobsOf(messages)).toEqual(['order-cash 500']);
});

it('several exports in one ZIP are refused, not the first one taken and the others lost', async () => {
  const messages = await read(await zip((name) => [`a/${name}`, `b/${name}`]), folder);
  expect(reasonsOf(messages)).toMatchObject([{ code: 'zip-several' }]);
  expect(jobsOf(messages)).toEqual([]);
});

it('a ZIP in a ZIP is refused with what helps: unpacking it, no new export at the till', async () => {
  const inner = await zip((name) => [name]);
  fs.renameSync(inner, path.join(folder, 'Z-0001.zip'));
  const outer = await zipOf({
    'portal/Z-0001.zip': fs.readFileSync(path.join(folder, 'Z-0001.zip')),
  });
  const messages = await read(outer, folder);
  expect(jobsOf(messages)).toEqual([]);
  const [reason] = reasonsOf(messages);
  expect(reason).toMatchObject({ code: 'zip-nested', values: { zips: 'Z-0001.zip' } });
  expect(reason?.message).toMatch(/nothing is lost; unpack it on this PC .* not needed/);
});

it('a ZIP beside a good export is named, and the good export is read', async () => {
  const inner = fs.readFileSync(await zip((name) => [name]));
  fs.writeFileSync(path.join(source, 'Nachtrag.ZIP'), inner);
  for (const place of [await zip((name) => [name]), source]) {
    const messages = await read(place, folder);
    expect(jobsOf(messages)).toEqual(['order-cash 500']);
    expect(
      messages.map((one) => (one.kind === 'warning' ? one.problem : undefined)),
    ).toContainEqual(
      expect.objectContaining({ code: 'zip-nested', values: { zips: 'Nachtrag.ZIP' } }),
    );
  }
});

it('a byte that was changed on the way is noticed, even where nothing is compressed', async () => {
  const file = await zip((name) => [name], false);
  change(file, (bytes) => bytes.write('K9', bytes.indexOf('K1;2026')));
  expect(reasonsOf(await read(file, folder))).toMatchObject([
    { file: expect.stringMatching(/\.csv$/) as string, code: 'damaged' },
  ]);
});

it('a file that is no ZIP is named for what it is', async () => {
  const csv = path.join(source, 'transactions.csv');
  expect(reasonsOf(await read(csv, folder))).toMatchObject([
    { file: 'transactions.csv', code: 'not-an-export' },
  ]);
});

it('an encrypted one is refused with the way out', async () => {
  const file = await zip((name) => [name]);
  change(file, (bytes) => {
    for (const at of listed(bytes)) bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) | 1, at + 8);
  });
  const [reason] = reasonsOf(await read(file, folder));
  expect(reason).toMatchObject({ code: 'zip-encrypted' });
  expect(reason?.message).toMatch(/without a password/);
});

it('one that says it unpacks to absurdly much is refused before it is unpacked', async () => {
  const file = await zip((name) => [name]);
  change(file, (bytes) => {
    for (const at of listed(bytes)) bytes.writeUInt32LE(0xff_ff_00_00, at + 24);
  });
  expect(reasonsOf(await read(file, folder))).toMatchObject([{ code: 'zip-too-large' }]);
});

it('a table that shrinks as no table of a till does is refused by the sizes that the ZIP lists', async () => {
  const name = 'lines.csv';
  fs.appendFileSync(path.join(source, name), Buffer.alloc(17 * 1024 ** 2, '0'));
  const file = await zip((packed) => [packed]);
  expect(fs.statSync(file).size).toBeLessThan(100_000);
  expect(reasonsOf(await read(file, folder))).toMatchObject([{ code: 'zip-too-large' }]);
});

it('twin: the same table is read where it is as large and says something', async () => {
  const name = 'itemamounts.csv';
  const random = crypto.randomBytes(1024 ** 2).toString('hex');
  fs.writeFileSync(path.join(source, name), `${random}\n`.repeat(9));
  const file = await zip((packed) => [packed]);
  const codes = reasonsOf(await read(file, folder)).map(({ code }) => code);
  expect(codes).not.toContain('zip-too-large');
});

it('one that leads out of its folder is refused, and nothing is written anywhere', async () => {
  const file = await zip((name) => [`aa/${name}`]);
  change(file, (bytes) => {
    for (let at = bytes.indexOf('aa/'); at >= 0; at = bytes.indexOf('aa/', at))
      bytes.write('..', at);
  });
  expect(reasonsOf(await read(file, folder))).toMatchObject([{ code: 'zip-damaged' }]);
  expect(fs.readdirSync(folder).sort()).toEqual(['export', 'export.zip']);
});

it('an empty one lacks its files', async () => {
  const file = path.join(folder, 'empty.zip');
  const packer = new ZipFile();
  packer.end();
  const written = fs.createWriteStream(file);
  packer.outputStream.pipe(written);
  await once(written, 'close');
  expect(reasonsOf(await read(file, folder))).toMatchObject([{ code: 'file-missing' }]);
});
