/** A small shop with a row in every table that the chain covers, and what somebody does to its file behind the program. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { createArchivedDeliveries } from '../../../../electron/core/db/archived-deliveries.ts';
import { chainedTables } from '../../../../electron/core/db/chain/digests.ts';
import { verifyDatabase, type Finding } from '../../../../electron/core/db/chain/verify/index.ts';
import type { Anchor } from '../../../../electron/core/db/chain/anchor.ts';
import { createEventStore } from '../../../../electron/core/db/events.ts';
import { createJournal } from '../../../../electron/core/db/journal.ts';
import { createJobMoves } from '../../../../electron/core/db/jobs/moves.ts';
import { createSearchIndex } from '../../../../electron/core/db/list/search-index.ts';
import { DATABASE_FILE, openDatabase, openForReading } from '../../../../electron/core/db/open.ts';
import { insertJobs } from '../../../helpers/jobs.ts';

const ANSWER = { endedAt: 2, outcome: 'booked', httpStatus: 200, error: null };

export function makeShop(folder: string): void {
  const db = openDatabase(folder, { now: () => 1_796_000_000_000 });
  const journal = createJournal(db, 'manager');
  db.transaction(() => {
    const version = journal.append({
      ...{ at: 1, topic: 'account', subject: 'cash', action: 'assign', reason: null, details: {} },
    });
    db.prepare(
      `INSERT INTO accounts (type, currency, account, created_at, version) VALUES ('cash', 'EUR', '1000', 1, ?)`,
    ).run(version);
  })();
  const ids = insertJobs(
    db,
    Array.from({ length: 90 }, (_, index) => ({
      text: `Text ${index}`,
      billNumber: `2-2021/11/${index}`,
      // So many kinds of moves that the first of them are counts already.
      currency: `C${10 + index}`,
    })),
  );
  const moves = createJobMoves(db);
  for (const id of ids.slice(0, 70)) {
    const token = moves.beginSending(id, 1, `{"umsatz":${id}}`, 1);
    if (token === undefined) throw new Error('not sent');
    const posting = { number: `47${id}`, movedTo: null };
    moves.booked(id, token, posting, { ...ANSWER, response: `{"number":"47${id}"}` });
  }
  moves.verified(ids[0] ?? 0, 5);
  createEventStore(db).saveClosing({
    ...{ sourceId: 1, payDesk: 'K1', number: '7', madeAt: '2026-11-20', businessDay: null },
    ...{ status: 'released', closingCash: 1323, store: undefined, currency: 'EUR' },
  });
  db.prepare(
    `INSERT INTO attention_problems (source_id, fingerprint, detail, found_at) VALUES (1, 'blocked|1', '{}', 3)`,
  ).run();
  db.prepare(`INSERT INTO attention_tries VALUES ('lot', '{}', 1, 2, 3)`).run();
  db.prepare(`INSERT INTO watched_exports VALUES ('/usb/export', 'looks', 3)`).run();
  db.prepare(`INSERT INTO payments_seen VALUES ('EUR', '', '', 3)`).run();
  db.prepare(`INSERT INTO settings VALUES ('store.timeZone', '"Europe/Berlin"')`).run();
  db.prepare(`INSERT INTO stores VALUES ('1', 'Shop', 1, NULL)`).run();
  db.prepare(
    `INSERT INTO pay_desks (id, store, name, created_at) VALUES ('K1', '1', 'Till', 1)`,
  ).run();
  createArchivedDeliveries(db).save({ path: 'a.jsonl', sha256: 'ab', signature: 's', until: 9 });
  createSearchIndex(db, () => 0).slice();
  db.close();
}

/** As somebody writes who has the file alone, and who leaves every trigger as it was. */
export function behindTheProgram(folder: string, work: (db: Database.Database) => void): void {
  const db = new Database(path.join(folder, DATABASE_FILE));
  db.unsafeMode(true);
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  const triggers = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`,
    )
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  work(db);
  for (const { sql } of triggers) db.exec(sql);
  db.close();
}

export function findingsIn(folder: string, anchors: readonly Anchor[] = []): Finding[] {
  const db = openForReading(folder);
  const findings: Finding[] = [];
  verifyDatabase(db, anchors, (finding) => findings.push(finding));
  db.close();
  return findings;
}

export function coveredTables(folder: string) {
  const db = openForReading(folder);
  const tables = chainedTables(db).filter(
    ({ name }) => db.prepare(`SELECT 1 FROM ${name}`).get() !== undefined,
  );
  db.close();
  return tables;
}
