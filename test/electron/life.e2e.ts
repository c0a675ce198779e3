/** The desktop program's life: it starts once per data folder, says why it cannot, and comes back after a crash. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from '@playwright/test';
import { lockFolder } from '../../electron/core/db/lock.ts';
import { electronExecutable } from '../../scripts/electron-lane.ts';
import { skipSetup } from '../helpers/skip-setup.ts';
import { newFolder, ROOT, startProgram, type Program } from './program.ts';

let folder: string;
let data: string;

test.beforeEach(() => {
  folder = newFolder();
  data = path.join(folder, 'data');
});

test.afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Starts the program as a second click on its icon does, and waits for its end. */
async function startAndEnd(): Promise<{ code: number | null; told: string }> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electronExecutable(ROOT, process.env), [ROOT, `--data=${data}`, ...root], {
    env: { ...process.env, VENDUO_CONFIG_DIR: path.join(folder, 'config'), VENDUO_NO_DIALOG: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, told };
}

/** Writes over a table's first page, which no start reads. */
function damageTable(file: string, table: string): void {
  const db = new Database(file);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const page = db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?');
  const rootPage = page.pluck().get(table);
  if (rootPage === undefined) throw new Error(`There is no table ${table}.`);
  const size = db.pragma('page_size', { simple: true }) as number;
  db.close();
  const handle = fs.openSync(file, 'r+');
  fs.writeSync(handle, Buffer.alloc(size, 0x5a), 0, size, (rootPage - 1) * size);
  fs.closeSync(handle);
}

test('a second start on the same folder leaves the first window alone', async () => {
  const first = await startProgram(data);
  const { code } = await startAndEnd();
  expect(code).toBe(0);
  expect(await first.page.evaluate(() => window.api?.call('app.snapshot'))).toMatchObject({
    ok: true,
  });
  await first.close();
});

test('a folder that another program works on is told, with what to do, and left to it', async () => {
  fs.mkdirSync(data, { recursive: true });
  const unlock = lockFolder(data);
  const { code, told } = await startAndEnd();
  unlock();
  expect(code).toBe(1);
  expect(told).toMatch(
    /Another Venduo program already works|arbeitet schon mit diesem Datenordner/,
  );
  expect(told).toMatch(/Is the money safe\?|Ist das Geld sicher\?/);
  await (await startProgram(data)).close();
});

test('restarted from the window: it ends in order and asks the system for a start on the same folder', async () => {
  const { app, page } = await startProgram(data);
  // Started for real, it would outlive the test.
  await app.evaluate(({ app: electron }) => {
    electron.relaunch = (options) => {
      process.stdout.write(`relaunch ${JSON.stringify(options)}\n`);
    };
  });
  let told = '';
  app.process().stdout?.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  const ended = app.waitForEvent('close');
  await page
    .evaluate(() => window.api?.call('desktop.restart'))
    .catch((error: unknown) => expect(String(error)).toMatch(/closed/));
  await ended;
  expect(told).toMatch(/^relaunch /m);
  expect(told).toContain(`--data=${data}`);
  // In order: nothing holds the folder any more.
  await (await startProgram(data)).close();
});

test('two folders run side by side', async () => {
  const first = await startProgram(data);
  const second = await startProgram(path.join(folder, 'another shop'));
  for (const { page } of [first, second]) {
    expect(await page.evaluate(() => window.api?.call('app.snapshot'))).toMatchObject({ ok: true });
  }
  await Promise.all([first.close(), second.close()]);
});

test('a database of a newer program is told and left as it is', async () => {
  fs.mkdirSync(data, { recursive: true });
  const file = path.join(data, 'venduo.sqlite');
  await (await startProgram(data)).close();
  const db = new Database(file);
  db.pragma('user_version = 999999');
  db.close();
  const before = fs.readFileSync(file);
  const { code, told } = await startAndEnd();
  expect(code).toBe(1);
  expect(told).toMatch(/cannot start|kann nicht starten/);
  expect(told).toMatch(/newer/);
  expect(fs.readFileSync(file).equals(before)).toBe(true);
});

test('a damaged database is told and left as it is', async () => {
  fs.mkdirSync(data, { recursive: true });
  const file = path.join(data, 'venduo.sqlite');
  fs.writeFileSync(file, 'This was a database until the disk broke.'.repeat(500));
  const before = fs.readFileSync(file);
  const { code, told } = await startAndEnd();
  expect(code).toBe(1);
  expect(told).toMatch(
    /The database of Venduo POS is damaged|Die Datenbank von Venduo POS ist beschädigt/,
  );
  expect(told).toMatch(/No backup was found|wurde keine Sicherung gefunden/);
  expect(fs.readFileSync(file).equals(before)).toBe(true);
});

test('after a crash the database is read beside the work; damage ends the program in order and offers the copy', async () => {
  const first = await startProgram(data);
  await first.page.evaluate(() => window.api?.call('backup.make'));
  const process_ = first.app.process();
  const killed = once(process_, 'exit');
  process_.kill('SIGKILL');
  await killed;
  damageTable(path.join(data, 'venduo.sqlite'), 'datev_exports');

  const { code, told } = await startAndEnd();
  expect(code).toBe(0);
  expect(told).toMatch(/Restore the backup of|Sicherung vom .* zurückholen/);
  expect(told).toMatch(/deletes nothing|löscht nichts/);
});

test('a window whose process dies is there again', async () => {
  skipSetup(data);
  const { app, page, close } = await startProgram(data);
  await expect(page.getByRole('button', { name: /KICK JOB/i })).toBeVisible({ timeout: 30_000 });
  const shown = await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => {
          void contents
            .executeJavaScript(
              `new Promise((found) => {
                const look = () => /KICK JOB/i.test(document.body.innerText)
                  ? found(document.body.innerText) : requestAnimationFrame(look);
                look();
              })`,
            )
            .then((text: string) => resolve(text));
        });
        contents?.forcefullyCrashRenderer();
      }),
  );
  expect(shown).toMatch(/KICK JOB/i);
  await close();
});

test('a mistake of our own ends the program with a sentence, and the log has the rest', async () => {
  const { app } = await startProgram(data);
  const process_ = app.process();
  let told = '';
  process_.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  const ended = once(process_, 'exit');
  await app
    .evaluate(() => {
      setImmediate(() => {
        throw new Error('refresh_token=very-secret on the way');
      });
    })
    .catch(() => undefined);
  expect((await ended)[0]).toBe(1);
  expect(told).toMatch(/No booking is lost|Keine Buchung ist verloren/);
  const log = fs.readFileSync(path.join(data, 'logs', 'program.log'), 'utf8');
  expect(log).toContain('on the way');
  expect(log).not.toContain('very-secret');
  await (await startProgram(data)).close();
});

/** Until it is shown, the display may still put the window where it would stand by itself. */
async function isShown({ app }: Program): Promise<void> {
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
}

test('a page that does not let itself be closed does not keep the program', async () => {
  const { app, page } = await startProgram(data);
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    addEventListener('beforeunload', (event) => event.preventDefault());
  });
  const ended = once(app.process(), 'exit');
  await app.evaluate(({ app: program }) => program.quit());
  await ended;
});

test('the window comes back where it stood', async () => {
  const bounds = { x: 40, y: 60, width: 1_000, height: 700 };
  const first = await startProgram(data);
  await isShown(first);
  await first.app.evaluate(({ BrowserWindow }, place) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(place);
  }, bounds);
  await expect
    .poll(() =>
      first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
    )
    .toEqual(bounds);
  await first.close();
  const again = await startProgram(data);
  await isShown(again);
  expect(
    await again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
  ).toEqual(bounds);
  await again.close();
});
