/**
 * What cannot be known: RS may have the posting or not, and gives no answer to the question either. The whole program as a
 * process, against the sandbox as another: it never guesses, but puts the job before a person, and asks again for them.
 */
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { createJobMoves } from '../../electron/core/db/jobs/moves.ts';
import { DATABASE_FILE, type Db } from '../../electron/core/db/open.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import { HOUR } from '../../shared/domain/time.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { TorturedShop } from '../torture/tortured-shop.ts';

const WITHIN_MS = 60_000;
const SAVE = 'Postings.save';
const LIST = 'Postings.getList';
const MANY = 10_000;
const NOTHING_WRONG = { lost: [], twice: [], foreign: [], stuck: [], illegalMoves: [] };

interface Job {
  readonly id: number;
  readonly state: string;
  readonly cause: string | null;
  readonly in_doubt_since: number | null;
}

function withDatabase<T>(shop: TorturedShop, work: (db: Db) => T): T {
  const db = new Database(path.join(shop.data, DATABASE_FILE));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const jobsOf = (shop: TorturedShop): Job[] =>
  withDatabase(shop, (db) =>
    db.prepare<[], Job>('SELECT id, state, cause, in_doubt_since FROM jobs ORDER BY id').all(),
  );

it('without any answer, booked or not, a person is asked after a day; nothing is sent until RS has said', async () => {
  const shop = new TorturedShop(path.join(tempFolder(), 'shop'), seededRandom(31));
  onTestFinished(() => shop.close());
  await shop.open();
  shop.setUp();
  // A shop of long ago: on its first day RS would be asked before anything is sent.
  withDatabase(shop, (db) => {
    db.prepare(`UPDATE settings SET value = '0' WHERE key = 'history.startedAt'`).run();
  });
  await shop.setFaults({
    next: [
      // One of them is booked, the other is not; from here both look the same.
      { name: 'answer-lost', path: SAVE },
      { name: 'dropped', path: SAVE },
      { name: 'garbage', path: LIST, count: MANY },
    ],
  });
  shop.feed.file(2, 'cash-in');
  const first = shop.start({ concurrency: 1 });
  const areInDoubt = () =>
    jobsOf(shop).every((one) => one.state === 'unclear') && jobsOf(shop).length === 2;
  expect(await first.until(() => first.state?.total === 2 && areInDoubt(), WITHIN_MS)).toBe(true);
  await first.kill();
  expect(await shop.summary()).toMatchObject({ postings: 1 });

  const dayLater = shop.start({ aheadMs: 25 * HOUR });
  expect(await dayLater.until(() => dayLater.state?.attention === 2, WITHIN_MS)).toBe(true);
  expect(dayLater.isOver).toBe(false);
  await dayLater.kill();
  const asked = jobsOf(shop);
  for (const { state, cause, in_doubt_since: doubt } of asked) {
    expect({ state, cause }).toEqual({ state: 'attention', cause: 'look-up-failed' });
    expect(doubt).not.toBeNull();
  }
  expect(await shop.summary()).toMatchObject({ postings: 1 });

  // "Send again", and RS answers again: it has the one, and lacks the other.
  withDatabase(shop, (db) => asked.forEach(({ id }) => createJobMoves(db).retry(id, Date.now())));
  expect(jobsOf(shop).map(({ state }) => state)).toEqual(['unclear', 'unclear']);
  await shop.quiesce(WITHIN_MS);
  expect(await shop.verdict()).toEqual({ jobs: 2, ...NOTHING_WRONG });
}, 600_000);
