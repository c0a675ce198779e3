/** Halts: quiet hours hold nothing up but what goes by itself; the first start books nothing before it is through. */
import { afterEach, expect, it } from 'vitest';
import type { Halt } from '../../../electron/core/engine/context.ts';
import { quietUntil } from '../../../shared/domain/quiet-hours.ts';
import { HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { EngineBench } from './bench.ts';

let bench: EngineBench;

afterEach(async () => {
  await bench.end();
  expect(bench.bugs).toEqual([]);
});

const QUIET = { from: '22:00', to: '06:00' };

/** Berlin in winter: 22:00 is 21:00 UTC. */
function open(at: string, halt = quiet): EngineBench {
  bench = new EngineBench(tempFolder(), { halt });
  bench.rs.automatic = true;
  bench.time.now = Date.parse(at);
  return bench;
}

function quiet(now: number, isWanted: boolean): Halt | null {
  const until = isWanted ? null : quietUntil(now, QUIET, 'Europe/Berlin');
  return until === null ? null : { cause: 'quiet-hours', message: '', until };
}

it('in quiet hours nothing is sent, not even a question; at their end it goes on by itself', async () => {
  open('2026-11-23T21:30:00Z');
  insertJobs(bench.db, [{ type: 'cash-in' }, { type: 'order-cash' }]);
  await bench.start();
  expect(bench.rs).toMatchObject({ posts: 0, yearQuestions: 0, invoiceQuestions: 0 });
  expect(bench.engine.state().pause).toMatchObject({
    cause: 'quiet-hours',
    until: Date.parse('2026-11-24T05:00:00Z'),
  });
  await bench.time.advance(7 * HOUR + 29 * MINUTE);
  expect(bench.rs.posts).toBe(0);
  await bench.time.advance(2 * MINUTE);
  expect(bench.rs.posts).toBe(1);
  expect(bench.engine.state().pause).toBeNull();
});

it('twin: without quiet hours it is sent at once', async () => {
  open('2026-11-23T21:30:00Z', () => null);
  insertJobs(bench.db, [{ type: 'cash-in' }]);
  await bench.start();
  expect(bench.rs.posts).toBe(1);
});

it('KICK JOB sends in quiet hours what is there; what comes afterwards rests again', async () => {
  open('2026-11-23T21:30:00Z');
  insertJobs(bench.db, [{ type: 'cash-in' }, { type: 'cash-in' }]);
  await bench.start();
  await bench.engine.kick();
  await bench.time.advance(1_000);
  expect(bench.rs.posts).toBe(2);
  insertJobs(bench.db, [{ type: 'cash-in', createdAt: bench.time.now }]);
  bench.engine.wake();
  await bench.time.advance(HOUR);
  expect(bench.rs.posts).toBe(2);
  expect(bench.engine.state().pause?.cause).toBe('quiet-hours');
});

it('quiet hours that begin during a run let what is out come home and take nothing new', async () => {
  open('2026-11-23T20:59:30Z');
  bench.rs.automatic = false;
  insertJobs(
    bench.db,
    Array.from({ length: 10 }, () => ({ type: 'cash-in' as const })),
  );
  await bench.start();
  expect(bench.rs.pending).toHaveLength(4);
  await bench.time.advance(MINUTE);
  bench.rs.automatic = true;
  for (const { posting, answer } of bench.rs.pending.splice(0)) {
    answer({
      kind: 'booked',
      posting: bench.rs.book(posting),
      exchange: { httpStatus: 200, response: null },
    });
  }
  await bench.time.advance(MINUTE);
  expect(bench.states()['sending'] ?? 0).toBe(0);
  expect(bench.rs.ledger.length).toBeLessThan(10);
  expect(bench.engine.state().pause?.cause).toBe('quiet-hours');
  await bench.time.advance(9 * HOUR);
  expect(bench.rs.ledger).toHaveLength(10);
});

it('switched off in the middle, they hold nothing up any more', async () => {
  let isOn = true;
  open('2026-11-23T21:30:00Z', (now, isWanted) => (isOn ? quiet(now, isWanted) : null));
  insertJobs(bench.db, [{ type: 'cash-in' }]);
  await bench.start();
  expect(bench.rs.posts).toBe(0);
  isOn = false;
  bench.engine.wake();
  await bench.time.advance(1);
  expect(bench.rs.posts).toBe(1);
});

it('before the first start is through not even KICK JOB sends', async () => {
  open('2026-11-23T12:00:00Z', () => ({ cause: 'setting-up', message: '', until: null }));
  insertJobs(bench.db, [{ type: 'cash-in' }]);
  await bench.start();
  await bench.engine.kick();
  await bench.time.advance(HOUR);
  expect(bench.rs.posts).toBe(0);
});
