/** The account assignment, causes and the dry run: the whole backend against the sandbox over HTTP. */
import { describe, expect, it } from 'vitest';
import { openBackend, type TestBackend } from '../helpers/backend.ts';
import { CLIENT, openSandbox } from '../helpers/sandbox.ts';
import { insertJobs, type NewJob } from '../helpers/jobs.ts';
import { createUndiciTransport } from '../../electron/core/rs/transport-undici.ts';
import type { HttpTransport } from '../../electron/core/rs/index.ts';
import { ENDPOINTS } from '../../electron/core/rs/wire.ts';
import { PRESET_ACCOUNTS, type AccountRow } from '../../shared/domain/accounts.ts';
import { placeKey } from '../../shared/domain/assignment.ts';

/** A row of the other direction would answer, too: a counter-booking goes where it came from. */
const WITHOUT_CONTRA = PRESET_ACCOUNTS.SKR03.filter(({ type }) => !type.startsWith('contra-cash-'));
const CONTRA: AccountRow = {
  type: 'contra-cash-in',
  businessCase: 'Geldtransit',
  currency: 'EUR',
  account: '1360',
};

/** Calls of RS that change nothing there; the token call gives the right to ask. */
const READS: readonly string[] = [
  ENDPOINTS.token,
  ENDPOINTS.fiscalYears,
  ENDPOINTS.accounts,
  ENDPOINTS.invoices,
];

async function shop(jobs: readonly NewJob[], accounts: readonly AccountRow[]) {
  const sandbox = await openSandbox();
  const network = createUndiciTransport({});
  const asked: string[] = [];
  const transport: HttpTransport = (request) => {
    asked.push(new URL(request.url).pathname.slice(1));
    return network(request);
  };
  const backend = openBackend({ transport, inbox: null });
  backend.store.connection.save({ baseUrl: sandbox.url, ...CLIENT });
  backend.store.assignment.change(accounts, { chart: null });
  const ids = insertJobs(backend.store.db, jobs);
  return { sandbox, backend, ids, asked, close: () => network.destroy() };
}

/** Resolves when the jobs are in these states. */
async function until(backend: TestBackend, ids: readonly number[], states: readonly string[]) {
  const stateOf = () => ids.map((id) => backend.store.list.row(id)?.state);
  while (!stateOf().every((state) => states.includes(state ?? ''))) {
    await new Promise<void>((resolve) => {
      const end = backend.changes.subscribe(() => {
        end();
        resolve();
      });
    });
  }
}

describe('an account that was missing', () => {
  it('starts the jobs that waited for it, and no other', async () => {
    const { backend, ids, close } = await shop(
      [
        { type: 'cash-in' },
        { type: 'cash-in', payDesk: 'K2' },
        { type: 'cash-in', currency: 'CHF' },
      ],
      WITHOUT_CONTRA,
    );
    const [first, second, francs] = ids as [number, number, number];
    backend.start();
    await until(backend, ids, ['attention']);
    const { cards } = await backend.handlers['attention.list']();
    expect(cards.map(({ key, tally }) => [key.accountType, key.currency, tally.count])).toEqual([
      ['contra-cash-in', 'EUR', 2],
      ['cash', 'CHF', 1],
    ]);
    const saved = await backend.handlers['accounts.save']({
      changes: [{ ...CONTRA, payDesk: 'K2' }],
      version: backend.store.assignment.book().version,
    });
    expect(saved).toMatchObject({ kind: 'saved', restarted: 1 });
    await until(backend, [second], ['booked', 'verified']);
    expect(backend.store.list.row(first)?.state).toBe('attention');
    expect(backend.store.list.row(francs)?.state).toBe('attention');
    await close();
  });

  it('and was set while the program was ending starts them at the next start', async () => {
    const { backend, ids, close } = await shop([{ type: 'cash-in' }], WITHOUT_CONTRA);
    const [id] = ids as [number];
    // As an earlier run left it: the job waits, the account is there, nothing was started.
    backend.store.db
      .prepare(`UPDATE jobs SET state = 'attention', cause = 'account-missing', due_at = NULL`)
      .run();
    backend.store.assignment.change([CONTRA], { chart: null });
    backend.start();
    await until(backend, [id], ['booked', 'verified']);
    await close();
  });
});

describe('a changed account', () => {
  it('is recorded with each posting, and never touches what is booked', async () => {
    const { backend, sandbox, ids, close } = await shop([{}, {}], PRESET_ACCOUNTS.SKR03);
    const [first, second] = ids as [number, number];
    backend.store.db.prepare('UPDATE jobs SET due_at = NULL WHERE id = ?').run(second);
    backend.start();
    await until(backend, [first], ['booked', 'verified']);
    const before = backend.store.assignment.book().version;
    const postings = JSON.stringify(sandbox.ledger.postings());
    const saved = await backend.handlers['accounts.save']({
      changes: [{ type: 'cash', currency: 'EUR', account: '1001' }],
      version: before,
    });
    expect(saved).toMatchObject({ kind: 'saved', changed: 1 });
    expect(JSON.stringify(sandbox.ledger.postings())).toBe(postings);
    await backend.handlers['jobs.retry']([second]);
    await until(backend, [second], ['booked', 'verified']);
    const versions = backend.store.db
      .prepare<[], { job_id: number; version: number; request: string }>(
        `SELECT job_id, accounts_version AS version, request FROM attempts WHERE kind = 'post' ORDER BY id`,
      )
      .all();
    expect(versions.map(({ job_id, version }) => [job_id, version])).toEqual([
      [first, before],
      [second, backend.store.assignment.book().version],
    ]);
    expect(versions.map(({ request }) => (JSON.parse(request) as { konto: string }).konto)).toEqual(
      ['1000', '1001'],
    );
    expect(backend.store.accounts.history(1)[0]).toMatchObject({
      who: 'tester',
      old: '1000',
      new: '1001',
    });
    await close();
  });

  it('is refused with the reason, and nothing of it is saved', async () => {
    const { backend, sandbox, close } = await shop([], PRESET_ACCOUNTS.SKR03);
    sandbox.ledger.setAccount({ number: '1011', description: '', currency: 'EUR', locked: true });
    sandbox.ledger.setAccount({ number: '1012', description: '', currency: 'CHF', locked: false });
    const { version, rows } = backend.store.assignment.book();
    const cash = (account: string) => ({ type: 'cash' as const, currency: 'EUR', account });
    const saved = await backend.handlers['accounts.save']({
      changes: [
        { ...cash('1001') },
        { ...cash('1011'), payDesk: 'K1' },
        { ...cash('1012'), payDesk: 'K2' },
        { ...cash('999999'), payDesk: 'K3' },
        { ...cash('10007'), payDesk: 'K4' },
        { ...cash('1360'), payDesk: 'K5' },
      ],
      version,
    });
    expect(saved).toEqual({
      kind: 'faults',
      faults: [
        { index: 1, fault: 'locked' },
        { index: 2, fault: 'other-currency' },
        { index: 3, fault: 'unknown' },
        { index: 4, fault: 'personal' },
        { index: 5, fault: 'same-as-cash' },
      ],
    });
    expect(backend.store.assignment.book()).toMatchObject({ version, rows });
    await close();
  });

  it('is refused when somebody else was faster', async () => {
    const { backend, close } = await shop([], PRESET_ACCOUNTS.SKR03);
    const { version } = backend.store.assignment.book();
    const change = { type: 'cash' as const, currency: 'EUR', account: '1001' };
    const save = () => backend.handlers['accounts.save']({ changes: [change], version });
    expect(await save()).toMatchObject({ kind: 'saved' });
    expect(await save()).toMatchObject({ kind: 'outdated', version: version + 1 });
    await close();
  });

  it('twin: the database takes no account without its entry in the journal', async () => {
    const { backend, close } = await shop([], PRESET_ACCOUNTS.SKR03);
    const { db } = backend.store;
    const overwrite = () =>
      db.prepare(`UPDATE accounts SET account = '1' WHERE type = 'cash'`).run();
    expect(overwrite).toThrow('journal');
    expect(() => db.prepare(`DELETE FROM accounts WHERE type = 'cash'`).run()).toThrow('journal');
    db.exec('DROP TRIGGER accounts_versioned');
    expect(overwrite).not.toThrow();
    await close();
  });
});

describe('the dry run', () => {
  it('shows bookings and failures, and no request but reads leaves the PC', async () => {
    const { backend, sandbox, ids, asked, close } = await shop(
      [
        { type: 'cash-in', amount: 500, text: 'Wechselgeld von der Bank geholt, heute frueh' },
        { type: 'cash-out', amount: -200 },
        { type: 'close-diff', amount: -5, currency: 'CHF' },
        { type: 'order-cash', billNumber: 'bill-1' },
        { type: 'order-cash', billNumber: 'bill-2' },
      ],
      PRESET_ACCOUNTS.SKR03,
    );
    sandbox.ledger.addInvoice({ posBillNumber: 'bill-1', availableAt: 0 });
    const before = JSON.stringify(ids.map((id) => backend.store.list.row(id)));
    const result = await backend.handlers['dryRun.run']({ target: { kind: 'waiting' } });
    expect(result).toMatchObject({
      asked: 5,
      examined: 5,
      offline: null,
      succeed: { count: 3 },
      waitForInvoice: { count: 1 },
      fail: { count: 1 },
      failures: [
        {
          cause: 'account-missing',
          missing: { type: 'cash', paymentType: null, currency: 'CHF' },
          jobs: [ids[2]],
        },
      ],
    });
    expect(result.bookings.slice(0, 2)).toMatchObject([
      {
        debit: { account: '1000' },
        credit: { account: '1360' },
        amount: 500,
        warnings: ['text-cut'],
      },
      { debit: { account: '1360' }, credit: { account: '1000' }, amount: 200, warnings: [] },
    ]);
    expect(new Set(asked)).toEqual(new Set(READS));
    expect(sandbox.ledger.postings()).toEqual([]);
    expect(JSON.stringify(ids.map((id) => backend.store.list.row(id)))).toBe(before);
    await close();
  });

  it('twin: a real run sends what is no read', async () => {
    const { backend, ids, asked, close } = await shop([{}], PRESET_ACCOUNTS.SKR03);
    backend.start();
    await until(backend, ids, ['booked', 'verified']);
    expect(asked.filter((name) => !READS.includes(name))).toEqual([ENDPOINTS.savePosting]);
    await close();
  });

  it('with another assignment shows what that would come to, and does not save it', async () => {
    const { backend, close } = await shop([{ type: 'cash-in' }], WITHOUT_CONTRA);
    const { version } = backend.store.assignment.book();
    const run = (account?: string) =>
      backend.handlers['dryRun.run']({
        target: { kind: 'waiting' },
        ...(account !== undefined && { changes: [{ ...CONTRA, account }] }),
      });
    expect(await run()).toMatchObject({ fail: { count: 1 } });
    expect(await run('1360')).toMatchObject({ succeed: { count: 1 }, fail: { count: 0 } });
    expect(await run('4711')).toMatchObject({
      fail: { count: 1 },
      failures: [
        {
          cause: 'account-refused',
          refused: { account: '4711', currency: 'EUR', fault: 'unknown' },
        },
      ],
    });
    expect(backend.store.assignment.book().version).toBe(version);
    await close();
  });

  it('without a line still shows the accounts, and says that RS was not asked', async () => {
    const { backend, sandbox, close } = await shop([{}], PRESET_ACCOUNTS.SKR03);
    await sandbox.close();
    const result = await backend.handlers['dryRun.run']({ target: { kind: 'waiting' } });
    expect(result.offline).toMatchObject({ cause: 'offline' });
    expect(result.bookings).toMatchObject([{ debit: { account: '1000', name: null } }]);
    await close();
  });
});

describe('a till that was replaced', () => {
  it('hands its name and its accounts on; its old jobs are booked with the accounts of the new one', async () => {
    const { backend, ids, close } = await shop(
      [{ payDesk: 'K1' }],
      [...PRESET_ACCOUNTS.SKR03, { type: 'cash', currency: 'EUR', account: '1001', payDesk: 'K1' }],
    );
    const { db, assignment, places } = backend.store;
    db.prepare(`INSERT INTO stores (id, name, created_at) VALUES ('1', '1', 0)`).run();
    for (const id of ['K1', 'K2']) {
      db.prepare(`INSERT INTO pay_desks (id, store, name, created_at) VALUES (?, '1', ?, 0)`).run(
        id,
        id,
      );
    }
    await backend.handlers['places.rename']('pay-desk', 'K1', 'Theke');
    expect(await backend.handlers['places.merge']({ payDesk: 'K1', into: 'K2' })).toEqual({
      accounts: 1,
    });
    expect(places.payDesks()).toMatchObject([
      { id: 'K1', mergedInto: 'K2' },
      { id: 'K2', name: 'Theke', mergedInto: null },
    ]);
    expect(assignment.book().mergedInto.get('K1')).toBe('K2');
    await backend.handlers['accounts.save']({
      changes: [{ type: 'cash', currency: 'EUR', account: '1020', payDesk: 'K2' }],
      version: null,
    });
    const dry = await backend.handlers['dryRun.run']({ target: { kind: 'jobs', ids } });
    expect(dry.bookings).toMatchObject([{ debit: { account: '1020' } }]);
    // K2 was replaced by K1? That would be a circle.
    await expect(
      (async () => backend.handlers['places.merge']({ payDesk: 'K2', into: 'K1' }))(),
    ).rejects.toMatchObject({ code: 'refused' });
    await backend.handlers['places.merge']({ payDesk: 'K1', into: null });
    expect(assignment.book().mergedInto.size).toBe(0);
    await close();
  });
});

it('a place has one text, whatever the order of its words', () => {
  expect(placeKey({ currency: 'EUR', type: 'cash', payDesk: 'K1' })).toBe(
    placeKey({ payDesk: 'K1', type: 'cash', currency: 'EUR' }),
  );
});
