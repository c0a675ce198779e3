/** Exports that overlap, come late or out of order: no false alarm, no second job, and nothing missing goes unsaid. */
import type { LocatedProblem } from '../../../shared/domain/ingest-report.ts';
import fs from 'node:fs';
import path from 'node:path';
import { Worker as RealWorker, type Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { contentHash } from '../../../electron/core/db/events.ts';
import { openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { createProblemCounter } from '../../../electron/core/db/attention-problems.ts';
import { createIngest, type IngestOptions } from '../../../electron/core/ingest/index.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import type { ReaderMessage } from '../../../electron/core/ingest/reader.ts';
import type { PosEvent } from '../../../shared/domain/pos-event.ts';
import { DAY } from '../../../shared/domain/time.ts';
import { tellingThread } from '../../helpers/telling-thread.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport, type Closing, type Receipt } from './export-builder.ts';

let folder: string;
let db: Db;
let written = 0;

beforeEach(() => {
  folder = tempFolder();
  db = openDatabase(path.join(folder, 'data'), { now: Date.now });
});

afterEach(() => {
  db.close();
});

const cash = (type: string, cents: number): Receipt => ({
  lines: [{ type, cents, vat: '5' }],
  payments: [{ type: 'Bar', cents }],
});

const exported = (receipts: readonly Receipt[], closing: Closing = {}) =>
  writeExport(path.join(folder, `export-${(written += 1)}`), receipts, closing);

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

async function importOne(source: string, more: Partial<IngestOptions> = {}) {
  const [report] = await ingest(more).importPaths(source);
  if (!report) throw new Error('no report');
  return report;
}

const jobs = () => db.prepare(`SELECT type || ' ' || amount FROM jobs ORDER BY id`).pluck().all();

it('a closing whose predecessor comes later gets its opening difference then, without an alarm', async () => {
  const second = [cash('Anfangsbestand', 9_950), cash('Umsatz', 500)];
  await importOne(exported(second, { number: '2' }));
  expect(jobs()).toEqual(['order-cash 500']);
  await importOne(exported([cash('Anfangsbestand', 10_000)], { number: '1' }));
  const again = exported(second, { number: '2', dialect: { delimiter: '|' } });
  expect(await importOne(again)).toMatchObject({ conflicts: [], duplicates: 2, events: 1 });
  expect(jobs()).toEqual(['order-cash 500', 'opening-diff -50']);
});

it('another pattern for bill numbers makes no alarm of receipts that are known', async () => {
  await importOne(exported([cash('Umsatz', 500)]));
  const again = exported([cash('Umsatz', 500)], { dialect: { newline: '\n' } });
  const report = await importOne(again, { billNumberPattern: '2-{YYYY}/{BON_NR:10}' });
  expect(report).toMatchObject({ status: 'imported', duplicates: 1, conflicts: [] });
});

it('what counts as other content: what the till said, not what was made of it', () => {
  const event: PosEvent = {
    naturalKey: 'dsfinvk|K1|1|B1',
    store: 'S1',
    payDesk: 'K1',
    closing: '1',
    billNumber: 'B1',
    currency: 'EUR',
    businessDay: '2026-11-20',
    occurredAt: 0,
    origin: 'transactions.csv:2',
    payload: '{"total":500}',
    jobs: [{ part: 'cash', type: 'order-cash', amount: 500 }],
  };
  const changes = (change: Partial<PosEvent>) =>
    !contentHash({ ...event, ...change }).equals(contentHash(event));
  expect(changes({ origin: 'transactions.csv:9', billNumber: 'X', store: 'S2', jobs: [] })).toBe(
    false,
  );
  expect(changes({ payload: '{"total":501}' })).toBe(true);
  expect(changes({ businessDay: '2026-11-21' })).toBe(true);
  expect(changes({ currency: 'CHF' })).toBe(true);
});

it('the same other version in two overlapping exports is one problem', async () => {
  await importOne(exported([cash('Umsatz', 500)]));
  await importOne(exported([cash('Umsatz', 600)]));
  await importOne(exported([cash('Umsatz', 600)], { dialect: { delimiter: '|' } }));
  expect(createProblemCounter(db).count()).toBe(1);
  await importOne(exported([cash('Umsatz', 700)]));
  expect(createProblemCounter(db).count()).toBe(2);
});

it('a blocked closing that is blocked again for another reason is one problem, with the new reason', async () => {
  const wrong = (column: string, from: string) => ({
    edit: { [column]: (text: string) => text.replace(from, '9,99') },
  });
  await importOne(exported([cash('Umsatz', 500)], wrong('payment.csv', '5,00')));
  await importOne(exported([cash('Umsatz', 500)], wrong('businesscases.csv', '5,00')));
  const [detail, ...others] = db
    .prepare<[], string>('SELECT detail FROM attention_problems WHERE resolved_at IS NULL')
    .pluck()
    .all();
  expect(others).toEqual([]);
  expect(JSON.parse(detail ?? '')).toMatchObject({
    closing: { reasons: [{ file: 'businesscases.csv' }, { file: 'businesscases.csv' }] },
  });
});

it('missing closings are named, in the export or between exports; filled gaps are not', async () => {
  const day = (number: string) => exported([cash('Umsatz', 500)], { number });
  const gaps = (report: Awaited<ReturnType<typeof importOne>>) =>
    report.warnings.filter(({ code }) => code === 'closing-gap').map(({ message }) => message);
  expect(gaps(await importOne(day('3')))).toEqual([]);
  expect(gaps(await importOne(day('4')))).toEqual([]);
  expect(gaps(await importOne(day('7')))).toEqual([
    expect.stringContaining('Closings 5 to 6 of pay desk K1'),
  ]);
  await importOne(day('5'));
  await importOne(day('6'));
  expect(gaps(await importOne(day('8')))).toEqual([]);
});

it('what failed is not known, and its problem goes with its success', async () => {
  const source = exported([cash('Umsatz', 500)]);
  const broken = await importOne(source, {
    startReader: () => {
      throw new Error('no thread could be started');
    },
  });
  expect(broken).toMatchObject({ status: 'failed', events: 0 });
  expect(broken.rejected[0]?.message).toMatch(/no thread could be started.*import it again/s);
  expect(createProblemCounter(db).count()).toBe(1);
  expect(await importOne(source)).toMatchObject({ status: 'imported', events: 1 });
  expect(createProblemCounter(db).count()).toBe(0);
});

it('a closing whose reading breaks off is not released; what was stored of it is known the next time', async () => {
  const source = exported([cash('Umsatz', 500), cash('Umsatz', 600)]);
  const event = (id: string, cents: number): PosEvent => ({
    naturalKey: `dsfinvk|K1|1|${id}`,
    store: 'default',
    payDesk: 'K1',
    closing: '1',
    billNumber: id,
    currency: 'EUR',
    businessDay: '2026-11-20',
    occurredAt: 0,
    origin: 'transactions.csv:2',
    payload: '{}',
    jobs: [{ part: 'cash', type: 'order-cash', amount: cents }],
  });
  const closing = {
    payDesk: 'K1',
    number: '1',
    madeAt: '2026-11-20T20:00:00',
    businessDay: '2026-11-20',
    closingCash: null,
  };
  const failed: LocatedProblem = { file: 'x', code: 'unreadable', message: 'The disk is full.' };
  const telling = (...messages: ReaderMessage[]) => ({
    startReader: () => tellingThread(messages),
  });
  const head: ReaderMessage = { kind: 'closing', closing };
  const first = event('B1', 500);
  const breaking: ReaderMessage[] = [
    head,
    { kind: 'events', events: [first] },
    { kind: 'failed', problem: failed },
  ];
  const released = () => db.prepare('SELECT count(*) FROM closings').pluck().get();

  expect(await importOne(source, telling(...breaking))).toMatchObject({ status: 'failed' });
  expect(released()).toBe(0);
  const whole: ReaderMessage[] = [head, { kind: 'events', events: [first, event('B2', 600)] }];
  expect(await importOne(source, telling(...whole))).toMatchObject({ events: 1, duplicates: 1 });
  expect(released()).toBe(1);
  expect(jobs()).toEqual(['order-cash 500', 'order-cash 600']);
});

it('temporary files of an import that a power cut ended are removed, younger ones and originals are not', async () => {
  const data = path.join(folder, 'data');
  await importOne(exported([cash('Umsatz', 500)]));
  const kept = fs.readdirSync(path.join(data, 'originals'));
  const places = ['scratch/export-old', 'originals/.incoming-old', 'scratch/export-young'];
  for (const place of places) fs.mkdirSync(path.join(data, place));
  const now = Date.now();
  for (const place of places.slice(0, 2)) {
    const twoDaysAgo = new Date(now - 2 * DAY);
    fs.utimesSync(path.join(data, place), twoDaysAgo, twoDaysAgo);
  }
  await ingest({ clock: () => now }).resume();
  expect(fs.readdirSync(path.join(data, 'originals'))).toEqual(kept);
  expect(fs.readdirSync(path.join(data, 'scratch'))).toEqual(['export-young']);
});

it('an unfinished import whose original is gone is told, and does not keep the program from starting', async () => {
  const data = path.join(folder, 'data');
  await importOne(exported([cash('Umsatz', 500)]));
  db.prepare(`UPDATE sources SET status = 'importing'`).run();
  fs.rmSync(path.join(data, 'originals'), { recursive: true });
  expect(await ingest().resume()).toMatchObject([
    { status: 'failed', rejected: [{ code: 'not-found' }] },
  ]);
});

it('an export that needs more memory than was estimated is read again without a limit', async () => {
  const source = exported([cash('Umsatz', 500)]);
  const limits: object[] = [];
  const report = await importOne(source, {
    startReader(resourceLimits) {
      limits.push(resourceLimits);
      if (limits.length > 1) {
        return new RealWorker(
          new URL('../../../electron/core/ingest/reader-thread.ts', import.meta.url),
        );
      }
      const thread = tellingThread([]);
      const error = Object.assign(new Error('out of memory'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
      setImmediate(() => {
        thread.emit('error', error);
        thread.emit('exit', 1);
      });
      return thread as unknown as Worker;
    },
  });
  expect(report).toMatchObject({ status: 'imported', events: 1 });
  expect(limits).toEqual([
    expect.objectContaining({ maxOldGenerationSizeMb: expect.any(Number) as number }),
    {},
  ]);
});
