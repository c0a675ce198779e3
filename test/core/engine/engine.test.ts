import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJobMoves } from '../../../electron/core/db/jobs/moves.ts';
import { PRESET_ACCOUNTS, type AccountRow } from '../../../shared/domain/accounts.ts';
import { accountBook } from '../../../shared/domain/assignment.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { turn } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { EngineBench, SETTLE_WINDOW_MS } from './bench.ts';
import { fault } from './fake-rs.ts';

let bench: EngineBench;

beforeEach(() => {
  bench = new EngineBench(tempFolder());
});

afterEach(async () => {
  await bench.end();
  expect(bench.bugs).toEqual([]);
});

const invoice = (bill: string, documentNumber: string, type = 'RB', currency = 'EUR') => ({
  billNumber: bill,
  documentNumber,
  debtor: '10007',
  currency,
  type,
});

describe('a job', () => {
  it('is committed as "sending", with its exact request, before a byte can leave', async () => {
    const [id] = insertJobs(bench.db, [
      { type: 'cash-in', amount: 25_000, text: 'Wechselgeld' },
    ]) as [number];
    await bench.start();
    expect(bench.job(id).state).toBe('sending');
    const [attempt] = bench.attempts(id);
    expect(JSON.parse(attempt?.request ?? '')).toEqual(bench.rs.pending[0]?.posting);
    expect(attempt?.outcome).toBeNull();
  });

  it('is booked by the answer with a posting number, with one attempt', async () => {
    bench.rs.automatic = true;
    const [id] = insertJobs(bench.db, [{ type: 'cash-out', amount: -420_000 }]) as [number];
    await bench.start();
    expect(bench.job(id)).toMatchObject({
      state: 'booked',
      postingNumber: '1',
      attempts: 1,
      dueAt: null,
    });
    expect(bench.rs.ledger).toMatchObject([
      { amount: -420_000, account: '1000', contraAccount: '1360' },
    ]);
  });

  it('posts surplus and shortage to their own accounts', async () => {
    bench.rs.automatic = true;
    insertJobs(bench.db, [
      { type: 'close-diff', amount: -87 },
      { type: 'opening-diff', amount: 87 },
    ]);
    await bench.start();
    expect(bench.rs.ledger.map(({ contraAccount }) => contraAccount)).toEqual(['2300', '2700']);
  });

  it('that RS refuses waits for a person, keeps the answer, and can be started again', async () => {
    const [id] = insertJobs(bench.db, [{}]) as [number];
    await bench.start();
    bench.rs.pending[0]?.answer(bench.rs.notBooked('refused', fault('account-refused', false)));
    await turn();
    expect(bench.job(id)).toMatchObject({ state: 'attention', cause: 'account-refused' });
    bench.rs.automatic = true;
    expect(bench.engine.restart([id])).toEqual([id]);
    await turn();
    expect(bench.job(id)).toMatchObject({ state: 'booked', attempts: 2 });
    expect(bench.attempts(id).map(({ outcome }) => outcome)).toEqual(['refused', 'booked']);
  });

  it('that is booked cannot be started again by anyone', async () => {
    bench.rs.automatic = true;
    const [id] = insertJobs(bench.db, [{}]) as [number];
    await bench.start();
    expect(bench.engine.restart([id])).toEqual([]);
    await bench.engine.kick();
    await turn();
    expect(bench.rs.ledger).toHaveLength(1);
  });

  it('without an account needs a person, and starts again once the cause is gone', async () => {
    let accounts: readonly AccountRow[] = [];
    bench.options = { accounts: () => accountBook(accounts) };
    await bench.crash();
    const [id] = insertJobs(bench.db, [{ type: 'cash-in' }]) as [number];
    bench.engine.wake();
    await turn();
    expect(bench.job(id)).toMatchObject({ state: 'attention', cause: 'account-missing' });
    expect(bench.rs.posts).toBe(0);
    accounts = PRESET_ACCOUNTS.SKR04;
    bench.rs.automatic = true;
    expect(createJobMoves(bench.db).restartByCause('account-missing', bench.time.now)).toBe(1);
    bench.engine.wake();
    await turn();
    expect(bench.job(id).state).toBe('booked');
  });

  it('steps aside when it fails: the next ones go on', async () => {
    const ids = insertJobs(bench.db, [{ currency: 'CHF' }, {}, {}]);
    bench.rs.automatic = true;
    await bench.start();
    expect(ids.map((id) => bench.job(id).state)).toEqual(['attention', 'booked', 'booked']);
  });
});

describe('an order', () => {
  it('waits for its invoice with the time of the last check, and is posted with its number and debtor', async () => {
    bench.rs.automatic = true;
    const [id] = insertJobs(bench.db, [
      { type: 'order-cash', amount: 5_999, billNumber: 'B1' },
    ]) as [number];
    await bench.start();
    expect(bench.job(id)).toMatchObject({
      state: 'waiting-invoice',
      cause: 'invoice-missing',
      lastCheckAt: bench.time.now,
    });
    bench.rs.invoices.set('B1', [invoice('B1', '202600040')]);
    await bench.time.advance(600_000);
    expect(bench.job(id)).toMatchObject({ state: 'booked', invoiceNumber: '202600040' });
    expect(bench.rs.ledger).toMatchObject([{ amount: 5_999, contraAccount: '10007' }]);
  });

  it('asks together with others: one question for a hundred orders', async () => {
    insertJobs(
      bench.db,
      Array.from({ length: 100 }, () => ({ type: 'order-cash' as const })),
    );
    await bench.start();
    expect(bench.rs.invoiceQuestions).toBe(1);
    expect(bench.states()).toEqual({ 'waiting-invoice': 100 });
  });

  it('that came in one after the other soon share their questions', async () => {
    await bench.start();
    for (let n = 0; n < 300; n++) {
      insertJobs(bench.db, [{ type: 'order-cash', createdAt: bench.time.now }]);
      bench.engine.wake();
      await bench.time.advance(1_000);
    }
    await bench.time.advance(6 * 3_600_000);
    const before = bench.rs.invoiceQuestions;
    await bench.time.advance(3_600_000);
    // Each is asked for every quarter of an hour or sooner: spread, that would be 1,200 questions or more.
    expect(bench.rs.invoiceQuestions - before).toBeLessThan(90);
    expect(bench.rs.invoiceQuestions - before).toBeGreaterThanOrEqual(4 * 3);
  });

  it('takes the credit note for a return where RS has both', async () => {
    bench.rs.automatic = true;
    const [id] = insertJobs(bench.db, [{ type: 'order-cash', amount: -500, billNumber: 'B1' }]) as [
      number,
    ];
    bench.rs.invoices.set('B1', [invoice('B1', '1'), invoice('B1', '2', 'GU')]);
    await bench.start();
    expect(bench.job(id)).toMatchObject({ state: 'booked', invoiceNumber: '2' });
  });

  it.each([
    ['invoice-ambiguous', [invoice('B1', '1'), invoice('B1', '2')]],
    ['invoice-currency', [invoice('B1', '1', 'RB', 'CHF')]],
  ])('needs a person for %s, and nothing is posted', async (cause, invoices) => {
    const [id] = insertJobs(bench.db, [{ type: 'order-cash', billNumber: 'B1' }]) as [number];
    bench.rs.invoices.set('B1', invoices);
    await bench.start();
    expect(bench.job(id)).toMatchObject({ state: 'attention', cause });
    expect(bench.rs.posts).toBe(0);
  });
});

describe('an unclear job', () => {
  async function lostAnswer(): Promise<number> {
    const [id] = insertJobs(bench.db, [{ amount: 777 }]) as [number];
    await bench.start();
    return id;
  }

  it('is looked up, and booked with the number that RS has', async () => {
    const id = await lostAnswer();
    const post = bench.rs.pending[0];
    if (post) bench.rs.book(post.posting);
    post?.answer(bench.rs.notBooked('unclear', fault('no-answer', false)));
    await turn();
    expect(bench.job(id)).toMatchObject({ state: 'booked', postingNumber: '1' });
    expect(bench.rs.posts).toBe(1);
  });

  it('is sent again only when RS still does not have it after the settle window', async () => {
    const id = await lostAnswer();
    bench.rs.pending[0]?.answer(bench.rs.notBooked('unclear', fault('no-answer', false)));
    await turn();
    bench.rs.automatic = true;
    await bench.time.advance(SETTLE_WINDOW_MS - 1);
    expect(bench.job(id).state).toBe('unclear');
    expect(bench.rs.posts).toBe(1);
    await bench.time.advance(20_000);
    expect(bench.job(id)).toMatchObject({ state: 'booked', attempts: 2 });
  });

  it('stays in doubt through KICK JOB, Retry and restarts', async () => {
    const id = await lostAnswer();
    bench.rs.pending[0]?.answer(bench.rs.notBooked('unclear', fault('no-answer', false)));
    await turn();
    await bench.engine.kick();
    bench.engine.restart([id]);
    await turn();
    await bench.crash();
    expect(bench.job(id).state).toBe('unclear');
    expect(bench.rs.posts).toBe(1);
  });

  it('with another amount in RS needs a person', async () => {
    const id = await lostAnswer();
    const post = bench.rs.pending[0];
    if (post) bench.rs.book({ ...post.posting, umsatz: 8 });
    post?.answer(bench.rs.notBooked('unclear', fault('no-answer', false)));
    await turn();
    expect(bench.job(id)).toMatchObject({ state: 'attention', cause: 'booked-differently' });
  });

  it('goes to a person after a day without any answer to the look-ups, still in doubt', async () => {
    const id = await lostAnswer();
    bench.rs.readFault = fault('server-error', true);
    bench.rs.pending[0]?.answer(bench.rs.notBooked('unclear', fault('no-answer', false)));
    await turn();
    for (let hour = 0; hour < 26; hour++) {
      // The years are answered, the look-ups are not.
      bench.rs.readFault = null;
      const looked = bench.rs.connector.lookUp;
      (bench.rs.connector as { lookUp: unknown }).lookUp = () =>
        Promise.resolve({
          ok: false,
          fault: fault('bad-answer', false),
          exchange: { httpStatus: 200, response: '<html>' },
        });
      await bench.time.advance(3_600_000);
      (bench.rs.connector as { lookUp: unknown }).lookUp = looked;
    }
    expect(bench.job(id)).toMatchObject({ state: 'attention', cause: 'look-up-failed' });
    expect(bench.engine.restart([id])).toEqual([id]);
    expect(bench.job(id).state).toBe('unclear');
  });
});

describe('the engine', () => {
  it('keeps to its concurrency and fills a slot as soon as one is free', async () => {
    insertJobs(
      bench.db,
      Array.from({ length: 20 }, () => ({})),
    );
    await bench.start();
    expect(bench.rs.pending).toHaveLength(4);
    bench.rs.pending[0]?.answer(bench.rs.booked(bench.rs.pending[0].posting));
    await turn();
    expect(bench.rs.pending).toHaveLength(4);
    expect(bench.rs.mostOut).toBe(4);
  });

  it('is one run however often KICK JOB is pressed, and the run ends', async () => {
    insertJobs(bench.db, [{}, {}]);
    await bench.start();
    const kicks = await Promise.all([
      bench.engine.kick(),
      bench.engine.kick(),
      bench.engine.kick(),
    ]);
    expect(kicks.map(({ alreadyRunning }) => alreadyRunning)).toEqual([true, true, true]);
    expect(bench.rs.pending).toHaveLength(2);
    for (const post of [...bench.rs.pending]) post.answer(bench.rs.booked(post.posting));
    await turn();
    expect(bench.rs.ledger).toHaveLength(2);
    expect(bench.engine.state()).toMatchObject({ running: false, run: { booked: 2 } });
    expect(bench.engine.state().run?.endedAt).not.toBeNull();
  });

  it('of short questions that nobody asked for is quiet: the lamp does not flicker', async () => {
    const { connector } = bench.rs;
    let answer: (() => void) | undefined;
    const findInvoices: typeof connector.findInvoices = async (...asked) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return connector.findInvoices(...asked);
    };
    const slow = { ...connector, findInvoices };
    bench.options = { connector: () => slow };
    await bench.crash();
    insertJobs(bench.db, [{ type: 'order-cash', billNumber: 'B1' }]);
    bench.engine.wake();
    await turn();
    expect(bench.engine.state()).toMatchObject({ running: true, quiet: true });
    // Twin: an answer that takes long is a run that people see, and are told of.
    bench.changes.length = 0;
    await bench.time.advance(3_000);
    expect(bench.engine.state()).toMatchObject({ running: true, quiet: false });
    expect(bench.changes).toContainEqual([]);
    answer?.();
    await turn();
    expect(bench.engine.state().running).toBe(false);
    // Twin: what a person started is shown at once.
    void bench.engine.kick();
    await turn();
    expect(bench.engine.state()).toMatchObject({ running: true, quiet: false });
    answer?.();
    await turn();
  });

  it('starts orders in their backoff at once when kicked', async () => {
    bench.rs.automatic = true;
    const [id] = insertJobs(bench.db, [{ type: 'order-cash', billNumber: 'B1' }]) as [number];
    await bench.start();
    bench.rs.invoices.set('B1', [invoice('B1', '1')]);
    await bench.engine.kick();
    await turn();
    expect(bench.job(id).state).toBe('booked');
  });

  it.each(['offline', 'throttled', 'frozen', 'sign-in-expired'] as const)(
    'pauses as a whole when RS or the line says %s, and no job pays for it',
    async (cause) => {
      const ids = insertJobs(bench.db, [{}, {}, {}, {}, {}, {}]);
      await bench.start();
      for (const post of [...bench.rs.pending]) {
        post.answer(
          bench.rs.notBooked('not-sent', fault(cause, true, cause === 'throttled' ? 30_000 : null)),
        );
      }
      await turn();
      expect(bench.engine.state()).toMatchObject({ running: false, pause: { cause } });
      expect(ids.map((id) => bench.job(id).state)).toEqual(ids.map(() => 'waiting'));
      expect(bench.rs.posts).toBe(4);
      bench.rs.automatic = true;
      await bench.time.advance(29_000);
      if (cause === 'throttled') expect(bench.rs.ledger).toEqual([]);
      if (cause === 'sign-in-expired') await bench.engine.kick();
      await bench.time.advance(61_000);
      expect(bench.states()).toEqual({ booked: 6 });
      expect(bench.engine.state().pause).toBeNull();
    },
  );

  it('one broken moment is one failure, however many requests it met: the pause is a second, not a minute', async () => {
    insertJobs(
      bench.db,
      Array.from({ length: 8 }, () => ({})),
    );
    bench.options = { ...bench.options, concurrency: () => 8 };
    await bench.crash();
    expect(bench.rs.pending).toHaveLength(8);
    for (const post of [...bench.rs.pending]) {
      post.answer(bench.rs.notBooked('not-sent', fault('offline', true)));
      await turn();
    }
    expect(bench.engine.state().pause).toMatchObject({ since: bench.time.now });
    bench.rs.automatic = true;
    await bench.time.advance(1_000);
    expect(bench.engine.state().pause).toBeNull();
    await bench.time.advance(10_000);
    expect(bench.states()).toEqual({ booked: 8 });
  });

  it('a longer wait that RS asks for in the same moment is kept to', async () => {
    insertJobs(bench.db, [{}, {}]);
    await bench.start();
    const [first, second] = [...bench.rs.pending];
    first?.answer(bench.rs.notBooked('not-sent', fault('throttled', true)));
    await turn();
    second?.answer(bench.rs.notBooked('not-sent', fault('throttled', true, 30_000)));
    await turn();
    expect(bench.engine.state().pause?.until).toBe(bench.time.now + 30_000);
  });

  it('asks a harmless question before it goes on after a pause', async () => {
    insertJobs(bench.db, [{}]);
    bench.rs.readFault = fault('offline', true);
    await bench.start();
    await bench.time.advance(300_000);
    expect(bench.rs.posts).toBe(0);
    expect(bench.rs.yearQuestions).toBeGreaterThan(4);
    bench.rs.readFault = null;
    bench.rs.automatic = true;
    await bench.time.advance(61_000);
    expect(bench.states()).toEqual({ booked: 1 });
  });

  it('recovers at start what an earlier run left out, at once', async () => {
    const [id] = insertJobs(bench.db, [{}]) as [number];
    await bench.start();
    const post = bench.rs.pending[0];
    if (post) bench.rs.book(post.posting);
    await bench.crash();
    expect(bench.job(id).state).toBe('booked');
    expect(bench.attempts(id).map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['post', 'interrupted'],
      ['look-up', 'booked'],
    ]);
  });

  it('stops at its deadline: what is out ends unclear, nothing is taken any more', async () => {
    const ids = insertJobs(
      bench.db,
      Array.from({ length: 8 }, () => ({})),
    );
    await bench.start();
    const stopped = bench.engine.stop(3_000);
    await bench.time.advance(3_000);
    await stopped;
    expect(bench.states()).toEqual({ unclear: 4, waiting: ids.length - 4 });
  });

  it('waits for the answers that come before the deadline', async () => {
    insertJobs(bench.db, [{}]);
    await bench.start();
    const stopped = bench.engine.stop(3_000);
    bench.rs.pending[0]?.answer(bench.rs.booked(bench.rs.pending[0].posting));
    await stopped;
    expect(bench.states()).toEqual({ booked: 1 });
  });
});

describe('the lease token', () => {
  it('keeps a late worker from settling a job that is no longer its own', () => {
    const [id] = insertJobs(bench.db, [{}]) as [number];
    const moves = createJobMoves(bench.db);
    const answer = { endedAt: 1, outcome: 'booked', httpStatus: 200, response: null, error: null };
    const first = moves.beginSending(id, 0, '{}', 0) as number;
    moves.unclear(
      id,
      first,
      { dueAt: 0, cause: 'no-answer', error: null, inDoubtSince: 0 },
      { ...answer, outcome: 'interrupted' },
    );
    const lookUp = moves.beginLookUp(id, 0, '{}') as number;
    moves.waiting(
      id,
      lookUp,
      { dueAt: 0, cause: null, error: null },
      { ...answer, outcome: 'not-found' },
    );
    const second = moves.beginSending(id, 0, '{}', 0) as number;
    // The first worker comes back: its attempt has its end already, and its answer moves nothing.
    expect(moves.booked(id, first, { number: '1', movedTo: null }, answer)).toBe(false);
    expect(bench.job(id)).toMatchObject({ state: 'sending', postingNumber: null });
    expect(bench.attempts(id)[0]).toMatchObject({ outcome: 'interrupted' });
    expect(moves.booked(id, second, { number: '2', movedTo: null }, answer)).toBe(true);
  });

  it('is no bug of ours when it has changed hands: the late worker goes on', async () => {
    const [id] = insertJobs(bench.db, [{}]) as [number];
    await bench.start();
    const late = bench.rs.pending[0];
    if (!late) throw new Error('nothing is out');
    createJobMoves(bench.db).unclear(
      id,
      bench.db.prepare<[], number>('SELECT lease_token FROM jobs').pluck().get() ?? 0,
      { dueAt: 1e15, cause: 'no-answer', error: null, inDoubtSince: 0 },
      { endedAt: 1, outcome: 'interrupted', httpStatus: null, response: null, error: null },
    );
    late.answer(bench.rs.notBooked('not-sent', fault('throttled', false)));
    await bench.time.advance(1);
    expect(bench.bugs).toEqual([]);
    expect(bench.engine.state().pause).toBeNull();
    expect(bench.states()).toEqual({ unclear: 1 });
  });

  it('twin: the same write without the token would have taken the job over', () => {
    const [id] = insertJobs(bench.db, [{}]) as [number];
    createJobMoves(bench.db).beginSending(id, 0, '{}', 0);
    const changes = bench.db
      .prepare(`UPDATE jobs SET state = 'booked', posting_number = '1' WHERE id = ?`)
      .run(id).changes;
    expect(changes).toBe(1);
  });
});
