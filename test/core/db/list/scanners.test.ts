/** All jobs are looked through in a thread, and on the main loop where there is none or where it fails: found is the same. */
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING, where, type Where } from '../../../../electron/core/db/list/conditions.ts';
import type {
  Found,
  FullScanResult,
  FullScanTask,
} from '../../../../electron/core/db/list/full-scan.ts';
import {
  createLocalScanner,
  createThreadScanner,
  type Scanner,
} from '../../../../electron/core/db/list/scanners.ts';
import { createJobPages } from '../../../../electron/core/db/list/pages.ts';
import { sortOf } from '../../../../electron/core/db/list/ways.ts';
import { openDatabase, type Db } from '../../../../electron/core/db/open.ts';
import type { JobColumn, PageRequest } from '../../../../shared/domain/job-list.ts';
import { insertJobs } from '../../../helpers/jobs.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';

const JOBS = 9_000;
let folder: string;
let db: Db;
let scanners: Scanner[];

beforeEach(() => {
  folder = tempFolder();
  db = openDatabase(folder, { now: () => 0 });
  insertJobs(
    db,
    Array.from({ length: JOBS }, (_, index) => ({
      amount: 1 + ((index * 7_919) % JOBS),
      payDesk: `K${index % 3}`,
      text: index % 60 === 0 ? 'thin' : index % 3_000 === 1 ? 'few' : 'many',
    })),
  );
  scanners = [];
});
afterEach(async () => {
  await Promise.all(scanners.map((scanner) => scanner.close()));
  db.close();
});

const here = () => createLocalScanner({ db, endOfTurn: setImmediate, slice: 500 });
const startThread = () =>
  new Worker(new URL('../../../../electron/core/db/list/scan-thread.ts', import.meta.url), {
    workerData: folder,
  });

function inThread(start: () => Worker, bugs: unknown[] = []): Scanner {
  const scanner = createThreadScanner({
    startThread: start,
    fallback: here(),
    onBug: (error) => bugs.push(error),
  });
  scanners.push(scanner);
  return scanner;
}

function task(asked: Where, column: JobColumn, most = 10): FullScanTask {
  const request: PageRequest = {
    conditions: [],
    sort: { column, direction: 'desc' },
    offset: 0,
    limit: 25,
  };
  return { path: sortOf(request), asked, ids: null, most };
}

function found(scanner: Scanner, asked: FullScanTask): Promise<FullScanResult & { found: Found }> {
  return new Promise((resolve) => {
    scanner.scan(asked, (result) => {
      if (result.found) resolve({ ...result, found: result.found });
    });
  });
}

const hasText = (text: string): Where => ({ sql: 'text = ?', values: [text] });

describe.each(['id', 'amount'] as const)('by %s', (column) => {
  it.each([
    ['few', 3, 'ids'],
    ['thin', 150, 'order'],
    ['many', JOBS - 153, 'marks'],
  ] as const)('%s jobs are found alike in both places', async (text, count, kind) => {
    const asked = task(hasText(text), column);
    const there = await found(inThread(startThread), asked);
    expect(there).toMatchObject({ matched: count, found: { kind } });
    const own = await found(here(), asked);
    expect(own.matched).toBe(count);
    if (kind === 'marks') {
      // The thread scans more in one step: fewer marks, and the rows behind each are the same.
      expect(there.found.kind === 'marks' && there.found.marks.at(-1)?.matched).toBeGreaterThan(0);
    } else expect(there.found).toEqual(own.found);
  });
});

describe('a thread that fails', () => {
  it.each<[string, () => Worker]>([
    [
      'at its start',
      () => {
        throw new Error('no threads here');
      },
    ],
    ['at once', () => new Worker('throw new Error("broken")', { eval: true })],
    ['without a word', () => new Worker('process.exit(3)', { eval: true })],
    [
      'because it finds no database',
      () =>
        new Worker(new URL('../../../../electron/core/db/list/scan-thread.ts', import.meta.url), {
          workerData: '/nowhere',
        }),
    ],
  ])('%s is replaced by the main loop, and told once', async (_, start) => {
    const bugs: unknown[] = [];
    const scanner = inThread(start, bugs);
    expect((await found(scanner, task(hasText('thin'), 'amount'))).matched).toBe(150);
    expect((await found(scanner, task(hasText('few'), 'id'))).matched).toBe(3);
    expect(bugs).toHaveLength(1);
    expect(scanner.isOffMainThread()).toBe(false);
  });
});

it('a look that is cancelled says nothing more', async () => {
  const scanner = inThread(startThread);
  const heard: FullScanResult[] = [];
  const cancel = scanner.scan(task(EVERYTHING, 'amount'), (result) => heard.push(result));
  cancel();
  await found(scanner, task(hasText('thin'), 'amount'));
  expect(heard).toEqual([]);
});

it('a page in the middle comes by what the thread found; store and pay desk are counted at once', async () => {
  const pages = createJobPages(db, {
    timeZone: 'UTC',
    clock: Date.now,
    endOfTurn: setImmediate,
    startThread,
    onBug: (error) => expect.fail(String(error)),
    atOnce: 10,
  });
  const asked: PageRequest = {
    conditions: [{ kind: 'choice', column: 'payDesk', values: ['K1'] }],
    sort: { column: 'amount', direction: 'asc' },
    offset: 1_500,
    limit: 25,
  };
  const expected = db
    .prepare<unknown[], number>(
      `SELECT id FROM jobs WHERE ${where(asked.conditions).sql} ORDER BY amount, id LIMIT 25 OFFSET 1500`,
    )
    .pluck()
    .all('K1');
  const page = await pages.page(asked);
  expect(page.rows.map(({ id }) => id)).toEqual(expected);
  expect(page).toMatchObject({ total: JOBS / 3, exact: true });
  insertJobs(db, [{ payDesk: 'K1', amount: 1 }]);
  expect(await pages.page(asked)).toMatchObject({ total: JOBS / 3 + 1, exact: true });
  await pages.close();
});
