/** The package holds the program and nothing else, and it is enough to read an export in the program's thread. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from '@playwright/test';
import { generateExport, seededRandom, zipFolder } from '../../demo/dsfinvk-export.ts';
import { newFolder, packInto } from './program.ts';

interface ArchiveFolder {
  readonly files?: Readonly<Record<string, ArchiveFolder>>;
}

let folder: string;
/** Where the program and its archive are, on this platform. */
let contents: string;

test.beforeAll(() => {
  test.setTimeout(300_000);
  folder = newFolder();
  const dist = path.join(folder, 'packed');
  packInto(dist, '--open-to-tests', 'dir');
  const archive = fs
    .readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .find((name) => path.basename(name) === 'app.asar');
  if (archive === undefined) throw new Error(`No archive in ${dist}`);
  contents = path.dirname(path.dirname(path.join(dist, archive)));
});

test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function filesInArchive(): string[] {
  const resources = process.platform === 'darwin' ? 'Resources' : 'resources';
  const bytes = fs.readFileSync(path.join(contents, resources, 'app.asar'));
  // Four lengths of four bytes, the last of which is that of the JSON header behind them.
  const header = bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString('utf8');
  const list = (entries: ArchiveFolder, place: string): string[] =>
    Object.entries(entries.files ?? {}).flatMap(([name, entry]) =>
      entry.files ? list(entry, `${place}${name}/`) : [`${place}${name}`],
    );
  return list(JSON.parse(header) as ArchiveFolder, '');
}

function executable(): string {
  if (process.platform === 'win32') return path.join(contents, 'Venduo POS Back Office.exe');
  if (process.platform === 'darwin') return path.join(contents, 'MacOS', 'Venduo POS Back Office');
  return path.join(contents, 'venduo-pos-back-office');
}

test('it holds nothing of the source tree, of its tests, or of data that lie there', () => {
  const files = filesInArchive();
  expect([...new Set(files.map((name) => name.split('/')[0]))].sort()).toEqual([
    'node_modules',
    'out',
    'package.json',
  ]);
  const strange = /^node_modules\/(?!better-sqlite3\/)|\.(map|cc?|cpp|h|gypi?)$/;
  expect(files.filter((name) => strange.test(name))).toEqual([]);
  const binaries = files.filter((name) => name.includes('/prebuilds/'));
  expect(binaries.length).toBeGreaterThan(0);
  const foreign = ['linux', 'win32', 'darwin'].filter((name) => name !== process.platform);
  expect(binaries.filter((name) => foreign.some((other) => name.includes(`/${other}`)))).toEqual(
    [],
  );
});

test('it reads an export in its thread, away from the source tree', async () => {
  const data = path.join(folder, 'data');
  const truth = await generateExport({
    folder: path.join(folder, 'export'),
    receipts: 200,
    registers: 2,
    firstDay: '2026-11-01',
    random: seededRandom(1),
  });
  const expected = Object.values(truth.jobs).reduce((sum, { count }) => sum + count, 0);
  expect(expected).toBeGreaterThan(100);
  fs.mkdirSync(path.join(data, 'inbox'), { recursive: true });
  await zipFolder(path.join(folder, 'export'), path.join(data, 'inbox', 'export.zip'));

  // Chromium refuses its sandbox to root, which is who runs in most containers.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const program = spawn(executable(), [`--data=${data}`, ...root], {
    cwd: folder,
    env: { ...process.env, VENDUO_CONFIG_DIR: path.join(folder, 'config'), VENDUO_NO_DIALOG: '1' },
    stdio: 'ignore',
  });
  const ended = once(program, 'exit');
  try {
    await expect.poll(() => countJobs(data), { timeout: 45_000 }).toBe(expected);
  } finally {
    program.kill();
    await ended;
  }
});

/** 0 while there is no database yet. */
function countJobs(data: string): number {
  const file = path.join(data, 'venduo.sqlite');
  if (!fs.existsSync(file)) return 0;
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare('SELECT count(*) FROM jobs').pluck().get() as number;
  } catch {
    return 0;
  } finally {
    db.close();
  }
}
