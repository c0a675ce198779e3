import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFolderWitness } from '../../../electron/shell/host/folder-witness.ts';
import { createJournal, PROGRAM } from '../../../electron/core/db/journal.ts';
import {
  beginRun,
  type FolderWitness,
  type Found,
  type Run,
} from '../../../electron/core/db/last-run.ts';
import { DATABASE_FILE, openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { doubtSince, gapsOf } from '../../../electron/core/db/gaps.ts';
import { createSettingsStore } from '../../../electron/core/db/settings.ts';
import { seededRandom } from '../../../shared/domain/random.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const MORNING = 1_000 * DAY;
const random = seededRandom(1);

class Pc {
  bootedAt = MORNING;
  isReadOnly = false;
  generations: readonly string[] = [];
  lastAttempt = 0;
  isOtherFile = false;
  readonly db: Db;
  readonly #crash: { at?: string } = {};

  constructor(db = openDatabase(tempFolder(), { now: () => 0 })) {
    this.db = db;
  }

  witness(): FolderWitness {
    return {
      bootedAt: () => this.bootedAt,
      known: () => this.generations,
      remember: (generations) => {
        if (this.isReadOnly) throw new Error('read-only');
        this.generations = generations;
        this.isOtherFile = false;
      },
      isOtherFile: () => this.isOtherFile,
      lastAttempt: () => this.lastAttempt,
      noteAttempt: (id) => {
        this.lastAttempt = id;
      },
    };
  }

  begin(now: number): Run {
    return beginRun({
      db: this.db,
      settings: createSettingsStore(this.db),
      journal: createJournal(this.db, PROGRAM),
      witness: this.witness(),
      now,
      random,
      onUnwitnessed: () => undefined,
      crash: (point) => {
        if (point === this.#crash.at) throw new Error(`the power goes at ${point}`);
      },
    });
  }

  cutOffAt(point: 'run-witnessed' | 'run-begun', now: number): void {
    this.#crash.at = point;
    expect(() => this.begin(now)).toThrow(point);
    delete this.#crash.at;
  }

  found(now: number): Found {
    return this.begin(now).found;
  }

  doubts(): unknown[] {
    return this.db.prepare('SELECT in_doubt_since FROM jobs ORDER BY id').pluck().all();
  }
}

describe('a run without an orderly end', () => {
  it('has lost nothing while the PC stayed on: nothing is asked', () => {
    const pc = new Pc();
    insertJobs(pc.db, [{ type: 'cash-in' }]);
    pc.begin(MORNING + HOUR);
    expect(pc.found(MORNING + 2 * HOUR)).toBe('as-left');
    expect(pc.doubts()).toEqual([null]);
  });

  it('may have lost what the disk had said it kept when the PC was switched on anew', () => {
    const pc = new Pc();
    insertJobs(pc.db, [{ type: 'cash-in' }, { type: 'cash-in' }]);
    pc.db.prepare(`UPDATE jobs SET state = 'booked', posting_number = '1' WHERE id = 2`).run();
    pc.begin(MORNING + HOUR);
    pc.bootedAt = MORNING + DAY;
    expect(pc.found(MORNING + DAY + MINUTE)).toBe('power-lost');
    // Nothing of it can have left since the PC was switched on: no settle window is waited for again.
    expect(pc.doubts()).toEqual([MORNING + DAY, null]);
    expect(createJournal(pc.db, PROGRAM).about('setting', 'database')).toMatchObject([
      { who: PROGRAM, action: 'power-lost' },
    ]);
    // Once: the run after it finds it as this one left it.
    expect(pc.found(MORNING + DAY + HOUR)).toBe('as-left');
  });

  it('is noticed although an empty clock battery lets each start begin at the same time', () => {
    const pc = new Pc();
    insertJobs(pc.db, [{ type: 'cash-in' }]);
    pc.begin(MORNING + MINUTE);
    pc.db
      .prepare(`INSERT INTO attempts (job_id, kind, started_at, request) VALUES (1, 'post', ?, '')`)
      .run(MORNING + HOUR);
    expect(pc.found(MORNING + 2 * MINUTE)).toBe('power-lost');
  });
});

it('an orderly end before the PC is switched off leaves nothing in doubt', () => {
  const pc = new Pc();
  insertJobs(pc.db, [{ type: 'cash-in' }]);
  pc.begin(MORNING + HOUR).end();
  pc.bootedAt = MORNING + DAY;
  expect(pc.found(MORNING + DAY + HOUR)).toBe('as-left');
  expect(pc.doubts()).toEqual([null]);
});

describe('a folder that was put back', () => {
  it('bears a generation that the PC has left behind', () => {
    const pc = new Pc();
    insertJobs(pc.db, [{ type: 'cash-in' }]);
    pc.begin(MORNING).end();
    const folder = tempFolder();
    pc.db.prepare('VACUUM INTO ?').run(path.join(folder, DATABASE_FILE));
    const copy = new Pc(openDatabase(folder, { now: () => 0 }));
    pc.begin(MORNING + HOUR).end();
    copy.generations = pc.generations;
    expect(copy.found(MORNING + 2 * HOUR)).toBe('put-back');
    expect(copy.doubts()).toEqual([MORNING + 2 * HOUR]);
    expect(gapsOf(createSettingsStore(copy.db)).restoredAt).toBe(MORNING + 2 * HOUR);
  });

  it('is a folder that came from another PC, too', () => {
    const pc = new Pc();
    pc.begin(MORNING).end();
    pc.generations = [];
    expect(pc.found(MORNING + HOUR)).toBe('put-back');
  });

  it.each(['run-witnessed', 'run-begun'] as const)(
    'is not what a power cut at %s leaves',
    (point) => {
      const pc = new Pc();
      pc.begin(MORNING).end();
      pc.cutOffAt(point, MORNING + HOUR);
      expect(pc.found(MORNING + 2 * HOUR)).toBe('as-left');
    },
  );

  it('is not seen where nothing can be noted, and that alone puts nothing in doubt', () => {
    const pc = new Pc();
    pc.isReadOnly = true;
    pc.begin(MORNING).end();
    expect(pc.found(MORNING + HOUR)).toBe('as-left');
    pc.isReadOnly = false;
    expect(pc.found(MORNING + 2 * HOUR)).toBe('as-left');
    pc.isReadOnly = true;
    expect(pc.found(MORNING + 3 * HOUR)).toBe('as-left');
  });
});

describe('a database that has lost what it knew', () => {
  it('was deleted: the PC knows its folder, the database knows no run', () => {
    const pc = new Pc();
    expect(pc.found(MORNING)).toBe('first');
    const after = new Pc();
    after.generations = pc.generations;
    expect(after.found(MORNING + HOUR)).toBe('put-back');
    expect(gapsOf(createSettingsStore(after.db)).restoredAt).toBe(MORNING + HOUR);
  });

  it('has no attempt that left: its log was removed, or an older copy lies in its place', () => {
    const pc = new Pc();
    insertJobs(pc.db, [{ type: 'cash-in' }]);
    const run = pc.begin(MORNING);
    pc.lastAttempt = 7;
    run.end();
    expect(pc.found(MORNING + HOUR)).toBe('put-back');
    expect(pc.doubts()).toEqual([MORNING + HOUR]);
    // Once.
    expect(pc.found(MORNING + 2 * HOUR)).toBe('as-left');
  });

  it('twin: without the mark of the last attempt nobody notices', () => {
    const pc = new Pc();
    pc.begin(MORNING).end();
    expect(pc.found(MORNING + HOUR)).toBe('as-left');
  });

  it('is another file', () => {
    const pc = new Pc();
    pc.begin(MORNING).end();
    pc.isOtherFile = true;
    expect(pc.found(MORNING + HOUR)).toBe('put-back');
    expect(pc.found(MORNING + 2 * HOUR)).toBe('as-left');
  });
});

it('what a till dates before the first start, or after now, may have been booked by another database', () => {
  const gaps = { startedAt: MORNING, restoredAt: undefined, lostPowerAt: undefined };
  expect(doubtSince(gaps, MORNING - DAY, MORNING + MINUTE)).toBe(MORNING);
  // The clocks of a store differ.
  expect(doubtSince(gaps, MORNING + MINUTE, MORNING + MINUTE)).toBe(MORNING);
  expect(doubtSince(gaps, MORNING + 2 * HOUR, MORNING + 2 * HOUR)).toBeNull();
  expect(doubtSince(gaps, MORNING + 9 * DAY, MORNING + 2 * HOUR)).toBe(MORNING);
});

it('after a power cut only what happened before it is asked for', () => {
  const gaps = { restoredAt: undefined, lostPowerAt: MORNING };
  expect(doubtSince(gaps, MORNING - DAY, MORNING + MINUTE)).toBe(MORNING);
  expect(doubtSince(gaps, MORNING + 2 * HOUR, MORNING + 2 * HOUR)).toBeNull();
  // The clock of this till goes wrong.
  expect(doubtSince(gaps, MORNING + 9 * DAY, MORNING + 2 * HOUR)).toBe(MORNING);
});

it('the file outside of the folder knows what was last noted, and nothing where it is torn', () => {
  const config = tempFolder();
  const witness = createFolderWitness('/shop/data', config);
  expect(witness.known()).toEqual([]);
  witness.remember(['a', 'b']);
  witness.remember(['b']);
  expect(witness.known()).toEqual(['b']);
  expect(createFolderWitness('/other/data', config).known()).toEqual([]);
  const [file = ''] = fs.readdirSync(path.join(config, 'folders'));
  fs.writeFileSync(path.join(config, 'folders', file), '{"folder": "/sh');
  expect(witness.known()).toEqual([]);
});

describe('the witness of a real folder', () => {
  function shop() {
    const folder = tempFolder();
    const config = tempFolder();
    openDatabase(folder, { now: () => 0 }).close();
    const witness = createFolderWitness(folder, config);
    witness.remember(['a']);
    return { folder, config, witness };
  }

  it('is the same by another name of the folder, and through a link', () => {
    const { folder, config } = shop();
    const link = path.join(tempFolder(), 'link');
    fs.symlinkSync(folder, link, 'dir');
    for (const name of [link, path.join(folder, '..', path.basename(folder)), `${folder}/.`]) {
      expect(createFolderWitness(name, config).known()).toEqual(['a']);
    }
  });

  it('tells another file in place of the database, not one that was written', () => {
    const { folder, witness } = shop();
    const file = path.join(folder, DATABASE_FILE);
    fs.appendFileSync(file, '');
    fs.utimesSync(file, 1, 1);
    expect(witness.isOtherFile()).toBe(false);
    fs.copyFileSync(file, `${file}.copy`);
    fs.renameSync(`${file}.copy`, file);
    expect(witness.isOtherFile()).toBe(true);
    witness.remember(['b']);
    expect(witness.isOtherFile()).toBe(false);
  });

  it('knows the last attempt that left, also a lower one of a database that begins anew', () => {
    const { folder, config, witness } = shop();
    expect(witness.lastAttempt()).toBe(0);
    for (const id of [9, 12_345, 3]) {
      witness.noteAttempt(id);
      expect(createFolderWitness(folder, config).lastAttempt()).toBe(id);
    }
  });

  it('never ends a program that cannot note', () => {
    const { folder } = shop();
    const file = path.join(tempFolder(), 'no-folder');
    fs.writeFileSync(file, '');
    const witness = createFolderWitness(folder, file);
    witness.noteAttempt(1);
    expect(witness.lastAttempt()).toBe(0);
    expect(witness.isOtherFile()).toBe(false);
  });
});
