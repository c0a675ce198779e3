/** A stored job is found at once; its trigrams come later, in slices, however often the program is interrupted. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createSearchIndexer,
  createSearchIndex,
} from '../../../../electron/core/db/list/search-index.ts';
import { createJobSearch } from '../../../../electron/core/db/list/search.ts';
import { openDatabase, type Db } from '../../../../electron/core/db/open.ts';
import { insertJobs } from '../../../helpers/jobs.ts';
import { SimulatedTime } from '../../../helpers/simulated-time.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';

let folder: string;
let db: Db;
beforeEach(() => {
  folder = tempFolder();
  db = openDatabase(folder, { now: () => 0 });
});
afterEach(() => db.close());

function store(from: number, count: number): void {
  insertJobs(
    db,
    Array.from({ length: count }, (_, index) => ({ billNumber: `B-${10_000 + from + index}` })),
  );
}

async function found(part: string): Promise<readonly number[] | null> {
  const search = createJobSearch({
    db,
    clock: () => 0,
    timeZone: 'UTC',
    most: 1_000,
    yieldTurn: () => Promise.resolve(),
  });
  return (await search.find(part, () => true)).ids;
}

function indexed(): number[] {
  return db
    .prepare<[], number>(
      `SELECT rowid FROM job_search WHERE job_search MATCH '"B-1" OR "B-2" OR "B-3"' ORDER BY rowid`,
    )
    .pluck()
    .all();
}

function indexer(time: SimulatedTime, bugs: unknown[] = []) {
  return createSearchIndexer({
    db,
    clock: time.clock,
    timers: time.timers,
    endOfTurn: setImmediate,
    onBug: (error) => bugs.push(error),
  });
}

describe('a job is found', () => {
  it('before, between and after its trigrams are stored, and once', async () => {
    const index = createSearchIndex(db, () => 0);
    store(0, 30);
    expect(await found('B-10007')).toEqual([8]);
    index.slice();
    store(30, 30);
    expect(index.behind()).toBe(30);
    expect(await found('B-10007')).toEqual([8]);
    expect(await found('B-10037')).toEqual([38]);
    index.slice();
    expect(index.behind()).toBe(0);
    expect(await found('B-10037')).toEqual([38]);
    expect(indexed()).toHaveLength(60);
  });

  it('when two programs make the same jobs searchable, they are there once', () => {
    store(0, 120);
    const other = openDatabase(folder, { now: () => 0 });
    try {
      const ours = createSearchIndex(db, () => 0);
      const theirs = createSearchIndex(other, () => 0);
      ours.slice();
      theirs.slice();
      store(120, 5);
      theirs.slice();
      ours.slice();
      expect(indexed()).toEqual(Array.from({ length: 125 }, (_, at) => at + 1));
    } finally {
      other.close();
    }
  });
});

describe('the work is done', () => {
  it('a second after the last job, in slices of a few milliseconds', async () => {
    // Each look at the clock takes a millisecond: a slice ends after five.
    let looks = 0;
    const index = createSearchIndex(db, () => ++looks);
    store(0, 700);
    index.slice();
    expect(indexed()).toHaveLength(200);

    const time = new SimulatedTime();
    const indexing = indexer(time);
    indexing.touch();
    await time.advance(900);
    indexing.touch();
    await time.advance(900);
    expect(indexed()).toHaveLength(200);
    await time.advance(200);
    expect(indexed()).toHaveLength(700);
  });

  it('without waiting when too many are behind', async () => {
    store(0, 20_001);
    const time = new SimulatedTime();
    indexer(time).touch();
    for (let turn = 0; indexed().length < 20_001 && turn < 1_000; turn++) await time.advance(0);
    expect(indexed()).toHaveLength(20_001);
  });

  it('at the next start, when the program ended before', async () => {
    const time = new SimulatedTime();
    const first = indexer(time);
    store(0, 10);
    first.touch();
    first.stop();
    await time.advance(10_000);
    expect(indexed()).toHaveLength(0);
    indexer(time).touch();
    await time.advance(10_000);
    expect(indexed()).toHaveLength(10);
  });

  it('again after a disk that failed; until then the rows are read', async () => {
    const time = new SimulatedTime();
    const bugs: unknown[] = [];
    const indexing = indexer(time, bugs);
    db.exec(
      `CREATE TEMP TRIGGER broken BEFORE UPDATE ON main.search_mark BEGIN SELECT raise(ABORT, 'disk'); END`,
    );
    store(0, 10);
    indexing.touch();
    await time.advance(2_000);
    expect(bugs).toHaveLength(1);
    expect(await found('B-10007')).toEqual([8]);
    db.exec('DROP TRIGGER broken');
    indexing.touch();
    await time.advance(2_000);
    expect(indexed()).toHaveLength(10);
  });
});
