/** The calls behind a closing's page, on a shop whose till delivered an export: book, opening balance, explanation. */
import { expect, it, vi } from 'vitest';
import { closingKey, createClosings } from '../../../electron/core/db/closings/index.ts';
import { createJournal } from '../../../electron/core/db/journal.ts';
import { createTillHandlers } from '../../../electron/topics/closing/till-handlers.ts';
import { tillCalls } from '../../../shared/contract/till.ts';
import { closingShop } from './closing-shop.ts';

const NOW = Date.parse('2026-11-20T20:00:00Z');
const DAY = '2026-11-20';

async function shopWithHandlers() {
  const shop = closingShop();
  await shop.exports(
    [
      ['R1', 1, 700],
      ['R3', 3, 300],
    ].map(([id, nr, cents]) => ({
      ...{ id: String(id), nr: Number(nr), endedAt: `${DAY}T1${nr}:00:00` },
      lines: [{ type: 'Umsatz', cents: Number(cents), vat: '1' as const }],
      payments: [{ type: 'Bar', cents: Number(cents) }],
    })),
  );
  const { db } = shop;
  const onChange = vi.fn();
  const handlers = createTillHandlers({
    closings: createClosings(db),
    ...{ db, journal: createJournal(db, 'anna'), user: 'anna', onChange, clock: () => NOW },
    lastRead: () => null,
    connector: () => undefined,
  });
  const [ref] = createClosings(db).closingsOf(DAY).closings;
  if (!ref) throw new Error('no closing');
  const book = async () =>
    tillCalls['till.book'].reply.parse(await handlers['till.book'](closingKey(ref)));
  return { shop, handlers, onChange, ref, book };
}

it('a cash book runs from receipt to receipt once a person entered what lay in the drawer', async () => {
  const { handlers, onChange, ref, book } = await shopWithHandlers();
  const before = await book();
  expect(before.entered).toBeNull();
  expect(before.moves.map(({ cents, balanceCents }) => [cents, balanceCents])).toEqual([
    [700, null],
    [300, null],
  ]);
  const { payDesk } = ref;
  const opening = { store: null, payDesk, currency: 'EUR', cents: 20_000, reason: 'counted' };
  await handlers['till.opening'](opening);
  const after = await book();
  expect(after.entered).toEqual({ cents: 20_000, reason: 'counted', who: 'anna', at: NOW });
  expect(after.openingFrom).toBe('person');
  expect(after.moves.map(({ balanceCents }) => balanceCents)).toEqual([20_700, 21_000]);
  expect(onChange).toHaveBeenCalledOnce();
});

it('ways of paying stand beside each other, RetailSuite as unknown until it was read', async () => {
  const { book } = await shopWithHandlers();
  expect((await book()).payments).toEqual([
    { type: 'Bar', tillCents: 1_000, jobsCents: 1_000, rsCents: null },
  ]);
});

it('an explanation covers the gap, with who and why, until it is taken back', async () => {
  const { shop, handlers, ref, book } = await shopWithHandlers();
  const open = shop.closing(DAY).gaps.filter(({ explained }) => !explained);
  expect(open).toHaveLength(1);
  const [gap] = open;
  if (!gap) return;
  const numbers = { first: gap.from, last: gap.to };
  const { store, payDesk } = ref;
  await handlers['till.explain']({ store, payDesk, kind: gap.kind, numbers, reason: 'paper jam' });
  expect(shop.closing(DAY).gaps.every(({ explained }) => explained)).toBe(true);
  const { explanations } = await book();
  const id = explanations[0]?.id ?? expect.fail('no explanation');
  expect(explanations).toEqual([{ id, numbers, reason: 'paper jam', who: 'anna', at: NOW }]);

  await handlers['till.unexplain']({ id, reason: 'another till' });
  expect(shop.closing(DAY).gaps.filter(({ explained }) => !explained)).toEqual(open);
  expect((await book()).explanations).toEqual([]);
  expect(() => handlers['till.unexplain']({ id, reason: 'once more' })).toThrow(/already/);
});

it('a closing that is gone is said to be gone', async () => {
  const { handlers } = await shopWithHandlers();
  expect(() => handlers['till.book']('1\nK9\n7\nEUR\n2026-11-20T20:00:00')).toThrow(
    /no longer exists/,
  );
});
