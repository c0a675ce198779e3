/** An inbox on a drive of its own that goes away, comes back, or may only be read: told, and every delivery is taken once. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createInboxSweep } from '../../electron/core/ingest/inbox-folder.ts';
import { hashOf } from '../../electron/core/ingest/originals.ts';
import { ReportBuilder } from '../../electron/core/ingest/report.ts';
import { HOUR } from '../../shared/domain/time.ts';
import { mountDrive, NO_DRIVE } from '../helpers/drive.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const DRIVE_BYTES = 2 ** 20;

/** A look at the inbox, and the deliveries that were taken so far. */
function watched(inbox: string) {
  const taken: string[] = [];
  let now = Date.UTC(2026, 10, 23);
  const look = createInboxSweep({
    folder: inbox,
    // A failed delivery is tried again at the next look, and what lies there holds still.
    clock: () => (now += HOUR),
    uptime: () => (now += HOUR),
    isClosed: () => false,
    importFile: async (file) => {
      taken.push(path.basename(file));
      return {
        report: new ReportBuilder('x', 'inbox', await hashOf(file)).build(),
        rejectedLines: [],
        isFinished: true,
      };
    },
  });
  /** Of a look at what the look before has seen lying still. */
  const codes = async () => {
    await look();
    return (await look()).findings.map(({ problem }) => problem.code);
  };
  return { look, codes, taken };
}

function deliver(inbox: string, name: string): void {
  fs.writeFileSync(path.join(inbox, `${name}.tmp`), `{"name":"${name}"}\n`);
  fs.renameSync(path.join(inbox, `${name}.tmp`), path.join(inbox, name));
}

it.each([
  ['the drive itself', ''],
  ['a folder of it', 'shop'],
])(
  'the share of the inbox (%s) goes away and comes back: told, nothing is made in its place',
  async (_name, below) => {
    const place = tempFolder();
    const drive = mountDrive(place, DRIVE_BYTES);
    if (!drive) return console.log(`skipped: ${NO_DRIVE}`);
    const inbox = path.join(place, below);
    const { look, codes, taken } = watched(inbox);
    fs.mkdirSync(inbox, { recursive: true });
    deliver(inbox, 'a.jsonl');
    expect(await codes()).toEqual([]);
    drive.unmount();
    await expect(look()).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(look()).rejects.toMatchObject({ code: 'ENOENT' });
    expect(fs.readdirSync(place)).toEqual([]);

    const back = mountDrive(place, DRIVE_BYTES);
    onTestFinished(() => back?.unmount());
    fs.mkdirSync(path.join(inbox, 'archive'), { recursive: true });
    deliver(inbox, 'b.jsonl');
    expect(await codes()).toEqual([]);
    expect(taken).toEqual(['a.jsonl', 'b.jsonl']);
  },
);

it('twin: an inbox that somebody removed is made again on the same drive', async () => {
  const inbox = path.join(tempFolder(), 'inbox');
  const { codes, taken } = watched(inbox);
  expect(await codes()).toEqual([]);
  fs.rmSync(inbox, { recursive: true });
  expect(await codes()).toEqual([]);
  deliver(inbox, 'a.jsonl');
  expect(await codes()).toEqual([]);
  expect(taken).toEqual(['a.jsonl']);
});

it('a tree that is missing is never made as a whole: it would stand where a share belongs', async () => {
  const home = tempFolder();
  const { look } = watched(path.join(home, 'share', 'shop', 'inbox'));
  await expect(look()).rejects.toMatchObject({ code: 'ENOENT' });
  expect(fs.readdirSync(home)).toEqual([]);
});

it('an inbox that may only be read is told, its deliveries stay, and are taken when it may be written', async (context) => {
  const inbox = tempFolder();
  const drive = mountDrive(inbox, DRIVE_BYTES);
  if (!drive) return context.skip(NO_DRIVE);
  onTestFinished(drive.unmount);
  const { codes, taken } = watched(inbox);
  deliver(inbox, 'a.jsonl');
  drive.setReadOnly(true);
  expect(await codes()).toEqual(['folder-unwritable']);
  expect(fs.readdirSync(inbox)).toEqual(['a.jsonl']);
  drive.setReadOnly(false);
  expect(await codes()).toEqual([]);
  expect(taken).toEqual(['a.jsonl']);
});

it('names that other systems keep for devices, with lines and marks in them, are deliveries as any other', async (context) => {
  if (process.platform === 'win32') return context.skip('no program of Windows makes them');
  const inbox = path.join(tempFolder(), 'inbox');
  fs.mkdirSync(inbox);
  const { codes, taken } = watched(inbox);
  const names = ['CON.jsonl', 'NUL.jsonl', 'a\nb.jsonl', 'x\u001b[31m.jsonl', '\u202egnp.jsonl'];
  for (const name of names) deliver(inbox, name);
  expect(await codes()).toEqual([]);
  expect([...taken].sort()).toEqual([...names].sort());
  const [month = ''] = fs.readdirSync(path.join(inbox, 'archive'));
  expect(fs.readdirSync(path.join(inbox, 'archive', month)).sort()).toEqual([...names].sort());
});
