/**
 * Questions about events, end to end: nothing is booked before a person decides, then it is booked once, as decided, in a
 * sandbox over HTTP.
 */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PostAs, ProblemDecision } from '../../../shared/contract/contract.ts';
import { PRESET_ACCOUNTS } from '../../../shared/domain/accounts.ts';
import type { QuestionCode } from '../../../shared/domain/ingest-report.ts';
import type { EventQuestion, JobDraft, PosEvent } from '../../../shared/domain/pos-event.ts';
import { oldShop, openBackend, type TestBackend } from '../../helpers/backend.ts';
import { CLIENT, openSandbox } from '../../helpers/sandbox.ts';
import { tellingThread } from '../../helpers/telling-thread.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const REASON = 'mit der Kasse abgestimmt';
const CASH_OUT: JobDraft = {
  part: 'all',
  type: 'cash-out',
  amount: -1_000,
  businessCase: 'Geldtransit',
};

let events: PosEvent[] = [];
let imports = 0;

function event(id: string, jobs: JobDraft[], more: Partial<PosEvent> = {}): PosEvent {
  return {
    naturalKey: `dsfinvk|K1|1|${id}`,
    store: 'default',
    payDesk: 'K1',
    closing: '1',
    billNumber: id,
    currency: 'EUR',
    businessDay: '2026-11-20',
    occurredAt: Date.UTC(2026, 10, 20, 10),
    origin: 'transactions.csv:2',
    payload: JSON.stringify({ id }),
    jobs,
    ...more,
  };
}

const question = (code: QuestionCode, more: Partial<EventQuestion> = {}): EventQuestion => ({
  code,
  message: `${code}? Nothing is booked.`,
  ...more,
});

async function given() {
  const sandbox = await openSandbox({ autoInvoiceMs: 0 });
  const backend = openBackend({
    inbox: null,
    folder: oldShop(),
    startReader: () =>
      tellingThread([
        {
          kind: 'closing',
          closing: {
            payDesk: 'K1',
            number: '1',
            madeAt: '2026-11-20T20:00:00',
            businessDay: '2026-11-20',
            closingCash: null,
          },
        },
        { kind: 'events', events },
      ]),
  });
  backend.store.connection.save({
    baseUrl: sandbox.url,
    ...CLIENT,
    refreshToken: sandbox.client()?.refreshToken ?? '',
  });
  backend.store.assignment.change(PRESET_ACCOUNTS.SKR03, { chart: null });
  return { sandbox, backend };
}

/** Each time other bytes, as another export of the same days is. */
async function read({ ingest }: TestBackend, ...told: PosEvent[]) {
  events = told;
  const file = path.join(tempFolder(), 'export.zip');
  fs.writeFileSync(file, `PK ${++imports}`);
  const [report] = await ingest.importPaths(file);
  if (!report) throw new Error('No report.');
  return report;
}

const open = async ({ handlers }: TestBackend) => (await handlers['attention.problems']()).problems;

async function decide(backend: TestBackend, decision: ProblemDecision, as?: PostAs, at = 0) {
  const problem = (await open(backend))[at];
  return backend.handlers['attention.decide']({
    id: problem?.id ?? 0,
    decision,
    reason: REASON,
    ...(as && { as }),
  });
}

const states = ({ store }: TestBackend) =>
  store.db
    .prepare<[], string>(`SELECT type || ' ' || amount || ' ' || state FROM jobs ORDER BY id`)
    .pluck()
    .all();

async function sync({ engine, status, start }: TestBackend): Promise<void> {
  start();
  await engine.kick('waiting');
  await expect
    .poll(() => status().pending.count - status().aside.count, { timeout: 20_000 })
    .toBe(0);
}

describe('a difference that the program calculated', () => {
  const DIFFERENCE: JobDraft = { part: 'opening', type: 'opening-diff', amount: -100_000 };
  const openingDifference = { counted: 0, expected: 100_000 };
  const difference = event('1|opening-difference', [DIFFERENCE], {
    payload: JSON.stringify({ openingDifference }),
  });

  it('is not booked before a person says what it was, and is in the report', async () => {
    const { backend } = await given();
    const report = await read(backend, difference);
    expect(report).toMatchObject({
      status: 'partly',
      events: 0,
      conflicts: [{ code: 'opening-difference' }],
    });
    expect(states(backend)).toEqual([]);
    expect(await open(backend)).toMatchObject([{ decisions: ['post', 'explain'] }]);
  });

  it('is booked as the skimming that it was, against the account that a person names, once', async () => {
    const { backend, sandbox } = await given();
    await read(backend, difference);
    expect(await decide(backend, 'post', { type: 'cash-out', account: '1360' })).toEqual({
      decided: true,
    });
    await sync(backend);
    // A later export tells it again.
    expect(await read(backend, difference)).toMatchObject({ status: 'imported', duplicates: 1 });
    expect(await open(backend)).toEqual([]);
    expect(sandbox.ledger.postings()).toMatchObject([
      { konto: '1000', gegkonto: 1360, umsatz: -1000 },
    ]);
  });

  it('is booked as the difference that it says, without a type', async () => {
    const { backend } = await given();
    await read(backend, difference);
    await decide(backend, 'post');
    expect(states(backend)).toEqual(['opening-diff -100000 waiting']);
  });

  it.each<[string, PostAs]>([
    ['a type that it does not list', { type: 'close-diff' }],
    ['a deposit, although money is missing', { type: 'cash-in' }],
  ])('is not booked as %s', async (_, as) => {
    const { backend } = await given();
    await read(backend, difference);
    await expect(decide(backend, 'post', as)).rejects.toMatchObject({ code: 'refused' });
    expect(states(backend)).toEqual([]);
    expect(await open(backend)).toHaveLength(1);
  });

  it('that a person explains is never booked, whatever export tells it again', async () => {
    const { backend } = await given();
    await read(backend, difference);
    await decide(backend, 'explain');
    expect(await read(backend, difference)).toMatchObject({ status: 'imported', conflicts: [] });
    expect(states(backend)).toEqual([]);
    expect(await backend.handlers['attention.history']()).toMatchObject([
      { decision: { how: 'explain', reason: REASON, who: 'tester' } },
    ]);
  });

  it('decided twice is booked once', async () => {
    const { backend } = await given();
    await read(backend, difference);
    const id = (await open(backend))[0]?.id ?? 0;
    const asked = { id, decision: 'post', reason: REASON } as const;
    expect(await backend.handlers['attention.decide'](asked)).toEqual({ decided: true });
    expect(await backend.handlers['attention.decide'](asked)).toEqual({ decided: false });
    expect(states(backend)).toHaveLength(1);
  });

  it('twin: within the limit of the store it is booked by itself', async () => {
    const { backend } = await given();
    await read(backend, { ...difference, jobs: [{ ...DIFFERENCE, amount: -300 }] });
    expect(states(backend)).toEqual(['opening-diff -300 waiting']);
  });
});

it('a corrected payment is booked as both of its sides when a person confirms it', async () => {
  const { backend, sandbox } = await given();
  const sides: JobDraft[] = [
    { part: 'cash', type: 'order-cash', amount: -3_000 },
    { part: 'noncash:ECKarte', type: 'order-non-cash', amount: 3_000, paymentType: 'ECKarte' },
  ];
  await read(backend, event('7', sides, { question: question('payment-correction') }));
  expect((await open(backend))[0]?.decisions).toEqual(['post', 'explain']);
  await expect(decide(backend, 'post', { type: 'cash-out' })).rejects.toMatchObject({
    code: 'refused',
  });
  await decide(backend, 'post');
  await sync(backend);
  const amounts = sandbox.ledger.postings().map(({ umsatz }) => umsatz);
  expect(amounts.sort()).toEqual([-30, 30]);
});

it('a voucher paid out in cash is booked against the account of vouchers', async () => {
  const { backend, sandbox } = await given();
  const paid = event('8', [CASH_OUT], { question: question('voucher-paid-out') });
  await read(backend, paid);
  await decide(backend, 'post', { account: '1604' });
  await sync(backend);
  expect(sandbox.ledger.postings()).toMatchObject([{ konto: '1000', gegkonto: 1604, umsatz: -10 }]);
});

describe('the same receipt under another closing', () => {
  const stored = event('9', [CASH_OUT]);
  const again = event('9', [CASH_OUT], {
    naturalKey: 'dsfinvk|K1|2|9',
    closing: '2',
    question: question('same-receipt', { knownKey: stored.naturalKey }),
  });

  it('is shown with both versions and booked once when it is the same', async () => {
    const { backend, sandbox } = await given();
    await read(backend, stored, again);
    const [problem] = await open(backend);
    expect(problem?.decisions).toEqual(['same-receipt', 'take-new', 'take-both']);
    const details = await backend.handlers['attention.problem'](problem?.id ?? 0);
    expect(details.stored?.jobs).toHaveLength(1);
    expect(details.incoming?.jobs).toHaveLength(1);
    await decide(backend, 'same-receipt');
    await sync(backend);
    expect(sandbox.ledger.postings()).toHaveLength(1);
  });

  it('is booked twice only when a person says that both happened', async () => {
    const { backend, sandbox } = await given();
    await read(backend, stored, again);
    await decide(backend, 'take-both');
    await sync(backend);
    expect(sandbox.ledger.postings()).toHaveLength(2);
  });
});

describe('a bill number of two receipts', () => {
  const first = event('B', [{ part: 'cash', type: 'order-cash', amount: 500 }]);
  const second = event('B', [{ part: 'cash', type: 'order-cash', amount: 700 }], {
    naturalKey: 'dsfinvk|K2|1|B',
    payDesk: 'K2',
  });

  it('holds both until a person decides, and the first goes on with the answer', async () => {
    const { backend } = await given();
    await read(backend, first, second);
    expect(states(backend)).toEqual(['order-cash 500 on-hold', 'order-cash 700 on-hold']);
    await decide(backend, 'take-both');
    expect(states(backend)).toEqual(['order-cash 500 waiting', 'order-cash 700 waiting']);
  });

  it('leaves on hold what a person had put on hold', async () => {
    const { backend } = await given();
    await read(backend, first, second);
    // The newest word about the job is a person's.
    const hold = { topic: 'job', subject: '1', action: 'hold', reason: REASON } as const;
    backend.store.journal.append({ at: Date.now(), ...hold, details: null });
    await decide(backend, 'same-receipt');
    expect(states(backend)).toEqual(['order-cash 500 on-hold', 'order-cash 700 excluded']);
  });
});
