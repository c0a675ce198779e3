/**
 * Proving a data folder: entries of the chain and rows a second, each beside the bare SQL scan of the same rows; what the
 * chain costs who writes; and how long a database from before the chain takes to be in it.
 *
 *   npm run bench -- verify [--rows 1000000]
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { chainWrites } from '../electron/core/db/chain/chained.ts';
import { chainedTables, quoted } from '../electron/core/db/chain/digests.ts';
import { createCatchUp, pendingOf } from '../electron/core/db/chain/pending.ts';
import { compareRows } from '../electron/core/db/chain/verify/rows.ts';
import { walkChain, type Walked } from '../electron/core/db/chain/verify/walk.ts';
import { createJobMoves } from '../electron/core/db/jobs/moves.ts';
import { DATABASE_FILE, openDatabase, openForReading, type Db } from '../electron/core/db/open.ts';
import { noteFigure } from './figures.ts';
import { filledFolder, openFilled } from './fixture.ts';
import { table } from './report.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const ROWS = Number(values.rows);
const FOLDER = filledFolder('verify', ROWS);
const JOBS_A_COMMIT = 4;
const WRITTEN_JOBS = 20_000;

/** Of the processor: what else runs on this PC does not count. */
function seconds(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
}

const perSecond = (count: number, time: number) => Math.round(count / time).toLocaleString('en');

/** As many entries as jobs that were sent and answered, a few a commit. */
function fillChain(): void {
  const db = openFilled(FOLDER, ROWS);
  db.pragma('synchronous = OFF');
  const entries = db.prepare<[], number>('SELECT count(*) FROM chain').pluck().get() ?? 0;
  const touch = db.prepare<[number]>('UPDATE jobs SET modified_at = modified_at + 1 WHERE id = ?');
  const commit = db.transaction((from: number) => {
    for (let job = 0; job < JOBS_A_COMMIT; job++) touch.run(1 + ((from + job) % ROWS));
  });
  for (let entry = entries; entry < ROWS; entry++) commit.immediate(entry * JOBS_A_COMMIT);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

function read(): string[][] {
  const db = openForReading(FOLDER);
  let found = 0;
  const onFinding = () => {
    found += 1;
  };
  const scan = (sql: string) => {
    const all = db.prepare(sql).raw();
    return seconds(() => {
      for (const row of all.iterate()) found += row === undefined ? 1 : 0;
    });
  };
  const bareChain = scan('SELECT seq, at, body, hash FROM chain ORDER BY seq');
  let walked: Walked = { entries: 0, latest: new Map() };
  const walk = seconds(() => {
    walked = walkChain(db, [], onFinding);
  });
  const bareRows = chainedTables(db)
    .map(({ name }) => scan(`SELECT * FROM ${quoted(name)}`))
    .reduce((sum, time) => sum + time, 0);
  let rows = 0;
  const compare = seconds(() => {
    rows = compareRows(db, walked.latest, onFinding).rows;
  });
  db.close();
  if (found > 0) throw new Error(`${found} findings in a database that only the program wrote`);
  const line = (what: string, count: number, time: number, bare: number) => [
    what,
    count.toLocaleString('en'),
    time.toFixed(2),
    perSecond(count, time),
    bare.toFixed(2),
    (time / bare).toFixed(1),
  ];
  noteFigure('verify, entries of the chain a second', [walked.entries / walk]);
  noteFigure('verify, rows a second', [rows / compare]);
  return [
    line('entries of the chain', walked.entries, walk, bareChain),
    line('rows', rows, compare, bareRows),
  ];
}

/** Jobs that are sent and answered, a few a commit; the disk is not waited for. */
function write(isChained: boolean): number {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-bench-chain-'));
  openDatabase(folder, { now: Date.now }).close();
  const db: Db = new Database(path.join(folder, DATABASE_FILE));
  if (isChained) chainWrites(db, Date.now);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  const event = db.prepare<[number]>(
    `INSERT INTO pos_events (source_id, natural_key, content_hash, store, pay_desk, currency, business_day, occurred_at,
       received_at, origin, payload) VALUES (1, ?, x'00', '1', 'K1', 'EUR', '2026-11-20', 0, 0, 'bench', '${'x'.repeat(400)}')`,
  );
  const job = db.prepare<[number]>(
    `INSERT INTO jobs (event_id, part, type, created_at, modified_at, due_at, needs_invoice, amount, currency, business_day,
       store, pay_desk, reference) VALUES (?, 'all', 'cash-in', 0, 0, 0, 0, 100, 'EUR', '2026-11-20', '1', 'K1', 'VP')`,
  );
  db.exec(
    `INSERT INTO sources (kind, name, size, received_at, status) VALUES ('inbox', 'bench', 0, 0, 'imported')`,
  );
  const moves = createJobMoves(db);
  const answer = { endedAt: 2, outcome: 'booked', httpStatus: 200, error: null };
  const store = db.transaction((from: number) => {
    for (let id = from; id < from + 100; id++) {
      event.run(id);
      job.run(id);
    }
  });
  const send = db.transaction((from: number) =>
    Array.from({ length: JOBS_A_COMMIT }, (_, at) =>
      moves.beginSending(from + at, 1, `{"posting":"${'x'.repeat(300)}"}`, 1),
    ),
  );
  const settle = db.transaction((from: number, tokens: (number | undefined)[]) =>
    tokens.forEach((token = 0, at) =>
      moves.booked(
        from + at,
        token,
        { number: `${from}`, movedTo: null },
        { ...answer, response: '{}' },
      ),
    ),
  );
  const time = seconds(() => {
    for (let from = 1; from <= WRITTEN_JOBS; from += 100) store.immediate(from);
    for (let from = 1; from <= WRITTEN_JOBS; from += JOBS_A_COMMIT) {
      settle.immediate(from, send.immediate(from));
    }
  });
  db.close();
  fs.rmSync(folder, { recursive: true });
  return time;
}

/** The same database as one that has no chain yet. */
async function upgrade(): Promise<string[][]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-bench-chain-'));
  fs.copyFileSync(path.join(FOLDER, DATABASE_FILE), path.join(folder, DATABASE_FILE));
  const raw = new Database(path.join(folder, DATABASE_FILE));
  raw.exec('DROP TRIGGER chain_kept; DELETE FROM chain');
  for (const { name, isNumbered } of chainedTables(raw)) {
    const last = isNumbered ? 'max(rowid)' : '0';
    raw.exec(
      `INSERT INTO chain_pending SELECT '${name}', 0, last
         FROM (SELECT count(*) AS rows, ${last} AS last FROM ${name}) WHERE rows > 0`,
    );
  }
  raw.close();
  let db: Db | undefined;
  const opening = seconds(() => {
    db = openDatabase(folder, { now: Date.now });
  });
  if (!db) throw new Error('not opened');
  const opened = db;
  let slices = 0;
  let longest = 0;
  const begun = performance.now();
  await new Promise<void>((resolve, reject) => {
    createCatchUp({
      db: opened,
      clock: Date.now,
      endOfTurn: (run) =>
        setImmediate(() => {
          const time = seconds(run);
          longest = Math.max(longest, time);
          slices += 1;
          if (pendingOf(opened).length === 0) resolve();
        }),
      onBug: reject,
    }).start();
  });
  const all = (performance.now() - begun) / 1000;
  opened.close();
  fs.rmSync(folder, { recursive: true });
  return [
    ['opening it', `${(opening * 1000).toFixed(0)} ms`],
    ['all of it in the chain', `${all.toFixed(0)} s in ${slices} slices`],
    ['the longest slice', `${(longest * 1000).toFixed(0)} ms`],
  ];
}

fillChain();
console.log(`${ROWS.toLocaleString('en')} jobs, load ${os.loadavg()[0]?.toFixed(1)}`);
console.log(table(['what', 'count', 's', 'a second', 'bare scan s', 'times'], read()));
const plain = Math.min(write(false), write(false), write(false));
const chained = Math.min(write(true), write(true), write(true));
console.log(
  `\n${WRITTEN_JOBS} jobs stored, sent and answered, without waiting for a disk: ${((plain * 1e6) / WRITTEN_JOBS).toFixed(0)} µs a job, ` +
    `with the chain ${((chained * 1e6) / WRITTEN_JOBS).toFixed(0)} µs (times ${(chained / plain).toFixed(2)})`,
);
console.log(`\n${table(['a database from before the chain', ''], await upgrade())}`);
