/** The PC's clock is set while the program runs: nothing is believed too early, nothing waits for a time that is far off. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { createDoubts, type Doubts } from '../../../electron/core/engine/doubts.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { turn } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { EngineBench } from './bench.ts';
import { fault } from './fake-rs.ts';

let bench: EngineBench;
beforeEach(() => {
  bench = new EngineBench(tempFolder());
});
afterEach(() => bench.end());

/** A job whose request was given up without an answer. */
async function givenUp(): Promise<number> {
  const [id] = insertJobs(bench.db, [{}]) as [number];
  await bench.start();
  bench.rs.pending[0]?.answer(bench.rs.notBooked('unclear', fault('no-answer', false)));
  await bench.time.advance(1);
  expect(bench.job(id).state).toBe('unclear');
  return id;
}

it('a clock that is put forward ends no doubt: what may still land is not sent again', async () => {
  const id = await givenUp();
  bench.time.now += HOUR;
  await bench.time.advance(20 * SECOND);
  expect(bench.rs.lookUps).toBeGreaterThan(0);
  expect([bench.job(id).state, bench.rs.posts]).toEqual(['unclear', 1]);
  await bench.time.advance(2 * MINUTE);
  expect(bench.rs.posts).toBe(2);
});

it('without that the clock alone would decide, and it would be sent again', async () => {
  await bench.end();
  bench = new EngineBench(tempFolder(), { uptime: () => bench.time.now });
  await givenUp();
  bench.time.now += HOUR;
  await bench.time.advance(20 * SECOND);
  expect(bench.rs.posts).toBe(2);
});

it.each(['while it runs', 'before it starts'])(
  'a clock that was a year ahead and is put right %s leaves nothing waiting for a year',
  async (when) => {
    bench.time.now += 365 * DAY;
    const [id] = insertJobs(bench.db, [{}]) as [number];
    await bench.start();
    bench.rs.pending[0]?.answer(bench.rs.notBooked('not-sent', fault('offline', false)));
    await bench.time.advance(1);
    expect(bench.job(id).state).toBe('waiting');
    bench.rs.automatic = true;
    bench.time.now -= 365 * DAY;
    if (when === 'before it starts') await bench.crash();
    else bench.engine.wake();
    await bench.time.advance(MINUTE);
    expect(bench.job(id).state).toBe('booked');
  },
);

it('an hour that is put back while it runs makes nothing wait that hour', async () => {
  const [id] = insertJobs(bench.db, [{}]) as [number];
  await bench.start();
  bench.rs.pending[0]?.answer(bench.rs.notBooked('not-sent', fault('offline', false)));
  await bench.time.advance(1);
  bench.rs.automatic = true;
  bench.time.now -= HOUR;
  bench.engine.wake();
  await bench.time.advance(SECOND);
  expect(bench.job(id).state).toBe('booked');
});

it.each(['while it runs', 'before it starts'])(
  'what was in doubt before the clock went back %s is decided after the time that really passes',
  async (when) => {
    bench.time.now += 365 * DAY;
    const id = await givenUp();
    bench.time.now -= 365 * DAY;
    if (when === 'before it starts') await bench.crash();
    else bench.engine.wake();
    await bench.time.advance(30 * SECOND);
    expect([bench.job(id).state, bench.rs.posts]).toEqual(['unclear', 1]);
    await bench.time.advance(2 * MINUTE);
    expect(bench.rs.posts).toBe(2);
  },
);

it('a program that takes the folder over waits until what another one prepared can have landed', async () => {
  const [id] = insertJobs(bench.db, [{}]) as [number];
  await bench.start();
  await bench.crash();
  // Bytes may leave until 30 seconds after the request was prepared, and land within a minute of that.
  await bench.time.advance(88 * SECOND);
  expect([bench.job(id).state, bench.rs.posts]).toEqual(['unclear', 1]);
  await bench.time.advance(20 * SECOND);
  expect(bench.rs.posts).toBe(2);
});

it('a clock that is put forward between two runs ends no doubt', async () => {
  const id = await givenUp();
  bench.time.now += HOUR;
  await bench.crash();
  await bench.time.advance(50 * SECOND);
  expect([bench.job(id).state, bench.rs.posts]).toEqual(['unclear', 1]);
  await bench.time.advance(MINUTE);
  expect(bench.rs.posts).toBe(2);
});

describe('a doubt is as young as the youngest clock makes it', () => {
  let uptime: number;
  let doubts: Doubts;

  beforeEach(() => {
    uptime = 0;
    doubts = createDoubts(() => uptime, 1_000);
  });

  it('of this run: the time that passed, and the clock', () => {
    doubts.begin(7, 2_000);
    uptime = 10 * MINUTE;
    expect(doubts.age(7, 2_000, 3_000)).toBe(1_000);
    expect(doubts.age(7, 2_000, 2_000 + HOUR)).toBe(10 * MINUTE);
    // The clock has gone back since: only this run's own time counts.
    expect(doubts.age(7, 2_000, 1_500)).toBe(10 * MINUTE);
  });

  it('from before this run: no older than the run', () => {
    uptime = MINUTE;
    expect(doubts.age(7, 500, 500 + HOUR)).toBe(MINUTE);
  });

  it.each([
    ['says that its bytes may leave for half a minute yet', 10 * MINUTE],
    ['was right, and then the clock was put forward', 10 * MINUTE + 2 * HOUR],
  ])('of another program that %s: counted from when this run heard of it', (_, now) => {
    uptime = 10 * MINUTE;
    const since = 10 * MINUTE + 30 * SECOND;
    expect(doubts.age(7, since, now)).toBe(0);
    uptime += 20 * SECOND;
    expect(doubts.age(7, since, now + 20 * SECOND)).toBeLessThanOrEqual(20 * SECOND);
  });

  it('given up by this run long ago, and by another one a moment ago: that is another doubt', () => {
    doubts.begin(7, 2_000);
    uptime = 10 * MINUTE;
    expect(doubts.age(7, 11 * MINUTE, 10 * MINUTE)).toBe(0);
    expect(doubts.waited(7, 11 * MINUTE, 10 * MINUTE)).toBe(0);
  });
});

it.each([
  ['by the clock', (bench: EngineBench) => void (bench.time.now += MINUTE)],
  ['by the time that passed', (bench: EngineBench) => void (bench.time.uptime += MINUTE)],
  [
    'and not after a clock that went back over a sleep',
    (bench: EngineBench) => void (bench.time.now -= DAY),
  ],
])('a posting may leave for half a minute, %s', async (_, sleep) => {
  insertJobs(bench.db, [{}]);
  await bench.start();
  const [post] = bench.rs.pending;
  expect(post?.mayLeave()).toBe(true);
  sleep(bench);
  expect(post?.mayLeave()).toBe(false);
});

it('what comes due in the very moment of a look is taken, although nothing else happens', async () => {
  // A look takes time: the clock goes on within it.
  const passing: number[] = [];
  bench.options = {
    ...bench.options,
    clock: () => bench.time.now + (passing.shift() ?? 0),
  };
  const [id] = insertJobs(bench.db, [{}]) as [number];
  await bench.crash();
  bench.rs.pending[0]?.answer(bench.rs.notBooked('unclear', fault('no-answer', false)));
  await turn();
  await bench.time.advance(1);
  const { dueAt } = bench.job(id);
  if (dueAt === null) throw new Error('The look-up is not due at any time.');
  const asked = bench.rs.lookUps;
  bench.time.now = dueAt;
  passing.push(-1);
  bench.engine.wake();
  await turn();
  expect(bench.rs.lookUps).toBe(asked);
  await bench.time.advance(1_000);
  expect(bench.rs.lookUps).toBeGreaterThan(asked);
});

it('an uptime in fractions of a millisecond, as the real one is, is as good as a whole one', async () => {
  await bench.end();
  bench = new EngineBench(tempFolder(), { uptime: () => bench.time.uptime * 0.999_37 });
  await givenUp();
  await bench.time.advance(3 * MINUTE);
  expect(bench.bugs).toEqual([]);
  // Decided by a look-up, and sent again.
  expect([bench.states(), bench.rs.posts]).toEqual([{ sending: 1 }, 2]);
});
