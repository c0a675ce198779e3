/** Folders as a person names them, and settings that hold at once, all of them or none. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_PROGRAM_SETTINGS } from '../../../shared/domain/program-settings.ts';
import { openBackend, type TestBackend } from '../../helpers/backend.ts';
import { CLIENT, openSandbox } from '../../helpers/sandbox.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport } from '../../core/ingest/export-builder.ts';

type Use = 'inbox' | 'exports' | 'backup';

const check = (backend: TestBackend, use: Use, folder: string) =>
  backend.handlers['folders.check'](use, folder);

const event = (id: string) =>
  `${JSON.stringify({
    version: 1,
    id,
    store: '2',
    payDesk: 'K1',
    type: 'cash-out',
    amountCents: -100,
    text: 'Abschöpfung',
    businessDay: '2026-11-20',
    occurredAt: '2026-11-20T10:00:00+01:00',
  })}\n`;

function deliver(folder: string, id: string): void {
  fs.writeFileSync(path.join(folder, `${id}.tmp`), event(id));
  fs.renameSync(path.join(folder, `${id}.tmp`), path.join(folder, `${id}.jsonl`));
}

/** What the journal says of settings. */
const noted = (backend: TestBackend) =>
  backend.store.db
    .prepare(`SELECT subject, action, details FROM journal WHERE topic = 'setting' ORDER BY id`)
    .all();

const jobs = (backend: TestBackend) => backend.store.list.total();

it('a folder is told to be good, with what lies in it, and is left as it was', async () => {
  const folder = tempFolder();
  deliver(folder, 'a');
  fs.mkdirSync(path.join(folder, 'archive'));
  const before = fs.readdirSync(folder);
  expect(await check(openBackend(), 'inbox', ` ${folder}/ `)).toMatchObject({
    problem: null,
    isNew: false,
    deliveries: 1,
  });
  expect(fs.readdirSync(folder)).toEqual(before);
});

it('a folder that is not there is made when it is saved, and no whole tree of a wrong letter', async () => {
  const home = tempFolder();
  const backend = openBackend();
  const inbox = path.join(home, 'kasse');
  expect(await check(backend, 'inbox', inbox)).toMatchObject({ problem: null, isNew: true });
  expect(fs.existsSync(inbox)).toBe(false);
  expect(await check(backend, 'inbox', path.join(home, 'ksse', 'inbox'))).toMatchObject({
    problem: { code: 'folder-missing' },
  });
  await backend.handlers['settings.save']({ inboxFolder: inbox });
  expect(fs.existsSync(inbox)).toBe(true);
});

it('what is wrong with a folder has its own word', async () => {
  const home = tempFolder();
  const backend = openBackend();
  const file = path.join(home, 'file');
  fs.writeFileSync(file, '');
  const circle = path.join(home, 'circle');
  fs.symlinkSync(circle, circle);
  const cases: readonly [Use, string, string][] = [
    ['inbox', 'inbox', 'folder-relative'],
    ['inbox', '', 'folder-relative'],
    ['inbox', file, 'folder-is-file'],
    ['inbox', circle, 'folder-unreadable'],
    ['exports', path.join(home, 'none'), 'folder-missing'],
    // What is filed away in one must not be read as news from another.
    ['inbox', backend.folder, 'folder-overlaps'],
    ['inbox', path.join(backend.folder, 'originals'), 'folder-overlaps'],
    ['exports', path.join(backend.folder, 'inbox'), 'folder-overlaps'],
    ['exports', path.dirname(backend.folder), 'folder-overlaps'],
    ['backup', path.join(backend.folder, 'inbox'), 'folder-overlaps'],
  ];
  for (const [use, folder, code] of cases) {
    expect(await check(backend, use, folder), `${use} ${folder}`).toMatchObject({
      problem: { code },
    });
  }
});

it.skipIf(process.platform === 'win32')('a folder without rights is told', async () => {
  const folder = tempFolder();
  // Rights do not bind root; nobody writes there.
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) fs.chmodSync(folder, 0o500);
  const answer = await check(openBackend(), 'inbox', isRoot ? '/proc/self' : folder);
  expect(answer).toMatchObject({ problem: { code: 'folder-unwritable' } });
});

it('settings are saved all or none: one bad folder, and nothing is changed or noted', async () => {
  const backend = openBackend();
  const reply = await backend.handlers['settings.save']({
    concurrency: 8,
    exportFolder: path.join(tempFolder(), 'none'),
  });
  expect(reply).toMatchObject({
    ok: false,
    field: 'exportFolder',
    problem: { code: 'folder-missing' },
  });
  expect((await backend.handlers['setup.state']()).settings).toEqual(DEFAULT_PROGRAM_SETTINGS);
  expect(noted(backend)).toEqual([]);
});

it('another inbox counts at once, and after a restart', async () => {
  const home = tempFolder();
  const inbox = path.join(home, 'kasse');
  const first = openBackend({ folder: path.join(home, 'data') });
  first.start();
  await first.handlers['settings.save']({ inboxFolder: inbox });
  deliver(inbox, 'one');
  await expect.poll(() => jobs(first), { timeout: 10_000 }).toBe(1);
  await first.stop(1_000);
  deliver(inbox, 'two');
  const second = openBackend({ folder: path.join(home, 'data') });
  second.start();
  await expect.poll(() => jobs(second), { timeout: 10_000 }).toBe(2);
  expect(fs.readdirSync(path.join(inbox, 'archive')).length).toBeGreaterThan(0);
});

it('an export folder is read and left exactly as it was', async () => {
  const exports_ = tempFolder();
  const backend = openBackend();
  backend.start();
  expect(await backend.handlers['settings.save']({ exportFolder: exports_ })).toMatchObject({
    ok: true,
  });
  writeExport(path.join(exports_, 'Z1'), [
    {
      lines: [{ type: 'Umsatz', cents: 100 }],
      payments: [{ type: 'Bar', cents: 100 }],
    },
  ]);
  const looks = () =>
    fs
      .readdirSync(path.join(exports_, 'Z1'))
      .map((name) => [name, fs.readFileSync(path.join(exports_, 'Z1', name), 'utf8')]);
  const before = looks();
  await expect.poll(() => jobs(backend), { timeout: 15_000 }).toBe(1);
  expect(looks()).toEqual(before);
  expect(fs.readdirSync(exports_)).toEqual(['Z1']);
});

it('what is noted of settings and sign-ins never holds a secret', async () => {
  const { url } = await openSandbox();
  const backend = openBackend();
  await backend.handlers['connection.useToken']({
    address: url,
    clientId: CLIENT.clientId,
    clientSecret: CLIENT.clientSecret,
    refreshToken: CLIENT.refreshToken,
  });
  await backend.handlers['settings.save']({ concurrency: 2 });
  const text = JSON.stringify(noted(backend));
  expect(text).toContain('rs.connection');
  expect(text).toContain('engine.concurrency');
  for (const secret of [CLIENT.clientSecret, CLIENT.refreshToken]) {
    expect(text).not.toContain(secret);
  }
});
