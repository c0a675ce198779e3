/** Nothing is sent while the database that is open does not lie in its folder. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createFolderCheck } from '../../../electron/core/db/folder-check.ts';
import { DATABASE_FILE } from '../../../electron/core/db/open.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

function folderWithDatabase(): { readonly folder: string; readonly file: string } {
  const folder = tempFolder();
  const file = path.join(folder, DATABASE_FILE);
  fs.writeFileSync(file, '');
  return { folder, file };
}

it('the database is in its folder until it is moved away, and again when it is back', () => {
  const { folder, file } = folderWithDatabase();
  const isHere = createFolderCheck(folder);
  expect(isHere()).toBe(true);
  fs.renameSync(file, `${file}.away`);
  expect(isHere()).toBe(false);
  fs.renameSync(`${file}.away`, file);
  expect(isHere()).toBe(true);
});

it('another file under its name is not the database that is open', () => {
  const { folder, file } = folderWithDatabase();
  const isHere = createFolderCheck(folder);
  fs.renameSync(file, `${file}.away`);
  fs.writeFileSync(file, '');
  expect(isHere()).toBe(false);
});

it('a database that was gone before it was looked at is never taken for one that is there', () => {
  const { folder, file } = folderWithDatabase();
  fs.rmSync(file);
  expect(createFolderCheck(folder)()).toBe(false);
});
