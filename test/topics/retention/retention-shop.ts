/** A shop whose day is sealed in RetailSuite, looked at many years later. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';
import { DEFAULT_RETENTION_PLAN } from '../../../shared/domain/retention.ts';
import { createJobList } from '../../../electron/core/db/job-list.ts';
import { createJobMoves } from '../../../electron/core/db/jobs/moves.ts';
import { createJournal, PROGRAM } from '../../../electron/core/db/journal.ts';
import { DATABASE_FILE, openDatabase } from '../../../electron/core/db/open.ts';
import { createIngest } from '../../../electron/core/ingest/index.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import { createClosingSealing } from '../../../electron/topics/closing/parts.ts';
import { proveFolder } from '../../../electron/topics/proof/proof.ts';
import { createDateWitness } from '../../../electron/topics/retention/credible-date.ts';
import { createErasing, type ErasingOptions } from '../../../electron/topics/retention/erasing.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { openSealedShop } from '../closing/sealed-shop.ts';

/** Eleven years and some months after the shop's day, and its booking. */
export const LATER = Date.parse('2038-02-01T03:00:00Z');
/** Nine years after: originals are past their time, records are not. */
export const BETWEEN = Date.parse('2036-02-01T03:00:00Z');

let made: string | undefined;

/** Booked and sealed once for all test files of this process; every test gets a copy. */
async function sealedFolder(): Promise<string> {
  if (made !== undefined) return made;
  const shop = await openSealedShop();
  shop.enterOpening();
  const { closings } = await shop.read();
  expect(closings[0]?.line.sealed).toBe(true);
  const kept = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-test-'));
  process.once('exit', () => fs.rmSync(kept, { recursive: true, force: true }));
  copyFolder(shop.backend.folder, kept);
  made = kept;
  return kept;
}

/** As a power cut would leave it. */
export function copyFolder(from: string, to: string): void {
  fs.cpSync(path.join(from, 'originals'), path.join(to, 'originals'), { recursive: true });
  const source = new Database(path.join(from, DATABASE_FILE), { readonly: true });
  source.exec(`VACUUM INTO '${path.join(to, DATABASE_FILE)}'`);
  source.close();
}

/** @param given a data folder; absent: one whose day was booked and sealed */
export async function openOldShop(given?: string) {
  const folder = given ?? tempFolder();
  const sealed = given ?? (await sealedFolder());
  if (given === undefined) copyFolder(sealed, folder);
  const db = openDatabase(folder, { now: () => LATER });
  onTestFinished(() => void db.close());
  const ingest = createIngest({
    db,
    dataFolder: folder,
    clock: () => LATER,
    uptime: () => performance.now(),
    timers: realTimers,
    timeZone: 'Europe/Berlin',
    onStored: () => undefined,
  });
  let asked = 0;
  const { closings, sealing } = createClosingSealing({
    db,
    list: createJobList(db),
    moves: createJobMoves(db),
    journal: createJournal(db, PROGRAM),
    connector() {
      asked += 1;
      return undefined;
    },
    onChange: () => undefined,
    clock: () => LATER,
  });

  return {
    db,
    folder,
    ingest,
    /** The export of the day, as the till delivered it. */
    exported: path.join(
      sealed,
      'originals',
      fs.readdirSync(path.join(sealed, 'originals'))[0] ?? '',
    ),
    originals: () => fs.readdirSync(path.join(folder, 'originals')).sort(),
    prove: async () => (await proveFolder(folder)).findings,
    /** The closing as the window shows it, and how often RetailSuite was to be asked for it. */
    async closing() {
      const [ref] = closings.closingsOf('2026-11-25').closings;
      const lines = await sealing.read(ref ? [ref] : [], 'en', new AbortController().signal);
      return { line: lines[0], asked };
    },
    /** @param now the clock of the PC; RetailSuite says the same unless `told` is something else, null: nothing */
    erases(now: number, more: Partial<ErasingOptions> & { told?: number | null } = {}) {
      const { told = now, ...others } = more;
      const witness = createDateWitness(db);
      if (told !== null) witness.heard({ date: new Date(told).toUTCString() });
      const erasing = createErasing({
        db,
        journal: createJournal(db, PROGRAM),
        ingest,
        inbox: () => null,
        date: () => witness.date(() => now),
        clock: () => now,
        endOfTurn: setImmediate,
        ...others,
      });
      const request = { plan: DEFAULT_RETENTION_PLAN, isStopped: () => false };
      return {
        look: () => erasing.run(request, false),
        erase: (changed: Partial<typeof request & { before: string }> = {}) =>
          erasing.run({ ...request, ...changed }, true),
      };
    },
    column: (sql: string) => db.prepare(sql).pluck().all(),
  };
}
