/** Putting a copy back: noted in the window, done at the next start, whole or not at all, and nothing is deleted. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished, vi } from 'vitest';
import { DATABASE_FILE } from '../../../electron/core/db/open.ts';
import {
  fulfilRestore,
  wishedRestore,
  wishRestore,
} from '../../../electron/topics/backup/restore.ts';
import { DatabaseFromFutureError } from '../../../electron/core/db/migrate.ts';
import { makeNewer } from '../../helpers/newer-copy.ts';
import { openBackend } from '../../helpers/backend.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const ASKED_AT = Date.UTC(2026, 10, 28, 9);

function jobsIn(file: string): unknown {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare('SELECT count(*) FROM jobs').pluck().get();
  } finally {
    db.close();
  }
}

/** A backend that knows one job, a copy of that, and a second job that the copy does not know. */
async function shop() {
  const backend = openBackend({ inbox: null });
  insertJobs(backend.store.db, [{ type: 'cash-in' }]);
  const { all } = await backend.handlers['backup.make']();
  const [copy] = all;
  if (!copy) throw new Error('There is no copy.');
  insertJobs(backend.store.db, [{ type: 'cash-in' }]);
  return { backend, copy: copy.name };
}

it('the copy is there after the next start, asks before it sends, and what it replaced is kept', async () => {
  const { backend, copy } = await shop();
  const { folder } = backend;
  const noted = await backend.handlers['backup.restore'](copy);
  expect(noted).toMatchObject({
    ok: true,
    state: { wished: { at: expect.any(Number) as number } },
  });
  expect(backend.store.list.row(2)).toBeDefined();
  await backend.stop(1_000);

  const again = openBackend({ folder, inbox: null });
  expect(again.store.list.row(1)?.state).toBe('unclear');
  expect(again.store.list.row(2)).toBeUndefined();
  const state = await again.handlers['backup.state']();
  expect(state).toMatchObject({ wished: null, problem: null });
  expect(state.restoredAt).not.toBeNull();
  const [kept = ''] = fs.readdirSync(path.join(folder, 'replaced'));
  expect(jobsIn(path.join(folder, 'replaced', kept, DATABASE_FILE))).toBe(2);
  await again.stop(1_000);

  // Once is enough.
  const third = openBackend({ folder, inbox: null });
  expect(fs.readdirSync(path.join(folder, 'replaced'))).toHaveLength(1);
  expect(third.store.list.row(2)).toBeUndefined();
});

it('thought better of it: the next start is as always', async () => {
  const { backend, copy } = await shop();
  await backend.handlers['backup.restore'](copy);
  expect(await backend.handlers['backup.restore'](null)).toMatchObject({ state: { wished: null } });
  await backend.stop(1_000);
  const again = openBackend({ folder: backend.folder, inbox: null });
  expect(again.store.list.row(2)).toBeDefined();
});

it('a copy that is damaged, or a file that is none of the copies, is not put back', async () => {
  const { backend, copy } = await shop();
  const { folder } = await backend.handlers['backup.state']();
  const file = path.join(folder, copy);
  fs.writeFileSync(file, fs.readFileSync(file).subarray(0, 5_000));
  for (const name of [copy, `../${DATABASE_FILE}`, 'no-such-copy.sqlite']) {
    expect(await backend.handlers['backup.restore'](name)).toMatchObject({
      ok: false,
      problem: { code: 'restore-failed' },
    });
  }
  expect(wishedRestore(backend.folder)).toBeUndefined();
});

it('a copy of a newer version is told as one and not put back: this program could not start with it', async () => {
  const { backend, copy } = await shop();
  const { folder } = await backend.handlers['backup.state']();
  makeNewer(path.join(folder, copy));
  expect(await backend.handlers['backup.restore'](copy)).toMatchObject({
    ok: false,
    problem: { code: 'backup-newer' },
  });
  expect(wishedRestore(backend.folder)).toBeUndefined();
  await backend.stop(1_000);
  const again = openBackend({ folder: backend.folder, inbox: null });
  expect(again.store.list.row(2)).toBeDefined();
});

it('twin: put back unasked, the shop would not start any more', async () => {
  const { backend, copy } = await shop();
  const { folder } = await backend.handlers['backup.state']();
  makeNewer(path.join(folder, copy));
  wishRestore(backend.folder, path.join(folder, copy), ASKED_AT);
  await backend.stop(1_000);
  expect(() => openBackend({ folder: backend.folder, inbox: null })).toThrow(
    DatabaseFromFutureError,
  );
});

it('the drive of the copy is gone at the start: told, and the database that was there works on', async () => {
  const { backend, copy } = await shop();
  const { folder } = await backend.handlers['backup.state']();
  await backend.handlers['backup.restore'](copy);
  await backend.stop(1_000);
  fs.renameSync(folder, `${folder}-elsewhere`);
  const again = openBackend({ folder: backend.folder, inbox: null });
  expect(again.store.list.row(2)).toBeDefined();
  expect(await again.handlers['backup.state']()).toMatchObject({
    problem: { code: 'restore-failed' },
    wished: null,
  });
});

/** A copy of one word, and a database of another with what its last commits left beside it. */
function folderToRestore(): string {
  const folder = tempFolder();
  const copy = path.join(folder, 'copy.sqlite');
  fs.writeFileSync(copy, 'copy');
  for (const suffix of ['', '-wal', '-shm']) {
    fs.writeFileSync(path.join(folder, `${DATABASE_FILE}${suffix}`), `before${suffix}`);
  }
  wishRestore(folder, copy, ASKED_AT);
  return folder;
}

function contentsOf(folder: string): Record<string, string> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names
      .filter((name) => fs.statSync(path.join(folder, name)).isFile())
      .map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]),
  );
}

it('cut off at any step, it is taken up again at the next start', () => {
  const whole = folderToRestore();
  fulfilRestore(whole);
  const expected = contentsOf(whole);
  expect(expected[DATABASE_FILE]).toBe('copy');
  expect(Object.values(expected)).toContain('before-wal');

  const real = fs.renameSync;
  let cuts = 0;
  for (let at = 1; ; at++) {
    const folder = folderToRestore();
    let renames = 0;
    const spy = vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      renames += 1;
      // The first one is the copy's own: a fault there is told, not taken up again.
      if (renames === at + 1) throw new Error('the power goes off');
      real(from, to);
    });
    onTestFinished(() => spy.mockRestore());
    let isCut = false;
    try {
      fulfilRestore(folder);
    } catch {
      isCut = true;
    }
    spy.mockRestore();
    if (!isCut) break;
    cuts += 1;
    fulfilRestore(folder);
    expect(contentsOf(folder)).toEqual(expected);
  }
  expect(cuts).toBeGreaterThan(3);
});
