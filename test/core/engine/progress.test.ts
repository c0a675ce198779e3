/** What a run tells of itself while it goes on. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { insertJobs } from '../../helpers/jobs.ts';
import { turn } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { EngineBench } from './bench.ts';

let bench: EngineBench;

beforeEach(() => {
  bench = new EngineBench(tempFolder());
});

afterEach(async () => {
  await bench.end();
  expect(bench.bugs).toEqual([]);
});

it('the rate is that of the answers, and is gone when the run is over', async () => {
  insertJobs(
    bench.db,
    Array.from({ length: 40 }, () => ({ type: 'cash-in' as const })),
  );
  await bench.start();
  expect(bench.engine.state().perMinute).toBeNull();
  for (let answered = 0; answered < 20; answered += 1) {
    await bench.time.advance(500);
    const [post] = bench.rs.pending;
    post?.answer(bench.rs.booked(post.posting));
    await turn();
  }
  expect(bench.engine.state().perMinute).toBeCloseTo(120, 0);
  bench.rs.automatic = true;
  for (const post of [...bench.rs.pending]) post.answer(bench.rs.booked(post.posting));
  await bench.time.advance(1_000);
  expect(bench.states()).toEqual({ booked: 40 });
  expect(bench.engine.state()).toMatchObject({ running: false, perMinute: null });
});

it('it is told every second, also while no answer comes; afterwards nothing more is told', async () => {
  insertJobs(bench.db, [{ type: 'cash-in' }]);
  await bench.start();
  const before = bench.changes.length;
  await bench.time.advance(5_000);
  expect(bench.changes.length - before).toBeGreaterThanOrEqual(5);
  expect(bench.changes.length - before).toBeLessThan(8);
  for (const post of [...bench.rs.pending]) post.answer(bench.rs.booked(post.posting));
  await bench.time.advance(2_000);
  const after = bench.changes.length;
  await bench.time.advance(60_000);
  expect(bench.changes.length).toBe(after);
});
