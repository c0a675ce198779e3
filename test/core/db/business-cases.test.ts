/** Business cases come into a database that an earlier program filled. */
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createAccountStore } from '../../../electron/core/db/accounts.ts';
import { createJournal } from '../../../electron/core/db/journal.ts';
import { migrate } from '../../../electron/core/db/migrate.ts';
import { MIGRATIONS } from '../../../electron/core/db/migrations/index.ts';
import type { Db } from '../../../electron/core/db/open.ts';

const PRESET_AT = 1_000;
type Row = readonly [type: string, account: string, at?: number];

/** Version 200 with these accounts for all, each with its entry in the journal. */
function before(rows: readonly Row[]): Db {
  const db = new Database(':memory:');
  migrate(
    db,
    () => undefined,
    MIGRATIONS.filter(({ version }) => version <= 200),
  );
  for (const [type, account, at = PRESET_AT] of rows) {
    const version = db
      .prepare(
        `INSERT INTO journal (at, who, topic, subject, action, details) VALUES (?, 'schmidt', 'account', ?, 'set', '{}')`,
      )
      .run(at, type).lastInsertRowid;
    db.prepare(
      `INSERT INTO accounts (type, currency, account, created_at, version) VALUES (?, 'EUR', ?, ?, ?)`,
    ).run(type, account, at, version);
  }
  return db;
}

const contraRows = (db: Db) =>
  createAccountStore(db, createJournal(db, 'schmidt'))
    .all()
    .filter(({ type }) => type.startsWith('contra-'))
    .map(({ type, businessCase = 'all', account }) => `${type} ${businessCase} ${account}`)
    .sort();

const SKR03: readonly Row[] = [
  ['cash', '1000'],
  ['contra-cash-in', '1360'],
  ['contra-cash-out', '1360'],
  ['difference-surplus', '2700'],
];

it('the general contra rows of a preset make room for those by business case, each with its entry in the journal', () => {
  const db = before(SKR03);
  migrate(db, () => undefined);
  expect(contraRows(db)).toEqual([
    'contra-cash-in Geldtransit 1360',
    'contra-cash-in Privateinlage 1890',
    'contra-cash-in TrinkgeldAN 1590',
    'contra-cash-out Geldtransit 1360',
    'contra-cash-out Lohnzahlung 1740',
    'contra-cash-out MehrzweckgutscheinEinloesung 1604',
    'contra-cash-out Privatentnahme 1800',
    'contra-cash-out TrinkgeldAN 1590',
    'contra-order Forderungsaufloesung 1410',
    'contra-order TrinkgeldAN 1590',
  ]);
  const history = createAccountStore(db, createJournal(db, 'schmidt')).history(20);
  expect(history.filter(({ who, old }) => who === 'program' && old === '1360')).toHaveLength(2);
  expect(history.filter(({ who, old }) => who === 'program' && old === null)).toHaveLength(10);
});

it.each<[string, readonly Row[], readonly string[]]>([
  [
    'has a number of its own',
    [
      ['cash', '1000'],
      ['contra-cash-out', '1371'],
      ['difference-surplus', '2700'],
    ],
    ['contra-cash-out all 1371'],
  ],
  [
    'was written at another moment',
    [
      ['cash', '1000'],
      ['contra-cash-out', '1360', 2_000],
      ['difference-surplus', '2700'],
    ],
    ['contra-cash-out all 1360'],
  ],
  ['stands without a preset', [['contra-cash-in', '1460']], ['contra-cash-in all 1460']],
])('a general row that %s is a person’s and stays', (_, rows, expected) => {
  const db = before(rows);
  migrate(db, () => undefined);
  expect(contraRows(db)).toEqual(expected);
});

it('open jobs learn from their events what they are about; booked ones stay as they were booked', () => {
  const db = before([]);
  db.exec(
    `INSERT INTO sources (id, kind, name, size, received_at, status) VALUES (1, 'dsfinvk', 'z', 0, 0, 'imported')`,
  );
  const lines = [
    { position: '1', type: 'Auszahlung', text: 'Briefmarken', gross: -1 },
    { position: '2', type: 'Privatentnahme', name: 'Inhaber', text: 'Entnahme', gross: -1 },
  ];
  const event = db.prepare(
    `INSERT INTO pos_events (source_id, natural_key, content_hash, store, pay_desk, currency, business_day, occurred_at,
       received_at, origin, payload) VALUES (1, ?, x'00', '1', 'K1', 'EUR', '2026-11-20', 0, 0, 'x:1', ?)`,
  );
  const receipt = event.run('dsfinvk|K1|1|7', JSON.stringify({ lines })).lastInsertRowid;
  const told = event.run('inbox|1|K1|8', '{}').lastInsertRowid;
  const job = db.prepare(
    `INSERT INTO jobs (event_id, part, type, state, posting_number, created_at, modified_at, needs_invoice, amount,
       currency, business_day, store, pay_desk, payment_type, text, reference)
     VALUES (?, ?, ?, ?, ?, 0, 0, 0, -1, 'EUR', '2026-11-20', '1', 'K1', ?, ?, ?)`,
  );
  job.run(receipt, 'line:1', 'cash-out', 'waiting', null, null, 'Briefmarken', 'a');
  job.run(receipt, 'line:2', 'cash-out', 'waiting', null, null, 'Inhaber', 'b');
  job.run(receipt, 'cash', 'cash-out', 'attention', null, null, 'Trinkgeld', 'c');
  job.run(receipt, 'cash-back', 'cash-out', 'waiting', null, 'voucher', 'Bitte prüfen', 'd');
  job.run(told, 'all', 'cash-in', 'on-hold', null, null, 'Wechselgeld', 'e');
  job.run(receipt, 'line:9', 'cash-out', 'booked', '17', null, 'Porto', 'f');
  const settled = [{ position: '1', type: 'Forderungsaufloesung', gross: 1 }];
  const owed = event.run('dsfinvk|K1|1|9', JSON.stringify({ lines: settled })).lastInsertRowid;
  const sale = [...settled, { position: '2', type: 'Umsatz', gross: 1 }];
  const sold = event.run('dsfinvk|K1|1|10', JSON.stringify({ lines: sale })).lastInsertRowid;
  job.run(owed, 'cash', 'order-cash', 'waiting-invoice', null, null, null, 'g');
  job.run(sold, 'cash', 'order-cash', 'waiting-invoice', null, null, null, 'h');
  db.exec(`UPDATE jobs SET needs_invoice = 1 WHERE type = 'order-cash'`);
  migrate(db, () => undefined);
  const cases = db.prepare('SELECT business_case, business_name FROM jobs ORDER BY id').raw().all();
  expect(cases).toEqual([
    ['Auszahlung', 'Briefmarken'],
    ['Privatentnahme', 'Inhaber'],
    ['TrinkgeldAN', 'Trinkgeld'],
    ['MehrzweckgutscheinEinloesung', null],
    ['Einzahlung', 'Wechselgeld'],
    [null, null],
    ['Forderungsaufloesung', null],
    [null, null],
  ]);
  const orders = `SELECT state || needs_invoice FROM jobs WHERE type = 'order-cash' ORDER BY id`;
  expect(db.prepare(orders).pluck().all()).toEqual(['waiting0', 'waiting-invoice1']);
  expect(() => db.exec(`UPDATE jobs SET business_case = 'Geldtransit'`)).toThrow(/its event said/);
});
