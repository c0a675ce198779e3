/** The cash book of a closing: every row moves the balance by its amount, whatever is known of the drawer. */
import { expect, it } from 'vitest';
import type { CashBook } from '../../../electron/core/db/closings/index.ts';
import { cashRows } from '../../../electron/topics/tax-folder/cash-rows.ts';

const DRAWER = { store: 'default', payDesk: 'K1', currency: 'EUR' };
const BOOK: CashBook = {
  ...{ openingCents: 20_000, openingFrom: 'till', beforeCents: 20_000, movedCents: 300 },
  ...{ closingCents: 20_300, lowestCents: 20_000, lowestReceipt: null, countedCents: null },
  opensTwice: false,
};
const move = (cents: number, isOpeningDifference: 0 | 1 = 0) => ({
  ...{ event: 1, occurredAt: 0, billNumber: null, cents, isOpeningDifference },
});

const told = (book: Partial<CashBook>, moves: readonly ReturnType<typeof move>[]) =>
  cashRows(1, DRAWER, { ...BOOK, ...book }, moves).map(({ kind, cents, balance }) => [
    ...[kind, cents, balance],
  ]);

it('goes on from what was carried over', () => {
  expect(told({}, [move(500), move(-200)])).toEqual([
    ['carried', 20_000, 20_000],
    ['move', 500, 20_500],
    ['move', -200, 20_300],
  ]);
});

it('a counted opening value that is another one is a row of its own, and its event counts once', () => {
  const moves = [move(-1_000, 1), move(300)];
  expect(told({ openingCents: 19_000, closingCents: 19_300 }, moves)).toEqual([
    ['carried', 20_000, 20_000],
    ['opening-difference', -1_000, 19_000],
    ['move', 300, 19_300],
  ]);
});

it('what moved without a receipt of its own is said', () => {
  expect(told({}, [move(100)])).toEqual([
    ['carried', 20_000, 20_000],
    ['move', 100, 20_100],
    ['not-itemized', 200, 20_300],
  ]);
});

it('of a drawer that nobody knows the moves are told, and no balance', () => {
  const unknown = { openingCents: null, beforeCents: null, closingCents: null };
  expect(told(unknown, [move(300)])).toEqual([
    ['carried', null, null],
    ['move', 300, null],
  ]);
});
