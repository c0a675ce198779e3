/** What is past its time is erased, and only that; what is left proves that nothing else was. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DATABASE_FILE } from '../../../electron/core/db/open.ts';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { behindTheProgram } from '../../core/db/chain/shop.ts';
import { BETWEEN, copyFolder, LATER, openOldShop } from './retention-shop.ts';

type Shop = Awaited<ReturnType<typeof openOldShop>>;

/** All that is said of receipts beyond keys, days and amounts. */
const contentsOf = (shop: Shop) =>
  [
    'SELECT DISTINCT payload FROM pos_events',
    'SELECT DISTINCT request FROM attempts',
    'SELECT DISTINCT response FROM answers',
    'SELECT DISTINCT concat_ws(char(10), text, business_name, debtor, error) FROM jobs',
  ].map((sql) => shop.column(sql));
const ERASED = [['{}'], ['{}'], [null], ['']];

it('records and originals are erased after their time, and verify accepts it', async () => {
  const shop = await openOldShop();
  expect(await shop.prove()).toEqual([]);
  const amounts = shop.column('SELECT sum(amount) FROM jobs');
  const looked = await shop.erases(LATER).look();
  expect(looked).toMatchObject({ clock: 'right', held: [], erased: null, ended: 'complete' });
  expect(looked.due).toMatchObject({ closings: 1, originals: 1 });
  expect(looked.limits).toEqual({ records: '2028-01-01', originals: '2030-01-01' });
  expect(contentsOf(shop)).not.toEqual(ERASED);

  const report = await shop.erases(LATER).erase();
  expect(report).toMatchObject({ ended: 'complete', erased: looked.due });
  expect(contentsOf(shop)).toEqual(ERASED);
  expect(shop.originals()).toEqual([]);
  expect(shop.column('SELECT sum(amount) FROM jobs')).toEqual(amounts);
  expect(await shop.prove()).toEqual([]);
  expect((await shop.erases(LATER).look()).due).toMatchObject({ closings: 0, originals: 0 });
  const entries = `SELECT action FROM journal WHERE topic = 'erasure' ORDER BY id`;
  expect(shop.column(entries)).toEqual(['records', 'original']);
});

it('freed space of the file is overwritten, as far as SQLite does that', async () => {
  const shop = await openOldShop();
  const payloads = shop.column('SELECT payload FROM pos_events').map(String);
  const isInFile = (payload: string) => {
    shop.db.pragma('wal_checkpoint(TRUNCATE)');
    return fs.readFileSync(path.join(shop.folder, DATABASE_FILE)).includes(payload.slice(0, 60));
  };
  expect(payloads.filter(isInFile)).toEqual(payloads);
  await shop.erases(LATER).erase();
  // Without `secure_delete` three of four are still there; what a page left when it was split is not overwritten.
  expect(payloads.filter(isInFile).length).toBeLessThan(payloads.length / 2);
});

it('originals go before records, and nothing of a year that is not over', async () => {
  const shop = await openOldShop();
  const early = await shop.erases(Date.parse('2034-12-31T22:00:00Z')).erase();
  expect(early.erased).toMatchObject({ closings: 0, originals: 0 });
  const report = await shop.erases(BETWEEN).erase();
  expect(report.erased).toMatchObject({ closings: 0, originals: 1 });
  expect(contentsOf(shop)).not.toEqual(ERASED);
  expect(await shop.prove()).toEqual([]);
});

it('an earlier day narrows what is erased', async () => {
  const shop = await openOldShop();
  const report = await shop.erases(LATER).erase({ before: '2026-01-01' });
  expect(report.erased).toMatchObject({ closings: 0, originals: 0 });
  expect(report.limits).toEqual({ records: '2026-01-01', originals: '2026-01-01' });
});

describe('what is not finished is never erased', () => {
  const INSTEAD: Record<string, string> = {
    'not-booked': `UPDATE jobs SET state = 'booked' WHERE id = (SELECT min(id) FROM jobs WHERE state = 'verified')`,
    'in-doubt': `UPDATE jobs SET in_doubt_since = 1 WHERE id = (SELECT min(id) FROM jobs)`,
    'not-sealed': `INSERT INTO closing_seals (closing, at, is_sealed, hash, line)
      SELECT closing, at + 1, 0, 'x', line FROM closing_seals ORDER BY id DESC LIMIT 1`,
  };
  it.each(Object.entries(INSTEAD))('%s', async (reason, sql) => {
    const shop = await openOldShop();
    shop.db.exec(sql);
    const report = await shop.erases(LATER).erase();
    expect(report.held).toEqual([{ reason, count: 1 }]);
    expect(report.erased).toMatchObject({ closings: 0, originals: 0 });
    expect(shop.originals()).toHaveLength(1);
    expect(contentsOf(shop)).not.toEqual(ERASED);
  });

  it('a question of the import', async () => {
    const shop = await openOldShop();
    shop.db.exec(
      `INSERT INTO attention_problems (source_id, fingerprint, detail, found_at)
       SELECT source_id, 'conflict|x', json_object('kind', 'conflict', 'conflict', json_object('naturalKey', natural_key)), 1
       FROM pos_events LIMIT 1`,
    );
    const report = await shop.erases(LATER).erase();
    expect(report.held).toEqual([{ reason: 'question', count: 1 }]);
    expect(report.erased).toMatchObject({ closings: 0, originals: 0 });
  });

  it('while something is sent', async () => {
    const shop = await openOldShop();
    shop.db.exec(`UPDATE jobs SET state = 'sending', lease_token = 1 WHERE id = 1`);
    const report = await shop.erases(LATER).erase();
    expect(report.erased).toMatchObject({ closings: 0, originals: 0 });
  });
});

describe('a wrong clock erases nothing', () => {
  const cases = [
    [
      'a year ahead, RetailSuite says otherwise',
      LATER,
      Date.parse('2036-12-31T12:00:00Z'),
      'ahead',
    ],
    ['a year back', Date.parse('2037-02-01T03:00:00Z'), LATER, 'behind'],
  ] as const;
  it.each(cases)('%s', async (_name, now, told, clock) => {
    const shop = await openOldShop();
    const report = await shop.erases(now, { told }).erase();
    expect(report).toMatchObject({ clock, erased: { closings: 0 } });
    expect(contentsOf(shop)).not.toEqual(ERASED);
  });

  it('nobody has told a date but the till, whose last closing is old', async () => {
    const shop = await openOldShop();
    shop.db.exec(`DELETE FROM settings WHERE key = 'retention.rsDate'`);
    const report = await shop.erases(LATER, { told: null }).erase();
    expect(report).toMatchObject({ clock: 'ahead', erased: { closings: 0, originals: 0 } });
  });

  it('the twin: with RetailSuite’s word the same clock erases', async () => {
    const shop = await openOldShop();
    const report = await shop.erases(LATER, { told: LATER - HOUR }).erase();
    expect(report).toMatchObject({ clock: 'right', erased: { closings: 1 } });
  });
});

describe('verify finds what was erased otherwise', () => {
  const codes = async (shop: Shop) => (await shop.prove()).map(({ code }) => code);

  it('a payload, and an original, that somebody removed', async () => {
    const shop = await openOldShop();
    behindTheProgram(shop.folder, (db) => {
      db.exec(`UPDATE pos_events SET payload = '{}' WHERE id = 1`);
    });
    const [original = ''] = shop.originals();
    const place = path.join(shop.folder, 'originals', original);
    fs.rmSync(place, { recursive: true });
    expect(await codes(shop)).toEqual(['row-changed', 'original-missing']);
  });

  it('a mark that no entry of the journal names', async () => {
    const shop = await openOldShop();
    behindTheProgram(shop.folder, (db) => {
      db.exec(`UPDATE pos_events SET payload = '{}', erasure = (SELECT min(id) FROM journal) WHERE id = 1;
        UPDATE sources SET erasure = (SELECT min(id) FROM journal)`);
    });
    expect(await codes(shop)).toEqual([
      'row-changed',
      'row-changed',
      'erased-without-entry',
      'erased-without-entry',
    ]);
  });

  it('a receipt that an entry does not name, erased through the program itself', async () => {
    const shop = await openOldShop();
    await shop.erases(LATER).erase();
    const { lastInsertRowid } = shop.db
      .prepare(
        `INSERT INTO pos_events (source_id, natural_key, content_hash, store, pay_desk, currency, business_day, occurred_at,
           received_at, origin, not_booked, payload)
         VALUES (1, 'k', x'00', '1', '1', 'EUR', '2020-01-01', 1, 1, 'o', 'x', '{"a":1}')`,
      )
      .run();
    expect(await codes(shop)).toEqual([]);
    shop.db
      .prepare(
        `UPDATE pos_events SET payload = '{}', erasure = (SELECT id FROM journal WHERE action = 'records') WHERE id = ?`,
      )
      .run(lastInsertRowid);
    expect(await codes(shop)).toEqual(['erased-otherwise']);
  });

  it('and the database refuses it without an entry', async () => {
    const shop = await openOldShop();
    for (const sql of [
      `UPDATE pos_events SET payload = '{}' WHERE id = 1`,
      `UPDATE pos_events SET payload = '{}', erasure = (SELECT min(id) FROM journal) WHERE id = 1`,
      `UPDATE jobs SET text = NULL WHERE id = 1`,
      `UPDATE attempts SET request = '{}' WHERE id = 1`,
      `UPDATE answers SET response = NULL WHERE attempt_id = 1`,
      `UPDATE sources SET erasure = (SELECT min(id) FROM journal)`,
    ]) {
      expect(() => shop.db.exec(sql), sql).toThrow(/erased once|append-only/);
    }
  });
});

describe('what comes again', () => {
  it('is known, and booked no second time', async () => {
    const shop = await openOldShop();
    await shop.erases(LATER).erase();
    const jobs = shop.column('SELECT count(*) FROM jobs');
    const [known] = await shop.ingest.importPaths(shop.exported);
    expect(known).toMatchObject({ status: 'known', events: 0 });
    expect(shop.column('SELECT count(*) FROM jobs')).toEqual(jobs);
    // Its file came with it, and goes at the next run.
    expect(shop.originals()).toHaveLength(1);
    await shop.erases(LATER + DAY).erase();
    expect(shop.originals()).toEqual([]);
    expect(await shop.prove()).toEqual([]);
  });

  it('in another spelling, too', async () => {
    const shop = await openOldShop();
    await shop.erases(LATER).erase();
    const jobs = shop.column('SELECT count(*) FROM jobs');
    const respelt = path.join(tempFolder(), 'export');
    fs.cpSync(shop.exported, respelt, { recursive: true });
    const lines = path.join(respelt, 'lines.csv');
    const said = fs.readFileSync(lines, 'utf8');
    const otherwise = said.replaceAll(/[a-z]{4,}/g, 'waren');
    expect(otherwise).not.toBe(said);
    fs.writeFileSync(lines, otherwise);
    const [report] = await shop.ingest.importPaths(respelt);
    expect(report?.events).toBe(0);
    expect(shop.column('SELECT count(*) FROM jobs')).toEqual(jobs);
  });

  it('its closing stays sealed, and RetailSuite is not asked for it', async () => {
    const shop = await openOldShop();
    await shop.erases(LATER).erase();
    expect(await shop.closing()).toMatchObject({ line: { sealed: true }, asked: 0 });
    // The twin: of one that is kept, it is asked.
    expect((await (await openOldShop()).closing()).asked).toBe(1);
  });
});

it('a program that ends at any point goes on at the next run', async () => {
  const shop = await openOldShop();
  const ends: string[] = [];
  // Each turn follows a transaction.
  const endOfTurn = (run: () => void) => {
    const copy = tempFolder();
    copyFolder(shop.folder, copy);
    ends.push(copy);
    setImmediate(run);
  };
  let ticks = LATER;
  // A clock that runs ends each slice after its first receipts.
  await shop.erases(LATER, { endOfTurn, clock: () => (ticks += 10) }).erase();
  expect(ends.length).toBeGreaterThan(3);
  for (const folder of ends) {
    const left = await openOldShop(folder);
    expect(await left.prove()).toEqual([]);
    await left.erases(LATER + DAY).erase();
    expect(contentsOf(left)).toEqual(ERASED);
    expect(left.originals()).toEqual([]);
    expect(await left.prove()).toEqual([]);
  }
});
