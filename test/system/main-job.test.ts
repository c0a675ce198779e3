/**
 * The main job end to end, with real processes: an export in, sync, and RS holds exactly one posting per job, to the
 * cent; also with a faulty line, and with the program killed in the middle.
 */
import { statusOf, type JobState } from '../../shared/domain/states.ts';
import path from 'node:path';
import { expect, it } from 'vitest';
import { generateExport, seededRandom } from '../../demo/dsfinvk-export.ts';
import { Shop } from './shop.ts';

/** What each reference should have in RS, against what it has; empty when all is single and right. */
async function differences(shop: Shop): Promise<string[]> {
  const postings = new Map<string, number[]>();
  for (const { beleg2, umsatz } of await shop.ledger()) {
    postings.set(beleg2, [...(postings.get(beleg2) ?? []), Math.round(umsatz * 100)]);
  }
  const jobs = await shop.jobs();
  const wrong = jobs.flatMap((job) => {
    const booked = postings.get(job['reference'] as string) ?? [];
    const isSynced = statusOf(job['state'] as JobState) === 'synced';
    return booked.length === 1 && booked[0] === job['amountCents'] && isSynced
      ? []
      : [`job ${String(job['id'])} ${String(job['state'])}: ${JSON.stringify(booked)}`];
  });
  return jobs.length === postings.size
    ? wrong
    : [...wrong, `${jobs.length} jobs, ${postings.size} references`];
}

async function importExport(shop: Shop, receipts: number) {
  const folder = path.join(shop.folder, 'export');
  const truth = await generateExport({
    folder,
    receipts,
    registers: 2,
    closings: 4,
    firstDay: '2026-11-16',
    random: seededRandom(7),
  });
  const imported = await shop.run('import', folder, '--data', shop.data);
  expect(imported.errors).not.toContain('Error');
  expect(imported.code).toBe(0);
  return { folder, truth, report: imported.lines[0] ?? {} };
}

it('an export becomes exactly one posting per job, to the cent, and a second import none', async () => {
  const shop = await Shop.open();
  const { folder, truth, report } = await importExport(shop, 60);
  const made = (report['jobs'] as { type: string; count: number; sum: number }[]).map(
    ({ type, count, sum }) => [type, { count, sumCents: sum }] as const,
  );
  expect(Object.fromEntries(made)).toEqual(
    Object.fromEntries(Object.entries(truth.jobs).filter(([, { count }]) => count > 0)),
  );

  const synced = await shop.run('sync', '--data', shop.data, '--until-idle', '--max-wait', '20');
  expect(synced).toMatchObject({
    code: 0,
    lines: [{ unclear: 0, attention: 0, waiting: 0, waitingInvoice: 0 }],
  });
  expect(await differences(shop)).toEqual([]);

  const again = await shop.run('import', folder, '--data', shop.data);
  expect(again).toMatchObject({
    code: 0,
    lines: [{ events: 0, jobs: [], conflicts: [], rejected: [] }],
  });
  await shop.run('sync', '--data', shop.data, '--until-idle', '--max-wait', '5');
  expect(await differences(shop)).toEqual([]);
}, 600_000);

it('lost answers and dropped connections end in one posting per job', async () => {
  const shop = await Shop.open(['--auto-invoice', '0', '--seed', '3', '--late', '1']);
  shop.shortenSettleWindow(4_000);
  await shop.setFaults({
    'answer-lost': 0.1,
    late: 0.05,
    dropped: 0.05,
    'schema-drift': 0.05,
    'server-error': 0.05,
    garbage: 0.05,
    throttled: 0.03,
    unauthorized: 0.03,
  });
  await importExport(shop, 25);
  const synced = await shop.run('sync', '--data', shop.data, '--until-idle', '--max-wait', '60');
  expect(synced.lines).toMatchObject([{ unclear: 0, waiting: 0 }]);
  expect(synced.errors).not.toContain('error: engine');
  expect(await differences(shop)).toEqual([]);
}, 600_000);

it('killed in the middle and started again, nothing is lost and nothing is twice', async () => {
  const shop = await Shop.open(['--auto-invoice', '0', '--fault', 'slow=0.2']);
  shop.shortenSettleWindow(4_000);
  await importExport(shop, 40);
  for (let kill = 0; kill < 3; kill++) {
    const { child, finished } = shop.start('sync', '--data', shop.data, '--until-idle');
    // Killed when RS has booked something more, and requests are out.
    const before = (await shop.ledger()).length;
    while ((await shop.ledger()).length <= before + 2 && child.exitCode === null)
      await new Promise(setImmediate);
    child.kill('SIGKILL');
    await finished;
  }
  const synced = await shop.run('sync', '--data', shop.data, '--until-idle', '--max-wait', '60');
  expect(synced.code).toBe(0);
  expect(await differences(shop)).toEqual([]);
}, 600_000);
