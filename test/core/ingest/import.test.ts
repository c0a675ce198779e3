/** From a file that is dropped in to stored events and jobs: once, whole, and with the original kept. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { createIngest, type IngestOptions } from '../../../electron/core/ingest/index.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport, type Closing, type Receipt } from './export-builder.ts';

let folder: string;
let db: Db;

beforeEach(() => {
  folder = tempFolder();
  db = openDatabase(path.join(folder, 'data'), { now: Date.now });
});

afterEach(() => {
  db.close();
});

function ingest(more: Partial<IngestOptions> = {}) {
  return createIngest({
    db,
    dataFolder: path.join(folder, 'data'),
    clock: () => 1_000,
    uptime: () => performance.now(),
    timers: realTimers,
    timeZone: 'Europe/Berlin',
    onStored: () => undefined,
    ...more,
  });
}

const sale = (cents: number, id?: string): Receipt => ({
  ...(id !== undefined && { id }),
  lines: [{ type: 'Umsatz', cents, vat: '1' }],
  payments: [{ type: 'Bar', cents }],
});

let written = 0;
const exported = (receipts: readonly Receipt[], closing: Closing = {}) =>
  writeExport(path.join(folder, `export-${(written += 1)}`), receipts, closing);

async function importOne(source: string) {
  const [report] = await ingest().importPaths(source);
  if (!report) throw new Error('no report');
  return report;
}

const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
const problems = () =>
  db
    .prepare(
      `SELECT json_extract(detail, '$.kind') FROM attention_problems WHERE resolved_at IS NULL ORDER BY id DESC`,
    )
    .pluck()
    .all();

describe('an export', () => {
  it('makes jobs once, however often and in whatever file it comes', async () => {
    const source = exported([sale(100), sale(200)]);
    expect(await importOne(source)).toMatchObject({
      status: 'imported',
      events: 2,
      jobs: [{ type: 'order-cash', currency: 'EUR', count: 2, sum: 300 }],
    });
    expect(await importOne(source)).toMatchObject({
      status: 'known',
      events: 0,
      jobs: [],
      duplicates: 2,
    });
    // The same closing, together with the next one.
    const overlapping = exported([sale(100), sale(200)], { dialect: { delimiter: '|' } });
    expect(await importOne(overlapping)).toMatchObject({
      status: 'imported',
      events: 0,
      duplicates: 2,
      conflicts: [],
    });
    expect(count('jobs')).toBe(2);
  });

  it('is kept byte by byte, under its hash', async () => {
    const source = exported([sale(100)]);
    const report = await importOne(source);
    const kept = path.join(folder, 'data', 'originals', report.sha256 ?? '');
    const hash = crypto.createHash('sha256');
    for (const name of fs.readdirSync(source).sort()) {
      const bytes = fs.readFileSync(path.join(source, name));
      expect(fs.readFileSync(path.join(kept, name)).equals(bytes)).toBe(true);
      hash.update(`${crypto.createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
    }
    expect(hash.digest('hex')).toBe(report.sha256);
  });

  it('with the same receipt and other content is an alarm, never a second job or an overwrite', async () => {
    await importOne(exported([sale(100)]));
    const report = await importOne(exported([sale(150)]));
    expect(report).toMatchObject({
      status: 'partly',
      events: 0,
      conflicts: [{ code: 'other-content' }],
    });
    expect(db.prepare('SELECT amount FROM jobs').pluck().all()).toEqual([100]);
    expect(problems()).toEqual(['conflict']);
  });

  it('with a closing number that is known from another time is an alarm', async () => {
    await importOne(exported([sale(100)]));
    const report = await importOne(exported([sale(999, 'X1')], { madeAt: '2026-11-21T20:00:00' }));
    expect(report).toMatchObject({ events: 0, conflicts: [{ code: 'closing-number-reused' }] });
    expect(count('jobs')).toBe(1);
  });

  it('with a closing number that is known from another store is an alarm that names both', async () => {
    await importOne(exported([sale(100)], { store: 'Altstadt' }));
    const other = exported([sale(999, 'X1')], { store: 'Bahnhof', madeAt: '2026-11-21T20:00:00' });
    expect(await importOne(other)).toMatchObject({
      events: 0,
      conflicts: [
        {
          code: 'pay-desk-shared',
          values: { payDesk: 'K1', closing: '1', knownStore: 'Altstadt', foundStore: 'Bahnhof' },
        },
      ],
    });
    expect(count('jobs')).toBe(1);
  });

  it('whose store has another name now is the same receipt: its key does not hold the store', async () => {
    await importOne(exported([sale(100)], { store: 'Altstadt' }));
    expect(await importOne(exported([sale(100)], { store: 'Filiale Altstadt' }))).toMatchObject({
      events: 0,
      duplicates: 1,
      conflicts: [],
    });
    expect(await importOne(exported([sale(100)]))).toMatchObject({ duplicates: 1, conflicts: [] });
    expect(count('jobs')).toBe(1);
  });

  it('that was blocked is released when it comes again and adds up, and the problem is gone', async () => {
    const wrong = { edit: { 'payment.csv': (text: string) => text.replace('1,00', '1,01') } };
    expect(await importOne(exported([sale(100)], wrong))).toMatchObject({
      status: 'partly',
      events: 0,
      blocked: [{ closing: '1' }],
    });
    expect(count('jobs')).toBe(0);
    expect(problems()).toEqual(['blocked-closing']);
    expect(await importOne(exported([sale(100)]))).toMatchObject({ status: 'imported', events: 1 });
    expect(problems()).toEqual([]);
  });

  it('gives the same by the thread as without it', async () => {
    const thread = ingest({
      startReader: (resourceLimits) =>
        new Worker(new URL('../../../electron/core/ingest/reader-thread.ts', import.meta.url), {
          resourceLimits,
        }),
    });
    const receipts = Array.from({ length: 900 }, (_, index) => sale(100 + index));
    const [report] = await thread.importPaths(exported(receipts));
    expect(report).toMatchObject({ status: 'imported', events: 900, jobs: [{ count: 900 }] });
  });

  it('is read here where the program was removed while it runs: no till is to blame', async () => {
    const gone = ingest({
      startReader: (resourceLimits) =>
        new Worker(path.join(folder, 'removed', 'reader-thread.ts'), { resourceLimits }),
    });
    const [report] = await gone.importPaths(exported([sale(100), sale(200)]));
    expect(report).toMatchObject({ status: 'imported', events: 2 });
    expect(problems()).toEqual([]);
  });

  it('that is none is named as it was delivered, not by the hash of what is kept', async () => {
    const delivery = path.join(folder, 'NUL.zip');
    fs.writeFileSync(delivery, 'no ZIP');
    const report = await importOne(delivery);
    expect(report.rejected).toMatchObject([{ file: 'NUL.zip', code: 'not-an-export' }]);
    expect(report.rejected[0]?.message).toMatch(/^NUL\.zip is neither/);
    expect(JSON.stringify(report.rejected)).not.toMatch(/[0-9a-f]{64}/);
  });

  it('that was interrupted is finished at the next start, with the same end', async () => {
    const receipts = Array.from({ length: 1_500 }, (_, index) => sale(100 + index));
    let stored = 0;
    const first = ingest({
      onStored() {
        stored += 1;
        if (stored === 2) void first.stop();
      },
    });
    await first.importPaths(exported(receipts));
    const halfway = Number(count('jobs'));
    expect(halfway).toBeGreaterThan(0);
    expect(halfway).toBeLessThan(1_500);
    const reports = await ingest().resume();
    expect(reports).toMatchObject([
      { status: 'imported', events: 1_500 - halfway, duplicates: halfway },
    ]);
    expect(count('jobs')).toBe(1_500);
    expect(db.prepare('SELECT count(DISTINCT reference) FROM jobs').pluck().get()).toBe(1_500);
    expect(await ingest().resume()).toEqual([]);
  });

  it('of a folder with several makes a report each', async () => {
    const shelf = path.join(folder, 'shelf');
    writeExport(path.join(shelf, 'a'), [sale(100)]);
    writeExport(path.join(shelf, 'b'), [sale(200)], { number: '2' });
    const reports = await ingest().importPaths(shelf);
    expect(reports.map(({ source, events }) => [source, events])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('that is not there is told, not thrown', async () => {
    expect(await importOne(path.join(folder, 'gone.zip'))).toMatchObject({
      status: 'failed',
      rejected: [{ code: 'not-found' }],
    });
  });
});

const event = (more: object) => ({
  version: 1,
  id: '1',
  store: '2',
  payDesk: 'K1',
  businessDay: '2026-11-20',
  occurredAt: '2026-11-20T10:00:00+01:00',
  ...more,
});

function inboxFile(lines: (object | string)[], name = 'events.jsonl'): string {
  const file = path.join(folder, name);
  fs.writeFileSync(
    file,
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  );
  return file;
}

describe('a file of the inbox', () => {
  it('makes the jobs that its lines say', async () => {
    const report = await importOne(
      inboxFile([
        event({
          id: '1',
          type: 'receipt',
          billNumber: 'B1',
          payments: [
            { method: 'cash', amountCents: 1000 },
            {
              method: 'non-cash',
              amountCents: 404,
              paymentType: 'kreditkarte',
              paymentName: 'Visa',
            },
          ],
        }),
        event({ id: '2', type: 'order_cash', billNumber: 'B2', amountCents: -250 }),
        event({ id: '3', type: 'order-non-cash', billNumber: 'B3', amountCents: 99 }),
        event({ id: '4', type: 'cash-in', amountCents: 25_000, text: 'Wechselgeld' }),
        event({ id: '5', type: 'cash_out', amountCents: -420_000 }),
        event({ id: '6', type: 'opening-diff', amountCents: 5 }),
        event({ id: '7', type: 'close_diff', amountCents: -87, closing: '17' }),
      ]),
    );
    expect(report).toMatchObject({ kind: 'inbox', status: 'imported', events: 7, rejected: [] });
    const jobs = db.prepare('SELECT type, amount, payment_type AS p FROM jobs ORDER BY id').all();
    expect(jobs).toEqual([
      { type: 'order-cash', amount: 1000, p: null },
      { type: 'order-non-cash', amount: 404, p: 'Kreditkarte' },
      { type: 'order-cash', amount: -250, p: null },
      { type: 'order-non-cash', amount: 99, p: 'Unbar' },
      { type: 'cash-in', amount: 25_000, p: null },
      { type: 'cash-out', amount: -420_000, p: null },
      { type: 'opening-diff', amount: 5, p: null },
      { type: 'close-diff', amount: -87, p: null },
    ]);
  });

  it('keeps its good lines; bad ones are named by line and column', async () => {
    const report = await importOne(
      inboxFile([
        event({ id: '1', type: 'cash-in', amountCents: 100 }),
        '{"version": 1, "id": "2", oops}',
        event({ id: '3', type: 'cash-in', amountCents: '100' }),
        event({ id: '4', type: 'cash-in', amountCents: 1.5 }),
        event({ id: '5', type: 'cash-out', amountCents: 100 }),
        event({ id: '6', type: 'cash-in', amountCents: 0 }),
        event({ id: '7', type: 'gift', amountCents: 100 }),
        event({ id: '8', type: 'cash-in', amountCents: 100, businessDay: '2026-02-30' }),
        event({ id: '9', type: 'cash-in', amountCents: 100, tip: 1 }),
        event({ id: '10', type: 'cash-in', amountCents: 100, version: 2 }),
        event({ id: '11', type: 'cash-in', amountCents: 300 }),
      ]),
    );
    expect(report).toMatchObject({ status: 'partly', events: 2, jobs: [{ count: 2, sum: 400 }] });
    expect(report.rejected.map(({ line, code }) => [line, code])).toEqual([
      [2, 'json'],
      ...[3, 4, 5, 6, 7, 8, 9, 10].map((line) => [line, 'schema']),
    ]);
    expect(report.rejected[0]?.column).toBe(27);
    expect(report.rejected[1]).toMatchObject({
      file: 'events.jsonl',
      column: JSON.stringify(event({ id: '3', type: 'cash-in' })).length + 1,
    });
    expect(report.rejected[1]?.message).toMatch(/"amountCents".*Nothing of this line is booked/);
  });

  it('with a line that is not UTF-8 keeps the others', async () => {
    const file = inboxFile([event({ type: 'cash-in', amountCents: 100 })]);
    fs.appendFileSync(file, Buffer.from([0x7b, 0xff, 0x7d, 0x0a]));
    expect(await importOne(file)).toMatchObject({
      events: 1,
      rejected: [{ line: 2, column: 2, code: 'encoding' }],
    });
  });

  it('with a bill that came by an export already is an alarm: it would be booked twice', async () => {
    await importOne(exported([sale(100, 'B-7')]));
    const report = await importOne(
      inboxFile([event({ type: 'order-cash', billNumber: 'B-7', amountCents: 100 })]),
    );
    expect(report).toMatchObject({ events: 0, conflicts: [{ code: 'other-source' }] });
    expect(count('jobs')).toBe(1);
  });
});

describe('the inbox folder', () => {
  it('takes complete files, archives them, and writes what it refused beside them', async () => {
    const inbox = path.join(folder, 'inbox');
    fs.mkdirSync(inbox);
    fs.writeFileSync(path.join(inbox, 'half.jsonl.tmp'), '{"version"');
    fs.renameSync(
      inboxFile([event({ type: 'cash-in', amountCents: 100 }), 'no json']),
      path.join(inbox, 'one.jsonl'),
    );
    const archived = path.join(inbox, 'archive', '1970-01');
    const watching = ingest();
    watching.watchInbox(inbox);
    await expect
      .poll(() => fs.existsSync(path.join(archived, 'one.jsonl.rejected.jsonl.txt')), {
        timeout: 5_000,
      })
      .toBe(true);
    // The refused lines are written before the file goes.
    await expect.poll(() => fs.existsSync(path.join(archived, 'one.jsonl'))).toBe(true);
    expect(fs.readFileSync(path.join(archived, 'one.jsonl.rejected.jsonl.txt'), 'utf8')).toContain(
      '"line":2',
    );
    expect(fs.existsSync(path.join(inbox, 'half.jsonl.tmp'))).toBe(true);

    // Another one, while it watches, and under a name that the archive has already.
    fs.renameSync(
      inboxFile([event({ id: '2', type: 'cash-in', amountCents: 200 })]),
      path.join(inbox, 'one.jsonl'),
    );
    await expect
      .poll(() => fs.existsSync(path.join(archived, 'one (2).jsonl')), { timeout: 20_000 })
      .toBe(true);
    expect(count('jobs')).toBe(2);
    await watching.stop();
  }, 30_000);
});
