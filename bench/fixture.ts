/**
 * Fills a database with a store's history: booked jobs with their events, requests and answers as long as real ones, over ten
 * years up to a fixed day.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createSearchIndex } from '../electron/core/db/list/search-index.ts';
import { DATABASE_FILE, openDatabase, type Db } from '../electron/core/db/open.ts';

const BATCH_JOBS = 100_000;
export const LAST_DAY = Date.UTC(2026, 10, 20);
const DAY_MS = 86_400_000;
const HISTORY_DAYS = 3_650;
/** A prime that divides no size of a benchmark: numbers, desks and days of neighbours have nothing to do with their ids. */
const STRIDE = 7_919;
/** Every so many receipts, one is of a day long past: an export that was found in a drawer. */
const LATE_EVERY = 50;

/** Appends `count` booked jobs; each commit holds a hundred thousand. */
export function fillBooked(db: Db, count: number): void {
  const first = db.prepare<[], number>('SELECT coalesce(max(id), 0) + 1 FROM pos_events').pluck();
  const source = db
    .prepare(
      `INSERT INTO sources (kind, name, size, received_at, status) VALUES ('inbox', 'past', 0, 0, 'imported')`,
    )
    .run().lastInsertRowid;
  const numbers = `WITH RECURSIVE n (i) AS (SELECT CAST(@from AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < @to),
    stored (i, at, mixed) AS (SELECT i, ${LAST_DAY - HISTORY_DAYS * DAY_MS} + ((i - 1) * ${HISTORY_DAYS} / @count) * ${DAY_MS} + (i % 43200) * 1000,
      (i * ${STRIDE}) % CAST(@count AS INTEGER) + CAST(@first AS INTEGER) FROM n),
    past (i, at, number, day, desk) AS (SELECT i, at, mixed,
      date((at - (CASE WHEN i % ${LATE_EVERY} = 0 THEN mixed % ${HISTORY_DAYS / 10} ELSE mixed % 4 END) * ${DAY_MS}) / 1000, 'unixepoch'),
      'K' || (mixed % 3) FROM stored)`;
  const bill = `'1-' || printf('%010d', number)`;
  const reference = `'VP-' || printf('%016x%016x', number * 2654435761, i * 40503)`;
  const amount = '100 + number * 37 % 20000';
  const posting = `json_object('bstKey', 0, 'gegkonto', 10000 + number % 60000, 'umsatz', (${amount}) / 100.0, 'beleg1', ${bill},
      'beleg2', ${reference}, 'konto', '1000', 'text', 'POS Barverkauf ' || ${bill} || ' Venduo Kaffee & Tee Lübeck ' || desk,
      'currency', 'EUR', 'i_stkey', 0, 'datum', day, 'wj_id', substr(day, 1, 4), 'wmonat', CAST(substr(day, 6, 2) AS INTEGER),
      'journal', 1, 'action', 'save')`;
  const statements = [
    `${numbers} INSERT INTO pos_events (id, source_id, natural_key, content_hash, identity, store, pay_desk, closing, bill_number,
       currency, business_day, occurred_at, received_at, origin, payload)
     SELECT i, @source, 'dsfinvk|' || desk || '|' || (i / 300) || '|' || ${bill}, CAST(${reference} AS BLOB), CAST(printf('%016x', i) AS BLOB),
       'Venduo Kaffee & Tee Lübeck', desk, i / 300, ${bill}, 'EUR', day, at, at, 'transactions.csv:' || (i % 300),
       json_object('receipt', json_object('id', ${bill}, 'nr', i, 'type', 'Beleg', 'name', '', 'voided', 0, 'startedAt', day || 'T08:14:24',
         'endedAt', day || 'T08:14:24', 'total', ${amount}), 'payments', json_array(json_object('type', 'Bar', 'name', '', 'amount', ${amount},
         'currency', 'EUR', 'foreign', '')), 'lines', json_array(json_object('position', '1', 'type', 'Umsatz', 'text', 'Filterhalter Größe 4',
         'gross', (${amount}) * 1000), json_object('position', '2', 'type', 'Umsatz', 'text', 'Hausmischung 250 g', 'gross', 0))) FROM past`,
    `${numbers} INSERT INTO jobs (event_id, part, type, state, created_at, modified_at, needs_invoice, bill_number,
       invoice_number, debtor, amount, currency, business_day, store, pay_desk, closing, payment_type, reference, earlier_reference,
       posting_number, attempts)
     SELECT i, 'all', CASE i % 20 WHEN 0 THEN 'cash-in' WHEN 1 THEN 'cash-out' WHEN 2 THEN 'close-diff'
         WHEN 3 THEN 'opening-diff' WHEN 4 THEN 'order-non-cash' WHEN 5 THEN 'order-non-cash' WHEN 6 THEN 'order-non-cash'
         WHEN 7 THEN 'order-non-cash' ELSE 'order-cash' END,
       'booked', at, at + 60000, 0, ${bill}, 'RB' || (2000000 + number), 10000 + number % 60000, ${amount}, 'EUR',
       day, 'Venduo Kaffee & Tee Lübeck', desk, i / 300, CASE WHEN i % 20 BETWEEN 4 AND 7 THEN 'ECKarte' END, ${reference},
       'VP-' || printf('%032x', i), i, 1 FROM past`,
    `${numbers} INSERT INTO attempts (job_id, kind, started_at, request)
     SELECT jobs.id, 'post', at, ${posting}
     FROM past JOIN jobs ON jobs.event_id = i AND jobs.part = 'all'`,
    `${numbers} INSERT INTO answers (attempt_id, ended_at, outcome, http_status, response)
     SELECT attempts.id, at, 'booked', 200, json_object('success', json('true'), 'data', json_array(${posting}))
     FROM past JOIN jobs ON jobs.event_id = i AND jobs.part = 'all' JOIN attempts ON attempts.job_id = jobs.id`,
  ].map((sql) => db.prepare(sql));
  const start = first.get() ?? 1;
  for (let at = 0; at < count; at += BATCH_JOBS) {
    const values = {
      from: start + at,
      to: start + Math.min(at + BATCH_JOBS, count) - 1,
      count: Math.max(count, 1),
      first: start,
      source,
    };
    db.transaction(() =>
      statements.forEach((statement) => statement.run(named(statement.source, values))),
    ).immediate();
  }
  const index = createSearchIndex(db, Date.now);
  while (index.behind() > 0) index.slice();
}

/** Where a benchmark keeps its database from one run to the next. */
export function filledFolder(bench: string, rows: number): string {
  return path.join(os.tmpdir(), `venduo-bench-${bench}-${rows}`);
}

/**
 * Opens the database of a folder. An empty one is a copy of one that all benchmarks share, which is filled first: with a history,
 * and with the open jobs of a bad day.
 */
export function openFilled(folder: string, rows: number): Db {
  const file = path.join(folder, DATABASE_FILE);
  if (!fs.existsSync(file)) {
    const shared = filledFolder('shared', rows);
    if (!fs.existsSync(path.join(shared, 'whole'))) fill(shared, rows);
    fs.mkdirSync(folder, { recursive: true });
    fs.copyFileSync(path.join(shared, DATABASE_FILE), file, fs.constants.COPYFILE_FICLONE);
  }
  return openDatabase(folder, { now: () => 0 });
}

function fill(folder: string, rows: number): void {
  process.stderr.write(`filling ${folder} with ${rows} jobs …\n`);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const db = openDatabase(folder, { now: () => 0 });
  fillBooked(db, rows);
  // Some need a person, some wait for their invoice.
  const move = (state: string, every: number, cause: string) =>
    db
      .prepare(
        `UPDATE jobs SET state = ?, cause = ?, modified_at = modified_at + id % 1000 WHERE id % ? = 7 AND id > ?`,
      )
      .run(state, cause, every, rows - 100_000);
  move('waiting-invoice', 40, 'invoice-missing');
  move('attention', 331, 'account-missing');
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  fs.writeFileSync(path.join(folder, 'whole'), '');
}

/** Keeps the parameters that the statement names: SQLite refuses others. */
function named(sql: string, values: Readonly<Record<string, number | bigint>>) {
  return Object.fromEntries(Object.entries(values).filter(([name]) => sql.includes(`@${name}`)));
}
