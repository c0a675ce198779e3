/** The same receipt under another closing, or of a till that was renamed: it is known, and carries the same references. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEventStore } from '../../../electron/core/db/events.ts';
import { openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { createIngest } from '../../../electron/core/ingest/index.ts';
import { parseInboxLine } from '../../../electron/core/ingest/inbox-file.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import type { PosEvent } from '../../../shared/domain/pos-event.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport, type Closing, type Receipt } from './export-builder.ts';

let folder: string;
let written = 0;
const open: Db[] = [];

beforeEach(() => {
  folder = tempFolder();
});

afterEach(() => {
  for (const db of open.splice(0)) db.close();
});

const SALE: Receipt = {
  lines: [{ type: 'Umsatz', cents: 3_550, vat: '5' }],
  payments: [
    { type: 'Bar', cents: 1_000 },
    { type: 'ECKarte', name: 'girocard', cents: 2_550 },
  ],
};
const DEPOSIT: Receipt = {
  lines: [{ type: 'Geldtransit', cents: -2_000, vat: '5' }],
  payments: [{ type: 'Bar', cents: -2_000 }],
};

/** References of the jobs that a new PC makes of an export. */
async function referencesOf(closing: Closing, receipts = [SALE, DEPOSIT]): Promise<unknown[]> {
  const data = path.join(folder, `data-${(written += 1)}`);
  const db = openDatabase(data, { now: Date.now });
  open.push(db);
  const source = writeExport(path.join(folder, `export-${written}`), receipts, closing);
  const ingest = createIngest({
    db,
    dataFolder: data,
    clock: () => 1_000,
    uptime: () => performance.now(),
    timers: realTimers,
    timeZone: 'Europe/Berlin',
    onStored: () => undefined,
  });
  expect(await ingest.importPaths(source)).toMatchObject([{ status: 'imported', conflicts: [] }]);
  return db.prepare('SELECT reference FROM jobs ORDER BY reference').pluck().all();
}

describe('an export on another PC', () => {
  it('gives the same references whatever closing and till are called', async () => {
    const references = await referencesOf({ number: '17' });
    expect(references).toHaveLength(3);
    expect(await referencesOf({ number: '1', desk: 'Kasse vorn' })).toEqual(references);
    expect(await referencesOf({ dialect: { delimiter: '|' } })).toEqual(references);
  });

  it('gives other references to another receipt', async () => {
    const references = await referencesOf({});
    const other: Receipt = { ...SALE, payments: [{ type: 'Bar', cents: 3_550 }] };
    for (const reference of await referencesOf({}, [other])) {
      expect(references).not.toContain(reference);
    }
  });
});

const event = (change: object = {}): PosEvent => {
  const line = parseInboxLine(
    JSON.stringify({
      version: 1,
      id: 'e-1',
      store: '1',
      payDesk: 'K1',
      type: 'order-cash',
      billNumber: '2-2021/11/0000000025',
      businessDay: '2026-11-20',
      occurredAt: '2026-11-20T17:04:05+01:00',
      amountCents: 5_999,
      ...change,
    }),
    'inbox.jsonl',
    1,
  );
  if (!line.ok) throw new Error(line.problem.message);
  return line.event;
};

describe('an event of the inbox', () => {
  function newStore() {
    const db = openDatabase(path.join(folder, `data-${(written += 1)}`), { now: Date.now });
    open.push(db);
    db.exec(`INSERT INTO sources (kind, name, size, received_at, status)
      VALUES ('inbox', 'a', 0, 0, 'imported'), ('dsfinvk', 'b', 0, 0, 'imported')`);
    const references = () => db.prepare('SELECT reference FROM jobs ORDER BY id').pluck().all();
    return { db, events: createEventStore(db), references };
  }

  it('is known under another till label; one that a person lets in all the same has references of its own', () => {
    const { events, references } = newStore();
    events.store(1, event(), 0, { crossCheck: false });
    const renamed = event({ payDesk: 'Kasse 1', store: 'Mitte' });
    expect(events.twinsOf(renamed)).toEqual([event().naturalKey]);
    expect(events.store(1, renamed, 0, { crossCheck: false })).toMatchObject({ kind: 'twin' });
    events.storeDecided(1, renamed, 0);
    expect(new Set(references()).size).toBe(2);
  });

  it('is another one with another id, time or amount', () => {
    const { events } = newStore();
    events.store(1, event(), 0, { crossCheck: false });
    expect(events.twinsOf(event({ id: 'e-2' }))).toEqual([]);
    expect(events.twinsOf(event({ occurredAt: '2026-11-21T17:04:05+01:00' }))).toEqual([]);
    expect(events.twinsOf(event({ amountCents: 5_998 }))).toEqual([]);
  });

  it('that an earlier program stored is found by its receipt', async () => {
    const { db, events } = newStore();
    const payload = {
      receipt: { id: 'B1', nr: '1', type: 'Beleg' },
      payments: [{ type: 'Bar', name: 'bar', amount: 500 }],
      lines: [{ position: '1', type: 'Umsatz', gross: 500_000 }],
    };
    const at = Date.parse('2026-11-20T16:04:05Z');
    db.prepare(
      `INSERT INTO pos_events (source_id, natural_key, content_hash, store, pay_desk, bill_number, currency, business_day,
         occurred_at, received_at, origin, payload)
       VALUES (2, 'dsfinvk|K1|17|B1', x'00', '1', 'K1', 'B1', 'EUR', '2026-11-20', ?, 0, '', ?)`,
    ).run(at, JSON.stringify(payload));
    const { identityOf, receiptAmounts } = await import('../../../electron/core/db/references.ts');
    const amounts = [...receiptAmounts(payload.payments, payload.lines)];
    const renumbered = {
      ...event({ billNumber: 'B1', occurredAt: '2026-11-20T16:04:05.000Z' }),
      naturalKey: 'dsfinvk|K1|1|B1',
      identity: identityOf({ kind: 'dsfinvk', id: 'B1', at, amounts }),
    };
    expect(createEventStore(db).twinsOf(renumbered)).toEqual(['dsfinvk|K1|17|B1']);
    expect(events.twinsOf({ ...renumbered, identity: identityOf({ kind: 'dsfinvk', id: 'B1', at, amounts: [] }) })).toEqual([]); // prettier-ignore
  });
});
