/** What becomes of a seal: each thing that can happen in RetailSuite opens it with its reason, and nothing is sent again. */
import { describe, expect, it } from 'vitest';
import { statusOfJob } from '../../../shared/domain/states.ts';
import type { PersonInRs } from '../../../sandbox/control.ts';
import type { StoredPosting } from '../../../sandbox/ledger.ts';
import { codesOf, DAY, openSealedShop } from './sealed-shop.ts';

type Shop = Awaited<ReturnType<typeof openSealedShop>>;

async function sealedShop(): Promise<Shop> {
  const shop = await openSealedShop();
  shop.enterOpening();
  expect(await shop.line()).toMatchObject({ sealed: true, differenceCents: 0 });
  return shop;
}

function cashIn({ sandbox }: Shop): StoredPosting {
  const posting = sandbox.ledger.postings().find(({ gegkonto }) => gegkonto === 1360);
  return posting ?? expect.fail('no posting of cash put in');
}

const CHANGES: readonly [
  name: string,
  act: (posting: StoredPosting) => PersonInRs,
  says: string,
][] = [
  ['another month', ({ id }) => change(id, { wmonat: 12 }), 'period 12-11 → 12-12'],
  ['another day', ({ id }) => change(id, { datum: '2026-11-24' }), `day ${DAY} → 2026-11-24`],
  ['100 € more', ({ id, umsatz }) => change(id, { umsatz: umsatz + 100 }), 'amount'],
  ['another account', ({ id }) => change(id, { konto: '1001' }), 'account 1000 → 1001'],
  ['another contra account', ({ id }) => change(id, { gegkonto: 1361 }), 'contra account 1360'],
  ['another text', ({ id }) => change(id, { text: 'privat' }), 'text'],
  ['another receipt number', ({ id }) => change(id, { beleg1: 'X1' }), 'receipt number'],
];

function change(posting: string, to: Extract<PersonInRs, { does: 'change' }>['to']): PersonInRs {
  return { does: 'change', posting, to };
}

describe('a sealed closing', () => {
  it('is a day that is sealed, with one seal that RetailSuite was read for', async () => {
    const shop = await sealedShop();
    const { day, closings } = await shop.backend.handlers['closing.day'](DAY, 'de');
    expect(day).toEqual({ kind: 'day', day: DAY, sealed: true, reasons: [] });
    expect(closings).toMatchObject([{ history: [{ sealed: true, reopenedBy: null }] }]);
    expect(closings[0]?.history[0]?.anchor).toMatch(/^\d+-[0-9a-f]{32}$/);
    const { days } = await shop.backend.handlers['closing.month']('2026-11');
    expect(days).toMatchObject([
      { day: DAY, state: 'sealed', closings: 1, differenceCents: 0, currency: 'EUR' },
    ]);
    // Read anew it is the same seal.
    await shop.read();
    const again = await shop.backend.handlers['closing.day'](DAY, 'de');
    expect(again.closings[0]?.history).toHaveLength(1);
  });

  it.each(CHANGES)(
    'is opened by a posting with %s, and sealed again when that is mended',
    async (_name, act, says) => {
      const shop = await sealedShop();
      const before = cashIn(shop);
      const posts = shop.posts();
      shop.person(act(before));
      const line = await shop.line();
      expect(codesOf(line)).toContain('rs-different');
      expect(line.sealed).toBe(false);
      expect(line.reasons.find(({ code }) => code === 'rs-different')?.text).toContain(says);
      expect(line.rs?.different).toHaveLength(1);
      const id = line.rs?.different[0]?.job ?? 0;
      expect(shop.job(id)).toMatchObject({ state: 'attention', cause: 'booked-differently' });
      expect(statusOfJob(shop.job(id))).toBe('synced');
      const { closings, day } = await shop.backend.handlers['closing.day'](DAY, 'en');
      expect(closings[0]?.history.map(({ sealed }) => sealed)).toEqual([false, true]);
      expect(closings[0]?.history[0]?.reopenedBy).toContain(says);
      expect(day.sealed).toBe(false);
      await shop.backend.engine.kick();
      const { datum, wmonat, umsatz, konto, gegkonto, text, beleg1 } = before;
      shop.person(change(before.id, { datum, wmonat, umsatz, konto, gegkonto, text, beleg1 }));
      expect(await shop.line()).toMatchObject({ sealed: true });
      expect(shop.job(id)).toMatchObject({ state: 'verified', cause: null });
      expect(shop.posts()).toBe(posts);
    },
  );

  it('is opened by a posting that is deleted; KICK JOB and a new start do not send it again', async () => {
    const shop = await sealedShop();
    const posts = shop.posts();
    const posting = cashIn(shop);
    shop.person({ does: 'delete', posting: posting.id });
    const line = await shop.line();
    expect(codesOf(line)).toContain('rs-missing');
    expect(line.differenceCents).toBe(Math.round(Math.abs(posting.umsatz) * 100));
    const id = line.rs?.missing[0]?.job ?? 0;
    expect([shop.job(id).cause, statusOfJob(shop.job(id))]).toEqual(['booked-missing', 'synced']);
    await shop.backend.engine.kick();
    shop.backend.engine.restartFreed([{ cause: 'booked-missing', ids: [id] }]);
    await shop.line();
    expect(shop.posts()).toBe(posts - 1);
    expect(shop.job(id).state).toBe('attention');
  });

  it('is opened by a posting that stands there twice', async () => {
    const shop = await sealedShop();
    shop.person({ does: 'double', posting: cashIn(shop).id });
    const line = await shop.line();
    expect(codesOf(line)).toContain('rs-twice');
    expect(line.rs?.twice).toHaveLength(1);
    expect(shop.job(line.rs?.twice[0]?.job ?? 0).cause).toBe('booked-twice');
  });

  it('is opened by a posting with our mark that nobody knows, whose double is told as one', async () => {
    const shop = await sealedShop();
    const add = { beleg2: 'VP-FOREIGN', datum: DAY, umsatz: 5, konto: '1000' };
    shop.person({ does: 'add', posting: add });
    const line = await shop.line();
    expect(codesOf(line)).toContain('rs-unknown');
    expect(line.rs?.unknown).toMatchObject([{ job: null, reference: 'VP-FOREIGN', cents: 500 }]);
    expect(line.differenceCents).toBe(500);
    // A posting of somebody else is nobody's business.
    shop.person({ does: 'change', posting: 'VP-FOREIGN', to: { beleg2: 'BANK-7' } });
    expect(await shop.line()).toMatchObject({ sealed: true });
  });

  it.each(['throttled', 'frozen', 'dropped', 'server-error'] as const)(
    'cannot be had while RetailSuite does not answer (%s)',
    async (fault) => {
      const shop = await openSealedShop();
      shop.enterOpening();
      shop.sandbox.faults.setRate(fault, 1);
      const line = await shop.line();
      expect([line.rs, line.sealed, line.differenceCents]).toEqual([null, false, null]);
      expect(line.reasons.find(({ code }) => code === 'rs-not-read')?.text).toMatch(/again/);
      shop.sandbox.faults.clear();
      expect(await shop.line()).toMatchObject({ sealed: true });
    },
  );

  it('is not had with an invoice a cent off; one that agrees is sealed', async () => {
    const shop = await openSealedShop();
    shop.enterOpening();
    const job =
      shop.db
        .prepare<[], { bill: string; invoice: string; amount: number }>(
          `SELECT bill_number AS bill, invoice_number AS invoice, sum(amount) AS amount FROM jobs
         WHERE invoice_number IS NOT NULL AND amount > 0 GROUP BY bill_number LIMIT 1`,
        )
        .get() ?? expect.fail('no order');
    shop.sandbox.ledger.setGross(job.invoice, (job.amount + 1) / 100);
    const line = await shop.line();
    expect(codesOf(line)).toContain('invoice-differs');
    expect([line.sealed, line.differenceCents]).toEqual([false, 1]);
    shop.sandbox.ledger.setGross(job.invoice, job.amount / 100);
    expect(await shop.line()).toMatchObject({ sealed: true, differenceCents: 0 });
  });

  it('takes what RetailSuite has with a reason, where the money is the same; never another amount', async () => {
    const shop = await sealedShop();
    const { id, umsatz, text } = cashIn(shop);
    shop.person(change(id, { text: 'Privateinlage' }));
    const job = (await shop.line()).rs?.different[0]?.job ?? 0;
    await shop.backend.handlers['closing.accept']({ job, reason: 'so said the tax adviser' });
    expect(await shop.line()).toMatchObject({ sealed: true });
    // From now on that is what is expected.
    shop.person(change(id, { text, umsatz: umsatz + 1 }));
    expect((await shop.line()).sealed).toBe(false);
    await expect(
      shop.backend.handlers['closing.accept']({ job, reason: 'let it be' }),
    ).rejects.toThrow('another amount');
  });
});
