/** The drawer from closing to closing: when a difference belongs to the opening, and when it is told at all. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { jobsOf, read, reasonsOf, writeExport, type Receipt } from './export-builder.ts';

const cash = (type: string, cents: number, endedAt?: string): Receipt => ({
  lines: [{ type, cents, vat: '5' }],
  payments: [{ type: 'Bar', cents }],
  ...(endedAt !== undefined && { endedAt }),
});
const sale = (cents: number, endedAt?: string): Receipt => ({
  lines: [{ type: 'Umsatz', cents }],
  payments: [{ type: 'Bar', cents }],
  ...(endedAt !== undefined && { endedAt }),
});

async function told(receipts: readonly Receipt[], knownCash: Record<string, number> = {}) {
  const folder = tempFolder();
  const source = writeExport(path.join(folder, 'export'), receipts, { number: '8' });
  const messages = await read(source, folder, knownCash);
  expect(reasonsOf(messages)).toEqual([]);
  const closing = messages.find(({ kind }) => kind === 'closing');
  const events = messages.flatMap((message) => (message.kind === 'events' ? message.events : []));
  return {
    jobs: jobsOf(messages),
    keys: events.map(({ naturalKey }) => naturalKey),
    closingCash: closing?.kind === 'closing' ? closing.closing.closingCash : undefined,
  };
}

describe('a counted difference', () => {
  it('before any other cash moved is one of the opening', async () => {
    const { jobs } = await told([cash('DifferenzSollIst', -100), sale(500)]);
    expect(jobs).toEqual(['opening-diff -100', 'order-cash 500']);
  });

  it('after cash moved is one of the close', async () => {
    const { jobs } = await told([sale(500), cash('DifferenzSollIst', -100)]);
    expect(jobs).toEqual(['order-cash 500', 'close-diff -100']);
  });

  it('is judged by the time of the receipts, not by their place in the file', async () => {
    const { jobs } = await told([
      cash('DifferenzSollIst', -100, '2026-11-20T20:00:00'),
      sale(500, '2026-11-20T09:00:00'),
    ]);
    expect(jobs).toEqual(['close-diff -100', 'order-cash 500']);
  });

  it('alone in its closing is one of the close: tills count at the end', async () => {
    expect((await told([cash('DifferenzSollIst', -87)])).jobs).toEqual(['close-diff -87']);
  });

  it('alone, beside an opening balance that it explains, is one of the opening, and told once', async () => {
    const receipts = [cash('DifferenzSollIst', -100), cash('Anfangsbestand', 9_900)];
    expect((await told(receipts, { 'K1|7': 10_000 })).jobs).toEqual(['opening-diff -100']);
  });
});

describe('an opening balance', () => {
  it('of which nothing is known yet is information', async () => {
    const { jobs, closingCash } = await told([cash('Anfangsbestand', 10_000), sale(500)]);
    expect(jobs).toEqual(['order-cash 500']);
    expect(closingCash).toBe(10_500);
  });

  it('that is what the closing before left is information', async () => {
    const receipts = [cash('Anfangsbestand', 10_000), sale(500)];
    expect((await told(receipts, { 'K1|7': 10_000 })).jobs).toEqual(['order-cash 500']);
  });

  it('that is not makes an event of its own; the receipt stays the same either way', async () => {
    const receipts = [cash('Anfangsbestand', 9_950), sale(500)];
    const unknown = await told(receipts);
    const known = await told(receipts, { 'K1|7': 10_000 });
    expect(known.jobs).toEqual(['opening-diff -50', 'order-cash 500']);
    expect(known.keys).toEqual([
      'dsfinvk|K1|8|B1',
      'dsfinvk|K1|8|B1|opening-difference',
      'dsfinvk|K1|8|B2',
    ]);
    expect(known.keys).toEqual(expect.arrayContaining(unknown.keys));
  });

  it('on two lines makes one difference', async () => {
    const receipt: Receipt = {
      lines: [
        { type: 'Anfangsbestand', cents: 5_000, vat: '5' },
        { type: 'Anfangsbestand', cents: 4_000, vat: '5' },
      ],
      payments: [{ type: 'Bar', cents: 9_000 }],
    };
    expect((await told([receipt], { 'K1|7': 10_000 })).jobs).toEqual(['opening-diff -1000']);
  });
});

it('without an opening balance the cash goes on from the closing before', async () => {
  const { closingCash } = await told([sale(500), cash('Geldtransit', -300)], { 'K1|7': 10_000 });
  expect(closingCash).toBe(10_200);
});
