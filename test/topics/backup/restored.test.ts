import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createJournal } from '../../../electron/core/db/journal.ts';
import { openDatabase, DATABASE_FILE, type Db } from '../../../electron/core/db/open.ts';
import { markAsCopy } from '../../../electron/core/db/copy-mark.ts';
import { doubtSince, gapsOf } from '../../../electron/core/db/gaps.ts';
import { takeOverCopy } from '../../../electron/topics/backup/take-over-copy.ts';
import { createSettingsStore } from '../../../electron/core/db/settings.ts';
import { DAY } from '../../../shared/domain/time.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const open = (folder: string) => openDatabase(folder, { now: () => 0 });
const takeOver = (db: Db, now: number) =>
  takeOverCopy(db, createSettingsStore(db), createJournal(db, 'tester'), now);
const jobsOf = (db: Db) =>
  db.prepare('SELECT state, in_doubt_since AS doubt FROM jobs ORDER BY id').all();

describe('a copy that was put back', () => {
  it('has every job that is not booked looked up before it is sent', async () => {
    const db = open(tempFolder());
    insertJobs(db, [{ type: 'cash-in' }, { type: 'order-cash' }, { type: 'cash-in' }]);
    db.prepare(`UPDATE jobs SET state = 'booked', posting_number = '1' WHERE id = 3`).run();
    const folder = tempFolder();
    await db.backup(path.join(folder, DATABASE_FILE));
    expect(takeOver(db, 100)).toBeUndefined();
    expect(jobsOf(db)[0]).toEqual({ state: 'waiting', doubt: null });
    db.close();

    markAsCopy(path.join(folder, DATABASE_FILE), 50);
    const copy = open(folder);
    expect(takeOver(copy, 100)).toBe(50);
    expect(jobsOf(copy)).toEqual([
      { state: 'unclear', doubt: 100 },
      // Its invoice comes first; with it the job becomes unclear.
      { state: 'waiting', doubt: 100 },
      { state: 'booked', doubt: null },
    ]);
    expect(gapsOf(createSettingsStore(copy)).restoredAt).toBe(100);
    expect(takeOver(copy, 200)).toBeUndefined();
    copy.close();
  });

  it('has what comes in doubted while it may be older than the restore', () => {
    const restoredAt = 1_000 * DAY;
    const since = (occurredAt: number, now: number) =>
      doubtSince({ restoredAt, lostPowerAt: undefined }, occurredAt, now);
    expect(doubtSince({ restoredAt: undefined, lostPowerAt: undefined }, 0, restoredAt)).toBeNull();
    expect(since(restoredAt - DAY, restoredAt + 30 * DAY)).toBe(restoredAt);
    expect(since(restoredAt + 2 * DAY, restoredAt + 6 * DAY)).toBe(restoredAt);
    expect(since(restoredAt + 9 * DAY, restoredAt + 9 * DAY)).toBeNull();
  });
});
