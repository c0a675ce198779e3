/** When RS is asked whether a cause is gone, and who goes ahead: on simulated time, with a RetailSuite of a few lines. */
import { expect, it } from 'vitest';
import type { AttentionJob } from '../../../electron/core/db/attention.ts';
import {
  createAttentionTries,
  type AttentionTries,
} from '../../../electron/core/db/attention-tries.ts';
import { openDatabase } from '../../../electron/core/db/open.ts';
import { createRecheck, type Recheck } from '../../../electron/topics/attention/recheck.ts';
import type { Fault, RsConnector } from '../../../electron/core/rs/connector.ts';
import { PRESET_ACCOUNTS } from '../../../shared/domain/accounts.ts';
import { accountBook, type ChartAccount } from '../../../shared/domain/assignment.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import type { JobState } from '../../../shared/domain/states.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { SimulatedTime } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const EXCHANGE = { httpStatus: 200, response: null };
const FAULT: Fault = { cause: 'offline', message: '', pauses: true, retryAfterMs: null };

class World {
  readonly time = new SimulatedTime();
  readonly jobs = new Map<number, { cause: Cause; state: JobState }>();
  /** When RS was asked, since the start. */
  readonly asked: number[] = [];
  readonly sent: { readonly at: number; readonly id: number }[] = [];
  readonly restarted: number[][] = [];
  isPaused = false;
  isAnswering = true;
  /** The line is there, and nothing comes. */
  isSilent = false;
  readonly givenUp: number[] = [];
  isLocked = true;
  readonly #start = this.time.now;
  readonly #debtors: number;

  retryAfterMs: number | null = null;
  /** Invoices that RS has for each bill. */
  invoices = 2;
  readonly #tries: AttentionTries = createAttentionTries(
    openDatabase(tempFolder(), { now: this.time.clock }),
  );
  recheck: Recheck = this.#open();

  /** Ends the program and starts it again: what is on the disk is all that it knows. */
  async startAgain(): Promise<void> {
    await this.recheck.stop();
    this.recheck = this.#open();
    this.recheck.start();
  }

  #open(): Recheck {
    return createRecheck({
      attention: { jobsOf: (causes) => causes.flatMap((cause) => this.#waiting(cause)) },
      book: () => accountBook(PRESET_ACCOUNTS.SKR03),
      connector: () => this.#connector as RsConnector,
      isPaused: () => this.isPaused,
      stateOf: (id) => this.jobs.get(id)?.state,
      sendAhead: (id) => {
        this.sent.push({ at: this.time.now - this.#start, id });
        this.end(id, 'sending');
        return true;
      },
      restart: (_cause, ids) => {
        this.restarted.push([...ids]);
        for (const id of ids) this.end(id, 'booked');
      },
      onBug: (error) => {
        throw error;
      },
      clock: this.time.clock,
      timers: this.time.timers,
      tries: this.#tries,
    });
  }

  #unanswered() {
    const fault = { ...FAULT, retryAfterMs: this.retryAfterMs };
    return { ok: false as const, fault, exchange: EXCHANGE };
  }

  readonly #connector: Partial<RsConnector> = {
    batchSize: 2,
    accounts: async (signal) => {
      this.asked.push(this.time.now - this.#start);
      if (this.isSilent) {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        this.givenUp.push(this.time.now - this.#start);
        return this.#unanswered();
      }
      if (!this.isAnswering) return this.#unanswered();
      return { ok: true, value: this.#chart(), exchange: EXCHANGE };
    },
    findInvoices: async (bills) => {
      this.asked.push(this.time.now - this.#start);
      if (!this.isAnswering) return this.#unanswered();
      const found = Array.from({ length: this.invoices }, (_, index) => ({
        billNumber: '',
        documentNumber: `${202_600_001 + index}`,
        debtor: '10000',
        currency: 'EUR',
        type: 'RB',
      }));
      return {
        ok: true,
        value: new Map(bills.map((bill) => [bill, found])),
        exchange: EXCHANGE,
      };
    },
  };

  /** @param debtors the jobs are card payments of so many customers, whose accounts are in no chart */
  constructor(cause: Cause, count = 3, debtors = 0) {
    this.#debtors = debtors;
    for (let id = 1; id <= count; id++) this.jobs.set(id, { cause, state: 'attention' });
    this.recheck.start();
  }

  end(id: number, state: JobState): void {
    const job = this.jobs.get(id);
    if (job) job.state = state;
    this.recheck.changed([id]);
  }

  #chart(): ChartAccount[] {
    const numbers = new Set(PRESET_ACCOUNTS.SKR03.map(({ account }) => account));
    return [...numbers].map((number) => ({
      number,
      description: '',
      currency: 'EUR',
      locked: this.isLocked,
    }));
  }

  #waiting(cause: Cause): AttentionJob[] {
    return [...this.jobs]
      .filter(([, job]) => job.state === 'attention' && job.cause === cause)
      .map(([id]) => ({
        id,
        cause,
        type: this.#debtors > 0 || cause.startsWith('invoice-') ? 'order-cash' : 'cash-in',
        amount: 100,
        currency: 'EUR',
        store: '1',
        pay_desk: 'K1',
        payment_type: null,
        payment_name: null,
        business_case: cause.startsWith('invoice-') || this.#debtors > 0 ? null : 'Geldtransit',
        business_name: null,
        business_day: '2026-11-20',
        bill_number: cause.startsWith('invoice-') ? `bill-${id}` : null,
        debtor: this.#debtors > 0 ? String(10_000 + (id % this.#debtors)) : null,
      }));
  }
}

it('RS is asked every ten minutes, less often when it does not answer, and not at all in a pause', async () => {
  const world = new World('account-refused');
  await world.time.advance(21 * MINUTE);
  expect(world.asked).toEqual([30 * SECOND, 10.5 * MINUTE, 20.5 * MINUTE]);
  world.isAnswering = false;
  world.asked.length = 0;
  await world.time.advance(4 * HOUR);
  expect(world.asked.map((at) => at / MINUTE)).toEqual([30.5, 50.5, 90.5, 150.5, 210.5]);
  world.isPaused = true;
  world.asked.length = 0;
  await world.time.advance(4 * HOUR);
  expect(world.asked).toEqual([]);
  expect(world.sent).toEqual([]);
});

it('RS is asked at once when the line is back, or when somebody looks; not twice within half a minute', async () => {
  const world = new World('account-refused');
  world.isPaused = true;
  world.recheck.changed([]);
  await world.time.advance(MINUTE);
  world.isPaused = false;
  world.recheck.changed([]);
  await world.time.advance(0);
  world.recheck.askNow();
  await world.time.advance(29 * SECOND);
  world.recheck.askNow();
  await world.time.advance(SECOND);
  world.recheck.askNow();
  await world.time.advance(0);
  expect(world.asked).toEqual([MINUTE, 1.5 * MINUTE]);
});

it('a question without an answer is given up after half a minute, and asked again', async () => {
  const world = new World('account-refused');
  world.isSilent = true;
  await world.time.advance(MINUTE - 1);
  expect(world.givenUp).toEqual([]);
  await world.time.advance(21 * MINUTE);
  expect(world.asked.map((at) => at / MINUTE)).toEqual([0.5, 21]);
  expect(world.givenUp.map((at) => at / MINUTE)).toEqual([1, 21.5]);
});

it('the end of the program does not wait for an answer', async () => {
  const world = new World('account-refused');
  world.isSilent = true;
  await world.time.advance(30 * SECOND);
  await world.recheck.stop();
  expect(world.givenUp.map((at) => at / SECOND)).toEqual([30]);
});

it('nobody waits for RS: it is not asked', async () => {
  const world = new World('booked-missing');
  await world.time.advance(2 * HOUR);
  expect(world.asked).toEqual([]);
  expect(world.sent).toEqual([]);
});

it('one job goes ahead; the others follow when it is booked', async () => {
  const world = new World('account-refused');
  await world.time.advance(MINUTE);
  expect(world.sent).toEqual([]);
  world.isLocked = false;
  await world.time.advance(2 * HOUR);
  // As long as it is out, no other one is sent.
  expect(world.sent.map(({ id }) => id)).toEqual([1]);
  expect(world.restarted).toEqual([]);
  world.end(1, 'booked');
  expect(world.restarted).toEqual([[2, 3]]);
});

it('refused again with the same facts: the next one goes an hour later, then ever later', async () => {
  const world = new World('account-refused');
  world.isLocked = false;
  for (let step = 0; step < 24 * 60; step++) {
    await world.time.advance(MINUTE);
    for (const [id, { state }] of world.jobs) if (state === 'sending') world.end(id, 'attention');
  }
  expect(world.restarted).toEqual([]);
  expect(world.sent.map(({ id }) => id)).toEqual([1, 2, 3, 1, 2]);
  const hours = world.sent.map(({ at }) => Math.floor(at / HOUR));
  expect(hours).toEqual([0, 1, 3, 7, 15]);
});

it('no read tells why RS refused: the first one goes after an hour, not at once', async () => {
  const world = new World('refused');
  await world.time.advance(HOUR);
  expect(world.sent).toEqual([]);
  await world.time.advance(HOUR);
  expect(world.sent.map(({ id }) => id)).toEqual([1]);
  world.end(1, 'booked');
  expect(world.restarted).toEqual([[2, 3]]);
});

it('customers are in no chart: RS refuses one of them all, not one of each', async () => {
  const world = new World('account-refused', 300, 100);
  world.isLocked = false;
  for (let step = 0; step < 60; step++) {
    await world.time.advance(MINUTE);
    for (const [id, { state }] of world.jobs) if (state === 'sending') world.end(id, 'attention');
  }
  expect(world.sent.map(({ id }) => id)).toEqual([1]);
  expect(world.asked.length).toBeLessThan(10);
});

it('customers are in no chart: once one is booked the others follow, whoever they are', async () => {
  const world = new World('account-refused', 6, 3);
  world.isLocked = false;
  await world.time.advance(MINUTE);
  world.end(1, 'booked');
  expect(world.restarted).toEqual([[2, 3, 4, 5, 6]]);
});

it('tries outlive the program: started every hour, RS is asked for no more postings than before', async () => {
  const world = new World('account-refused');
  world.isLocked = false;
  for (let step = 0; step < 24 * 60; step++) {
    await world.time.advance(MINUTE);
    for (const [id, { state }] of world.jobs) if (state === 'sending') world.end(id, 'attention');
    if (step % 60 === 59) await world.startAgain();
  }
  expect(world.sent.map(({ id }) => id)).toEqual([1, 2, 3, 1, 2]);
  expect(world.sent.map(({ at }) => Math.floor(at / HOUR))).toEqual([0, 1, 3, 7, 15]);
});

it.each(['booked before the next start', 'booked after it'])(
  'ended while a job was ahead, %s: the others follow it',
  async (when) => {
    const world = new World('account-refused');
    world.isLocked = false;
    await world.time.advance(MINUTE);
    expect(world.sent.map(({ id }) => id)).toEqual([1]);
    if (when.includes('before')) world.jobs.set(1, { cause: 'account-refused', state: 'booked' });
    await world.startAgain();
    await world.time.advance(MINUTE);
    if (when.includes('after')) {
      expect(world.restarted).toEqual([]);
      world.end(1, 'booked');
    }
    expect(world.restarted).toEqual([[2, 3]]);
    expect(world.sent).toHaveLength(1);
  },
);

it('RS says when it may be asked again: not before, however often somebody looks', async () => {
  const world = new World('account-refused');
  world.isAnswering = false;
  world.retryAfterMs = 3 * HOUR;
  await world.time.advance(MINUTE);
  world.isAnswering = true;
  for (let minute = 1; minute < 180; minute++) {
    world.recheck.askNow();
    await world.time.advance(MINUTE);
  }
  expect(world.asked).toEqual([30 * SECOND]);
  await world.time.advance(MINUTE);
  expect(world.asked).toEqual([30 * SECOND, 3 * HOUR + 30 * SECOND]);
});

it('an order that waits for a clear invoice goes on once RS has one, all of them, without a try', async () => {
  const world = new World('invoice-ambiguous', 5);
  await world.time.advance(MINUTE);
  // In batches as RS allows them.
  expect(world.asked).toHaveLength(3);
  expect(world.restarted).toEqual([]);
  world.invoices = 1;
  await world.time.advance(10 * MINUTE);
  expect(world.restarted).toEqual([[1, 2, 3, 4, 5]]);
  expect(world.sent).toEqual([]);
});

it('twin: with no invoice at all, or still two, nothing is started', async () => {
  const world = new World('invoice-ambiguous', 2);
  await world.time.advance(HOUR);
  world.invoices = 0;
  await world.time.advance(HOUR);
  expect(world.restarted).toEqual([]);
  expect(world.sent).toEqual([]);
});
