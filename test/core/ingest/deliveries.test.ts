/** The inbox believes no delivery: what is archived is what was read, and what is not taken is named. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createIngest, type Ingest } from '../../../electron/core/ingest/index.ts';
import { openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { SimulatedTime, turn } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport } from './export-builder.ts';

let data: string;
let inbox: string;
let time: SimulatedTime;
let db: Db;

beforeEach(() => {
  data = path.join(tempFolder(), 'data');
  inbox = path.join(data, 'inbox');
  fs.mkdirSync(inbox, { recursive: true });
  time = new SimulatedTime(Date.now() + HOUR);
  db = openDatabase(data, { now: time.clock });
  onTestFinished(() => {
    db.close();
  });
});

function start(): Ingest {
  const ingest = createIngest({
    db,
    dataFolder: data,
    clock: time.clock,
    uptime: () => time.uptime,
    timers: time.timers,
    timeZone: 'Europe/Berlin',
    onStored: () => undefined,
  });
  onTestFinished(() => ingest.stop());
  ingest.watchInbox(inbox);
  return ingest;
}

/** Rings the next timer, and waits until the look that it begins has set another one. */
async function look(): Promise<void> {
  await vi.waitFor(() => expect(time.nextTimerAt).toBeDefined());
  await time.advance((time.nextTimerAt ?? 0) - time.now);
  await vi.waitFor(() => expect(time.nextTimerAt).toBeDefined(), { timeout: 10_000 });
}

async function looks(times: number): Promise<void> {
  for (let count = 0; count < times; count++) await look();
}

const event = (id: number) =>
  `${JSON.stringify({
    version: 1,
    id: `K1-${id}`,
    store: '1',
    payDesk: 'K1',
    businessDay: '2026-11-20',
    occurredAt: '2026-11-20T10:00:00+01:00',
    type: 'cash-in',
    amountCents: 100,
  })}\n`;
const events = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => event(from + index)).join('');

const put = (name: string, content: string) => fs.writeFileSync(path.join(inbox, name), content);
const count = (table: string) =>
  db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
const openProblems = () =>
  db
    .prepare<[], string>(
      `SELECT json_extract(detail, '$.problem.code') FROM attention_problems WHERE resolved_at IS NULL ORDER BY id`,
    )
    .pluck()
    .all();

function archived(): string[] {
  const folder = path.join(inbox, 'archive');
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((month) => fs.readdirSync(path.join(folder, month)).map((name) => `${month}/${name}`))
    .sort();
}
const readArchived = () =>
  archived()
    .map((name) => fs.readFileSync(path.join(inbox, 'archive', name), 'utf8'))
    .join('');
const found = (ingest: Ingest) =>
  ingest.folderProblems().map(({ problem, names }) => [problem.code, ...names]);

describe('a file that is still growing', () => {
  it('with whole lines so far is read on until the archive holds what was read', async () => {
    // A program that copies by hand holds the file open under whatever name it gets.
    const writer = fs.openSync(path.join(inbox, 'copied.jsonl'), 'w');
    fs.writeSync(writer, events(5));
    start();
    await looks(2);
    expect(count('jobs')).toBe(5);
    fs.writeSync(writer, events(35, 6));
    fs.closeSync(writer);
    await looks(2);
    expect(count('jobs')).toBe(40);
    expect(readArchived()).toBe(events(40));
    expect(openProblems()).toEqual([]);
  });

  it('twin: without the look after it was put away the rest is in the archive, unread', async () => {
    const writer = fs.openSync(path.join(inbox, 'copied.jsonl'), 'w');
    fs.writeSync(writer, events(5));
    start();
    await looks(2);
    db.exec('DELETE FROM archived_deliveries');
    fs.writeSync(writer, events(35, 6));
    fs.closeSync(writer);
    await looks(2);
    expect(count('jobs')).toBe(5);
  });

  it('is read on by the next start of the program, too', async () => {
    const writer = fs.openSync(path.join(inbox, 'copied.jsonl'), 'w');
    fs.writeSync(writer, events(5));
    await startAndStop();
    fs.writeSync(writer, events(35, 6));
    fs.closeSync(writer);
    await time.advance(DAY);
    start();
    await look();
    expect(count('jobs')).toBe(40);
  });

  it('in the middle of a line waits until it is whole', async () => {
    const half = event(2).slice(0, 40);
    put('copied.jsonl', events(1) + half);
    start();
    await look();
    expect(count('jobs')).toBe(0);
    fs.appendFileSync(path.join(inbox, 'copied.jsonl'), event(2).slice(40));
    await looks(2);
    expect(count('jobs')).toBe(2);
    expect(openProblems()).toEqual([]);
  });

  it('and rests in the middle of a line has no bad line left when it is whole', async () => {
    const writer = fs.openSync(path.join(inbox, 'copied.jsonl'), 'w');
    fs.writeSync(writer, events(1) + event(2).slice(0, 40));
    start();
    await looks(2);
    expect(openProblems()).toEqual(['json']);
    fs.writeSync(writer, event(2).slice(40));
    fs.closeSync(writer);
    await looks(2);
    expect(count('jobs')).toBe(2);
  });

  async function startAndStop(): Promise<void> {
    const ingest = start();
    await looks(2);
    await ingest.stop();
    await time.advance(MINUTE);
  }
});

describe('a name', () => {
  it('that is used again while its file is being read loses neither', async () => {
    put('a.jsonl', events(1));
    const ingest = start();
    const rename = vi.spyOn(fs.promises, 'rename');
    onTestFinished(() => rename.mockRestore());
    // As soon as the delivery is claimed, the till delivers the next one.
    rename.mockImplementationOnce((from, to) => {
      fs.renameSync(from, to);
      put('a.jsonl', events(1, 2));
      return Promise.resolve();
    });
    await looks(4);
    expect(count('jobs')).toBe(2);
    expect(readArchived().split('\n').sort().join('\n').trim()).toBe(events(2).trim());
    expect(found(ingest)).toEqual([]);
  });

  it('that a till uses for every delivery is named once: while the program is closed, they replace each other', async () => {
    start();
    for (const id of [1, 2, 3]) {
      put('till.jsonl', event(id));
      await looks(2);
    }
    expect(count('jobs')).toBe(3);
    expect(openProblems()).toEqual(['name-reused']);
  });

  it('twin: of its own for each delivery is no problem', async () => {
    start();
    for (const id of [1, 2, 3]) {
      put(`till-${id}.jsonl`, event(id));
      await looks(2);
    }
    expect(openProblems()).toEqual([]);
  });

  it.each(['x', 'ü'])('of 246 characters (%s) with a bad line is put away once', async (letter) => {
    const name = `${letter.repeat(letter === 'x' ? 240 : 120)}.jsonl`;
    put(name, `${event(1)}no json\n`);
    const ingest = start();
    await looks(4);
    expect(count('sources')).toBe(1);
    expect(archived()).toHaveLength(2);
    expect(found(ingest)).toEqual([]);
  });
});

describe('what is not taken', () => {
  it.each([
    ['events.json', 'delivery-ending'],
    ['events.ndjson', 'delivery-ending'],
    ['events.jsonl.txt', 'delivery-ending'],
    ['export.zip.txt', 'delivery-ending'],
    ['cashpointclosing.csv', 'delivery-misplaced'],
  ])('%s is named with its reason, and stays', async (name, code) => {
    put(name, event(1));
    const ingest = start();
    await look();
    expect(found(ingest)).toEqual([[code, name]]);
    expect(fs.existsSync(path.join(inbox, name))).toBe(true);
    fs.renameSync(path.join(inbox, name), path.join(inbox, 'events.jsonl'));
    await looks(2);
    expect(found(ingest)).toEqual([]);
    expect(count('jobs')).toBe(1);
  });

  it('a link is named with its reason, and what it leads to is not moved', async () => {
    const elsewhere = path.join(tempFolder(), 'events.jsonl');
    fs.writeFileSync(elsewhere, event(1));
    fs.symlinkSync(elsewhere, path.join(inbox, 'events.jsonl'));
    const ingest = start();
    await look();
    expect(found(ingest)).toEqual([['delivery-link', 'events.jsonl']]);
    expect(fs.existsSync(elsewhere)).toBe(true);
  });

  it('a file that its writer left half-way is named after an hour', async () => {
    put('events.jsonl.tmp', event(1).slice(0, 20));
    const ingest = start();
    fs.utimesSync(path.join(inbox, 'events.jsonl.tmp'), time.now / 1000, time.now / 1000);
    await look();
    expect(found(ingest)).toEqual([]);
    await time.advance(HOUR + MINUTE);
    await look();
    expect(found(ingest)).toEqual([['delivery-unfinished', 'events.jsonl.tmp']]);
  });

  it('other folders and files stay where they are: "Steuer 2025" is not archived', async () => {
    const private_ = path.join(inbox, 'Steuer 2025');
    fs.mkdirSync(private_);
    fs.writeFileSync(path.join(private_, 'Bescheid.pdf'), 'x');
    fs.writeFileSync(path.join(inbox, 'Urlaub.jpg'), 'x');
    const ingest = start();
    await looks(4);
    expect(
      fs
        .readdirSync(inbox)
        .filter((name) => name !== 'archive')
        .sort(),
    ).toEqual(['Steuer 2025', 'Urlaub.jpg']);
    expect(fs.readdirSync(private_)).toEqual(['Bescheid.pdf']);
    expect(archived()).toEqual([]);
    expect(count('sources')).toBe(0);
    expect(found(ingest)).toEqual([]);
  });

  it('a folder with the index.xml of something else is put back, and not read again', async () => {
    const other = path.join(inbox, 'Steuer 2025');
    fs.mkdirSync(other);
    fs.writeFileSync(path.join(other, 'index.xml'), '<DataSet/>');
    const ingest = start();
    await looks(8);
    expect(fs.readdirSync(other)).toEqual(['index.xml']);
    expect(count('sources')).toBe(1);
    expect(found(ingest)).toEqual([['delivery-misplaced', 'Steuer 2025']]);
  });

  it('twin: the folder of an export is taken', async () => {
    writeExport(path.join(inbox, 'November'), [
      { lines: [{ type: 'Umsatz', cents: 500 }], payments: [{ type: 'Bar', cents: 500 }] },
    ]);
    const ingest = start();
    await looks(4);
    expect(count('jobs')).toBe(1);
    expect(archived()).toEqual([expect.stringMatching(/\/November$/)]);
    expect(found(ingest)).toEqual([]);
  });

  it('deliveries inside of a folder are named by that folder', async () => {
    fs.mkdirSync(path.join(inbox, 'von der Kasse'));
    fs.writeFileSync(path.join(inbox, 'von der Kasse', 'a.jsonl'), event(1));
    const ingest = start();
    await look();
    expect(found(ingest)).toEqual([['delivery-misplaced', 'von der Kasse']]);
  });

  it('what cannot be put away is imported once, named, and tried ever more rarely', async () => {
    put('a.jsonl', `${event(1)}no json\n`);
    const busy = Object.assign(new Error('EBUSY: locked'), { code: 'EBUSY' });
    const real = fs.promises.rename;
    const toArchive = /archive.\d{4}-\d\d/;
    let tries = 0;
    let isBusy = true;
    const rename = vi.spyOn(fs.promises, 'rename').mockImplementation((from, to) => {
      if (!isBusy || !toArchive.test(String(to))) return real(from, to);
      tries += 1;
      return Promise.reject(busy);
    });
    onTestFinished(() => rename.mockRestore());
    const ingest = start();
    await look();
    const until = time.now + HOUR;
    while (time.now < until) await look();
    expect(found(ingest)).toEqual([['delivery-stuck', 'a.jsonl']]);
    expect(count('sources')).toBe(1);
    expect(tries).toBeLessThan(15);
    expect(archived()).toEqual([]);
    isBusy = false;
    const mended = time.now;
    while (found(ingest).length > 0) await look();
    // As its card says.
    expect(time.now - mended).toBeLessThanOrEqual(10 * MINUTE);
    expect(archived()).toHaveLength(2);
  }, 20_000);
});

describe('a delivery that was claimed when the program was killed', () => {
  it('is read at the next start, before what came later', async () => {
    const claim = path.join(inbox, 'archive', '.claimed', '1');
    fs.mkdirSync(claim, { recursive: true });
    fs.writeFileSync(path.join(claim, 'a.jsonl'), event(1));
    put('0.jsonl', event(2));
    start();
    await looks(2);
    expect(db.prepare('SELECT name FROM sources ORDER BY id').pluck().all()).toEqual([
      'a.jsonl',
      '0.jsonl',
    ]);
    expect(archived()).toHaveLength(2);
    expect(fs.existsSync(path.join(inbox, 'archive', '.claimed'))).toBe(false);
  });
});

describe('a hundred thousand bad lines', () => {
  it('are one report of at most a thousand, a few problems, and no standstill', async () => {
    const bad = Array.from({ length: 100_000 }, (_, index) => `{"id": ${index}, oops}`).join('\n');
    put('bad.jsonl', `${event(1)}${bad}\n${event(2)}`);
    const ingest = start();
    let turns = 0;
    const importing = ingest.importPaths(path.join(inbox, 'bad.jsonl')).finally(() => {
      turns = -turns;
    });
    // The event loop has its turn between any hundred lines.
    while (turns >= 0) {
      await turn();
      turns += 1;
    }
    const [report] = await importing;
    expect(turns).toBeLessThan(-100);
    expect(report).toMatchObject({ status: 'partly', events: 2 });
    expect(report?.rejected).toHaveLength(1_000);
    expect(report?.rejected.at(-1)).toMatchObject({
      code: 'more-rejected',
      values: { total: 100_000 },
    });
    expect(count('attention_problems')).toBe(21);
  }, 60_000);
});
