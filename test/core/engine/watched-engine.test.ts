/** An engine that goes on no more is found within 30 seconds and replaced; nothing is lost or booked twice by that. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PRESET_ACCOUNTS } from '../../../shared/domain/accounts.ts';
import { accountBook } from '../../../shared/domain/assignment.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { createEngine } from '../../../electron/core/engine/engine.ts';
import type { Engine } from '../../../electron/core/engine/face.ts';
import { DEFAULT_TEXTS } from '../../../electron/core/engine/posting-texts.ts';
import { createWatchedEngine } from '../../../electron/core/engine/watched-engine.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { SimulatedTime, turn } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { FakeRs } from './fake-rs.ts';

const REQUEST_TIMEOUT_MS = 30 * SECOND;

let time: SimulatedTime;
let rs: FakeRs;
let db: Db;
let engine: Engine;
let heard: () => void;
let deaths: { overdue: string; at: number }[];
let firstStarts: boolean[];
/** What the running engine puts off to the end of a turn is lost from then on; those born later are well. */
let loseTurns: () => void;
let lost: (() => void)[];
let bugs: unknown[];

function create(isWatched: boolean): void {
  const make = (isReplacement: boolean) => {
    firstStarts.push(!isReplacement);
    let isDeaf = false;
    loseTurns = () => (isDeaf = true);
    return createEngine({
      db,
      connector: () => rs.connector,
      accounts: () => accountBook(PRESET_ACCOUNTS.SKR03),
      texts: () => DEFAULT_TEXTS,
      clock: time.clock,
      uptime: () => time.uptime,
      random: () => 0.5,
      timers: time.timers,
      endOfTurn: (run) => (isDeaf ? void lost.push(run) : queueMicrotask(run)),
      concurrency: () => 4,
      settleWindowMs: MINUTE,
      requestTimeoutMs: REQUEST_TIMEOUT_MS,
      isFirstStart: !isReplacement,
      onChange: () => undefined,
      onBug: (error) => bugs.push(error),
    });
  };
  if (!isWatched) {
    engine = make(false);
    return;
  }
  const watched = createWatchedEngine({
    create: make,
    timers: time.timers,
    onDead: (overdue) => deaths.push({ overdue, at: time.now }),
    onReplaced: () => undefined,
    onBug: (error) => bugs.push(error),
  });
  heard = watched.heard;
  engine = watched;
}

async function start(jobs: number, isWatched = true): Promise<void> {
  create(isWatched);
  addJobs(jobs);
  engine.start();
  await turn();
}

function addJobs(count: number): void {
  insertJobs(
    db,
    Array.from({ length: count }, () => ({ type: 'cash-in' as const, createdAt: time.now })),
  );
}

const booked = () =>
  db.prepare("SELECT count(*) FROM jobs WHERE state = 'booked'").pluck().get() as number;

beforeEach(() => {
  time = new SimulatedTime();
  rs = new FakeRs();
  db = openDatabase(tempFolder(), { now: () => 0 });
  [deaths, firstStarts, lost, bugs] = [[], [], [], []];
});

afterEach(async () => {
  const stopped = engine.stop(0);
  await time.advance(1);
  await stopped;
  db.close();
  expect(bugs).toEqual([]);
});

it('one whose look never comes is replaced within 30 seconds, and the next one books', async () => {
  rs.automatic = true;
  await start(0);
  loseTurns();
  addJobs(3);
  engine.wake();
  await time.advance(30 * SECOND);
  expect(deaths).toEqual([{ overdue: 'look', at: expect.any(Number) as number }]);
  await time.advance(MINUTE);
  expect(booked()).toBe(3);
  expect(deaths).toHaveLength(1);
});

it('a commit that never comes: documents that RS booked meanwhile are looked up, none is sent again', async () => {
  await start(10);
  loseTurns();
  for (const post of [...rs.pending]) post.answer(rs.booked(post.posting));
  await time.advance(30 * SECOND);
  expect(deaths).toMatchObject([{ overdue: 'commit' }]);
  rs.automatic = true;
  await time.advance(HOUR);
  expect(booked()).toBe(10);
  expect(rs.ledger).toHaveLength(10);
  expect(new Set(rs.ledger.map(({ reference }) => reference)).size).toBe(10);
});

it('the dead one may wake after all: it takes and books nothing any more', async () => {
  await start(10);
  loseTurns();
  for (const post of [...rs.pending]) post.answer(rs.booked(post.posting));
  await time.advance(30 * SECOND);
  const { posts } = rs;
  expect(lost.length).toBeGreaterThan(0);
  for (const run of lost) run();
  await turn();
  expect(rs.posts).toBe(posts);
  for (const post of [...rs.pending]) post.answer(rs.booked(post.posting));
  rs.automatic = true;
  await time.advance(HOUR);
  expect(rs.ledger).toHaveLength(10);
  expect(booked()).toBe(10);
});

it('a posting that is never answered, not even by the time limit: the others go on, it is looked up', async () => {
  rs.connector.post = () => new Promise(() => undefined);
  await start(4);
  await time.advance(2 * REQUEST_TIMEOUT_MS);
  expect(deaths).toEqual([]);
  await time.advance(30 * SECOND);
  expect(deaths).toMatchObject([{ overdue: 'posting' }]);
  rs.connector.post = (posting) => Promise.resolve(rs.booked(posting));
  await time.advance(HOUR);
  expect(booked()).toBe(4);
  expect(rs.ledger).toHaveLength(4);
});

it('the next one is no first start: something may have been sent', async () => {
  await start(0);
  loseTurns();
  engine.wake();
  await time.advance(30 * SECOND);
  expect(firstStarts).toEqual([true, false]);
});

it('what a person kicked is kicked again', async () => {
  rs.automatic = true;
  await start(1);
  loseTurns();
  const kicked = engine.kick();
  await time.advance(MINUTE);
  await expect(kicked).resolves.toEqual({ alreadyRunning: false });
  expect(deaths).toHaveLength(1);
});

it('an engine that lives is left alone: idle, working, through a long question and a slept night', async () => {
  let answer: (() => void) | undefined;
  const { fiscalYears } = rs.connector;
  rs.connector.fiscalYears = async (signal) => {
    await new Promise<void>((resolve) => (answer = resolve));
    return fiscalYears(signal);
  };
  await start(5);
  // A list of many pages, each in time.
  for (let page = 0; page < 10; page += 1) {
    await time.advance(MINUTE);
    heard();
  }
  rs.automatic = true;
  answer?.();
  await time.advance(HOUR);
  time.now += 8 * HOUR;
  await time.advance(HOUR);
  expect(booked()).toBe(5);
  expect(deaths).toEqual([]);
});

it('twin: the same long question, of which no page is heard, is taken for dead', async () => {
  const { fiscalYears } = rs.connector;
  rs.connector.fiscalYears = (signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(fiscalYears(signal)));
    });
  await start(5);
  await time.advance(10 * MINUTE);
  expect(deaths[0]).toMatchObject({ overdue: 'question' });
});

it('stopped, it is watched no more', async () => {
  await start(0);
  const stopped = engine.stop(0);
  await time.advance(1);
  await stopped;
  loseTurns();
  engine.wake();
  await time.advance(HOUR);
  expect(deaths).toEqual([]);
});

it('twin: without the watch a lost look stays lost', async () => {
  rs.automatic = true;
  await start(0, false);
  loseTurns();
  addJobs(3);
  engine.wake();
  await time.advance(HOUR);
  expect(booked()).toBe(0);
});
