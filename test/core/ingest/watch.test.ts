/** The inbox folder: what is complete is taken, one after another, whatever happens to the folder. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { Imported } from '../../../electron/core/ingest/report.ts';
import { createInboxSweep } from '../../../electron/core/ingest/inbox-folder.ts';
import { hashOf } from '../../../electron/core/ingest/originals.ts';
import { ReportBuilder } from '../../../electron/core/ingest/report.ts';
import { watchFolder } from '../../../electron/core/ingest/watched-folders.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import { SimulatedTime } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

let inbox: string;
let time: SimulatedTime;
let taken: string[];
let problems: (string | null)[];

beforeEach(() => {
  inbox = path.join(tempFolder(), 'inbox');
  time = new SimulatedTime(Date.UTC(2026, 10, 20));
  taken = [];
  problems = [];
});

const imported = (more: Partial<Imported> = {}): Imported => ({
  report: new ReportBuilder('x', 'inbox', 'abc').build(),
  rejectedLines: [],
  isFinished: true,
  ...more,
});

/** An import tells the hash of what it read; a test that brings a report of its own keeps it. */
async function hashed(file: string, given: Imported): Promise<Imported> {
  if (given.report.sha256 !== 'abc') return given;
  return { ...given, report: { ...given.report, sha256: await hashOf(file) } };
}

function watch(importFile: (file: string) => Imported = () => imported()) {
  let isClosed = false;
  const watching = watchFolder({
    folder: inbox,
    uptime: () => time.uptime,
    timers: time.timers,
    sweep: createInboxSweep({
      folder: inbox,
      clock: time.clock,
      uptime: () => time.uptime,
      isClosed: () => isClosed,
      importFile: (file) => {
        taken.push(path.basename(file));
        return hashed(file, importFile(file));
      },
    }),
    onFindings: ([finding]) => problems.push(finding?.problem.code ?? null),
  });
  const close = () => {
    isClosed = true;
    return watching.close();
  };
  onTestFinished(close);
  return { close, look: () => watching.look() };
}

/** Rings the next timer, and waits until the look that it begins has set another one. */
async function look(): Promise<void> {
  await vi.waitFor(() => expect(time.nextTimerAt).toBeDefined());
  const before = time.nextTimerAt ?? 0;
  await time.advance(before - time.now);
  await vi.waitFor(() => expect(time.nextTimerAt).toBeDefined());
}

const drop = (name: string, content = '{}\n') => {
  fs.mkdirSync(inbox, { recursive: true });
  const written = path.join(inbox, `${name}.tmp`);
  fs.writeFileSync(written, content);
  // A file system may keep its times too coarsely for a writing and a renaming in one test.
  fs.utimesSync(written, 1_000, 1_000);
  fs.renameSync(written, path.join(inbox, name));
};
const archived = () => {
  const folder = path.join(inbox, 'archive', '2026-11');
  return fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
};

it('complete files are taken by name and archived by month; what is not complete stays', async () => {
  for (const name of ['b.jsonl', 'a.jsonl', '.hidden.jsonl', 'c.jsonl.part', 'notes.txt']) {
    drop(name);
  }
  watch();
  await look();
  expect(taken).toEqual(['a.jsonl', 'b.jsonl']);
  expect(archived()).toEqual(['a.jsonl', 'b.jsonl']);
  expect(fs.readdirSync(inbox).sort()).toEqual([
    '.hidden.jsonl',
    'archive',
    'c.jsonl.part',
    'notes.txt',
  ]);
});

it('a name that the archive has already is not overwritten', async () => {
  watch();
  for (const content of ['one', 'two', 'three']) {
    drop('a.jsonl', `${content}\n`);
    await look();
  }
  expect(archived()).toEqual(['a (2).jsonl', 'a (3).jsonl', 'a.jsonl']);
});

it('an export that is still being copied is taken when it no longer grows', async () => {
  drop('export.zip', 'PK1');
  watch();
  await look();
  expect(taken).toEqual([]);
  fs.appendFileSync(path.join(inbox, 'export.zip'), '2');
  await look();
  expect(taken).toEqual([]);
  const copied = time.now;
  await look();
  expect(taken).toEqual(['export.zip']);
  // Not after the next sweep, but soon.
  expect(time.now - copied).toBeLessThanOrEqual(2 * SECOND);
});

it('a PC that wakes up looks at once, but not at a file that may still grow', async () => {
  fs.mkdirSync(inbox);
  const watching = watch();
  await look();
  expect(time.nextTimerAt).toBe(time.now + 15 * SECOND);
  watching.look();
  expect(time.nextTimerAt).toBe(time.now);
  drop('export.zip', 'PK1');
  await look();
  const settled = time.nextTimerAt;
  expect(settled).toBeGreaterThan(time.now);
  watching.look();
  expect(time.nextTimerAt).toBe(settled);
});

it('a folder to which files are still being added waits, too', async () => {
  const folder = path.join(inbox, 'export');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'lines.csv'), 'x');
  watch();
  await look();
  fs.writeFileSync(path.join(folder, 'transactions.csv'), 'x');
  await look();
  expect(taken).toEqual([]);
  await look();
  expect(taken).toEqual(['export']);
});

it('a folder that vanishes and comes back is watched on', async () => {
  drop('a.jsonl');
  watch();
  await look();
  fs.rmSync(inbox, { recursive: true });
  await look();
  drop('b.jsonl');
  await look();
  expect(taken).toEqual(['a.jsonl', 'b.jsonl']);
});

it('a file that cannot be read stays and is tried again; the others go on', async () => {
  let isLocked = true;
  drop('a.jsonl');
  drop('b.jsonl');
  watch((file) => {
    const report = new ReportBuilder('x', 'unknown', null).build();
    return isLocked && file.endsWith('a.jsonl') ? imported({ report }) : imported();
  });
  await look();
  expect(archived()).toEqual(['b.jsonl']);
  isLocked = false;
  await look();
  expect(archived()).toEqual(['a.jsonl', 'b.jsonl']);
});

it('a file whose import the end of the program cut off stays for the next start', async () => {
  drop('a.jsonl');
  watch(() => imported({ isFinished: false }));
  await look();
  expect(archived()).toEqual([]);
});

it('refused lines are written beside the archived file', async () => {
  drop('a.jsonl');
  const rejected = {
    file: 'a.jsonl',
    line: 3,
    code: 'json' as const,
    message: 'No.',
    text: 'oops',
  };
  watch(() => imported({ rejectedLines: [rejected] }));
  await look();
  expect(archived()).toEqual(['a.jsonl', 'a.jsonl.rejected.jsonl.txt']);
  const file = path.join(inbox, 'archive', '2026-11', 'a.jsonl.rejected.jsonl.txt');
  expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual(rejected);
});

it('after its end nothing is taken any more', async () => {
  const watching = watch();
  await look();
  await watching.close();
  drop('a.jsonl');
  await time.advance(60 * SECOND);
  expect(taken).toEqual([]);
});

it('a folder that cannot be used is told once, and that it can be used again', async () => {
  fs.writeFileSync(inbox, 'somebody has put a file here');
  watch();
  await look();
  await look();
  expect(problems).toEqual(['folder-is-file']);
  fs.rmSync(inbox);
  drop('a.jsonl');
  await look();
  expect(problems).toEqual(['folder-is-file', null]);
  expect(archived()).toEqual(['a.jsonl']);
});

it('twin: a folder that is well is not told', async () => {
  drop('a.jsonl');
  watch();
  await look();
  expect(archived()).toEqual(['a.jsonl']);
  expect(problems).toEqual([]);
});

it('what cannot be put away is told: it would be read again and again', async () => {
  drop('a.jsonl');
  const rename = vi
    .spyOn(fs.promises, 'rename')
    .mockRejectedValueOnce(Object.assign(new Error('EROFS: read-only'), { code: 'EROFS' }));
  onTestFinished(() => rename.mockRestore());
  watch();
  await look();
  expect(problems).toEqual(['folder-unwritable']);
  await look();
  expect(problems).toEqual(['folder-unwritable', null]);
  expect(archived()).toEqual(['a.jsonl']);
});

it.each([
  ['ENOSPC', 'drive-full'],
  ['EACCES', 'delivery-unreadable'],
] as const)(
  'a delivery that stays because of %s is told as %s, and the next one is taken',
  async (code, problem) => {
    drop('a.jsonl');
    drop('b.jsonl');
    watch(() =>
      taken.length === 1
        ? imported({ failure: Object.assign(new Error(code), { code }) })
        : imported(),
    );
    await look();
    expect(problems).toEqual([problem]);
    expect(archived()).toEqual(['b.jsonl']);
    await look();
    expect(problems).toEqual([problem, null]);
    expect(archived()).toEqual(['a.jsonl', 'b.jsonl']);
  },
);

it('twin: a delivery that somebody took away again is nobody’s problem', async () => {
  drop('a.jsonl');
  watch(() => imported({ failure: Object.assign(new Error('gone'), { code: 'ENOENT' }) }));
  await look();
  expect(problems).toEqual([]);
});

it('a look that ends after the close listens to nothing: the process can end', async () => {
  const made = vi.spyOn(fs, 'watch');
  onTestFinished(() => made.mockRestore());
  let endSweep: () => void = () => undefined;
  const swept = new Promise<void>((resolve) => (endSweep = resolve));
  const watching = watchFolder({
    folder: inbox,
    uptime: () => time.uptime,
    timers: time.timers,
    // The first look of a new shop makes its folder.
    sweep: async () => {
      await swept;
      fs.mkdirSync(inbox, { recursive: true });
      return { findings: [], nextLookMs: undefined };
    },
  });
  void time.advance(0);
  const closed = watching.close();
  endSweep();
  await closed;
  expect(made).not.toHaveBeenCalled();
});

/** Lies there as if written in place just now: no renaming came after the last byte. */
function writeInPlace(name: string, content: string): void {
  const place = path.join(inbox, name);
  fs.mkdirSync(inbox, { recursive: true });
  fs.writeFileSync(place, content);
  // Later than any change of the file itself.
  const soon = Date.now() / 1_000 + 60;
  fs.utimesSync(place, soon, soon);
}

it('events that were renamed into place are taken at the first look', async () => {
  drop('a.jsonl');
  watch();
  await time.advance(0);
  await vi.waitFor(() => expect(archived()).toEqual(['a.jsonl']));
  expect(time.uptime).toBe(0);
});

it('twin: events that may still be written are taken when they have held still, not at the first look', async () => {
  writeInPlace('a.jsonl', '{}\n');
  watch();
  await look();
  expect(taken).toEqual([]);
  writeInPlace('a.jsonl', '{}\n{}\n');
  await look();
  expect(taken).toEqual([]);
  await look();
  expect(taken).toEqual(['a.jsonl']);
  expect(time.uptime).toBeLessThanOrEqual(200);
});

it('an empty file is only being begun', async () => {
  drop('a.jsonl', '');
  watch();
  await look();
  expect(taken).toEqual([]);
  await look();
  expect(taken).toEqual(['a.jsonl']);
  expect(time.uptime).toBe(2 * SECOND);
});

it('a clock that is set forward does not shorten the wait for a copy', async () => {
  drop('export.zip', 'PK1');
  drop('a.jsonl');
  watch();
  await look();
  expect(taken).toEqual(['a.jsonl']);
  const begun = time.uptime;
  time.now += 60 * SECOND;
  drop('b.jsonl');
  await vi.waitFor(async () => {
    await time.advance(0);
    expect(taken).toEqual(['a.jsonl', 'b.jsonl']);
  });
  while (taken.length < 3) await look();
  expect(taken.at(-1)).toBe('export.zip');
  expect(time.uptime - begun).toBeGreaterThanOrEqual(2 * SECOND);
});

it('a notice is followed at once after a rest, and a stream of them twenty times a second', async () => {
  let notice: (event: string) => void = () => undefined;
  const made = vi.spyOn(fs, 'watch').mockImplementation(((
    _: string,
    heard: (event: string) => void,
  ) => {
    notice = heard;
    return { on: () => undefined, close: () => undefined };
  }) as unknown as typeof fs.watch);
  onTestFinished(() => made.mockRestore());
  fs.mkdirSync(inbox, { recursive: true });
  const looksAt: number[] = [];
  const watching = watchFolder({
    folder: inbox,
    uptime: () => time.uptime,
    timers: time.timers,
    sweep: () => {
      looksAt.push(time.uptime);
      return Promise.resolve({ findings: [], nextLookMs: undefined });
    },
  });
  onTestFinished(() => watching.close());
  await time.advance(SECOND);
  expect(looksAt).toEqual([0]);
  notice('rename');
  await time.advance(0);
  expect(looksAt).toEqual([0, SECOND]);
  for (let count = 0; count < 1_000; count++) {
    notice('change');
    await time.advance(1);
  }
  expect(looksAt.length).toBeGreaterThanOrEqual(20);
  expect(looksAt.length).toBeLessThanOrEqual(23);
});
