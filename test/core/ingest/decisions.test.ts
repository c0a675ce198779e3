/** What people decide about conflicts and blocked closings: once, with a reason, and never money twice. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ProblemDecision } from '../../../shared/contract/contract.ts';
import { oldShop, openBackend, type TestBackend } from '../../helpers/backend.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport, type Closing, type Receipt } from './export-builder.ts';

const sale = (cents: number): Receipt => ({
  lines: [{ type: 'Umsatz', cents, vat: '1' }],
  payments: [{ type: 'Bar', cents }],
});
/** The closing's sum is a cent off; the receipts are whole. */
const WRONG: Closing = {
  edit: { 'payment.csv': (text) => text.replace('1,00', '1,01') },
};
const UNREADABLE: Closing = {
  edit: { 'transactions.csv': (text) => text.replace('1,00', 'viel') },
};

async function given(...exports: readonly (readonly [Receipt, Closing?])[]) {
  const backend = openBackend({ inbox: null, folder: oldShop() });
  for (const [receipt, closing] of exports) {
    const folder = writeExport(path.join(tempFolder(), 'export'), [receipt], closing);
    await backend.ingest.importPaths(folder);
  }
  const { problems } = await backend.handlers['attention.problems']();
  return { backend, id: problems[0]?.id ?? 0 };
}

const jobs = ({ store }: TestBackend) =>
  store.db.prepare('SELECT amount, state FROM jobs ORDER BY id').all();

async function decide(backend: TestBackend, id: number, decision: ProblemDecision) {
  const done = await backend.handlers['attention.decide']({ id, decision, reason: 'so gezählt' });
  // Reading again goes its way behind the call; the next import waits for it.
  await backend.ingest.resume();
  return done;
}

const open = async (backend: TestBackend) => (await backend.handlers['attention.problems']()).total;

describe('the same receipt with other content', () => {
  const CONFLICT = [[sale(100)], [sale(150)]] as const;

  it('is shown with both versions, and what differs', async () => {
    const { backend, id } = await given(...CONFLICT);
    const details = await backend.handlers['attention.problem'](id);
    expect(details.stored?.jobs).toMatchObject([{ amount: 100, state: 'waiting' }]);
    expect(details.incoming?.jobs).toMatchObject([{ id: null, amount: 150, state: null }]);
    expect(details.differences.map(({ stored, incoming }) => [stored, incoming])).toContainEqual([
      '1,00',
      '1,50',
    ]);
    expect(details.decisions).toEqual(['keep', 'take-new', 'take-both']);
  });

  it('stays as it is stored, and the history says who decided and why', async () => {
    const { backend, id } = await given(...CONFLICT);
    expect(await decide(backend, id, 'keep')).toEqual({ decided: true });
    expect(await decide(backend, id, 'take-new')).toEqual({ decided: false });
    expect(jobs(backend)).toMatchObject([{ amount: 100 }]);
    expect(await open(backend)).toBe(0);
    expect(await backend.handlers['attention.history']()).toMatchObject([
      { id, decision: { who: 'tester', how: 'keep', reason: 'so gezählt' } },
    ]);
  });

  it('is stored as a correction, and the old one is not sent any more', async () => {
    const { backend, id } = await given(...CONFLICT);
    expect(await decide(backend, id, 'take-new')).toEqual({ decided: true });
    expect(await decide(backend, id, 'take-new')).toEqual({ decided: false });
    expect(jobs(backend)).toMatchObject([
      { amount: 100, state: 'excluded' },
      { amount: 150, state: expect.stringMatching(/^waiting/) as unknown },
    ]);
  });

  it.each([
    ['is booked', `state = 'booked', posting_number = '7'`],
    ['may have arrived', `state = 'unclear', in_doubt_since = 1`],
    ['is about to be sent', `lease_token = 1`],
  ])('cannot be replaced when what is stored %s', async (_, change) => {
    const { backend, id } = await given(...CONFLICT);
    backend.store.db.exec(`UPDATE jobs SET ${change}`);
    const details = await backend.handlers['attention.problem'](id);
    expect(details.decisions).toEqual(['keep', 'take-both']);
    await expect(decide(backend, id, 'take-new')).rejects.toMatchObject({ code: 'refused' });
    expect(jobs(backend)).toHaveLength(1);
    expect(await open(backend)).toBe(1);
  });
});

describe('a closing whose sums disagree', () => {
  it('is booked when a person releases it, once', async () => {
    const { backend, id } = await given([sale(100), WRONG]);
    expect(jobs(backend)).toEqual([]);
    expect((await backend.handlers['attention.problem'](id)).decisions).toEqual([
      'discard',
      'release',
      'explain',
    ]);
    await decide(backend, id, 'release');
    expect(jobs(backend)).toMatchObject([{ amount: 100 }]);
    expect(await decide(backend, id, 'release')).toEqual({ decided: false });
    expect(jobs(backend)).toHaveLength(1);
    expect(await open(backend)).toBe(0);
  });

  it('twin: without the release reading it again books nothing', async () => {
    const { backend } = await given([sale(100), WRONG]);
    backend.store.db.exec(`UPDATE sources SET status = 'importing'`);
    await backend.ingest.resume();
    expect(jobs(backend)).toEqual([]);
  });

  it('books nothing when it is discarded, and a right one that comes later is booked', async () => {
    const { backend, id } = await given([sale(100), WRONG]);
    await decide(backend, id, 'discard');
    expect(jobs(backend)).toEqual([]);
    expect(await open(backend)).toBe(0);
    const right = writeExport(path.join(tempFolder(), 'export'), [sale(100)]);
    await backend.ingest.importPaths(right);
    expect(jobs(backend)).toMatchObject([{ amount: 100 }]);
  });

  it('and whose receipts cannot be read is not for a person to release', async () => {
    const { backend, id } = await given([sale(100), UNREADABLE]);
    expect((await backend.handlers['attention.problem'](id)).decisions).toEqual([
      'discard',
      'explain',
    ]);
    await expect(decide(backend, id, 'release')).rejects.toMatchObject({ code: 'refused' });
    expect(jobs(backend)).toEqual([]);
  });

  it('is told again when it comes with other reasons after the decision', async () => {
    const { backend, id } = await given([sale(100), WRONG]);
    await decide(backend, id, 'discard');
    const other = writeExport(path.join(tempFolder(), 'export'), [sale(100)], UNREADABLE);
    await backend.ingest.importPaths(other);
    expect(await open(backend)).toBe(1);
  });
});
