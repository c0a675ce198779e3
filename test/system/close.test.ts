/** `close` end to end, with real processes: a day is in the books and sealed; what a person does in RS opens it. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { generateExport, seededRandom } from '../../demo/dsfinvk-export.ts';
import { closeLineSchema } from '../../shared/domain/closing.ts';
import { Shop } from './shop.ts';

const DAY = '2026-11-25';

async function close(shop: Shop, ...more: string[]) {
  const { code, lines } = await shop.run('close', '--data', shop.data, '--day', DAY, ...more);
  return { code, lines: lines.map((line) => closeLineSchema.parse(line)) };
}

it('is sealed with exit code 0; a deleted posting opens it, and no sync brings it back by itself', async () => {
  const shop = await Shop.open();
  const folder = path.join(shop.folder, 'export');
  const random = seededRandom(7);
  const size = { receipts: 20, registers: 1, closings: 1, differences: 0 };
  await generateExport({ folder, ...size, firstDay: DAY, random });
  expect((await shop.run('import', folder, '--data', shop.data)).code).toBe(0);
  const synced = await shop.run('sync', '--data', shop.data, '--until-idle', '--max-wait', '20');
  expect(synced.code).toBe(0);
  const jobs = await shop.jobs();
  const payDesk = jobs[0]?.['payDesk'] as string;
  const said = ['--pay-desk', payDesk, '--cents', '0', '--reason', 'counted'];
  expect((await shop.run('opening', '--data', shop.data, ...said)).code).toBe(0);

  expect(await close(shop, '--local')).toMatchObject({
    code: 1,
    lines: [
      { kind: 'closing', rs: null, sealed: false },
      { kind: 'day', sealed: false },
    ],
  });
  const sealed = await close(shop);
  expect(sealed).toMatchObject({
    code: 0,
    lines: [
      { kind: 'closing', sealed: true, differenceCents: 0, rs: { missing: [], unknown: [] } },
      { kind: 'day', day: DAY, sealed: true, reasons: [] },
    ],
  });
  expect((await shop.jobs()).every(({ state }) => state === 'verified')).toBe(true);

  const ledger = await shop.ledger();
  const act = { does: 'delete', posting: ledger[0]?.beleg2 };
  await fetch(`${shop.url}/sandbox/person`, { method: 'POST', body: JSON.stringify(act) });
  const opened = await close(shop);
  expect(opened).toMatchObject({ code: 1, lines: [{ sealed: false }, { sealed: false }] });
  expect(opened.lines[0]?.reasons.map(({ code }) => code)).toContain('rs-missing');
  const changed = (await shop.jobs()).filter(({ state }) => state !== 'verified');
  expect(changed).toMatchObject([
    { state: 'attention', status: 'Sync successful', cause: 'booked-missing' },
  ]);
  await shop.run('retry', '--data', shop.data, '--all');
  await shop.run('sync', '--data', shop.data, '--until-idle', '--max-wait', '5');
  expect(await shop.ledger()).toHaveLength(ledger.length - 1);
});
