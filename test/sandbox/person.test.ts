/** A person in RetailSuite: what happens behind the program's back, and what it takes to see it. */
import { expect, it, onTestFinished } from 'vitest';
import { createUndiciTransport } from '../../electron/core/rs/transport-undici.ts';
import type { HttpTransport } from '../../electron/core/rs/index.ts';
import type { StoredPosting } from '../../sandbox/ledger.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { connectTo, openSandbox } from '../helpers/sandbox.ts';

const POSTING = {
  ...{ bstKey: 0, gegkonto: 10007, umsatz: 59.99, beleg1: 'RB1', beleg2: 'VP-1', konto: '1000' },
  ...{ text: 'POS', currency: 'EUR', i_stkey: 0, datum: '2026-11-10', wj_id: '12', wmonat: 11 },
  ...{ journal: 11, action: 'save' },
};

async function person(sandbox: Sandbox, act: object): Promise<number> {
  const body = JSON.stringify(act);
  const { status } = await fetch(`${sandbox.url}/sandbox/person`, { method: 'POST', body });
  return status;
}

it('moves, changes, deletes, doubles and adds postings, by number or reference', async () => {
  const sandbox = await openSandbox();
  const { ledger } = sandbox;
  ledger.save(POSTING);
  const only = (): Partial<StoredPosting> => ledger.postings()[0] ?? {};
  expect(await person(sandbox, { does: 'change', posting: 'VP-1', to: { wmonat: 12 } })).toBe(200);
  expect(only()).toMatchObject({ wmonat: 12, journal: 12, umsatz: 59.99 });
  const to = { umsatz: 1, konto: '1001', gegkonto: 10008, text: 'x', datum: '2026-11-11' };
  await person(sandbox, { does: 'change', posting: '1', to });
  expect(only()).toMatchObject(to);
  await person(sandbox, { does: 'double', posting: '1' });
  expect(ledger.postings().map(({ id, beleg2 }) => [id, beleg2])).toEqual([
    ['1', 'VP-1'],
    ['2', 'VP-1'],
  ]);
  await person(sandbox, { does: 'delete', posting: '1' });
  await person(sandbox, { does: 'add', posting: { beleg2: 'VP-9', datum: '2026-11-12' } });
  expect(ledger.postings()).toMatchObject([
    { id: '2' },
    { beleg2: 'VP-9', datum: '2026-11-12', wj_id: '12', wmonat: 11 },
  ]);
  expect(await person(sandbox, { does: 'delete', posting: 'none' })).toBe(400);
});

it('is compared with one question a hundred references and one a day, to the last double', async () => {
  const sandbox = await openSandbox();
  const day = '2026-11-10';
  for (let at = 0; at < 250; at++) sandbox.ledger.save({ ...POSTING, beleg2: `VP-${at}` });
  sandbox.ledger.save({ ...POSTING, beleg2: 'VP-7' });
  let asked = 0;
  const connector = connectTo(sandbox, {
    transport: countCalls(() => (asked += 1)),
  });
  const { signal } = new AbortController();
  const references = Array.from({ length: 250 }, (_, at) => `VP-${at}`);
  const found: number[] = [];
  await connector.fiscalYears(signal);
  asked = 0;
  for (let at = 0; at < references.length; at += connector.batchSize) {
    const batch = references.slice(at, at + connector.batchSize);
    const reply = await connector.lookUp(batch, signal, 'to-compare');
    if (!reply.ok) throw new Error(reply.fault.message);
    found.push(...batch.map((reference) => reply.value.get(reference)?.length ?? 0));
  }
  expect(found.filter((count) => count === 1)).toHaveLength(249);
  expect(found[7]).toBe(2);
  expect(asked).toBe(3);
  const ofDay = await connector.postingsOfDay(day, signal, 'to-compare');
  expect(ofDay.ok && ofDay.value.length).toBe(251);
  // One for its rows, one for the end of a list that is longer than any before.
  expect(asked).toBeLessThanOrEqual(5);
});

function countCalls(count: () => void) {
  const transport = createUndiciTransport({});
  onTestFinished(() => transport.destroy());
  const counted: HttpTransport = (request) => {
    count();
    return transport(request);
  };
  return counted;
}
