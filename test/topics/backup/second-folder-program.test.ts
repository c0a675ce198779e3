/** The second folder in the whole backend: set in the form, filled by each backup, found again by another PC. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openBackend, type TestBackend } from '../../helpers/backend.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const PASSPHRASE = 'Samstags ist Markt';

/** Waits for the drive. */
async function secondFolder(backend: TestBackend) {
  for (;;) {
    const state = await backend.handlers['backup.secondFolder']();
    if (!state?.running) return state;
  }
}

it('a shop comes back on another PC from the stick and its passphrase alone', async () => {
  const stick = path.join(tempFolder(), 'stick');
  const first = openBackend({ inbox: null });
  insertJobs(first.store.db, [{ type: 'cash-in' }, { type: 'cash-in' }]);
  await first.handlers['settings.save']({ secondBackupFolder: stick });
  await first.handlers['backup.encrypt'](PASSPHRASE);
  await first.handlers['backup.make']();
  expect(await secondFolder(first)).toMatchObject({ problem: null, isEncrypted: true });
  await first.stop(1_000);
  fs.rmSync(first.folder, { recursive: true });

  const other = openBackend({ inbox: null });
  expect(await other.handlers['settings.save']({ secondBackupFolder: stick })).toMatchObject({
    ok: true,
  });
  const [copy] = (await secondFolder(other))?.all ?? [];
  const wish = (passphrase: string) =>
    other.handlers['backup.restoreSecond'](copy?.name ?? '', passphrase);
  expect(await wish('Sonntags ist Markt')).toMatchObject({
    problem: { code: 'backup-passphrase-wrong' },
  });
  expect(await wish(PASSPHRASE)).toMatchObject({ ok: true });
  await other.stop(1_000);

  const restored = openBackend({ folder: other.folder, inbox: null });
  expect(restored.store.list.total()).toBe(2);
  // What a copy does not know is asked for before anything is sent, wherever the copy lay.
  expect(restored.store.list.row(1)?.state).toBe('unclear');
  expect(fs.existsSync(path.join(other.folder, 'fetched-backup'))).toBe(false);
});

it('the second folder is never the first, whichever is set last', async () => {
  const backend = openBackend({ inbox: null });
  const { folder } = await backend.handlers['backup.state']();
  fs.mkdirSync(folder, { recursive: true });
  const elsewhere = tempFolder();
  expect(await backend.handlers['settings.save']({ secondBackupFolder: folder })).toMatchObject({
    problem: { code: 'folder-overlaps' },
  });
  await backend.handlers['settings.save']({ secondBackupFolder: elsewhere });
  expect(
    await backend.handlers['settings.save']({
      backup: { daily: true, keep: 7, folder: elsewhere },
    }),
  ).toMatchObject({ problem: { code: 'folder-overlaps' }, field: 'backup' });
});
