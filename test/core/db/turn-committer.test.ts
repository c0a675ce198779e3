/** One commit for the steps that are ready together: what it shares, whom it makes wait, and for how long. */
import Database from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import {
  createTurnCommitter,
  type TurnCommitter,
} from '../../../electron/core/db/turn-committer.ts';

/** An event loop and a disk that the test owns: time passes in turns and flushes only. */
const TURN_MS = 0.01;
let now: number;
let flushMs: number;
let expected: number;
let turns: (() => void)[];
/** The steps of each commit. */
let commits: string[][];
let lastFails: boolean;
let failures: unknown[];
let db: Database.Database;
let committer: TurnCommitter;

beforeEach(() => {
  now = 0;
  flushMs = 0.2;
  expected = 1;
  turns = [];
  commits = [];
  lastFails = false;
  failures = [];
  db = new Database(':memory:');
  db.exec('CREATE TABLE steps (name TEXT NOT NULL)');
  const names = db.prepare<[number], string>('SELECT name FROM steps WHERE rowid > ?').pluck();
  let seen = 0;
  committer = createTurnCommitter(db, {
    schedule: (run) => turns.push(run),
    uptime: () => now,
    expected: () => expected,
    last() {
      if (lastFails) throw new Error('the last step');
      now += flushMs;
      const since = seen;
      return () => {
        commits.push(names.all(since));
        seen = since + (commits.at(-1)?.length ?? 0);
      };
    },
    lastFailed: (error) => failures.push(error),
  });
});

const step = (name: string) =>
  committer.run(() => {
    db.prepare('INSERT INTO steps VALUES (?)').run(name);
    return name;
  });

/** @returns how many turns it took until nothing was left to do. */
function turnUntilQuiet(during?: (turn: number) => void): number {
  let count = 0;
  for (let run = turns.shift(); run; run = turns.shift()) {
    now += TURN_MS;
    run();
    count += 1;
    during?.(count);
  }
  return count;
}

it('steps of one turn share a commit, and each hears of its own result after it', async () => {
  const results = Promise.all([step('a'), step('b'), step('c')]);
  expect(commits).toEqual([]);
  turnUntilQuiet();

  expect(await results).toEqual(['a', 'b', 'c']);
  expect(commits).toEqual([['a', 'b', 'c']]);
});

it('a step that fails is undone alone', async () => {
  const failing = committer.run(() => {
    db.prepare('INSERT INTO steps VALUES (?)').run('half');
    throw new Error('no');
  });
  const others = [step('a'), step('b')];
  turnUntilQuiet();

  await expect(failing).rejects.toThrow('no');
  expect(await Promise.all(others)).toEqual(['a', 'b']);
  expect(db.prepare('SELECT name FROM steps').pluck().all()).toEqual(['a', 'b']);
  expect(failures).toEqual([]);
});

it('an error of the last step harms none of the others, and is told', async () => {
  lastFails = true;
  const done = step('a');
  turnUntilQuiet();

  expect(await done).toBe('a');
  expect(failures).toEqual([new Error('the last step')]);
});

it('a step that comes when the disk has been idle does not wait for others', () => {
  expected = 8;
  void step('a');
  turnUntilQuiet();
  now += 5;
  void step('b');

  expect(turnUntilQuiet()).toBe(1);
  expect(commits).toEqual([['a'], ['b']]);
});

/** A step of three comes right after a commit. */
function stepAfterFlush(): void {
  expected = 3;
  void step('a');
  turnUntilQuiet();
  void step('b');
}

it('steps that come faster than the disk flushes wait for the next ones, until all are there', () => {
  stepAfterFlush();
  const took = turnUntilQuiet((turn) => {
    if (turn === 2) void step('c');
    if (turn === 4) void step('d');
  });

  expect(commits).toEqual([['a'], ['b', 'c', 'd']]);
  expect(took).toBe(5);
});

it('they wait no longer than a flush takes', () => {
  stepAfterFlush();
  const since = now;
  turnUntilQuiet();

  expect(commits).toEqual([['a'], ['b']]);
  expect(now - since - flushMs).toBeGreaterThan(flushMs - 2 * TURN_MS);
  expect(now - since - flushMs).toBeLessThan(flushMs + 2 * TURN_MS);
});

it('on a slow disk they wait a millisecond at most', () => {
  flushMs = 30;
  stepAfterFlush();
  const since = now;
  turnUntilQuiet();

  expect(now - since - flushMs).toBeLessThan(1 + 2 * TURN_MS);
});

it('one alone never waits', () => {
  void step('a');
  turnUntilQuiet();
  void step('b');

  expect(turnUntilQuiet()).toBe(1);
});

it('a clock that stands still keeps nobody waiting for ever', () => {
  stepAfterFlush();
  for (let run = turns.shift(); run; run = turns.shift()) run();

  expect(commits).toEqual([['a'], ['b']]);
});
