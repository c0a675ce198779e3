/** STOP in the real window: no further document goes out, the title says so, and it lasts through a restart. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { openDatabase } from '../../electron/core/db/open.ts';
import { insertJobs } from '../helpers/jobs.ts';
import { skipSetup } from '../helpers/skip-setup.ts';
import { newFolder, startProgram } from './program.ts';

test('a stop is in title and lamp, also after a restart, and KICK JOB ends it', async () => {
  const folder = newFolder();
  const data = path.join(folder, 'data');
  try {
    skipSetup(data);
    const db = openDatabase(data, { now: Date.now });
    insertJobs(db, [{ type: 'cash-in', amount: 5_000 }]);
    db.close();

    const first = await startProgram(data);
    const reply = await first.page.evaluate(() => window.api?.call('engine.stop'));
    expect(reply).toEqual({ ok: true, value: { out: 0 } });
    await expect(first.page).toHaveTitle(/^(Stopped by hand|Von Hand angehalten)/);
    await first.close();

    const { page, close } = await startProgram(data);
    await expect(page).toHaveTitle(/^(Stopped by hand|Von Hand angehalten)/);
    await expect(page.getByRole('status').first()).toContainText(/KICK JOB/);
    await page.getByRole('button', { name: 'KICK JOB' }).click();
    await expect(page).not.toHaveTitle(/^(Stopped by hand|Von Hand angehalten)/);
    await close();
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
