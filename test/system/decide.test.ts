/** Problems on the command line: listed with what they allow, decided once, booked once. Real processes over HTTP. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeExport, type Closing, type Receipt } from '../core/ingest/export-builder.ts';
import { Shop } from './shop.ts';

const sale = (cents: number): Receipt => ({
  lines: [{ type: 'Umsatz', cents, vat: '1' }],
  payments: [{ type: 'Bar', cents }],
});

async function importExport(shop: Shop, name: string, receipt: Receipt, closing?: Closing) {
  const folder = writeExport(path.join(shop.folder, name), [receipt], closing);
  return shop.run('import', folder, '--data', shop.data);
}

const decide = (shop: Shop, id: unknown, as: string, ...more: string[]) =>
  shop.run(
    'decide',
    ...['--data', shop.data, '--problem', String(id), '--as', as, '--reason', 'verglichen'],
    ...more,
  );

it('a receipt with other content waits, is decided and booked once', async () => {
  const shop = await Shop.open();
  shop.makeOld();
  await importExport(shop, 'first', sale(100));
  const again = await importExport(shop, 'second', sale(150));
  expect(again).toMatchObject({ code: 1, lines: [{ conflicts: [{ code: 'other-content' }] }] });

  const listed = await shop.run('problems', '--data', shop.data);
  expect(listed).toMatchObject({
    code: 0,
    lines: [
      {
        kind: 'conflict',
        code: 'other-content',
        allows: ['keep', 'take-new', 'take-both'],
        jobs: [{ type: 'order-cash', amountCents: 150, currency: 'EUR' }],
      },
    ],
  });
  const id = listed.lines[0]?.['id'];

  expect(await decide(shop, id, 'release')).toMatchObject({ code: 1, lines: [{ decided: false }] });
  expect(await decide(shop, id, 'take-new')).toMatchObject({ code: 0, lines: [{ decided: true }] });
  expect(await decide(shop, id, 'take-new')).toMatchObject({
    code: 0,
    lines: [{ decided: false }],
  });
  expect((await shop.run('problems', '--data', shop.data)).lines).toEqual([]);

  await shop.run('sync', '--data', shop.data, '--until-idle', '--max-wait', '20');
  expect((await shop.ledger()).map(({ umsatz }) => umsatz)).toEqual([1.5]);
}, 600_000);

it.each([
  ['disagrees', '1,01', 'closing-sum'],
  ['cannot be read', '1,00 EUR', 'number'],
])(
  'a closing whose proof %s is released, read and booked at once',
  async (_, amount, code) => {
    const shop = await Shop.open();
    shop.makeOld();
    const wrong = { edit: { 'payment.csv': (text: string) => text.replace('1,00', amount) } };
    expect(await importExport(shop, 'wrong', sale(100), wrong)).toMatchObject({ code: 1 });
    const [problem] = (await shop.run('problems', '--data', shop.data)).lines;
    expect(problem).toMatchObject({ kind: 'blocked-closing', code });
    const released = await decide(shop, problem?.['id'], 'release');
    expect(released).toMatchObject({
      code: 0,
      lines: [{ decided: true, imports: [{ events: 1 }] }],
    });
    await shop.run('sync', '--data', shop.data, '--until-idle', '--max-wait', '20');
    expect((await shop.ledger()).map(({ umsatz }) => umsatz)).toEqual([1]);
  },
  600_000,
);

it('a closing that came again with one more receipt: both happened, and each is booked once', async () => {
  const shop = await Shop.open();
  shop.makeOld();
  const first = { id: 'r1', ...sale(100) };
  const imported = (name: string, receipts: readonly Receipt[]) =>
    shop.run('import', writeExport(path.join(shop.folder, name), receipts), '--data', shop.data);
  await imported('first', [first]);
  const again = await imported('again', [first, { id: 'r2', ...sale(777) }]);
  expect(again).toMatchObject({ code: 1, lines: [{ conflicts: [{ code: 'closing-changed' }] }] });
  const [problem] = (await shop.run('problems', '--data', shop.data)).lines;
  expect(problem).toMatchObject({ code: 'closing-changed', allows: ['keep', 'take-both'] });

  expect(await decide(shop, problem?.['id'], 'take-both')).toMatchObject({
    code: 0,
    lines: [{ decided: true, imports: [{ events: 1, duplicates: 1 }] }],
  });
  expect((await shop.run('problems', '--data', shop.data)).lines).toEqual([]);
  await shop.run('sync', '--data', shop.data, '--until-idle', '--max-wait', '20');
  const booked = (await shop.ledger()).map(({ umsatz }) => umsatz);
  expect(booked.sort()).toEqual([1, 7.77]);
}, 600_000);

it('a wrong call names what is wrong and decides nothing', async () => {
  const shop = await Shop.open();
  shop.makeOld();
  for (const [args, message] of [
    [['1', 'perhaps'], /--as is one of keep, take-new/],
    [['1', 'keep', '--type', 'cash-out'], /for "--as post" alone/],
    [['1', 'post', '--type', 'gift'], /--type is one of order-cash/],
    [['1', 'post', '--account', '12a'], /--account: An account number/],
    [['one', 'keep'], /--problem is the number of a problem/],
  ] as const) {
    const [id, as, ...more] = args;
    const done = await decide(shop, id, as, ...more);
    expect(done.code).toBe(2);
    expect(done.errors).toMatch(message);
  }
  expect(await decide(shop, 99, 'keep')).toMatchObject({ code: 1, lines: [{ decided: false }] });
}, 600_000);
