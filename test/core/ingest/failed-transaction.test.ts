/** A transaction that fails, as on a drive that is full: what the program remembers of it is forgotten, too. */
import { expect, it } from 'vitest';
import { importing } from './importing.ts';

const { db, ingest, exportOf } = importing();

const SALE = {
  lines: [{ type: 'Umsatz', cents: 100, vat: '1' }],
  payments: [{ type: 'Bar', cents: 100 }],
};

const count = (table: string) =>
  db().prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get();

it('a pay desk, a payment type and a day whose first receipt could not be stored are known with the second try', async () => {
  const tills = ingest();
  const source = exportOf([SALE]);
  db().exec(
    `CREATE TEMP TRIGGER no_room AFTER INSERT ON main.jobs BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`,
  );
  await tills.importPaths(source).catch(() => undefined);
  expect([count('jobs'), count('pay_desks')]).toEqual([0, 0]);
  db().exec('DROP TRIGGER no_room');
  await tills.resume();
  await tills.importPaths(source);
  expect([
    count('jobs'),
    count('pay_desks'),
    count('payments_seen'),
    count('closing_days'),
  ]).toEqual([1, 1, 1, 1]);
});
