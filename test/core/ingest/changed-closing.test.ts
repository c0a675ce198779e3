/** A closing that comes again otherwise than it is booked: what it says of the drawer is no ground for a difference. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../electron/core/db/open.ts';
import { createIngest } from '../../../electron/core/ingest/index.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport, type Receipt } from './export-builder.ts';

const inCash = (id: string, type: string, cents: number): Receipt => ({
  ...{ id, lines: [{ type, cents, vat: '5' }], payments: [{ type: 'Bar', cents }] },
});
const FIRST = [inCash('1', 'Anfangsbestand', 10_000), inCash('2', 'Umsatz', 795)];
const THIRD = inCash('3', 'Umsatz', 777);
/** What the first closing left, with all three. */
const SECOND = [inCash('4', 'Anfangsbestand', 11_572), inCash('5', 'Umsatz', 500)];

/** Two closings in one export. */
function exportOf(folder: string, first: readonly Receipt[]): string {
  const whole = writeExport(path.join(folder, 'export'), first, { number: '1' });
  const madeAt = '2026-11-21T20:00:00';
  const second = writeExport(path.join(folder, 'second'), SECOND, { number: '2', madeAt });
  for (const name of fs.readdirSync(second)) {
    const [, ...rows] = fs.readFileSync(path.join(second, name), 'utf8').split('\r\n');
    fs.appendFileSync(path.join(whole, name), rows.join('\r\n'));
  }
  return whole;
}

it.each([
  ['one receipt less', FIRST],
  ['another amount', [...FIRST, inCash('3', 'Umsatz', 782)]],
  ['one receipt more', [...FIRST, THIRD, inCash('6', 'Umsatz', 100)]],
])('with %s: a conflict, and no difference in the closing after it', async (_, again) => {
  const folder = tempFolder();
  const data = path.join(folder, 'data');
  const db = openDatabase(data, { now: Date.now });
  onTestFinished(() => void db.close());
  const ingest = createIngest({
    ...{
      db,
      dataFolder: data,
      clock: () => 1_000,
      uptime: () => 0,
      timers: realTimers,
      timeZone: 'Europe/Berlin',
    },
    onStored: () => undefined,
  });
  const jobs = () => db.prepare(`SELECT type || ' ' || amount FROM jobs ORDER BY id`).pluck().all();
  const booked = ['order-cash 795', 'order-cash 777', 'order-cash 500'];

  await ingest.importPaths(exportOf(path.join(folder, 'once'), [...FIRST, THIRD]));
  expect(jobs()).toEqual(booked);

  const [report] = await ingest.importPaths(exportOf(path.join(folder, 'again'), again));
  expect(report?.conflicts).not.toEqual([]);
  expect(jobs()).toEqual(booked);
  // The first version stands: a third closing is held against what it left.
  await ingest.importPaths(exportOf(path.join(folder, 'third'), [...FIRST, THIRD]));
  expect(jobs()).toEqual(booked);
});

it('no difference of its own opening balance either, when that can be told only now', async () => {
  const folder = tempFolder();
  const data = path.join(folder, 'data');
  const db = openDatabase(data, { now: Date.now });
  onTestFinished(() => void db.close());
  const ingest = createIngest({
    ...{
      db,
      dataFolder: data,
      clock: () => 1_000,
      uptime: () => 0,
      timers: realTimers,
      timeZone: 'Europe/Berlin',
    },
    onStored: () => undefined,
  });
  const jobs = () => db.prepare(`SELECT type || ' ' || amount FROM jobs ORDER BY id`).pluck().all();
  const opening = SECOND[0] as Receipt;
  const closing = { number: '2', madeAt: '2026-11-21T20:00:00' };
  const second = (name: string, cents: number, newline: '\n' | '\r\n' = '\n') =>
    writeExport(path.join(folder, name), [opening, inCash('5', 'Umsatz', cents)], {
      ...{ ...closing, dialect: { newline } },
    });

  await ingest.importPaths(second('once', 500));
  // Leaves less than the second closing opened with.
  await ingest.importPaths(writeExport(path.join(folder, 'first'), FIRST, { number: '1' }));
  const [report] = await ingest.importPaths(second('changed', 550));
  expect(report?.conflicts.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['opening-difference', 'other-content']),
  );
  expect(jobs()).toEqual(['order-cash 500', 'order-cash 795']);

  // Twin: told again as it is booked, nothing else explains the difference.
  await ingest.importPaths(second('again', 500, '\r\n'));
  expect(jobs()).toEqual(['order-cash 500', 'order-cash 795', 'opening-diff 777']);
});
