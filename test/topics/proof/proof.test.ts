/** A data folder is proven with its originals, and against whatever bears an anchor. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorOf } from '../../../electron/core/db/chain/anchor.ts';
import { markAsCopy } from '../../../electron/core/db/copy-mark.ts';
import { createSourceStore } from '../../../electron/core/db/sources.ts';
import { DATABASE_FILE, openDatabase } from '../../../electron/core/db/open.ts';
import { anchorsOf, NoAnchorError, proveFolder } from '../../../electron/topics/proof/proof.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

/** `sha256sum` of `{"a":1}`. */
const SHA256 = '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862';
const ORIGINAL = `originals/${SHA256}.jsonl`;

function shop(): string {
  const folder = tempFolder();
  const db = openDatabase(folder, { now: () => 5 });
  createSourceStore(db).add({
    ...{ kind: 'inbox', name: 'a.jsonl', sha256: SHA256, size: 7, receivedAt: 1 },
    originalPath: ORIGINAL,
  });
  insertJobs(db, [{}, {}]);
  db.close();
  fs.mkdirSync(path.join(folder, 'originals'));
  fs.writeFileSync(path.join(folder, ORIGINAL), '{"a":1}');
  return folder;
}

function anchorIn(folder: string): string {
  const db = openDatabase(folder, { now: () => 6 });
  const anchor = anchorOf(db);
  db.close();
  return anchor ?? '';
}

function file(name: string, text: string): string {
  const place = path.join(tempFolder(), name);
  fs.writeFileSync(place, text);
  return place;
}

describe('originals', () => {
  it('are read and compared with what was delivered', async () => {
    expect(await proveFolder(shop())).toMatchObject({ findings: [], found: 0, originals: 1 });
  });

  it('of which a byte was changed, or which are gone, are named', async () => {
    const folder = shop();
    fs.writeFileSync(path.join(folder, ORIGINAL), '{"a":2}');
    expect((await proveFolder(folder)).findings).toMatchObject([
      { code: 'original-changed', table: 'originals', row: ORIGINAL },
    ]);
    fs.rmSync(path.join(folder, ORIGINAL));
    expect((await proveFolder(folder)).findings).toMatchObject([
      { code: 'original-missing', table: 'originals', row: ORIGINAL },
    ]);
  });
});

describe('an anchor', () => {
  it('is found in a text, in a name and in a copy of the database', async () => {
    const folder = shop();
    const anchor = anchorIn(folder);
    const copy = path.join(tempFolder(), 'copy.sqlite');
    fs.copyFileSync(path.join(folder, DATABASE_FILE), copy);
    expect(markAsCopy(copy, 7)).toBe(anchor);
    for (const bearer of [
      file('seal.json', JSON.stringify({ seal: { anchor } })),
      file(`venduo-2026-11-30T14-00-00-000Z-${anchor}.sqlite`, ''),
      copy,
    ]) {
      expect(await proveFolder(folder, bearer)).toMatchObject({ anchors: [anchor], found: 0 });
    }
  });

  it('of an earlier moment holds while the chain grows', async () => {
    const folder = shop();
    const bearer = file('seal.txt', `Anker ${anchorIn(folder)}`);
    const db = openDatabase(folder, { now: () => 9 });
    insertJobs(db, [{}]);
    db.close();
    expect((await proveFolder(folder, bearer)).found).toBe(0);
  });

  it('of another folder is told as one', async () => {
    const other = shop();
    const db = openDatabase(other, { now: () => 9 });
    insertJobs(db, [{ amount: 4711 }]);
    db.close();
    const folder = shop();
    expect((await proveFolder(folder, file('a.txt', anchorIn(other)))).findings).toMatchObject([
      { code: 'anchor-missing', table: 'anchor' },
    ]);
    expect((await proveFolder(other, file('a.txt', `2-${'0'.repeat(32)}`))).findings).toMatchObject(
      [{ code: 'anchor-different', table: 'anchor' }],
    );
  });

  it('that a file does not bear is no proof', () => {
    expect(() => anchorsOf(file('seal.txt', 'nothing'))).toThrow(NoAnchorError);
    expect(() => anchorsOf(path.join(tempFolder(), 'no.txt'))).toThrow(NoAnchorError);
  });
});

it('a copy that says of itself that it is one is proven as it is', async () => {
  const folder = shop();
  markAsCopy(path.join(folder, DATABASE_FILE), 7);
  expect((await proveFolder(folder)).found).toBe(0);
});

it('a database from before the chain is told to be opened once', async () => {
  const folder = tempFolder();
  const db = openDatabase(folder, { now: () => 5 });
  db.exec('DROP TABLE chain; DROP TABLE chain_pending');
  db.close();
  expect((await proveFolder(folder)).findings).toMatchObject([{ code: 'no-chain' }]);
});
