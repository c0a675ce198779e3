/** The stop by a person: what is out gets its answer, nothing more is taken, and only a person ends it. */
import { afterEach, expect, it } from 'vitest';
import { createJournal } from '../../../electron/core/db/journal.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { turn } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { EngineBench } from './bench.ts';
import { fault } from './fake-rs.ts';

let bench: EngineBench;

afterEach(async () => {
  await bench.end();
  expect(bench.bugs).toEqual([]);
});

/** Four of ten documents are out. */
async function inTheMiddle(options = {}): Promise<number[]> {
  bench = new EngineBench(tempFolder(), options);
  const ids = insertJobs(
    bench.db,
    Array.from({ length: 10 }, () => ({ type: 'cash-in' as const })),
  );
  await bench.start();
  expect(bench.rs.pending).toHaveLength(4);
  return ids;
}

async function answerAll(): Promise<void> {
  for (const post of [...bench.rs.pending]) post.answer(bench.rs.booked(post.posting));
  await turn();
}

it('what is out is booked by its answer; nothing more is sent, however long it lasts', async () => {
  await inTheMiddle();
  bench.pressStop();
  await turn();
  expect(bench.engine.state()).toMatchObject({ running: true, pause: { cause: 'stopped' } });
  await answerAll();
  await bench.time.advance(100 * HOUR);
  expect(bench.rs.posts).toBe(4);
  expect(bench.states()).toEqual({ booked: 4, waiting: 6 });
  expect(bench.engine.state()).toMatchObject({
    running: false,
    nextWakeAt: null,
    pause: { cause: 'stopped', until: null },
  });
});

it('it holds from the moment it is known: an answer that is settled in the same turn takes no further job', async () => {
  await inTheMiddle();
  // The answer is there before the loop has looked.
  bench.stop.set();
  await answerAll();
  expect(bench.rs.posts).toBe(4);
});

it('twin: an engine that does not ask goes on taking jobs', async () => {
  await inTheMiddle({ halt: () => null });
  bench.pressStop();
  await answerAll();
  expect(bench.rs.posts).toBeGreaterThan(4);
});

it('KICK JOB goes on, and everything is booked once', async () => {
  await inTheMiddle();
  bench.pressStop();
  await answerAll();
  bench.rs.automatic = true;
  await bench.kick();
  await bench.time.advance(HOUR);
  expect(bench.states()).toEqual({ booked: 10 });
  expect(bench.rs.ledger).toHaveLength(10);
  expect(bench.engine.state().pause).toBeNull();
});

it('a restart does not end it, and it is told since when', async () => {
  await inTheMiddle();
  const at = bench.time.now;
  bench.pressStop();
  await answerAll();
  await bench.time.advance(HOUR);
  await bench.crash();
  bench.rs.automatic = true;
  await bench.time.advance(HOUR);
  expect(bench.rs.posts).toBe(4);
  expect(bench.engine.state().pause).toMatchObject({ cause: 'stopped', since: at });
});

it('new documents, Retry and an account that was missing send nothing while it lasts', async () => {
  const ids = await inTheMiddle();
  bench.pressStop();
  await answerAll();
  bench.rs.automatic = true;
  insertJobs(bench.db, [{ type: 'cash-in', createdAt: bench.time.now }]);
  bench.engine.restart(ids);
  bench.engine.restartFreed([{ cause: 'account-missing', ids }]);
  bench.engine.wake();
  await bench.time.advance(HOUR);
  expect(bench.rs.posts).toBe(4);
});

it('a lost line does not end it: neither its answer nor the end of its pause', async () => {
  await inTheMiddle();
  bench.pressStop();
  for (const post of [...bench.rs.pending])
    post.answer(bench.rs.notBooked('not-sent', fault('offline', true)));
  await turn();
  bench.rs.automatic = true;
  await bench.time.advance(HOUR);
  expect(bench.rs.posts).toBe(4);
  expect(bench.engine.state().pause?.cause).toBe('stopped');
});

it('pressed while RS is asked whether it is there again, its answer does not end it', async () => {
  bench = new EngineBench(tempFolder());
  insertJobs(bench.db, [{ type: 'cash-in' }]);
  const years = bench.rs.connector.fiscalYears;
  let answered: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => (answered = resolve));
  Object.assign(bench.rs.connector, {
    fiscalYears: async (signal: AbortSignal) => {
      const reply = await years(signal);
      await gate;
      return reply;
    },
  });
  await bench.start();
  bench.pressStop();
  await turn();
  answered?.();
  await turn();
  expect(bench.rs.posts).toBe(0);
  expect(bench.engine.state()).toMatchObject({ running: false, pause: { cause: 'stopped' } });
});

it('the journal says who stopped and started it; pressed twice it is one stop', async () => {
  bench = new EngineBench(tempFolder());
  const at = bench.time.now;
  bench.pressStop();
  bench.time.now += HOUR;
  bench.pressStop();
  await bench.kick();
  await bench.kick();
  expect(createJournal(bench.db, 'other').about('setting', 'engine.stoppedAt')).toMatchObject([
    { at, who: 'manager', action: 'stop' },
    { at: at + HOUR, who: 'manager', action: 'start' },
  ]);
});
