/** A data folder of every earlier program is upgraded to the newest and works on: nothing lost, nothing sent twice. */
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { DATABASE_FILE } from '../../electron/core/db/open.ts';
import { MIGRATIONS } from '../../electron/core/db/migrations/index.ts';
import { DEFAULT_SORT } from '../../shared/domain/job-list.ts';
import { openBackend } from '../helpers/backend.ts';
import { CLIENT, openSandbox } from '../helpers/sandbox.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const FIXTURES = path.join(import.meta.dirname, '../fixtures/databases');
const databases = fs.readdirSync(FIXTURES).filter((name) => name.endsWith('.sqlite.gz'));
/** Of the 24 receipts: what the program of then had booked, and what waited for an invoice. */
const BOOKED = 18;
const WAITING = 5;

const NEWEST = MIGRATIONS.at(-1)?.version;

function unpack(name: string): string {
  const folder = tempFolder();
  const packed = fs.readFileSync(path.join(FIXTURES, name));
  fs.writeFileSync(path.join(folder, DATABASE_FILE), zlib.gunzipSync(packed));
  return folder;
}

/** A late request of the sandbox arrives within milliseconds; nothing else is shortened. */
function shortenSettleWindow(folder: string): void {
  const db = new Database(path.join(folder, DATABASE_FILE));
  db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)').run('engine.settleWindowMs', '100');
  db.close();
}

it('there is a database of every program that landed before this one', () => {
  const landed = [10, 30, 70, 80, 100, 110, 130, 140, 150];
  expect(databases.map((name) => Number.parseInt(name, 10))).toEqual(landed);
});

it.each(databases)('%s is upgraded, whole, listed and searched, and works on', async (name) => {
  const folder = unpack(name);
  shortenSettleWindow(folder);
  const sandbox = await openSandbox({ autoInvoiceMs: 0 });
  const backend = openBackend({ folder });
  const { db, list, connection } = backend.store;
  expect(db.pragma('user_version', { simple: true })).toBe(NEWEST);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  expect(list.total()).toBe(BOOKED + WAITING);

  const ask = { conditions: [], sort: DEFAULT_SORT, offset: 0, limit: 50 };
  const page = await backend.handlers['jobs.page'](ask);
  expect(page).toMatchObject({ total: BOOKED + WAITING, exact: true });
  const waiting = page.rows.filter(({ state }) => state === 'waiting-invoice');
  expect(waiting).toHaveLength(WAITING);
  const [wanted] = waiting;
  const found = await backend.handlers['jobs.page']({ ...ask, search: wanted?.billNumber ?? '' });
  expect(found.rows.map(({ id }) => id)).toContain(wanted?.id);
  // The counters beside the jobs were made from them.
  const counted = await backend.handlers['jobs.page']({
    ...ask,
    conditions: [{ kind: 'choice', column: 'state', values: ['booked'] }],
  });
  expect(counted.total).toBe(BOOKED);

  connection.save({ baseUrl: sandbox.url, ...CLIENT });
  const allBooked = new Promise<void>((resolve) => {
    backend.changes.subscribe(({ status }) => {
      // What was booked then is not in these books: read back it needs a person, and stays booked.
      if (status.pending.count === 0) resolve();
    });
  });
  backend.start();
  void backend.engine.kick();
  await allBooked;
  const postings = sandbox.ledger.postings();
  expect(postings.map(({ beleg2 }) => beleg2).sort()).toEqual(
    waiting.map(({ reference }) => reference).sort(),
  );
});
