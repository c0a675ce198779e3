/** All jobs are looked through in a thread, and on the main loop where there is none or where it fails: found is the same. */
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING, where, type Where } from '../../../../electron/core/db/list/conditions.ts';
import type {
  Found,
  LookResult,
  LookTask,
} from '../../../../electron/core/db/list/look-through.ts';
import {
  createLocalLooker,
  createThreadLooker,
  type Looker,
} from '../../../../electron/core/db/list/lookers.ts';
import { createJobPages } from '../../../../electron/core/db/list/pages.ts';
import { sortOf } from '../../../../electron/core/db/list/ways.ts';
import { openDatabase, type Db } from '../../../../electron/core/db/open.ts';
import type { JobColumn, PageRequest } from '../../../../shared/domain/job-list.ts';
import { insertJobs } from '../../../helpers/jobs.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';

const JOBS = 9_000;
let folder: string;
let db: Db;
let lookers: Looker[];

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
  lookers = [];
});
afterEach(async () => {
  await Promise.all(lookers.map((looker) => looker.close()));
  db.close();
});

const here = () => createLocalLooker(db, setImmediate, 500);
const startThread = () =>
  new Worker(new URL('../../../../electron/core/db/list/look-thread.ts', import.meta.url), {
    workerData: folder,
  });

function inThread(start: () => Worker, bugs: unknown[] = []): Looker {
  const looker = createThreadLooker(start, here(), (error) => bugs.push(error));
  lookers.push(looker);
  return looker;
}

function task(asked: Where, column: JobColumn, most = 10): LookTask {
  const request: PageRequest = {
    conditions: [],
    sort: { column, direction: 'desc' },
    offset: 0,
    limit: 25,
  };
  return { path: sortOf(request), asked, ids: null, most };
}

function found(looker: Looker, asked: LookTask): Promise<LookResult & { found: Found }> {
  return new Promise((resolve) => {
    looker.look(asked, (result) => {
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
      // The thread looks at more in one step: fewer marks, and the rows behind each are the same.
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
        new Worker(new URL('../../../../electron/core/db/list/look-thread.ts', import.meta.url), {
          workerData: '/nowhere',
        }),
    ],
  ])('%s is replaced by the main loop, and told once', async (_, start) => {
    const bugs: unknown[] = [];
    const looker = inThread(start, bugs);
    expect((await found(looker, task(hasText('thin'), 'amount'))).matched).toBe(150);
    expect((await found(looker, task(hasText('few'), 'id'))).matched).toBe(3);
    expect(bugs).toHaveLength(1);
    expect(looker.isApart()).toBe(false);
  });
});

it('a look that is cancelled says nothing more', async () => {
  const looker = inThread(startThread);
  const heard: LookResult[] = [];
  const cancel = looker.look(task(EVERYTHING, 'amount'), (result) => heard.push(result));
  cancel();
  await found(looker, task(hasText('thin'), 'amount'));
  expect(heard).toEqual([]);
});

it('a page in the middle comes by what the thread found; store and pay desk are counted at once', async () => {
  const pages = createJobPages(db, {
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
