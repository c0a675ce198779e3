/** Booked is what RS answered; verified is what RS has. Nothing is ever sent again because of what is read back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertJobs } from '../../helpers/jobs.ts';
import { turn } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { EngineBench } from './bench.ts';
import type { StoredPosting } from '../../../electron/core/rs/connector.ts';
import { fault } from './fake-rs.ts';

const AFTER_MS = 30_000;
const MINUTE = 60_000;

let bench: EngineBench;

beforeEach(() => {
  bench = new EngineBench(tempFolder(), { verifyAfterMs: AFTER_MS });
  bench.rs.automatic = true;
});

afterEach(async () => {
  await bench.end();
  expect(bench.bugs).toEqual([]);
});

async function oneBooked(): Promise<number> {
  const [id] = insertJobs(bench.db, [{ type: 'cash-in', amount: 25_000 }]) as [number];
  await bench.start();
  expect(bench.job(id).state).toBe('booked');
  return id;
}

describe('a booked posting', () => {
  it('is read back after a while and then is verified; that is no run and no modification', async () => {
    const id = await oneBooked();
    const { modifiedAt } = bench.job(id);
    await bench.time.advance(AFTER_MS - 1);
    expect(bench.job(id).state).toBe('booked');
    await bench.time.advance(1);
    expect(bench.job(id)).toMatchObject({ state: 'verified', modifiedAt });
    expect(bench.engine.state()).toMatchObject({ running: false, nextWakeAt: null });
    expect(bench.attempts(id)).toHaveLength(1);
    expect(bench.rs.posts).toBe(1);
  });

  it('is read back in batches, not one by one', async () => {
    insertJobs(
      bench.db,
      Array.from({ length: 250 }, () => ({})),
    );
    await bench.start();
    await bench.time.advance(AFTER_MS + 10_000);
    expect(bench.states()).toEqual({ verified: 250 });
    expect(bench.rs.lookUps).toBe(3);
  });

  it('stays booked while RS does not answer, and is read back later, without pausing the engine', async () => {
    const id = await oneBooked();
    bench.rs.readFault = fault('offline', true);
    await bench.time.advance(AFTER_MS);
    expect(bench.job(id).state).toBe('booked');
    expect(bench.engine.state().pause).toBeNull();
    bench.rs.readFault = null;
    await bench.time.advance(5 * MINUTE);
    expect(bench.job(id).state).toBe('verified');
  });

  it('that RS no longer has needs a person, but not before a lagging list must have it', async () => {
    const id = await oneBooked();
    bench.rs.ledger.length = 0;
    await bench.time.advance(14 * MINUTE);
    expect(bench.job(id).state).toBe('booked');
    await bench.time.advance(2 * MINUTE);
    expect(bench.job(id)).toMatchObject({ state: 'attention', cause: 'booked-missing' });
    expect(bench.attempts(id).at(-1)).toMatchObject({ kind: 'look-up', outcome: 'booked-missing' });

    // Whoever deleted it there may have meant it: a run over everything does not bring it back.
    await bench.engine.kick();
    await bench.time.advance(10 * MINUTE);
    expect(bench.job(id).state).toBe('attention');
    expect(bench.rs.posts).toBe(1);

    // A person says so: RS is asked once more, and only then is it sent again.
    const asked = bench.rs.lookUps;
    expect(bench.engine.restart([id])).toEqual([id]);
    expect(bench.job(id).state).toBe('unclear');
    await turn();
    await bench.time.advance(AFTER_MS);
    expect(bench.rs.lookUps).toBeGreaterThan(asked);
    expect(bench.rs.posts).toBe(2);
    expect(bench.job(id).state).toBe('verified');
  });

  it('that stands in RS twice, or with another amount, needs a person', async () => {
    const ids = insertJobs(bench.db, [{ amount: 100 }, { amount: 200 }]);
    await bench.start();
    const [first, second] = bench.rs.ledger;
    if (!first || !second) throw new Error('nothing was booked');
    bench.rs.ledger.push({ ...first, number: '77' });
    bench.rs.ledger[1] = { ...second, amount: 201 };
    await bench.time.advance(AFTER_MS);
    expect(ids.map((id) => bench.job(id).cause)).toEqual(['booked-twice', 'booked-differently']);
    expect(bench.rs.posts).toBe(2);
  });

  it.each<[string, Partial<StoredPosting>]>([
    ['currency', { currency: 'CHF' }],
    ['day', { businessDay: '2026-11-09' }],
    ['receipt number', { receipt: '4711' }],
    ['text', { text: 'Privat' }],
    ['period', { month: 12 }],
    ['period', { fiscalYear: '3' }],
  ])('that was changed in RS afterwards (%s) needs a person', async (field, changed) => {
    const id = await oneBooked();
    bench.rs.ledger[0] = { ...(bench.rs.ledger[0] as StoredPosting), ...changed };
    await bench.time.advance(AFTER_MS);
    const { cause } = bench.job(id);
    const { error } = bench.attempts(id).at(-1) ?? {};
    expect([cause, error]).toEqual([
      'booked-differently',
      expect.stringContaining(`another ${field}`),
    ]);
  });

  it('twin: one that RS moved out of a locked month while it booked is verified', async () => {
    bench.rs.lockedMonth = true;
    const id = await oneBooked();
    expect(bench.job(id).movedToPeriod).toBe('2-12');
    await bench.time.advance(AFTER_MS);
    expect(bench.job(id).state).toBe('verified');
  });

  it('twin: one whose text RS composes and trims otherwise, and whose day has a time, is verified', async () => {
    const [id] = insertJobs(bench.db, [{ type: 'cash-in', text: 'Münzen  ' }]) as [number];
    await bench.start();
    const stored = bench.rs.ledger[0] as StoredPosting;
    bench.rs.ledger[0] = {
      ...stored,
      text: ` ${(stored.text ?? '').normalize('NFD')}`,
      businessDay: `${stored.businessDay} 00:00:00`,
    };
    await bench.time.advance(AFTER_MS);
    expect(bench.job(id).state).toBe('verified');
  });
});
