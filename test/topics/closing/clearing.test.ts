/** Clearing accounts: RetailSuite day by day beside the jobs, and what is open since when. */
import { describe, expect, it } from 'vitest';
import { PRESET_ACCOUNTS } from '../../../shared/domain/accounts.ts';
import type { ClearingAccount } from '../../../shared/contract/closing.ts';
import { DAY, openSealedShop } from './sealed-shop.ts';

type Shop = Awaited<ReturnType<typeof openSealedShop>>;

const PERIOD = { from: '2026-11-01', to: '2026-11-30' };
const read = async (shop: Shop, period = PERIOD) =>
  shop.backend.handlers['closing.clearing'](period);

async function transitOf(shop: Shop, currency = 'EUR'): Promise<ClearingAccount> {
  const { accounts } = await read(shop);
  const found = accounts.find((one) => one.account === '1360' && one.currency === currency);
  return found ?? expect.fail(JSON.stringify(accounts));
}

function moved({ sandbox }: Shop) {
  const posting = sandbox.ledger.postings().find(({ gegkonto }) => gegkonto === 1360);
  return posting ?? expect.fail('no posting of cash put in');
}

describe('clearing accounts', () => {
  it('are those that another posting settles: no drawer, no difference', async () => {
    const shop = await openSealedShop();
    const { accounts, unreadable } = await read(shop);
    expect(unreadable).toBe(0);
    expect(accounts.map(({ account }) => account)).not.toContain('1000');
    const transit = await transitOf(shop);
    expect(transit.kinds).toEqual(['transit']);
    expect(transit.days.map(({ day }) => day)).toEqual([DAY]);
    const [day] = transit.days;
    expect(transit).toMatchObject({ openSince: DAY, openCents: day?.oursCents });
    expect(day).toMatchObject({ oursCents: day?.jobsCents, balanceCents: day?.oursCents });
    // By hand: what the ledger has on the account, debit minus credit.
    const byHand = shop.sandbox.ledger
      .postings()
      .reduce(
        (sum, { konto, gegkonto, umsatz }) =>
          sum +
          (konto === '1360' ? Math.round(umsatz * 100) : 0) -
          (gegkonto === 1360 ? Math.round(umsatz * 100) : 0),
        0,
      );
    expect(transit.openCents).toBe(byHand);
  });

  it('are even once the money arrived, also on a day on which no till was open', async () => {
    const shop = await openSealedShop();
    const { openCents } = await transitOf(shop);
    shop.person({
      does: 'add',
      posting: {
        ...moved(shop),
        ...{ datum: '2026-11-29', konto: '1200', gegkonto: 1360 },
        ...{ umsatz: openCents / 100, beleg1: 'BANK 7', beleg2: '', text: 'Bank' },
      },
    });
    const transit = await transitOf(shop);
    expect(transit.days.map(({ day }) => day)).toEqual([DAY, '2026-11-29']);
    expect(transit).toMatchObject({ openSince: null, openCents: 0 });
    expect(transit.days[1]).toMatchObject({ oursCents: 0, jobsCents: 0 });
  });

  it('show what was changed in RetailSuite beside what our jobs posted', async () => {
    const shop = await openSealedShop();
    const { id, umsatz } = moved(shop);
    shop.person({ does: 'change', posting: id, to: { umsatz: umsatz + 100 } });
    const [day] = (await transitOf(shop)).days;
    expect((day?.oursCents ?? 0) - (day?.jobsCents ?? 0)).toBe(-10_000);
  });

  it('are kept apart by currency', async () => {
    const shop = await openSealedShop();
    const before = (await transitOf(shop)).openCents;
    const { id, umsatz } = moved(shop);
    shop.person({ does: 'change', posting: id, to: { currency: 'CHF' } });
    const cents = Math.round(umsatz * 100);
    expect((await transitOf(shop, 'CHF')).openCents).toBe(-cents);
    expect((await transitOf(shop)).openCents).toBe(before + cents);
  });

  it('of an account that was given to something else since are shown for the days before', async () => {
    const shop = await openSealedShop();
    shop.backend.store.assignment.change(
      [
        ...PRESET_ACCOUNTS.SKR03.filter(({ account }) => account === '1360'),
        { type: 'contra-cash-in', currency: 'EUR', account: '1360' } as const,
        { type: 'contra-cash-out', currency: 'EUR', account: '1360' } as const,
      ].map((row) => ({ ...row, account: '1460' })),
      { chart: null },
    );
    expect((await transitOf(shop)).kinds).toEqual(['transit']);
  });

  it('are asked for a period of days that can be asked, and only where RetailSuite answers', async () => {
    const shop = await openSealedShop();
    await expect(read(shop, { from: '2026-11-30', to: '2026-11-01' })).rejects.toThrow('no period');
    await expect(read(shop, { from: '2026-01-01', to: '2026-12-31' })).rejects.toThrow('100 days');
    await shop.sandbox.close();
    await expect(read(shop)).rejects.toThrow('RetailSuite could not be asked');
  });
});
