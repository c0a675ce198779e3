/** Counters agree with the jobs at every moment, whoever writes and however; and a move of a job writes few rows. */
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJobMoves } from '../../../electron/core/db/jobs/moves.ts';
import { migrate } from '../../../electron/core/db/migrate.ts';
import { BUCKET_BITS } from '../../../electron/core/db/migrations/0080-list.ts';
import { MOST_MOVES } from '../../../electron/core/db/migrations/0120-job-moves.ts';
import { MIGRATIONS } from '../../../electron/core/db/migrations/index.ts';
import { openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { JOB_TYPES } from '../../../shared/domain/job.ts';
import { JOB_STATES } from '../../../shared/domain/states.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const SEED = Number(process.env['SEED'] ?? Date.now());

/** What two connections do, in turn: some of it is taken back. */
interface Step {
  readonly connection: 0 | 1;
  readonly what: 'insert' | 'move';
  readonly number: number;
  readonly state: number;
  readonly every: number;
  readonly end: 'commit' | 'roll back' | 'fail within';
}

const steps = fc.array(
  fc.record<Step>({
    connection: fc.constantFrom(0, 1),
    what: fc.constantFrom('insert', 'move', 'move'),
    number: fc.integer({ min: 1, max: 120 }),
    state: fc.nat(JOB_STATES.length - 1),
    every: fc.integer({ min: 1, max: 7 }),
    end: fc.constantFrom('commit', 'commit', 'roll back', 'fail within'),
  }),
  { maxLength: 25 },
);

/** Jobs of several days, far enough apart to lie in several buckets. */
function insert(db: Db, number: number): void {
  const last = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM jobs').pluck().get() ?? 0;
  const event = db.prepare(
    `INSERT INTO pos_events (source_id, natural_key, content_hash, store, pay_desk, currency, business_day, occurred_at,
       received_at, origin, payload) VALUES (1, ?, x'00', '1', 'K1', 'EUR', '', 0, 0, 'x', '{}')`,
  );
  const job = db.prepare(
    `INSERT INTO jobs (id, event_id, part, type, created_at, modified_at, needs_invoice, amount, currency, business_day,
       store, pay_desk, reference, posting_number, lease_token)
     VALUES (?, ?, 'all', ?, 0, 0, 0, ?, ?, ?, '1', 'K1', 'R', '1', 1)`,
  );
  for (let n = 1; n <= number; n++) {
    const id = last + n * 997;
    job.run(
      id,
      event.run(`k${id}`).lastInsertRowid,
      JOB_TYPES[id % JOB_TYPES.length],
      (id % 400) - 200 || 1,
      id % 5 === 0 ? 'CHF' : 'EUR',
      `2026-11-${10 + (id % 4)}`,
    );
  }
}

function run(db: Db, { what, number, state, every, end }: Step): void {
  const act = () => {
    if (what === 'insert') insert(db, number);
    else db.prepare('UPDATE jobs SET state = ? WHERE id % ? = 0').run(JOB_STATES[state], every);
  };
  db.exec('BEGIN IMMEDIATE');
  if (end === 'fail within') {
    insert(db, 3);
    db.exec('SAVEPOINT step');
    act();
    db.exec('ROLLBACK TO step; RELEASE step');
  } else act();
  db.exec(end === 'roll back' ? 'ROLLBACK' : 'COMMIT');
}

const COUNTERS: readonly (readonly [string, string, string])[] = [
  ['job_counts', `bucket, type, state, count`, `id >> ${BUCKET_BITS}, type, state, count(*)`],
  ['job_day_counts', 'business_day, type, state, count', 'business_day, type, state, count(*)'],
  [
    'job_totals',
    'type, state, currency, count, sum',
    'type, state, currency, count(*), sum(amount)',
  ],
];

/** Counters that say something else than the jobs. */
function wrongCounters(db: Db): unknown[] {
  return COUNTERS.flatMap(([counters, columns, truth]) => {
    const said = `SELECT ${columns} FROM ${counters} WHERE count <> 0`;
    const counted = `SELECT ${truth} FROM jobs GROUP BY 1, 2, 3`;
    return [
      ...db.prepare(`${said} EXCEPT ${counted}`).all(),
      ...db.prepare(`${counted} EXCEPT ${said}`).all(),
    ];
  });
}

/** @param spoil breaks something that the counters rest on */
function check(spoil: (db: Db) => void = () => undefined): void {
  fc.assert(
    fc.property(steps, (todo) => {
      const folder = tempFolder();
      const first = openDatabase(folder, { now: () => 0 });
      const second = openDatabase(folder, { now: () => 0 });
      try {
        spoil(first);
        first.exec(
          `INSERT INTO sources (id, kind, name, size, received_at, status) VALUES (1, 'inbox', 'x', 0, 0, 'imported')`,
        );
        for (const step of todo) {
          run(step.connection === 0 ? first : second, step);
          expect(wrongCounters(first)).toEqual([]);
          expect(wrongCounters(second)).toEqual([]);
          expect(first.prepare('SELECT count(*) FROM job_moves').pluck().get()).toBeLessThanOrEqual(
            MOST_MOVES,
          );
        }
      } finally {
        first.close();
        second.close();
      }
    }),
    { seed: SEED, numRuns: 60, endOnFailure: true },
  );
}

describe(`whatever is written (SEED=${SEED})`, () => {
  it('the counters are those of counting every job', { timeout: 120_000 }, () => check());

  const forgetting = `DROP TRIGGER job_moves_added;
    CREATE TRIGGER job_moves_added AFTER INSERT ON job_moves WHEN (SELECT count(*) FROM job_moves) > ${MOST_MOVES}
      BEGIN DELETE FROM job_moves; END`;
  it.each([
    ['a move that is not counted', 'DROP TRIGGER jobs_recounted'],
    ['a new job that is not counted', 'DROP TRIGGER jobs_counted'],
    ['moves that are forgotten before they are added', forgetting],
    ['moves that are never added', 'DROP TRIGGER job_moves_added'],
  ])('%s is noticed', { timeout: 120_000 }, (_, sql) => {
    expect(() => check((db) => db.exec(sql))).toThrow(/Property failed/);
  });
});

/** A database as an earlier version of the program left it. */
function earlier(folder: string, version: number): Db {
  const db = new Database(`${folder}/venduo.sqlite`);
  db.pragma('foreign_keys = ON');
  migrate(
    db,
    () => undefined,
    MIGRATIONS.filter((one) => one.version <= version),
  );
  return db;
}

/** With the columns that today's statements read, so that they can be run on what an earlier version had beside them. */
function readableToday(db: Db): Db {
  db.exec('ALTER TABLE jobs ADD COLUMN contra_account TEXT');
  db.exec('ALTER TABLE jobs ADD COLUMN earlier_reference TEXT');
  db.exec('ALTER TABLE jobs ADD COLUMN business_case TEXT');
  db.exec('ALTER TABLE jobs ADD COLUMN business_name TEXT');
  db.exec('ALTER TABLE attempts ADD COLUMN dialect TEXT');
  for (const table of ['jobs', 'attempts'])
    db.exec(`ALTER TABLE ${table} ADD COLUMN erasure INTEGER`);
  db.exec(`CREATE TABLE expected_postings (
    id INTEGER PRIMARY KEY, job_id INTEGER, at INTEGER, kind TEXT, posting TEXT, reason TEXT, erasure INTEGER) STRICT`);
  return db;
}

it('a database of an earlier version keeps what it counted', () => {
  const folder = tempFolder();
  const before = earlier(folder, 110);
  insertJobs(
    before,
    Array.from({ length: 30 }, (_, n) => ({ amount: n + 1, currency: n % 2 ? 'EUR' : 'CHF' })),
  );
  before.exec(`UPDATE jobs SET state = 'booked', posting_number = '1' WHERE id % 3 = 0`);
  before.close();
  const db = openDatabase(folder, { now: () => 0 });
  expect(wrongCounters(db)).toEqual([]);
  db.exec(`UPDATE jobs SET state = 'booked', posting_number = '1'`);
  expect(wrongCounters(db)).toEqual([]);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
});

/** A job is sent and booked. Answers with the statements that were run. */
function bookOne(db: Db): string[] {
  const ran = new Set<string>();
  const watched = new Proxy(db, {
    get(target, key) {
      if (key !== 'prepare') return Reflect.get(target, key) as unknown;
      return (sql: string) => {
        const statement = target.prepare(sql);
        const run = statement.run.bind(statement);
        return Object.assign(statement, {
          run: (...values: unknown[]) => {
            ran.add(sql);
            return run(...values);
          },
        });
      };
    },
  });
  const moves = createJobMoves(watched);
  const [id] = insertJobs(db, [{}]) as [number];
  const token = moves.beginSending(id, 1, '{}', 1) as number;
  const answer = { endedAt: 2, outcome: 'booked', httpStatus: 200, response: null, error: null };
  expect(moves.booked(id, token, { number: '4711', movedTo: null }, answer)).toBe(true);
  return [...ran];
}

describe('what the moves of a job cost', () => {
  const rowsWritten = (db: Db): number => {
    bookOne(db);
    const written = db.prepare<[], number>('SELECT total_changes()').pluck();
    const entries = entriesOf(db);
    const before = written.get() ?? 0;
    bookOne(db);
    // One a commit, however much that wrote; here each step is a commit.
    return (written.get() ?? 0) - before - (entriesOf(db) - entries);
  };
  const entriesOf = (db: Db): number => {
    const find = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'chain'`);
    if (find.get() === undefined) return 0;
    return db.prepare<[], number>('SELECT count(*) FROM chain').pluck().get() ?? 0;
  };

  it('rows: request, answer, two of the job, and one counter each time it moves', () => {
    const now = openDatabase(tempFolder(), { now: () => 0 });
    const db = readableToday(earlier(tempFolder(), 110));
    // Source, event, job, its counter and its place.
    const made = 5;
    expect(rowsWritten(now) - made).toBe(1 + 1 + 2 + 2);
    // With six counters a move, and four for a new job, it was:
    expect(rowsWritten(db) - made).toBe(1 + 1 + 2 + 2 * 6 + 2);
    now.close();
    db.close();
  });

  /** Tables in memory that SQLite builds while it runs a statement. */
  const tablesBuilt = (db: Db): number =>
    bookOne(db)
      .flatMap((sql) =>
        db
          .prepare<unknown[], { opcode: string }>(`EXPLAIN ${sql}`)
          .all(...Array.from({ length: sql.split('?').length - 1 }, () => 1)),
      )
      .filter(({ opcode }) => opcode === 'OpenEphemeral').length;

  it('no statement builds a table for itself', () => {
    const now = openDatabase(tempFolder(), { now: () => 0 });
    const db = readableToday(earlier(tempFolder(), 120));
    expect(tablesBuilt(now)).toBe(0);
    // The checks of the state, twice, and that of the attempt's kind.
    expect(tablesBuilt(db)).toBe(3);
    now.close();
    db.close();
  });
});

describe('what a row may hold', () => {
  it.each([
    ['a state', `UPDATE jobs SET state = 'somewhere'`],
    ['no state', `UPDATE jobs SET state = NULL`],
    ['booked without a number', `UPDATE jobs SET state = 'booked'`],
    ['sending without a lease', `UPDATE jobs SET state = 'sending'`],
    [
      'a type',
      `INSERT INTO jobs (event_id, part, type, created_at, modified_at, needs_invoice, amount, currency, business_day, store,
         pay_desk, reference) VALUES (1, 'x', 'gift', 0, 0, 0, 1, 'EUR', '', '', '', '')`,
    ],
    [
      'a kind',
      `INSERT INTO attempts (job_id, kind, started_at, request) VALUES (1, 'guess', 0, '{}')`,
    ],
  ])('%s that is none is refused', (_, sql) => {
    const db = openDatabase(tempFolder(), { now: () => 0 });
    insertJobs(db, [{}]);
    expect(() => db.exec(sql)).toThrow(/constraint failed/);
    db.close();
  });

  it.each(JOB_STATES)('%s is a state', (state) => {
    const db = openDatabase(tempFolder(), { now: () => 0 });
    insertJobs(db, [{}]);
    const { changes } = db
      .prepare(`UPDATE jobs SET state = ?, posting_number = '1', lease_token = 1`)
      .run(state);
    expect(changes).toBe(1);
    db.close();
  });

  it('how the tables are defined cannot be edited afterwards', () => {
    const db = openDatabase(tempFolder(), { now: () => 0 });
    expect(() =>
      db.exec(`PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = '' WHERE name = 'jobs'`),
    ).toThrow(/may not be modified/);
    db.close();
  });
});
