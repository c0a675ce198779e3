/** Cash is chained from closing to closing; where one of them is held, nobody knows what the drawer ought to hold. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { IngestReport } from '../../../shared/domain/ingest-report.ts';
import { addExport, type Closing } from './export-builder.ts';
import { importing } from './importing.ts';
import { cashMove, sale } from './dsfinvk/told.ts';

const { db, exportOf, importOne } = importing();

/** Of 20 November with number 7, 21 November with number 8 and so on. */
function day(number: number, opening: number | null, cents = 500, more: Closing = {}): string {
  const date = `2026-11-${number + 13}`;
  const receipts = [sale(cents, { id: `s${number}`, endedAt: `${date}T09:00:00` })];
  if (opening !== null) {
    const id = `o${number}`;
    receipts.unshift(cashMove('Anfangsbestand', opening, { id, endedAt: `${date}T08:00:00` }));
  }
  return exportOf(receipts, { number: String(number), madeAt: `${date}T20:00:00`, ...more });
}
function together(...days: readonly [string, ...string[]]): string {
  const [first, ...others] = days;
  for (const other of others) addExport(first, other);
  return first;
}
/** Closing 7 in another version: made at another moment, and with 5,000 in the drawer more. */
const otherSeven = () => day(7, 15_000, 900, { madeAt: '2026-11-20T21:30:00' });
const differences = () =>
  db().prepare<[], number>(`SELECT amount FROM jobs WHERE type = 'opening-diff'`).pluck().all();
const uncompared = ({ warnings }: IngestReport) =>
  warnings
    .filter(({ code }) => code === 'opening-not-compared')
    .map(({ values }) => values?.['closing']);
const asked = ({ conflicts }: IngestReport) => conflicts.map(({ code }) => code);

describe('behind a closing whose number is taken', () => {
  beforeEach(() => importOne(day(7, 10_000)));

  it('an opening balance that only the refused one explains is told', async () => {
    const report = await importOne(together(otherSeven(), day(8, 15_900)));
    expect(asked(report)).toEqual(['closing-number-reused']);
    expect(uncompared(report)).toEqual(['8']);
    expect(differences()).toEqual([]);
  });

  it('one without an opening balance leaves nothing that the next could be compared with', async () => {
    const days = [otherSeven(), day(8, null), day(9, 16_390)] as const;
    const report = await importOne(together(...days));
    expect(asked(report)).toEqual(['closing-number-reused', 'opening-difference']);
    expect(differences()).toEqual([]);
    // Nor in a later delivery, where nothing of the refused one is told.
    expect(uncompared(await importOne(day(10, 16_890)))).toEqual([]);
  });

  it('a small difference is asked about also when the next closing comes by itself', async () => {
    await importOne(otherSeven());
    expect(asked(await importOne(day(8, 10_450)))).toEqual(['opening-difference']);
    expect(differences()).toEqual([]);
  });
});

it('twin: behind a closing of which there is one version, a small difference is booked', async () => {
  await importOne(day(7, 10_000));
  const report = await importOne(day(8, 10_450));
  expect([asked(report), uncompared(report), differences()]).toEqual([[], [], [-50]]);
});

it('a question about its own opening balance does not make a closing doubtful', async () => {
  await importOne(day(7, 10_000));
  expect(asked(await importOne(day(8, 30_000)))).toEqual(['opening-difference']);
  const report = await importOne(day(9, 30_450));
  expect([asked(report), uncompared(report), differences()]).toEqual([[], [], [-50]]);
});

it('behind a closing that contradicts itself, an opening balance is told to be compared with nothing', async () => {
  const edit = { 'payment.csv': (text: string) => text.replace('5,00', '9,99') };
  const report = await importOne(together(day(7, 10_000, 500, { edit }), day(8, 10_450)));
  expect(report.blocked.map(({ closing }) => closing)).toEqual(['7']);
  expect(uncompared(report)).toEqual(['8']);
  expect(uncompared(await importOne(day(8, 10_450)))).toEqual([]);
});
