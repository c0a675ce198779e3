/** The drawer's account in RetailSuite stands beside the drawer by day: what is ours, what is of others, what waits. */
import { expect, it } from 'vitest';
import { actInRs } from '../../../sandbox/control.ts';
import { DAY, openSealedShop } from './sealed-shop.ts';

type Shop = Awaited<ReturnType<typeof openSealedShop>>;

const CASH = '1000';

async function accountOf(shop: Shop) {
  const { closings } = await shop.backend.handlers['closing.day'](DAY, 'en');
  return shop.backend.handlers['till.account'](closings[0]?.key ?? expect.fail('no closing'));
}

/** Debit minus credit of the cash account in RetailSuite's own books, in cents. */
function inBooks({ sandbox }: Shop): number {
  return sandbox.ledger
    .postings()
    .filter(({ konto }) => konto === CASH)
    .reduce((sum, { umsatz }) => sum + Math.round(umsatz * 100), 0);
}

it('agrees with the drawer of a day that is booked', async () => {
  const shop = await openSealedShop();
  const moved = inBooks(shop);
  // The takings were taken out in the evening: what went in went out.
  expect(moved).toBe(0);
  expect(
    shop.sandbox.ledger.postings().filter(({ konto }) => konto === CASH).length,
  ).toBeGreaterThan(5);
  expect(await accountOf(shop)).toEqual({
    accounts: [CASH],
    days: [{ day: DAY, drawerCents: moved, waitingCents: 0, ownCents: moved, othersCents: 0 }],
    unreadable: 0,
  });
  shop.enterOpening();
  expect((await shop.line()).cash.movedCents).toBe(moved);
});

it('tells postings of others from those of the closing, on either side', async () => {
  const shop = await openSealedShop();
  const moved = inBooks(shop);
  const add = (posting: object) =>
    actInRs(shop.sandbox.ledger, { does: 'add', posting: { datum: DAY, ...posting } });
  add({ beleg2: 'BANK-1', umsatz: 70, konto: '1200', gegkonto: 1000 });
  add({ beleg2: 'BANK-2', umsatz: 20, konto: CASH, gegkonto: 1200 });
  add({ beleg2: 'RENT', umsatz: 900, konto: '4210', gegkonto: 1200 });
  add({ beleg2: 'BANK-3', umsatz: 5, konto: CASH, gegkonto: 1200, datum: '2026-11-24' });
  const { days } = await accountOf(shop);
  expect(days).toMatchObject([{ drawerCents: moved, ownCents: moved, othersCents: -5_000 }]);
});

it('a posting that is gone is missing on the account; one that waits is said to wait', async () => {
  const shop = await openSealedShop({ heldBack: true });
  const held = shop.db
    .prepare<[], number>(`SELECT amount FROM jobs WHERE state = 'on-hold'`)
    .pluck()
    .get();
  const moved = inBooks(shop);
  const [posting] = shop.sandbox.ledger.postings().filter(({ konto }) => konto === CASH);
  const gone = Math.round((posting?.umsatz ?? expect.fail('no posting')) * 100);
  actInRs(shop.sandbox.ledger, { does: 'delete', posting: posting?.id ?? '' });
  expect((await accountOf(shop)).days).toEqual([
    {
      ...{ day: DAY, drawerCents: moved + Number(held), waitingCents: held },
      ...{ ownCents: moved - gone, othersCents: 0 },
    },
  ]);
});

it('is not told while RetailSuite does not answer', async () => {
  const shop = await openSealedShop();
  shop.sandbox.faults.setRate('server-error', 1);
  await expect(accountOf(shop)).rejects.toThrow(/RetailSuite could not be asked/);
});
