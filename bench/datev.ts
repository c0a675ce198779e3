/**
 * A month for DATEV: as many postings as a file takes, made and written, beside the bare SQL scan of the same rows.
 *
 *   npm run bench -- datev [--rows 99999] [--jobs 1000000]
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { noteFigure } from './figures.ts';
import { createJournal } from '../electron/core/db/journal.ts';
import { createSettingsStore } from '../electron/core/db/settings.ts';
import { exportMonth } from '../electron/topics/datev/datev.ts';
import { filledFolder, openFilled } from './fixture.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '99999' },
    jobs: { type: 'string', default: '1000000' },
  },
});
const ROWS = Number(values.rows);
const MONTH = '2026-12';

const folder = filledFolder('datev', Number(values.jobs));
const db = openFilled(folder, Number(values.jobs));
const have = db
  .prepare<[], number>(`SELECT count(*) FROM jobs WHERE business_day LIKE '${MONTH}%'`)
  .pluck();
if ((have.get() ?? 0) < ROWS) {
  const first = (db.prepare<[], number>('SELECT max(id) FROM pos_events').pluck().get() ?? 0) + 1;
  const numbers = `WITH RECURSIVE n (i) AS (SELECT ${first} UNION ALL SELECT i + 1 FROM n WHERE i < ${first + ROWS - 1})`;
  const day = `printf('${MONTH}-%02d', 1 + i % 31)`;
  db.transaction(() => {
    db.exec(`${numbers} INSERT INTO pos_events (id, source_id, natural_key, content_hash, store, pay_desk, currency, business_day,
        occurred_at, received_at, origin, payload)
      SELECT i, 1, 'datev-' || i, x'00', '1', 'K1', 'EUR', ${day}, 0, 0, 'datev', '{}' FROM n`);
    db.exec(`${numbers} INSERT INTO jobs (event_id, part, type, state, created_at, modified_at, needs_invoice, bill_number, amount,
        currency, business_day, store, pay_desk, reference, posting_number)
      SELECT i, 'all', 'order-cash', 'booked', 0, 0, 0, '1-' || i, 100 + i, 'EUR', ${day}, '1', 'K1', 'VP-D' || i, i FROM n`);
    db.exec(`INSERT INTO attempts (job_id, kind, started_at, request)
      SELECT id, 'post', 0, json_object('konto', '1000', 'gegkonto', 10042, 'umsatz', amount / 100.0, 'beleg1', bill_number,
        'text', 'POS Barzahlung', 'currency', 'EUR') FROM jobs WHERE reference LIKE 'VP-D%'`);
  }).immediate();
}

const out = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-bench-datev-'));
const seconds = (work: () => void): [wall: number, cpu: number] => {
  const begun = performance.now();
  const cpu = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(cpu);
  return [(performance.now() - begun) / 1000, (user + system) / 1e6];
};
const scan = seconds(() =>
  db
    .prepare(
      `SELECT * FROM jobs JOIN attempts ON job_id = jobs.id WHERE business_day BETWEEN '${MONTH}-01' AND '${MONTH}-31'`,
    )
    .raw()
    .all(),
);
const options = {
  ...{ db, settings: createSettingsStore(db), journal: createJournal(db, 'bench') },
  ...{ user: 'bench', timeZone: 'Europe/Berlin', now: Date.now() },
};
let rows = 0;
const made = seconds(() => {
  ({ rows } = exportMonth(options, MONTH, out, true));
});
db.close();
fs.rmSync(out, { recursive: true });
noteFigure('datev, a month of 99,999 rows, s', [made[0]]);
const text = ([wall, cpu]: [number, number]) =>
  `${wall.toFixed(2)} s (${cpu.toFixed(2)} s of the processor)`;
console.log(`${rows} postings of ${values.jobs} jobs, load ${os.loadavg()[0]?.toFixed(1)}`);
console.log(`made and written: ${text(made)}; bare scan: ${text(scan)}`);
