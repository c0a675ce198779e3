/** What this database cannot prove that it never sent is looked up first, whatever RS has it under. */
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineOptions } from '../../../electron/core/engine/context.ts';
import type { Posting } from '../../../electron/core/rs/connector.ts';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { insertJobs, type NewJob } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { EngineBench, SETTLE_WINDOW_MS } from './bench.ts';

let bench: EngineBench;

afterEach(async () => {
  await bench.end();
  expect(bench.bugs).toEqual([]);
});

/** A shop whose jobs were all born in doubt; RS answers at once. */
function open(jobs: readonly NewJob[], options: Partial<EngineOptions> = {}): number[] {
  bench = new EngineBench(tempFolder(), options);
  bench.rs.automatic = true;
  const ids = insertJobs(bench.db, jobs);
  bench.db
    .prepare(
      `UPDATE jobs SET state = 'unclear', in_doubt_since = ?, earlier_reference = 'VP-old-' || id`,
    )
    .run(bench.time.now);
  return ids;
}

const bookedBefore = (reference: string, change: Partial<Posting> = {}) =>
  bench.rs.book({
    ...{
      bstKey: 0,
      gegkonto: 1360,
      umsatz: 59.99,
      beleg1: 'RB-7',
      beleg2: reference,
      konto: '1000',
    },
    ...{ text: 'x', currency: 'EUR', i_stkey: 0, datum: '2026-11-20', wj_id: '2', wmonat: 11 },
    ...{ journal: 11, action: 'save', ...change },
  });

const referenceOf = (id: number) =>
  bench.db.prepare<[number], string>('SELECT reference FROM jobs WHERE id = ?').pluck().get(id) ??
  '';

const FIRST = { isFirstStart: true };

describe('a job that RS has already', () => {
  it('is shown as booked with its number; an order without asking for its invoice, which the posting names', async () => {
    const [id = 0] = open([{ type: 'order-cash', amount: 5_999 }]);
    const { number } = bookedBefore(referenceOf(id), { gegkonto: 10_007 });
    await bench.start();
    expect(bench.job(id)).toMatchObject({ state: 'booked', invoiceNumber: 'RB-7' });
    expect(bench.db.prepare('SELECT posting_number, debtor FROM jobs').get()).toEqual({
      posting_number: number,
      debtor: '10007',
    });
    expect(bench.rs).toMatchObject({ posts: 0, invoiceQuestions: 0, lookUps: 1 });
  });

  it('is found by the reference of an earlier program, and read back by it', async () => {
    const [id = 0] = open([{ amount: 5_999 }], { verifyAfterMs: MINUTE });
    bookedBefore(`VP-old-${id}`);
    await bench.start();
    await bench.time.advance(2 * MINUTE);
    expect(bench.job(id).state).toBe('verified');
    expect(bench.rs.posts).toBe(0);
  });

  it('under both references stands there twice, and a person is asked', async () => {
    const [id = 0] = open([{ amount: 5_999 }]);
    bookedBefore(`VP-old-${id}`);
    bookedBefore(referenceOf(id));
    await bench.start();
    expect(bench.job(id)).toMatchObject({ state: 'attention', cause: 'booked-twice' });
  });

  it('with another amount is a question, never a second posting', async () => {
    const [id = 0] = open([{ amount: 5_998 }], FIRST);
    bookedBefore(referenceOf(id));
    await bench.start();
    await bench.time.advance(2 * MINUTE);
    expect(bench.job(id)).toMatchObject({ state: 'attention', cause: 'booked-differently' });
    expect(bench.rs.posts).toBe(0);
  });
});

describe('a job that RS does not have', () => {
  it('is sent at once on a first start where RS has nothing of ours on the day', async () => {
    const ids = open([{ type: 'cash-in' }, { type: 'cash-out', amount: -5 }], FIRST);
    bookedBefore('SOMEBODY');
    await bench.start();
    await bench.time.advance(SECOND);
    expect(ids.map((id) => bench.job(id).state)).toEqual(['booked', 'booked']);
    // What was booked in between is of this database and hides nothing.
    expect(bench.rs.posts).toBe(2);
  });

  it.each([
    ['RS has something of ours on the day', FIRST, 'VP-of-another-life'],
    ['this PC has worked on the folder before', {}, 'SOMEBODY'],
  ])('waits for the settle window where %s', async (_, options, reference) => {
    const [id = 0] = open([{ type: 'cash-in' }], options);
    bookedBefore(reference);
    await bench.start();
    await bench.time.advance(SETTLE_WINDOW_MS - SECOND);
    expect(bench.job(id).state).toBe('unclear');
    await bench.time.advance(2 * SECOND);
    expect(bench.job(id).state).toBe('booked');
  });

  it('twin: believed at once, what RS is late to show would be booked twice', async () => {
    const [id = 0] = open([{ type: 'cash-in', amount: 5_999 }]);
    await bench.start();
    await bench.time.advance(30 * SECOND);
    bookedBefore(referenceOf(id));
    await bench.time.advance(MINUTE);
    expect(bench.rs.ledger).toHaveLength(1);
    expect(bench.job(id).state).toBe('booked');
  });
});

it('a year on a new PC takes no more questions than its references divided by a hundred', async () => {
  const ids = open(
    Array.from({ length: 2_000 }, () => ({ amount: 5_999 })),
    FIRST,
  );
  for (const id of ids) bookedBefore(referenceOf(id));
  await bench.start();
  await bench.time.advance(5 * SECOND);
  expect(bench.states()).toEqual({ booked: 2_000 });
  expect(bench.rs.lookUps).toBeLessThanOrEqual((2_000 * 2) / 100);
  expect(bench.rs.posts).toBe(0);
});

describe('a part of a payment that an earlier program booked whole', () => {
  /** 40.00 for the invoice and a tip of 5.00, as two jobs of one receipt. */
  function openParts(): [rest: number, tip: number] {
    const [rest = 0, tip = 0] = open([
      { type: 'order-cash', amount: 4_000, part: 'cash' },
      {
        ...{ type: 'order-cash', amount: 500, businessCase: 'TrinkgeldAN' },
        ...{ part: 'contra:TrinkgeldAN:cash', isFurther: true },
      },
    ]);
    return [rest, tip];
  }

  it('is asked about beside it, and never booked again', async () => {
    const [rest, tip] = openParts();
    bookedBefore(referenceOf(rest), { umsatz: 45, gegkonto: 10_007 });
    await bench.start();
    await bench.time.advance(2 * SETTLE_WINDOW_MS);
    for (const id of [rest, tip]) {
      expect(bench.job(id)).toMatchObject({ state: 'attention', cause: 'booked-differently' });
    }
    expect(bench.rs.posts).toBe(0);
  });

  it('twin: where the rest is in RS as it is here, the tip alone is sent', async () => {
    const [rest, tip] = openParts();
    bookedBefore(referenceOf(rest), { umsatz: 40, gegkonto: 10_007 });
    await bench.start();
    await bench.time.advance(2 * SETTLE_WINDOW_MS);
    expect(bench.job(rest).state).toBe('booked');
    expect(bench.job(tip).state).toBe('booked');
    expect(bench.rs.posts).toBe(1);
  });
});
