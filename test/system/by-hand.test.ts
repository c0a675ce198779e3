/** A job that someone has booked in RS by hand already: found there, marked, never sent. Over HTTP against the sandbox. */
import { expect, it, onTestFinished } from 'vitest';
import { PRESET_ACCOUNTS } from '../../shared/domain/accounts.ts';
import { createConnector } from '../../electron/core/rs/index.ts';
import { createUndiciTransport } from '../../electron/core/rs/transport-undici.ts';
import { openBackend } from '../helpers/backend.ts';
import { insertJobs } from '../helpers/jobs.ts';
import { CLIENT, MemoryTokens, openSandbox } from '../helpers/sandbox.ts';

const REASON = 'vom Steuerbüro gebucht';

async function given() {
  const sandbox = await openSandbox();
  const backend = openBackend({ inbox: null });
  const transport = createUndiciTransport({});
  onTestFinished(() => transport.destroy());
  // The bookkeeper's hands.
  const hands = createConnector({
    settings: { baseUrl: sandbox.url, ...CLIENT },
    tokens: new MemoryTokens(),
    transport,
    clock: Date.now,
  });
  const signal = AbortSignal.timeout(10_000);
  const years = await hands.fiscalYears(signal);
  if (!years.ok) throw new Error(years.fault.message);
  async function book(cents: number, receipt: string, businessDay = '2026-11-20') {
    const built = hands.buildPosting(
      {
        account: '1000',
        contraAccount: '1360',
        amount: cents,
        currency: 'EUR',
        receipt,
        text: 'von Hand',
        businessDay,
        reference: `HAND-${receipt}`,
      },
      years.ok ? years.value : [],
    );
    if (!built.ok) throw new Error(built.message);
    await hands.post(built.posting, signal);
  }
  backend.store.connection.save({
    baseUrl: sandbox.url,
    ...CLIENT,
    refreshToken: sandbox.client()?.refreshToken ?? '',
  });
  backend.store.assignment.change(PRESET_ACCOUNTS.SKR03, { chart: null });
  const ids = insertJobs(backend.store.db, [{ amount: 500 }, { amount: 500 }]);
  return { sandbox, backend, book, ids: ids as [number, number] };
}

it('the same amount and day are found, others are not; marked, the job is never sent', async () => {
  const { sandbox, backend, book, ids } = await given();
  await book(500, 'A');
  await book(501, 'B');
  await book(500, 'C', '2026-11-19');
  const [first, second] = ids;
  const { postings } = await backend.handlers['details.byHand'](first);
  expect(postings).toMatchObject([{ receipt: 'A', debit: '1000', credit: '1360', amount: 500 }]);
  const number = postings[0]?.number ?? '';
  await backend.handlers['details.decideByHand']({ id: first, number, reason: REASON });
  expect(backend.store.list.row(first)).toMatchObject({ state: 'verified', postingNumber: number });
  expect((await backend.handlers['jobs.details'](first)).decisions).toMatchObject([
    { who: 'tester', action: 'by-hand', reason: REASON },
  ]);
  // It belongs to that job now.
  expect((await backend.handlers['details.byHand'](second)).postings).toEqual([]);
  await expect(
    backend.handlers['details.decideByHand']({ id: second, number, reason: REASON }),
  ).rejects.toMatchObject({ code: 'refused' });
  expect(await backend.handlers['jobs.retry']([first])).not.toMatchObject({ started: [first] });
  expect(sandbox.ledger.postings()).toHaveLength(3);
});

it('a posting that is none of them leaves the job to go on', async () => {
  const { backend, book, ids } = await given();
  await book(500, 'A');
  const [first] = ids;
  backend.store.db
    .prepare(`UPDATE jobs SET state = 'on-hold', due_at = NULL WHERE id = ?`)
    .run(first);
  await backend.handlers['details.decideByHand']({ id: first, number: null, reason: REASON });
  expect(backend.store.list.row(first)?.state).toBe('waiting');
});

it('a job whose request may have arrived is not marked', async () => {
  const { backend, book, ids } = await given();
  await book(500, 'A');
  const [first] = ids;
  backend.store.db
    .prepare(`UPDATE jobs SET state = 'unclear', in_doubt_since = 1 WHERE id = ?`)
    .run(first);
  await expect(backend.handlers['details.byHand'](first)).rejects.toMatchObject({
    code: 'refused',
  });
});
