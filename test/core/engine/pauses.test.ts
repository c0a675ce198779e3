/** RS said when it wants to be asked again (`Retry-After`): only a person makes it sooner, with one question. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Fault } from '../../../electron/core/rs/connector.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { turn } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { EngineBench } from './bench.ts';
import { fault } from './fake-rs.ts';

const ASKED_MS = 30_000;
const ASKED = fault('frozen', true, ASKED_MS);
const NOT_ASKED = fault('frozen', true);

let bench: EngineBench;

beforeEach(async () => {
  bench = new EngineBench(tempFolder());
  insertJobs(bench.db, [{}, {}]);
  await bench.start();
});

afterEach(async () => {
  await bench.end();
  expect(bench.bugs).toEqual([]);
});

/** The requests that are out fail one after the other; RS is well from then on. */
async function fail(...faults: readonly Fault[]): Promise<void> {
  const out = bench.rs.pending.splice(0);
  for (const [index, each] of faults.entries()) {
    out[index]?.answer(bench.rs.notBooked('not-sent', each));
    await turn();
  }
  bench.rs.automatic = true;
}

/** Whether RS was asked anything within so long. */
async function asksWithin(ms: number): Promise<boolean> {
  const before = bench.rs.yearQuestions + bench.rs.posts;
  await bench.time.advance(ms);
  return bench.rs.yearQuestions + bench.rs.posts > before;
}

it('a fault of another cause in the same moment does not cut the wait short', async () => {
  await fail(ASKED, fault('offline', true));
  expect(await asksWithin(ASKED_MS - 1)).toBe(false);
  await bench.time.advance(1);
  expect(bench.states()).toEqual({ booked: 2 });
});

it('twin: without a word from RS such a moment is over after a second', async () => {
  await fail(NOT_ASKED, fault('offline', true));
  expect(await asksWithin(1_000)).toBe(true);
});

it('KICK JOB asks once before it; when that fails too, the wait goes on as it was', async () => {
  await fail(ASKED, ASKED);
  bench.rs.readFault = NOT_ASKED;
  const before = bench.rs.yearQuestions;
  await bench.kick();
  await turn();
  expect(bench.rs.yearQuestions).toBe(before + 1);
  bench.rs.readFault = null;
  expect(await asksWithin(ASKED_MS - 1)).toBe(false);
  await bench.time.advance(1);
  expect(bench.states()).toEqual({ booked: 2 });
});

it('KICK JOB books at once when RS is well again before the time that it named', async () => {
  await fail(ASKED, ASKED);
  await bench.kick();
  await bench.time.advance(1);
  expect(bench.states()).toEqual({ booked: 2 });
});

it('twin: without a word from RS, KICK JOB asks at once', async () => {
  await fail(NOT_ASKED, NOT_ASKED);
  await bench.kick();
  expect(await asksWithin(1)).toBe(true);
});

it('nor does a STOP that is pressed and lifted meanwhile; it alone is told as long as it holds', async () => {
  bench.pressStop();
  await turn();
  await fail(ASKED, ASKED);
  expect(bench.engine.state().pause?.cause).toBe('stopped');
  bench.stop.clear();
  bench.engine.wake();
  await turn();
  expect(bench.engine.state().pause?.cause).toBe('frozen');
  expect(await asksWithin(ASKED_MS - 1)).toBe(false);
  await bench.time.advance(1);
  expect(bench.states()).toEqual({ booked: 2 });
});

it('a clock that is put back takes the wait with it', async () => {
  await fail(ASKED, ASKED);
  bench.time.now -= 3_600_000;
  bench.engine.wake();
  await turn();
  expect(await asksWithin(ASKED_MS - 1)).toBe(false);
  await bench.time.advance(1);
  expect(bench.states()).toEqual({ booked: 2 });
});
