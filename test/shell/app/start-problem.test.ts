/** A start that fails: each reason has a card in both languages, and the real errors find theirs. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  START_CARDS,
  START_PROBLEMS,
  startCardText,
  startProblemOf,
} from '../../../electron/shell/app/start-problem.ts';
import { lockFolder } from '../../../electron/core/db/lock.ts';
import { openDatabase } from '../../../electron/core/db/open.ts';
import { openBackend } from '../../helpers/backend.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

describe.each(START_PROBLEMS)('the card of %s', (problem) => {
  it.each(['de', 'en'] as const)('answers all four questions in %s', (language) => {
    for (const text of Object.values(START_CARDS[problem][language])) {
      expect(text).toMatch(/^\p{Lu}.{10,}[.]$/u);
    }
  });
});

it('two programs on one folder', () => {
  const folder = tempFolder();
  const unlock = lockFolder(folder);
  onTestFinished(unlock);
  const error = errorOf(() => openBackend({ folder }));
  expect(startProblemOf(error)).toBe('in-use');
  expect(startCardText(error, 'de')).toContain('arbeitet schon mit diesem Datenordner');
  expect(startCardText(error, 'en')).toContain(folder);
});

it('data of a newer program', () => {
  const folder = tempFolder();
  const db = openDatabase(folder, { now: Date.now });
  db.pragma('user_version = 999999');
  db.close();
  expect(startProblemOf(errorOf(() => openBackend({ folder })))).toBe('newer');
});

it('a damaged database', () => {
  const folder = tempFolder();
  fs.writeFileSync(path.join(folder, 'venduo.sqlite'), 'not a database '.repeat(500));
  expect(startProblemOf(errorOf(() => openBackend({ folder })))).toBe('damaged');
});

it('a folder that is none, or without rights', () => {
  const file = path.join(tempFolder(), 'file');
  fs.writeFileSync(file, '');
  expect(startProblemOf(errorOf(() => openBackend({ folder: path.join(file, 'data') })))).toBe(
    'misplaced',
  );
  expect(startProblemOf(errorOf(() => openBackend({ folder: file })))).toBe('misplaced');
  const rights = Object.assign(new Error('no'), { code: 'EACCES' });
  expect(startProblemOf(rights)).toBe('no-rights');
});

it('a drive that fails', () => {
  expect(startProblemOf(Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' }))).toBe(
    'disk-fault',
  );
});

it('a full drive, and what nobody foresaw', () => {
  expect(startProblemOf(Object.assign(new Error('no space'), { code: 'ENOSPC' }))).toBe('full');
  const cause = Object.assign(new Error('disk quota'), { code: 'SQLITE_FULL' });
  expect(startProblemOf(new Error('wrapped', { cause }))).toBe('full');
  expect(startProblemOf(new Error('wrapped'))).toBe('unknown');
  expect(startProblemOf('a text')).toBe('unknown');
});
