/**
 * A closed day and a closed month without RetailSuite, beside the bare SQL scan of the same rows.
 *
 *   npm run bench -- close [--rows 1000000] [--days 3650] [--rounds 20] [--folder DIR]
 *
 * Three tills, a closing each a day, over the days up to a fixed one. The database is filled once and kept for the next run.
 */
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { createClosings } from '../electron/core/db/closings/index.ts';
import { createTillClosings } from '../electron/core/db/closings/till-closings.ts';
import { openDatabase, type Db } from '../electron/core/db/open.ts';
import { localLines } from '../electron/topics/closing/closing-report.ts';
import { filledFolder, LAST_DAY } from './fixture.ts';
import { noteFigure } from './figures.ts';
import { median, percentile, table } from './report.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    days: { type: 'string', default: '3650' },
    rounds: { type: 'string', default: '20' },
    folder: { type: 'string' },
  },
});
const ROWS = Number(values.rows);
const DAYS = Number(values.days);
const ROUNDS = Number(values.rounds);
const DAY_MS = 86_400_000;
const TILLS = ['K0', 'K1', 'K2'];

const dayOf = (back: number) => new Date(LAST_DAY - back * DAY_MS).toISOString().slice(0, 10);

function open(folder: string): Db {
  fs.mkdirSync(folder, { recursive: true });
  const db = openDatabase(folder, { now: () => 0 });
  if ((db.prepare('SELECT count(*) FROM till_closings').pluck().get() as number) > 0) return db;
  process.stderr.write(`filling ${folder} with ${ROWS} jobs …\n`);
  const source = db
    .prepare(
      `INSERT INTO sources (kind, name, size, received_at, status) VALUES ('dsfinvk', 'past', 0, 0, 'imported')`,
    )
    .run().lastInsertRowid;
  const perClosing = Math.max(1, Math.floor(ROWS / DAYS / TILLS.length));
  const till = createTillClosings(db);
  const event = db.prepare(
    `INSERT INTO pos_events (source_id, natural_key, content_hash, store, pay_desk, closing, bill_number, currency,
       business_day, occurred_at, received_at, origin, payload)
     VALUES (?, ?, x'00', '1', ?, ?, ?, 'EUR', ?, ?, ?, 'past', '{}')`,
  );
  const job = db.prepare(
    `INSERT INTO jobs (event_id, part, type, state, created_at, modified_at, needs_invoice, bill_number, amount, currency,
       business_day, store, pay_desk, payment_type, closing, reference, posting_number, attempts)
     VALUES (?, 'cash', ?, 'verified', ?, ?, 0, ?, 1000, 'EUR', ?, '1', ?, ?, ?, ?, ?, 1)`,
  );
  const addDay = db.prepare(`INSERT OR IGNORE INTO closing_days VALUES (?, '1', ?, ?, 'EUR')`);
  let id = 0;
  for (let day = 0; day < DAYS; day++) {
    const on = dayOf(DAYS - 1 - day);
    const at = LAST_DAY - (DAYS - 1 - day) * DAY_MS;
    const number = String(day + 1);
    db.transaction(() => {
      for (const desk of TILLS) {
        for (let nr = 0; nr < perClosing; nr++) {
          id += 1;
          const isCard = nr % 3 === 0;
          const bill = `${desk}-${id}`;
          const key = `dsfinvk|${desk}|${number}|${bill}`;
          const { lastInsertRowid } = event.run(source, key, desk, number, bill, on, at + nr, at);
          const type = isCard ? 'order-non-cash' : 'order-cash';
          const card = isCard ? 'ECKarte' : null;
          job.run(
            lastInsertRowid,
            type,
            at,
            at,
            bill,
            on,
            desk,
            card,
            number,
            `VP-${id}`,
            String(id),
          );
        }
        addDay.run(on, desk, number);
        const cards = Math.ceil(perClosing / 3);
        const first = day * perClosing + 1;
        till.save(Number(source), {
          origin: 'dsfinvk',
          store: '1',
          payDesk: desk,
          number,
          currency: 'EUR',
          madeAt: `${on}T20:00:00`,
          closedAt: at + DAY_MS / 2,
          businessDay: on,
          numbers: [['', first, first + perClosing - 1]],
          facts: {
            payments: [
              { type: 'Bar', name: '', cents: (perClosing - cards) * 1000 },
              { type: 'ECKarte', name: '', cents: cards * 1000 },
            ],
            paymentsFrom: 'payment.csv',
            receiptPayments: null,
            grossCents: perClosing * 1000,
            receipts: perClosing,
            notBooked: {},
            drawer: [],
            recorded: [],
            foreign: [],
            openingCents: day % 7 === 0 ? 20_000 : null,
            opensTwice: false,
            firstDifferenceCents: null,
            movedCents: (perClosing - cards) * 1000,
            lowest: { cents: 0, receipt: null },
            repeats: [],
            firstNumber: null,
            lastNumber: null,
            numberWidth: 0,
          },
        });
      }
    }).immediate();
  }
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return db;
}

const db = open(values.folder ?? filledFolder(`close-${DAYS}`, ROWS));
const closings = createClosings(db);

/** The rows that the question is about, read without an answer. */
const bare = db.prepare(
  `SELECT type, state, count(*), sum(amount) FROM jobs INDEXED BY jobs_day WHERE business_day BETWEEN ? AND ? GROUP BY 1, 2`,
);

function measure(name: string, period: string): (string | number)[] {
  const times: number[] = [];
  const bareTimes: number[] = [];
  let lines = 0;
  const [from, to] = period.length === 7 ? [`${period}-01`, `${period}-31`] : [period, period];
  const rows = db
    .prepare<[string, string], number>(
      'SELECT count(*) FROM jobs WHERE business_day BETWEEN ? AND ?',
    )
    .pluck()
    .get(from, to) as number;
  for (let round = 0; round < ROUNDS; round++) {
    let start = performance.now();
    bare.all(from, to);
    bareTimes.push(performance.now() - start);
    start = performance.now();
    lines = localLines(closings, period, 'en').length;
    times.push(performance.now() - start);
  }
  noteFigure(`close, ${name}, ms`, times);
  const ours = median(times);
  const sql = median(bareTimes);
  return [
    name,
    rows,
    lines,
    ours.toFixed(1),
    percentile(times, 95).toFixed(1),
    sql.toFixed(1),
    (ours / sql).toFixed(1),
  ];
}

const back = Math.min(40, Math.floor(DAYS / 2));
console.log(
  table(
    ['question', 'jobs', 'lines', 'ms', 'p95', 'bare SQL', 'ratio'],
    [measure('a day', dayOf(back)), measure('a month', dayOf(back).slice(0, 7))],
  ),
);
db.close();
