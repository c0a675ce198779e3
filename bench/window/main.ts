/**
 * Responsiveness of the list in the real window on the whole program: from a click to the painted rows, and how evenly
 * the frames come while the list is scrolled and jobs change.
 *
 *   npm run bench -- window [--rows 1000000] [--host electron|browser] [--rounds 5] [--folder DIR]
 *
 * Measured twice: with nothing else going on, and while 200 changes a second are stored by the engine, which posts jobs
 * to a sandbox. The database is filled once and kept in the folder; each host works on a copy, because the program reads
 * back from a sandbox that has none of the history, and holds what it misses. Hosts that this machine cannot open are named
 * and left out.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from '../../scripts/build-if-needed.ts';
import { filledFolder, openFilled } from '../fixture.ts';
import { noteFigure } from '../figures.ts';
import { median, percentile, table } from '../report.ts';
import { HOSTS, start, whyNot, type Host, type Running } from './host.ts';
import { watchFrames, type Frames } from './meter.ts';
import { click, steps, type Times } from './scenes.ts';
import { prepare, startTraffic, type Traffic } from './traffic.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    host: { type: 'string' },
    folder: { type: 'string' },
  },
});
const ROWS = Number(values.rows);
const ROUNDS = Number(values.rounds);
const FOLDER = values.folder ?? filledFolder('window', ROWS);
/** Opened by no program; databases that earlier versions of the bench kept here are called `data`. */
const FIXTURE = path.join(FOLDER, 'fixture');
const CHANGES_PER_SECOND = 200;
/** The sandbox answers faster than the rate asks for: round trips and the disk take their time, too. */
const RATE_MARGIN = 1.35;
const PAGE_ROWS = 25;
/** Rows a page for scrolling: more than the largest size that the window offers. */
const LONG_PAGE_ROWS = 500;
const SCROLL_SECONDS = 10;
/** Four rows in each frame. */
const STEP_PIXELS = 160;

const figure = (ms: number) => ms.toFixed(ms < 10 ? 1 : 0);

async function frames(running: Running, step: number): Promise<Frames> {
  await running.page.evaluate(watchFrames, { milliseconds: SCROLL_SECONDS * 1_000, step });
  const seen = await running.page.evaluate(() => window.benchFrames);
  if (!seen) throw new Error('The page was loaded again.');
  return seen;
}

interface Place {
  readonly host: Host;
  /** A copy of the fixture. */
  readonly data: string;
}

async function opened<T>(
  { host, data }: Place,
  pageSize: number,
  work: (running: Running) => Promise<T>,
): Promise<T> {
  prepare(data, pageSize);
  const running = await start(host, data);
  try {
    return await work(running);
  } finally {
    await running.close();
  }
}

async function measureClicks(place: Place, traffic: Traffic | undefined): Promise<Times> {
  return opened(place, PAGE_ROWS, async (running) => {
    const inbox = path.join(place.data, 'inbox');
    const all = steps(ROWS, PAGE_ROWS, traffic === undefined, inbox);
    // Once for the caches of the system and the marks along the sorts.
    await click(running.page, all, new Map());
    const times: Times = new Map();
    for (let round = 0; round < ROUNDS; round++) {
      traffic?.add(10);
      await click(running.page, all, times);
    }
    return times;
  });
}

function reportOf(host: Host, quiet: Times, busy: Times): string {
  const rows = [...quiet].map(([name, times]) => {
    const others = busy.get(name) ?? [];
    const ofBusy = others.length > 0;
    return [
      name,
      times.length,
      figure(median(times)),
      figure(percentile(times, 95)),
      ofBusy ? figure(median(others)) : '',
      ofBusy ? figure(percentile(others, 95)) : '',
    ];
  });
  const every = (times: Times) => [...times.values()].flat();
  for (const [name, times] of quiet)
    noteFigure(`window in ${host}, ${ROWS} jobs, ${name}, ms`, times);
  noteFigure(`window in ${host}, ${ROWS} jobs, all clicks, ms`, every(quiet));
  noteFigure(`window in ${host}, ${ROWS} jobs, all clicks while jobs change, ms`, every(busy));
  rows.push([
    'all clicks',
    every(quiet).length,
    figure(median(every(quiet))),
    figure(percentile(every(quiet), 95)),
    figure(median(every(busy))),
    figure(percentile(every(busy), 95)),
  ]);
  return table(
    ['from click to paint, ms', 'clicks', 'median', 'p95', 'while jobs change', 'p95'],
    rows,
  );
}

function framesRow(name: string, { intervals, longTasks }: Frames, changes: number) {
  return [
    name,
    changes.toFixed(0),
    (1_000 / median(intervals)).toFixed(0),
    figure(median(intervals)),
    figure(percentile(intervals, 95)),
    figure(percentile(intervals, 99)),
    longTasks.length,
    longTasks.length > 0 ? figure(Math.max(...longTasks)) : '-',
  ];
}

async function measureScrolling(place: Place, traffic: Traffic) {
  const rows = await opened(place, LONG_PAGE_ROWS, async (running) => {
    const standing = await frames(running, 0);
    const scrolled = await frames(running, STEP_PIXELS);
    return [
      framesRow('nothing moves', standing, 0),
      framesRow(`scrolled, ${LONG_PAGE_ROWS} rows a page`, scrolled, 0),
    ];
  });
  await opened(place, LONG_PAGE_ROWS, async (running) => {
    traffic.add(SCROLL_SECONDS * 2 + 10);
    await untilChanging(traffic);
    for (const [name, step] of [
      ['jobs change, nothing moves', 0],
      ['scrolled while jobs change', STEP_PIXELS],
    ] as const) {
      const [before, since] = [traffic.changes(), performance.now()];
      const seen = await frames(running, step);
      const seconds = (performance.now() - since) / 1_000;
      rows.push(framesRow(name, seen, (traffic.changes() - before) / seconds));
    }
  });
  return rows;
}

async function untilChanging(traffic: Traffic): Promise<void> {
  const before = traffic.changes();
  while (traffic.changes() < before + CHANGES_PER_SECOND) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function measure(place: Place): Promise<void> {
  const ledger = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-bench-ledger-'));
  const quiet = await measureClicks(place, undefined);
  const traffic = await startTraffic(place.data, ledger, CHANGES_PER_SECOND * RATE_MARGIN);
  try {
    const busy = await measureClicks(place, traffic);
    const scrolling = await measureScrolling(place, traffic);
    process.stdout.write(
      `\nwindow in ${place.host}, ${ROWS} jobs, pages of ${PAGE_ROWS}, load ${os.loadavg()[0]?.toFixed(1)}\n${reportOf(place.host, quiet, busy)}\n\n` +
        table(
          [
            'frames',
            'changes a second',
            'a second',
            'interval, ms',
            'p95',
            'p99',
            'long tasks',
            'longest, ms',
          ],
          scrolling,
        ) +
        '\n',
    );
  } finally {
    await traffic.stop();
    fs.rmSync(ledger, { recursive: true, force: true });
  }
}

/** Beside the fixture, where a file system that can shares the blocks of both. */
async function onCopy(work: (data: string) => Promise<void>): Promise<void> {
  const copy = fs.mkdtempSync(path.join(FOLDER, 'run-'));
  process.env['VENDUO_CONFIG_DIR'] = path.join(copy, 'config');
  const data = path.join(copy, 'data');
  try {
    fs.cpSync(FIXTURE, data, { recursive: true, mode: fs.constants.COPYFILE_FICLONE });
    await work(data);
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const hosts = values.host === undefined ? HOSTS : HOSTS.filter((host) => host === values.host);
  const open: Host[] = [];
  for (const host of hosts) {
    const reason = await whyNot(host);
    if (reason === undefined) open.push(host);
    else process.stderr.write(`left out: ${host}, for ${reason}\n`);
  }
  if (open.length === 0) {
    process.stderr.write('There is no window to measure on this machine.\n');
    process.exitCode = 2;
    return;
  }
  await buildIfNeeded();
  openFilled(FIXTURE, ROWS).close();
  for (const host of open) await onCopy((data) => measure({ host, data }));
}

await main();
