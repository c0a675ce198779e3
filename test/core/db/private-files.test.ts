/** Folder and files of a shop are for this user alone, also those that an earlier version made. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { DATABASE_FILE, openDatabase } from '../../../electron/core/db/open.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const modeOf = (name: string) => fs.statSync(name).mode & 0o777;

function openAt(folder: string): string[] {
  const db = openDatabase(folder, { now: () => 0 });
  const modes = [folder, ...fs.readdirSync(folder).map((name) => path.join(folder, name))].map(
    (name) => `${path.basename(name)} ${modeOf(name).toString(8)}`,
  );
  db.close();
  return modes;
}

it.skipIf(process.platform === 'win32')('a new shop and an earlier one are private', () => {
  const folder = path.join(tempFolder(), 'data');
  const isPrivate = expect.arrayContaining(['data 700', `${DATABASE_FILE} 600`]) as string[];
  expect(openAt(folder)).toEqual(isPrivate);
  expect(openAt(folder).filter((mode) => !/ (6|7)00$/.test(mode))).toEqual([]);

  fs.chmodSync(folder, 0o755);
  fs.chmodSync(path.join(folder, DATABASE_FILE), 0o644);
  expect(openAt(folder)).toEqual(isPrivate);
});

it.skipIf(process.platform === 'win32')(
  'twin: a folder that everybody shares keeps its rights',
  () => {
    const folder = path.join(tempFolder(), 'shared');
    fs.mkdirSync(folder);
    fs.chmodSync(folder, 0o1777);
    openAt(folder);
    expect(openAt(folder)).toContain('shared 777');
  },
);
