/** The PC's clock is set while the program runs: nothing is believed too early, nothing waits for a time that is far off. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/domain/time.ts';
import { insertJobs } from '../helpers/jobs.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
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

test('a clock that is put forward ends no doubt: what may still land is not sent again', async () => {
  const id = await givenUp();
  bench.time.now += HOUR;
  await bench.time.advance(20 * SECOND);
  expect(bench.rs.lookUps).toBeGreaterThan(0);
  expect([bench.job(id).state, bench.rs.posts]).toEqual(['unclear', 1]);
  await bench.time.advance(2 * MINUTE);
  expect(bench.rs.posts).toBe(2);
});

test('without that the clock alone would decide, and it would be sent again', async () => {
  await bench.end();
  bench = new EngineBench(tempFolder(), { uptime: () => bench.time.now });
  await givenUp();
  bench.time.now += HOUR;
  await bench.time.advance(20 * SECOND);
  expect(bench.rs.posts).toBe(2);
});

test.each(['while it runs', 'before it starts'])(
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
    else bench.engine.nudge();
    await bench.time.advance(MINUTE);
    expect(bench.job(id).state).toBe('booked');
  },
);

test.each(['while it runs', 'before it starts'])(
  'what was in doubt before the clock went back %s is decided after the time that really passes',
  async (when) => {
    bench.time.now += 365 * DAY;
    const id = await givenUp();
    bench.time.now -= 365 * DAY;
    if (when === 'before it starts') await bench.crash();
    else bench.engine.nudge();
    await bench.time.advance(30 * SECOND);
    expect([bench.job(id).state, bench.rs.posts]).toEqual(['unclear', 1]);
    await bench.time.advance(2 * MINUTE);
    expect(bench.rs.posts).toBe(2);
  },
);
