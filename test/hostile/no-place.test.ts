/**
 * A data folder that cannot be one: the command line says what happened, whether the money is safe, what to do and who
 * helps, as the desktop program does, and leaves what lies there as it was.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DATABASE_FILE, openDatabase } from '../../electron/core/db/open.ts';
import { START_CARDS, type StartProblem } from '../../electron/shell/app/start-problem.ts';
import { programFile } from '../helpers/built-program.ts';
import { fill, mountDrive, NO_DRIVE } from '../helpers/drive.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

/** Some user of this PC who is not the one that made the folder. */
const OTHER_USER = 65_534;
const SOURCE = path.join(import.meta.dirname, '../../electron/headless.ts');
const TEST_TIMEOUT_MS = 60_000;
const DRIVE_BYTES = 3 * 2 ** 20;

const EVENT = {
  ...{ version: 1, id: 'E1', type: 'cash-in', store: '2', payDesk: 'K1', text: 'Wechselgeld' },
  ...{ businessDay: '2026-11-23', occurredAt: '2026-11-23T09:14:05+01:00', amountCents: 100 },
};

/** @param uid of another user of this PC */
function runImport(folder: string, uid?: number) {
  const home = tempFolder();
  const delivery = path.join(home, 'events.jsonl');
  fs.writeFileSync(delivery, `${JSON.stringify(EVENT)}\n`);
  return spawnSync(
    process.execPath,
    // What was built for the tests is for this user alone.
    [uid === undefined ? programFile('headless') : SOURCE, 'import', delivery, '--data', folder],
    {
      env: { ...process.env, VENDUO_CONFIG_DIR: path.join(home, 'config'), LC_ALL: 'en_US.UTF-8' },
      encoding: 'utf8',
      ...(uid !== undefined && { uid, gid: uid, cwd: '/' }),
    },
  );
}

function expectCard(told: ReturnType<typeof runImport>, problem: StartProblem): void {
  const { what, money, todo, who } = START_CARDS[problem].en;
  for (const text of [what, money, todo, who]) expect(told.stderr).toContain(text);
  expect(told.status).toBe(1);
}

/** Names, and the bytes of what is a file. */
function contentsOf(folder: string): (readonly [string, string])[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.map((name) => {
    const stat = fs.lstatSync(path.join(folder, name));
    return [name, stat.isFile() ? fs.readFileSync(path.join(folder, name), 'latin1') : ''];
  });
}

function makeShop(folder: string): void {
  openDatabase(folder, { now: Date.now }).close();
}

it.each<[string, (home: string) => string]>([
  ['a file', (home) => touch(path.join(home, 'data'))],
  ['below a file', (home) => path.join(touch(path.join(home, 'file')), 'data')],
  ['a link that leads nowhere', (home) => link(home, path.join(home, 'unplugged', 'data'))],
  ['links in a circle', (home) => link(home, path.join(home, 'data'))],
  ['a name that is too long', (home) => path.join(home, 'x'.repeat(300))],
  [
    'a folder under the name of the database',
    (home) => {
      fs.mkdirSync(path.join(home, 'data', DATABASE_FILE), { recursive: true });
      return path.join(home, 'data');
    },
  ],
])(
  'a data folder that is %s: told as misplaced, and left as it is',
  (_name, make) => {
    const home = tempFolder();
    const folder = make(home);
    const before = contentsOf(home);
    expectCard(runImport(folder), 'misplaced');
    expect(contentsOf(home)).toEqual(before);
  },
  TEST_TIMEOUT_MS,
);

function touch(file: string): string {
  fs.writeFileSync(file, 'accounts of 1998');
  return file;
}

function link(home: string, to: string): string {
  const from = path.join(home, 'data');
  fs.symlinkSync(to, from);
  return from;
}

it(
  'a drive that is only read: told as a want of rights, for a shop that is there and for a new one',
  (context) => {
    const place = tempFolder();
    const drive = mountDrive(place, DRIVE_BYTES);
    if (!drive) return context.skip(NO_DRIVE);
    onTestFinished(drive.unmount);
    makeShop(path.join(place, 'shop'));
    const before = contentsOf(place);
    drive.setReadOnly(true);
    expectCard(runImport(path.join(place, 'shop')), 'no-rights');
    expectCard(runImport(path.join(place, 'new', 'shop')), 'no-rights');
    expect(contentsOf(place)).toEqual(before);
    drive.setReadOnly(false);
    expect(runImport(path.join(place, 'shop')).status).toBe(0);
  },
  TEST_TIMEOUT_MS,
);

it(
  'a drive that is full: told as full, and with room again the same delivery is stored',
  (context) => {
    const place = tempFolder();
    const drive = mountDrive(place, DRIVE_BYTES);
    if (!drive) return context.skip(NO_DRIVE);
    onTestFinished(drive.unmount);
    makeShop(path.join(place, 'shop'));
    const ballast = path.join(place, 'holiday-film.mp4');
    fill(ballast);
    expectCard(runImport(path.join(place, 'shop')), 'full');
    expectCard(runImport(path.join(place, 'new', 'shop')), 'full');
    fs.rmSync(ballast);
    const told = runImport(path.join(place, 'shop'));
    expect(told.stdout).toContain('1 new events');
    expect(told.status).toBe(0);
  },
  TEST_TIMEOUT_MS,
);

it(
  'two users on one PC: the shop of the other is not taken for none, and stays as it is',
  (context) => {
    if (process.getuid?.() !== 0) return context.skip('only root can be another user');
    const folder = path.join(tempFolder(), 'data');
    makeShop(folder);
    const before = contentsOf(folder);
    const told = runImport(folder, OTHER_USER);
    if (told.stderr.includes('MODULE_NOT_FOUND')) {
      return context.skip('another user may not read this folder of sources');
    }
    expectCard(told, 'no-rights');
    expect(told.stderr).not.toContain('there is no shop');
    expect(contentsOf(folder)).toEqual(before);
  },
  TEST_TIMEOUT_MS,
);
