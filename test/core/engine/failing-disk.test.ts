/** A disk that fails while an answer is to be stored, and is well again later, without a restart in between. */
import { expect, it, onTestFinished } from 'vitest';
import { insertJobs } from '../../helpers/jobs.ts';
import { turn } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { EngineBench } from './bench.ts';

it('an answer that could not be stored is looked up when the disk is well, and nothing is sent twice', async () => {
  const bench = new EngineBench(tempFolder());
  onTestFinished(() => bench.end());
  const [id] = insertJobs(bench.db, [{ type: 'cash-in' }]) as [number];
  await bench.start();
  const [post] = bench.rs.pending;
  if (!post) throw new Error('Nothing was sent.');
  bench.db.exec(`CREATE TEMP TRIGGER failing BEFORE INSERT ON main.answers
    BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
  post.answer(bench.rs.booked(post.posting));
  await turn();
  expect(bench.engine.state().pause?.cause).toBe('internal');
  expect(bench.job(id).state).toBe('sending');
  // Still failing: the engine tries, and pauses again.
  await bench.time.advance(3_000);
  expect(bench.job(id).state).toBe('sending');
  expect(bench.engine.state().pause?.cause).toBe('internal');

  bench.db.exec('DROP TRIGGER failing');
  await bench.time.advance(60_000);
  expect(bench.job(id)).toMatchObject({ state: 'booked' });
  expect(bench.rs.posts).toBe(1);
  expect(bench.rs.ledger).toHaveLength(1);
  expect(bench.engine.state().pause).toBeNull();
});
