/**
 * The promise: whatever happens on the line and to this PC, and whatever anyone presses, in the end RS has exactly one
 * posting per job, to the cent.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Db } from '../../../electron/core/db/open.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { turn } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { EngineBench, SETTLE_WINDOW_MS } from './bench.ts';
import { fault } from './fake-rs.ts';

type Action =
  | 'answer'
  | 'lose-answer'
  | 'lose-request'
  | 'land-late'
  | 'offline'
  | 'throttled'
  | 'refuse'
  | 'reads-fail'
  | 'reads-heal'
  | 'crash'
  | 'crash-after-booking'
  | 'kick'
  | 'stop'
  | 'retry'
  | 'invoice'
  | 'time'
  | 'much-time'
  | 'clock-back';

const ACTIONS: Action[] = [
  'answer',
  'lose-answer',
  'lose-request',
  'land-late',
  'offline',
  'throttled',
  'refuse',
  'reads-fail',
  'reads-heal',
  'crash',
  'crash-after-booking',
  'kick',
  'stop',
  'retry',
  'invoice',
  'time',
  'much-time',
  'clock-back',
];

const step = fc.record({ action: fc.constantFrom(...ACTIONS), pick: fc.nat(1000) });

async function perform(
  bench: EngineBench,
  jobs: number[],
  { action, pick }: { action: Action; pick: number },
) {
  const { rs, time } = bench;
  const wasStopped = bench.stop.since() !== null;
  const posts = rs.posts;
  const post = rs.pending[pick % Math.max(1, rs.pending.length)];
  switch (action) {
    case 'answer':
      post?.answer(rs.booked(post.posting));
      break;
    case 'lose-answer':
      if (post) rs.book(post.posting);
      post?.answer(rs.notBooked('unclear', fault('no-answer', false)));
      break;
    case 'lose-request':
      post?.answer(rs.notBooked('unclear', fault('no-answer', false)));
      break;
    case 'land-late':
      if (post) {
        // Within the time in which RS may still take up what was sent.
        time.timers.after(pick % (SETTLE_WINDOW_MS - 1000), () => rs.book(post.posting));
        post.answer(rs.notBooked('unclear', fault('no-answer', false)));
      }
      break;
    case 'offline':
      post?.answer(rs.notBooked('not-sent', fault('offline', true)));
      break;
    case 'throttled':
      post?.answer(rs.notBooked('not-sent', fault('throttled', true, 5_000)));
      break;
    case 'refuse':
      post?.answer(rs.notBooked('refused', fault('refused', false)));
      break;
    case 'reads-fail':
      rs.readFault = fault('offline', true);
      break;
    case 'reads-heal':
      rs.readFault = null;
      break;
    case 'crash':
      rs.pending = [];
      await bench.crash();
      break;
    case 'crash-after-booking':
      for (const one of rs.pending) rs.book(one.posting);
      rs.pending = [];
      await bench.crash();
      break;
    case 'kick':
      void bench.kick();
      void bench.kick();
      break;
    case 'stop':
      bench.pressStop();
      break;
    case 'retry':
      bench.engine.restart([jobs[pick % jobs.length] as number]);
      break;
    case 'invoice': {
      const bill = `bill-${(pick % jobs.length) + 1}`;
      rs.invoices.set(bill, [
        {
          billNumber: bill,
          documentNumber: `2026${pick}`,
          debtor: '10007',
          currency: 'EUR',
          type: 'RB',
        },
      ]);
      break;
    }
    case 'time':
      await time.advance(pick * 10);
      break;
    case 'much-time':
      await time.advance(pick * 1000);
      break;
    case 'clock-back':
      // A late landing is a fact of RS, not of this PC's clock: its timer must not move with it.
      if (time.nextTimerAt === undefined) time.now -= pick * 100;
      break;
  }
  await turn();
  const isStopped = bench.stop.since() !== null;
  if (wasStopped && isStopped) expect(rs.posts).toBe(posts);
}

async function heal(bench: EngineBench, jobs: number[]) {
  const { rs, time } = bench;
  rs.readFault = null;
  jobs.forEach((_, index) => {
    const bill = `bill-${index + 1}`;
    rs.invoices.set(bill, [
      {
        billNumber: bill,
        documentNumber: `2026${index}`,
        debtor: '10007',
        currency: 'EUR',
        type: 'RB',
      },
    ]);
  });
  for (let round = 0; round < 60; round++) {
    while (rs.pending.length > 0) {
      for (const post of [...rs.pending]) post.answer(rs.booked(post.posting));
      await turn();
    }
    void bench.kick();
    await time.advance(10_000);
    if ((bench.states()['booked'] ?? 0) === jobs.length && rs.pending.length === 0) break;
  }
}

function ledgerProblems(bench: EngineBench, db: Db): string[] {
  const counts = new Map<string, number[]>();
  for (const posting of bench.rs.ledger) {
    counts.set(posting.reference, [
      ...(counts.get(posting.reference) ?? []),
      posting.amount ?? NaN,
    ]);
  }
  const jobs = db.prepare('SELECT reference, amount, state FROM jobs').all() as {
    reference: string;
    amount: number;
    state: string;
  }[];
  return jobs.flatMap(({ reference, amount, state }) => {
    const amounts = counts.get(reference) ?? [];
    return amounts.length === 1 && amounts[0] === amount && state === 'booked'
      ? []
      : [`${reference}: ${state}, ledger ${JSON.stringify(amounts)}, wanted ${amount}`];
  });
}

async function history(
  steps: { action: Action; pick: number }[],
  settleWindowMs: number,
): Promise<string[]> {
  const bench = new EngineBench(tempFolder(), { settleWindowMs });
  try {
    const jobs = insertJobs(bench.db, [
      { type: 'cash-in', amount: 25_000 },
      { type: 'cash-out', amount: -420_000 },
      { type: 'order-cash', amount: 5_999 },
      { type: 'order-non-cash', amount: 404, paymentType: 'ECKarte' },
      { type: 'close-diff', amount: -87 },
      { type: 'cash-in', amount: 1 },
    ]);
    await bench.start();
    for (const one of steps) await perform(bench, jobs, one);
    await heal(bench, jobs);
    expect(bench.bugs).toEqual([]);
    expect(bench.rs.mostOut).toBeLessThanOrEqual(4 + 4);
    return ledgerProblems(bench, bench.db);
  } finally {
    await bench.end();
  }
}

const steps = fc.array(step, { maxLength: 40 });
const seed = process.env['SEED'] === undefined ? Date.now() : Number(process.env['SEED']);

it('any interleaving of crash, retry, kick, stop and lost answers ends with one posting per job', async () => {
  console.log(`interleavings: SEED=${seed}`);
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      expect(await history(given, SETTLE_WINDOW_MS)).toEqual([]);
    }),
    { seed, numRuns: Number(process.env['RUNS'] ?? 60) },
  );
}, 120_000);

it('twin: an engine that believes "not there" at once books twice, and this is seen', async () => {
  const landLate: { action: Action; pick: number }[] = [
    { action: 'land-late', pick: 900 },
    { action: 'time', pick: 10 },
  ];
  expect(await history(landLate, 0)).not.toEqual([]);
  expect(await history(landLate, SETTLE_WINDOW_MS)).toEqual([]);
});
