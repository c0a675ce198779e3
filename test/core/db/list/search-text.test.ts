/** The search finds what the program itself writes, whatever the case, the accents and their composition. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createJobPages } from '../../../../electron/core/db/list/pages.ts';
import { createJobSearch } from '../../../../electron/core/db/list/search.ts';
import { createSearchIndex } from '../../../../electron/core/db/list/search-index.ts';
import { openDatabase, type Db } from '../../../../electron/core/db/open.ts';
import { DEFAULT_SORT } from '../../../../shared/domain/job-list.ts';
import { insertJobs } from '../../../helpers/jobs.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { settled } from './fixture.ts';

const NOW = Date.UTC(2026, 10, 30, 17, 0);
const SOLD = Date.UTC(2026, 10, 29, 17, 2, 30);

let folder: string;
let db: Db;
beforeEach(() => {
  folder = tempFolder();
  db = openDatabase(folder, { now: () => 0 });
});
afterEach(() => db.close());

const TIME = { clock: () => NOW, timeZone: 'Europe/Berlin' };
/** From few candidates, from every row, and from the index of words. */
const WAYS = ['few', 'rows', 'index'] as const;

async function found(search: string, way: (typeof WAYS)[number] = 'few'): Promise<number[]> {
  if (way === 'index') {
    const { find } = createJobSearch({
      db,
      most: 100,
      yieldTurn: () => Promise.resolve(),
      ...TIME,
    });
    return [...((await find(search, () => true)).ids ?? [])].sort((a, b) => b - a);
  }
  const atOnce = way === 'few' ? 1_000 : 0;
  const pages = createJobPages(db, { ...TIME, endOfTurn: setImmediate, atOnce });
  const asked = { conditions: [], search, sort: DEFAULT_SORT, offset: 0, limit: 100 };
  const { rows, total } = await settled(pages, asked);
  expect(total).toBe(rows.length);
  return rows.map(({ id }) => id);
}

const TEXTS = ['Blumen Müller', 'BLUMEN MÜLLER', 'Blumen Mu\u0308ller', 'Miller', 'Οδός 7', '№5'];

it.each([
  ['as yet read row by row', false],
  ['indexed', true],
])('case, accents and composition make no difference: %s', async (_, isIndexed) => {
  insertJobs(
    db,
    TEXTS.map((text) => ({ text })),
  );
  if (isIndexed) createSearchIndex(db, () => 0).slice();
  for (const way of WAYS) {
    for (const typed of ['MÜLLER', 'müller', 'muller', 'Mu\u0308ller']) {
      expect(await found(typed, way), typed).toEqual([3, 2, 1]);
    }
    expect(await found('οδοσ', way)).toEqual([5]);
    expect(await found('ΟΔΌΣ', way)).toEqual([5]);
    expect(await found('mil', way)).toEqual([4]);
    // No sign of a pattern, and none of a query.
    for (const typed of ['%', 'm%r', 'M_ller', '"mul', 'mül*', "mül'"]) {
      expect(await found(typed, way), typed).toEqual([]);
    }
  }
});

it('the twin whose folded words were never indexed misses what has accents', async () => {
  insertJobs(db, [{ text: 'Blumen Müller' }]);
  createSearchIndex(db, () => 0).slice();
  expect(await found('muller', 'index')).toEqual([1]);
  db.exec(`DROP TABLE folded_search;
    CREATE VIRTUAL TABLE folded_search USING fts5(words, content = '', tokenize = 'trigram', detail = none, columnsize = 0)`);
  expect(await found('muller', 'index')).toEqual([]);
});

it('finds pay desks, stores and ways of paying as they are written, in either language', async () => {
  insertJobs(db, [
    { payDesk: 'Theke Süd', paymentType: 'ECKarte' },
    { payDesk: 'K2', paymentType: 'voucher', paymentName: 'Café' },
    { payDesk: 'K20', store: '12' },
  ]);
  expect(await found('SUD')).toEqual([1]);
  expect(await found('k2')).toEqual([2]);
  expect(await found('EC-Karte')).toEqual([1]);
  expect(await found('debit card')).toEqual([1]);
  expect(await found('gutschein')).toEqual([2]);
  expect(await found('cafe')).toEqual([2]);
  // Two digits are a number, and not all of a store.
  expect(await found('12')).toEqual([]);
});

it('finds days and times as the list writes them', async () => {
  insertJobs(db, [
    { createdAt: SOLD, businessDay: '2026-11-29' },
    { createdAt: NOW, businessDay: '2026-11-30' },
    { createdAt: Date.UTC(2025, 10, 29, 17, 2), businessDay: '2025-11-29' },
  ]);
  for (const typed of [
    'gestern',
    'gestern 18:02',
    '29.11.',
    '29.11. 18:02',
    '11/29/2026',
    '29.11.2026',
  ]) {
    expect(await found(typed), typed).toEqual([1]);
  }
  for (const typed of ['29.11.2025', 'Nov 29, 2025', '29.11.2025 18:02']) {
    expect(await found(typed), typed).toEqual([3]);
  }
  expect(await found('18:00')).toEqual([2]);
  expect(await found('18:01')).toEqual([]);
});
