/** The cash book of a closing, row by row: each row moves the balance by its amount, from what was carried over to the end. */
import type { CashBook, Closings } from '../../core/db/closings/index.ts';
import type { CashRow } from './tables/closings.ts';

type Move = ReturnType<Closings['cashMovesOf']>[number];

/** @param moves in the order in which they happened */
export function cashRows(
  id: number,
  { store, payDesk, currency }: Pick<CashRow, 'store' | 'payDesk' | 'currency'>,
  book: CashBook,
  moves: readonly Move[],
): CashRow[] {
  const rows: CashRow[] = [];
  let balance = book.beforeCents ?? book.openingCents;
  const add = (row: Pick<CashRow, 'kind' | 'cents'> & Partial<CashRow>) => {
    const position = rows.length + 1;
    const place = { id, store, payDesk, currency, position };
    rows.push({ ...place, at: null, billNumber: null, event: null, ...row, balance });
  };
  add({ kind: 'carried', cents: balance });
  const { openingCents, movedCents } = book;
  // The opening value has a counted difference in it already; it moves nothing a second time.
  const isCounted = openingCents !== null && balance !== null && openingCents !== balance;
  if (isCounted) {
    const cents = openingCents - (balance ?? 0);
    balance = openingCents;
    add({ kind: 'opening-difference', cents });
  }
  let moved = 0;
  for (const { event, occurredAt, cents, billNumber, isOpeningDifference } of moves) {
    if (isCounted && isOpeningDifference === 1) continue;
    moved += cents;
    if (balance !== null) balance += cents;
    add({ kind: 'move', cents, at: occurredAt, billNumber, event });
  }
  const rest = movedCents === null ? 0 : movedCents - moved;
  if (rest !== 0) {
    if (balance !== null) balance += rest;
    add({ kind: 'not-itemized', cents: rest });
  }
  return rows;
}
