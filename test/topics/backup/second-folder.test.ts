/** The second folder: gets each copy, misses nothing when its drive was away, and holds nobody up. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { createBackupKeys, type BackupKeys } from '../../../electron/topics/backup/backup-key.ts';
import type { LastCopy } from '../../../electron/topics/backup/backups.ts';
import { createBackupKey } from '../../../electron/topics/backup/encrypted-file.ts';
import { markFolder } from '../../../electron/topics/backup/folder-mark.ts';
import { fulfilRestore, wishedRestore } from '../../../electron/topics/backup/restore.ts';
import {
  createSecondFolder,
  type SecondFolder,
  type SecondFolderOptions,
} from '../../../electron/topics/backup/second-folder.ts';
import { createBoundSecrets } from '../../../electron/topics/connection/bound-secrets.ts';
import { createKeyFileSecretBox } from '../../../electron/topics/connection/secret-box.ts';
import { createJournal } from '../../../electron/core/db/journal.ts';
import { DATABASE_FILE, openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { createSettingsStore } from '../../../electron/core/db/settings.ts';
import { verifyCopy } from '../../../electron/core/db/verify-copy.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { makeNewer } from '../../helpers/newer-copy.ts';
import { SimulatedTime } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const PASSPHRASE = 'Samstags ist Markt';
/** Cheap, for tests alone. */
const COST = { logN: 4, r: 8, p: 1 };

let home: string;
let data: string;
let drive: string;
let db: Db;
let time: SimulatedTime;
let newest: LastCopy | undefined;
let told: SetupProblem[];
let keys: BackupKeys;

beforeEach(async () => {
  home = tempFolder();
  data = path.join(home, 'data');
  drive = path.join(home, 'stick');
  fs.mkdirSync(drive);
  await markFolder(drive);
  time = new SimulatedTime(Date.UTC(2026, 10, 23, 9));
  db = openDatabase(data, { now: time.clock });
  told = [];
  newest = makeCopy(1);
  keys = keysIn(path.join(home, 'config'));
  onTestFinished(() => {
    db.close();
  });
});

function keysIn(config: string): BackupKeys {
  return createBackupKeys({
    settings: createSettingsStore(db),
    journal: createJournal(db, 'test'),
    clock: time.clock,
    secrets: createBoundSecrets(createKeyFileSecretBox(config)),
    createKey: (passphrase) => createBackupKey(passphrase, undefined, COST),
  });
}

/** A sound copy in the first folder that knows its number. */
function makeCopy(number: number): LastCopy {
  const file = path.join(home, `venduo-2026-11-${10 + number}T09-00-00-000Z.sqlite`);
  const copy = new Database(file);
  copy.exec(`CREATE TABLE one (number INTEGER); INSERT INTO one VALUES (${number})`);
  copy.close();
  return { at: time.now, file, bytes: fs.statSync(file).size };
}

function numberIn(file: string): unknown {
  const copy = new Database(file, { readonly: true });
  try {
    return copy.prepare('SELECT number FROM one').pluck().get();
  } finally {
    copy.close();
  }
}

function open(more: Partial<SecondFolderOptions> = {}): SecondFolder {
  const second = createSecondFolder({
    dataFolder: data,
    settings: createSettingsStore(db),
    clock: time.clock,
    timers: time.timers,
    folder: () => drive,
    keep: () => 3,
    newest: () => newest,
    keys,
    verify: (file) => Promise.resolve(verifyCopy(file)),
    onFailure: (problem) => told.push(problem),
    ...more,
  });
  onTestFinished(() => second.stop());
  return second;
}

/** Puts the newest copy there, and waits for the disk. */
async function updated(second: SecondFolder) {
  second.update();
  for (;;) {
    const state = await second.state();
    if (!state?.running) return state;
  }
}

const names = () => fs.readdirSync(drive).filter((name) => name.startsWith('venduo-2'));
const onDrive = (name = names()[0] ?? '') => path.join(drive, name);

it('the newest copy is there, byte for byte, once', async () => {
  const second = open();
  const state = await updated(second);
  expect(state).toMatchObject({ problem: null, isEncrypted: false, last: { file: onDrive() } });
  expect(fs.readFileSync(onDrive()).equals(fs.readFileSync(newest?.file ?? ''))).toBe(true);
  const before = fs.statSync(onDrive()).ino;
  await updated(second);
  expect(fs.statSync(onDrive()).ino).toBe(before);
  expect(told).toEqual([]);
});

it.each([
  ['deleted', (file: string) => fs.rmSync(file)],
  ['cut off', (file: string) => fs.truncateSync(file, 100)],
])('a copy that was %s on the drive is not believed, and comes again', async (_, spoil) => {
  const second = open();
  await updated(second);
  spoil(onDrive());
  expect((await second.state())?.last).toBeNull();
  await updated(second);
  expect(numberIn(onDrive())).toBe(1);
  second.start();
  spoil(onDrive());
  await time.advance(2 * MINUTE);
  await updated(second);
  expect(numberIn(onDrive())).toBe(1);
});

it('twin: on a drive that was taken home the newest copy is still believed, and nobody is alarmed', async () => {
  const second = open();
  await updated(second);
  fs.renameSync(drive, `${drive}-away`);
  fs.mkdirSync(drive);
  second.start();
  await time.advance(2 * MINUTE);
  expect(await updated(second)).toMatchObject({
    last: { at: time.now - 2 * MINUTE },
    problem: null,
  });
  expect(told).toEqual([]);
});

it('the newest stay, and what others put there', async () => {
  const second = open();
  fs.writeFileSync(onDrive('venduo-of-mine.sqlite'), 'mine');
  await updated(second);
  for (let number = 2; number <= 5; number++) {
    newest = makeCopy(number);
    await updated(second);
  }
  expect(names().map((name) => numberIn(onDrive(name)))).toEqual([3, 4, 5]);
  expect(fs.existsSync(onDrive('venduo-of-mine.sqlite'))).toBe(true);
});

it('a drive that is away is told once, and gets the newest copy when it is back', async () => {
  const second = open();
  fs.renameSync(drive, `${drive}-away`);
  second.start();
  await time.advance(2 * MINUTE);
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 10 * MINUTE) {
      await time.advance(10 * MINUTE);
      while ((await second.state())?.running) await new Promise((done) => setImmediate(done));
    }
  };
  await pass(DAY);
  expect(told.map(({ code }) => code)).toEqual(['second-backup-missing']);
  expect(await second.state()).toMatchObject({ problem: { code: 'second-backup-missing' } });
  newest = makeCopy(2);
  fs.renameSync(`${drive}-away`, drive);
  await pass(10 * MINUTE);
  expect(await second.state()).toMatchObject({ problem: null });
  expect(numberIn(onDrive())).toBe(2);
  await second.stop();
});

it('the empty mount point of a drive that is away, or another stick, gets nothing', async () => {
  fs.renameSync(drive, `${drive}-away`);
  fs.mkdirSync(drive);
  expect(await updated(open())).toMatchObject({ problem: { code: 'second-backup-missing' } });
  expect(fs.readdirSync(drive)).toEqual([]);
});

it('twin: with the mark the same empty folder gets the copy', async () => {
  fs.renameSync(drive, `${drive}-away`);
  fs.mkdirSync(drive);
  await markFolder(drive);
  expect(await updated(open())).toMatchObject({ problem: null });
  expect(names()).toHaveLength(1);
});

it('a copy that cannot be written is tried again after an hour, and leaves nothing half', async () => {
  const second = open();
  const source = newest?.file ?? '';
  fs.renameSync(source, `${source}-away`);
  expect(await updated(second)).toMatchObject({ problem: { code: 'second-backup-failed' } });
  expect(names()).toEqual([]);
  fs.renameSync(`${source}-away`, source);
  expect(await updated(second)).toMatchObject({ problem: { code: 'second-backup-failed' } });
  time.now += HOUR;
  expect(await updated(second)).toMatchObject({ problem: null });
});

it('what a power cut left unfinished is no copy, and goes with the next one', async () => {
  fs.writeFileSync(onDrive('venduo-2026-11-09T09-00-00-000Z.sqlite.encrypted.unfinished'), 'half');
  const second = open();
  expect((await second.state())?.all).toEqual([]);
  await updated(second);
  expect(names()).toHaveLength(1);
});

it('with a passphrase nothing of the copy can be read on the drive', async () => {
  const second = open();
  await updated(second);
  await keys.set(PASSPHRASE);
  const state = await updated(second);
  expect(state).toMatchObject({ isEncrypted: true, problem: null });
  const [encrypted] = names().filter((name) => name.endsWith('.encrypted'));
  expect(fs.readFileSync(onDrive(encrypted)).includes('SQLite format')).toBe(false);
});

it('neither passphrase nor key is stored where a copy of the database would carry it', async () => {
  await keys.set(PASSPHRASE);
  const key = keys.current()?.key ?? Buffer.alloc(0);
  const stored = db.prepare('SELECT key, value FROM settings').all();
  const noted = db.prepare('SELECT * FROM journal').all();
  const text = JSON.stringify([stored, noted]);
  expect(text).toContain('backup.key');
  for (const form of [PASSPHRASE, key.toString('base64'), key.toString('hex')]) {
    expect(text).not.toContain(form);
  }
});

it.each<[string, () => void]>([
  ['another PC', () => (keys = keysIn(path.join(home, 'other-config')))],
  [
    'a damaged setting',
    () => void db.prepare(`UPDATE settings SET value = '1' WHERE key = 'backup.key'`).run(),
  ],
])('%s: where the key cannot be read no copy leaves in plain text', async (_name, change) => {
  await keys.set(PASSPHRASE);
  change();
  expect(await updated(open())).toMatchObject({
    isEncrypted: true,
    problem: { code: 'backup-key-unreadable' },
  });
  expect(names()).toEqual([]);
});

it('an encrypted copy is put back with its passphrase, and leaves no plain text behind', async () => {
  await keys.set(PASSPHRASE);
  const second = open();
  await updated(second);
  expect(await second.restore(names()[0] ?? '', PASSPHRASE)).toBeUndefined();
  // The drive may be gone at the next start.
  fs.rmSync(drive, { recursive: true });
  db.close();
  fulfilRestore(data);
  expect(numberIn(path.join(data, DATABASE_FILE))).toBe(1);
  expect(fs.existsSync(path.join(data, 'fetched-backup'))).toBe(false);
});

it('a wrong passphrase, or none, is told; an earlier wish, the copy and the database stay', async () => {
  const second = open();
  await updated(second);
  const [plain = ''] = names();
  expect(await second.restore(plain, null)).toBeUndefined();
  const wish = wishedRestore(data);
  await keys.set(PASSPHRASE);
  await updated(second);
  const [encrypted = ''] = names().filter((name) => name.endsWith('.encrypted'));
  const before = fs.readFileSync(onDrive(encrypted));
  for (const passphrase of ['samstags ist Markt', null]) {
    expect(await second.restore(encrypted, passphrase)).toMatchObject({
      code: 'backup-passphrase-wrong',
    });
  }
  expect(fs.readFileSync(onDrive(encrypted)).equals(before)).toBe(true);
  expect(wishedRestore(data)).toEqual(wish);
  expect(numberIn(wish?.copy ?? '')).toBe(1);
});

it('a copy that was changed on the drive, or is none, is not put back', async () => {
  await keys.set(PASSPHRASE);
  const second = open();
  await updated(second);
  const [name = ''] = names();
  fs.truncateSync(onDrive(name), 500);
  for (const one of [name, '../data/venduo.sqlite', 'no-such-copy.sqlite']) {
    expect(await second.restore(one, PASSPHRASE)).toMatchObject({ code: 'restore-failed' });
  }
  expect(wishedRestore(data)).toBeUndefined();
});

it('a copy of a newer version is told as one, and nothing of it stays here', async () => {
  await keys.set(PASSPHRASE);
  makeNewer(newest?.file ?? '');
  const second = open();
  await updated(second);
  expect(await second.restore(names()[0] ?? '', PASSPHRASE)).toMatchObject({
    code: 'backup-newer',
  });
  expect(wishedRestore(data)).toBeUndefined();
  expect(fs.readdirSync(path.join(data, 'fetched-backup'))).toEqual([]);
});

it('a passphrase that was changed opens new copies; the old ones keep theirs', async () => {
  const second = open();
  await keys.set(PASSPHRASE);
  await updated(second);
  const [old = ''] = names();
  await keys.set('ein anderes Passwort');
  newest = makeCopy(2);
  await updated(second);
  expect(await second.restore(old, PASSPHRASE)).toBeUndefined();
  expect(await second.restore(names()[1] ?? '', 'ein anderes Passwort')).toBeUndefined();
});

it.skipIf(process.platform === 'win32')(
  'the end of the program does not wait for a drive that answers no more',
  async () => {
    // Reading a pipe that nobody writes to hangs like a share whose PC was switched off.
    const pipe = path.join(home, 'venduo-2026-11-12T09-00-00-000Z.sqlite');
    execFileSync('mkfifo', [pipe]);
    newest = { at: time.now, file: pipe, bytes: 0 };
    const second = open();
    second.update();
    while (!fs.readdirSync(drive).some((name) => name.endsWith('.unfinished'))) {
      await new Promise((done) => setImmediate(done));
    }
    const stopping = second.stop();
    await time.advance(2_000);
    await stopping;
    expect((await second.state())?.running).toBe(true);
    // The thread that hangs would keep the test's process.
    const writer = fs.openSync(pipe, 'r+');
    while ((await second.state())?.running) await new Promise((done) => setImmediate(done));
    fs.closeSync(writer);
  },
);

it('an end of the program in the middle is quick and leaves no half copy', async () => {
  const second = open();
  second.update();
  await second.stop();
  expect(names().every((name) => name.endsWith('.sqlite'))).toBe(true);
});
