/**
 * Exports as tills of other makers write them: small files of ours in `test/fixtures/pos`, each with the deviations that
 * one real exporter shows. Every one is read to the cent, or refused with the column that it lacks.
 */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { read, reasonsOf } from '../export-builder.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../../../fixtures/pos');

async function eventsOf(source: string) {
  const messages = await read(source, tempFolder());
  expect(reasonsOf(messages)).toEqual([]);
  return messages.flatMap((message) => (message.kind === 'events' ? message.events : []));
}

const jobs = (events: Awaited<ReturnType<typeof eventsOf>>) =>
  events.flatMap((event) =>
    event.jobs.map(({ part, type, amount }) => `${event.billNumber} ${type} ${amount} (${part})`),
  );

it('pipes, line feeds, whole numbers beside decimal points, names of payments', async () => {
  const events = await eventsOf(path.join(FIXTURES, 'pipes-and-whole-numbers'));
  expect(jobs(events)).toEqual([
    'R-1 order-cash 2000 (cash)',
    'R-2 order-non-cash 1500 (noncash:Kreditkarte:SumUp)',
  ]);
  expect(events[0]).toMatchObject({
    naturalKey: 'dsfinvk|POS1|1|R-1',
    store: 'default',
    payDesk: 'POS1',
    closing: '1',
    currency: 'EUR',
    businessDay: '2026-11-20',
    occurredAt: Date.parse('2026-11-20T09:00:05Z'),
    origin: 'transactions.csv:2',
  });
});

it('there a row counter in place of the closing’s number is not guessed at: nothing of it is booked', async () => {
  const folder = path.join(tempFolder(), 'export');
  fs.cpSync(path.join(FIXTURES, 'pipes-and-whole-numbers'), folder, { recursive: true });
  for (const name of ['transactions.csv', 'datapayment.csv', 'lines.csv', 'lines_vat.csv']) {
    const file = path.join(folder, name);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('|1|R-2', '|2|R-2'));
  }
  const messages = await read(folder, tempFolder());
  expect(messages.filter(({ kind }) => kind === 'events')).toEqual([]);
  const blocked = messages.flatMap((message) =>
    message.kind === 'blocked' ? [message.closing.closing] : [],
  );
  expect(blocked.sort()).toEqual(['1', '2']);
});

it('thousands signs in closing and receipt numbers, a byte order mark, quotes, a VAT key and a column of its own', async () => {
  const events = await eventsOf(path.join(FIXTURES, 'grouped-whole-numbers'));
  expect(jobs(events)).toEqual([
    't-1 order-cash 3450 (cash)',
    't-2 order-non-cash 120000 (noncash:ECKarte:girocard)',
  ]);
  expect(events.map(({ closing, store }) => [closing, store])).toEqual([
    ['1234', 'Hauptbahnhof'],
    ['1234', 'Hauptbahnhof'],
  ]);
  // Ten past midnight in the shop, although the till wrote the day before in UTC.
  expect(events[0]?.businessDay).toBe('2026-11-21');
  expect(JSON.parse(events[0]?.payload ?? '')).toMatchObject({
    lines: [{ text: 'Becher "Sommer"; rot' }],
    receipt: { nr: '12001' },
  });
});

it('five decimals beside two, net amounts alone, and the storno flag on an original that the sums keep', async () => {
  expect(jobs(await eventsOf(path.join(FIXTURES, 'five-decimals')))).toEqual([
    'a order-cash 1000 (cash)',
    'a order-non-cash 404 (noncash:Unbar:)',
    'b order-cash 1000 (cash)',
  ]);
});

it('a session with change, a return, the drawer, an order without type and the closing as a receipt', async () => {
  const source = path.join(FIXTURES, 'mixed-session');
  const events = await eventsOf(source);
  expect(jobs(events)).toEqual([
    's-3 order-cash 1200 (cash)',
    's-4 order-cash -300 (cash)',
    's-5 cash-out -5000 (line:1)',
    's-6 close-diff -100 (line:1)',
  ]);
  expect(
    events
      .filter(({ jobs }) => jobs.length === 0)
      .map(({ billNumber, notBooked }) => [billNumber, notBooked]),
  ).toEqual([
    ['s-1', 'opening balance'],
    ['s-2', 'AVBestellung'],
    ['s-7', 'AVSonstige'],
  ]);
  const messages = await read(source, tempFolder());
  expect(messages.find(({ kind }) => kind === 'closing')).toMatchObject({
    closing: { closingCash: 5_800 },
  });
});

it('a reduced set of columns is refused by name, because nobody can tell what the receipts are', async () => {
  const messages = await read(path.join(FIXTURES, 'reduced-columns'), tempFolder());
  expect(messages.some(({ kind }) => kind === 'events')).toBe(false);
  expect(reasonsOf(messages)).toMatchObject([
    { file: 'transactions.csv', line: 1, column: 'BON_TYP', code: 'column-missing' },
  ]);
});
