/** The nightly run: after a good backup, only where the owner said so, through the whole backend. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import type { RetentionPlan } from '../../../shared/domain/retention.ts';
import { DAY } from '../../../shared/domain/time.ts';
import { proveFolder } from '../../../electron/topics/proof/proof.ts';
import { openBackend } from '../../helpers/backend.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { LATER, openOldShop } from './retention-shop.ts';

const NIGHTLY: RetentionPlan = { nightly: true, recordYears: 10, voucherYears: 8 };

/** The shop, opened by a program many years later. */
async function openLater(folder?: string) {
  const shop = await openOldShop(folder);
  shop.db
    .prepare(
      `INSERT INTO settings VALUES ('retention.rsDate', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
    )
    .run(String(LATER));
  shop.db.close();
  const backend = openBackend({ folder: shop.folder, inbox: null, clock: () => LATER });
  const payloads = () =>
    backend.store.db.prepare('SELECT DISTINCT payload FROM pos_events').pluck().all();
  const isErased = () => JSON.stringify(payloads()) === JSON.stringify(['{}']);
  return { ...shop, backend, isErased };
}

it('erases after a good backup, and says so', async () => {
  const { backend, isErased, folder } = await openLater();
  await backend.handlers['settings.save']({ retention: NIGHTLY });
  const { now, last } = await backend.handlers['retention.state']();
  expect(now).toMatchObject({ clock: 'right', due: { closings: 1, originals: 1 } });
  expect(last).toBeNull();
  await backend.handlers['backup.make']();
  await vi.waitFor(async () => {
    const state = await backend.handlers['retention.state']();
    expect(state.last).toMatchObject({ ended: 'complete', erased: { closings: 1 } });
  });
  expect(isErased()).toBe(true);
  expect(fs.readdirSync(path.join(folder, 'originals'))).toEqual([]);
  expect((await proveFolder(folder)).findings).toEqual([]);
  const id = backend.store.db.prepare<[], number>('SELECT min(id) FROM jobs').pluck().get() ?? 0;
  expect(await backend.handlers['jobs.details'](id)).toMatchObject({
    parameter: null,
    parameterIsPreview: false,
    event: { erasedAt: LATER },
  });
  expect(await backend.handlers['details.original'](id)).toMatchObject({ problem: 'erased' });
});

it('the twin: without the word of the owner nothing goes', async () => {
  const { backend, isErased } = await openLater();
  await backend.handlers['backup.make']();
  expect((await backend.handlers['retention.state']()).last).toBeNull();
  expect(isErased()).toBe(false);
});

it('a backup of before that is put back is erased again, and nothing is booked twice', async () => {
  const first = await openLater();
  await first.backend.handlers['settings.save']({ retention: NIGHTLY });
  const { all } = await first.backend.handlers['backup.make']();
  await vi.waitFor(() => expect(first.isErased()).toBe(true));
  await vi.waitFor(() => expect(fs.readdirSync(path.join(first.folder, 'originals'))).toEqual([]));
  const jobs = first.backend.store.db.prepare('SELECT count(*) FROM jobs').pluck().get();
  const restored = await first.backend.handlers['backup.restore'](all[0]?.name ?? null);
  expect(restored.ok).toBe(true);
  await first.backend.stop(1_000);

  const again = openBackend({ folder: first.folder, inbox: null, clock: () => LATER + DAY });
  const payloads = () =>
    again.store.db.prepare('SELECT DISTINCT payload FROM pos_events').pluck().all();
  expect(payloads()).not.toEqual(['{}']);
  await again.ingest.resume();
  await again.handlers['backup.make']();
  await vi.waitFor(() => expect(payloads()).toEqual(['{}']));
  expect(again.store.db.prepare('SELECT count(*) FROM jobs').pluck().get()).toBe(jobs);
  await vi.waitFor(async () => {
    expect((await proveFolder(first.folder)).findings).toEqual([]);
  });
});

it('a delivery in the archive of the inbox goes with its original, and nothing else there', async () => {
  const shop = await openOldShop();
  const inbox = tempFolder();
  const month = path.join(inbox, 'archive', '2026-12');
  fs.mkdirSync(month, { recursive: true });
  fs.cpSync(shop.exported, path.join(month, 'export'), { recursive: true });
  fs.writeFileSync(path.join(month, 'export.rejected.jsonl.txt'), '{}\n');
  fs.writeFileSync(path.join(month, 'other.jsonl'), '{"a":1}\n');
  const young = path.join(inbox, 'archive', '2037-01');
  fs.cpSync(shop.exported, path.join(young, 'export'), { recursive: true });
  await shop.erases(LATER, { inbox: () => inbox }).erase();
  expect(fs.readdirSync(month)).toEqual(['other.jsonl']);
  expect(fs.readdirSync(young)).toEqual(['export']);
});

it('an archive that is a link is left alone', async () => {
  const shop = await openOldShop();
  const [inbox, elsewhere] = [tempFolder(), tempFolder()];
  fs.cpSync(shop.exported, path.join(elsewhere, '2026-12', 'export'), { recursive: true });
  fs.symlinkSync(elsewhere, path.join(inbox, 'archive'));
  await shop.erases(LATER, { inbox: () => inbox }).erase();
  expect(fs.readdirSync(path.join(elsewhere, '2026-12'))).toEqual(['export']);
});
