/** Drives that run full or may not be written, under the whole program: told, and mended without a click. */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import Database from 'better-sqlite3';
import { DATABASE_FILE } from '../../electron/core/db/open.ts';
import { en } from '../../renderer/locales/en/index.ts';
import { fill, mountDrive, NO_DRIVE } from '../helpers/drive.ts';
import { Day, HEALED } from './day.ts';
import { test } from './programs.ts';
import { control, postings } from './shop.ts';

/** @returns whether no reader stood in the way */
function emptiesLog(folder: string): boolean {
  const db = new Database(path.join(folder, DATABASE_FILE));
  try {
    return db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
  } finally {
    db.close();
  }
}

test.describe.configure({ mode: 'parallel' });

test('a drive that runs full: lamp and card, and everything is booked once when there is room again', async ({
  page,
  programs,
}, testInfo) => {
  const drive = mountDrive(programs.data, 24 * 2 ** 20);
  testInfo.skip(drive === undefined, NO_DRIVE);
  try {
    const day = await Day.open(programs, page);
    await control(day.url, 'faults', { rates: { slow: 1 } });
    for (let document = 1; document <= 30; document += 1) day.deliver();
    await expect.poll(async () => (await postings(day.url)).length).toBeGreaterThan(0);
    const late = day.stage();
    const ballast = path.join(programs.data, 'holiday-film.mp4');
    // A log that was longer before has room for the next writes, and nobody would notice that the drive is full.
    await expect.poll(() => emptiesLog(programs.data)).toBe(true);
    fill(ballast);
    await day.expectTold('disk-full', en.causeName['disk-full']);
    // A delivery cannot even be kept now: it lies in the inbox, and that is shown, too.
    late.complete();
    const banner = page.locator('.banner').filter({ hasText: en.folderProblem.inbox });
    await expect(banner).toContainText(en.setupProblem['drive-full'].what, HEALED);
    await expect(day.attention.locator('[data-problem="drive-full"]')).toBeVisible();
    fs.rmSync(ballast);
    await control(day.url, 'faults', { clear: true });
    // The last one has its row when the slow sweep has taken all that was left lying.
    await day.expectHealed(late.row);
  } finally {
    drive?.unmount();
  }
});

test('an inbox that may not be written: told above the list and in the settings, with its card, until it is mended', async ({
  page,
  programs,
}, testInfo) => {
  const inbox = path.join(programs.data, 'inbox');
  const drive = mountDrive(inbox, 2 ** 20);
  testInfo.skip(drive === undefined, NO_DRIVE);
  try {
    const day = await Day.open(programs, page, () => {
      fs.writeFileSync(path.join(inbox, 'first.jsonl'), '');
      drive?.setReadOnly(true);
    });
    const { attention, list } = day;
    const banner = list.locator('.banner').filter({ hasText: en.folderProblem.inbox });
    await expect(banner).toContainText(en.setupProblem['folder-unwritable'].what);
    await banner.getByRole('link', { name: en.attention.bannerMeaning }).click();
    const { what, todo, who } = en.setupProblem['folder-unwritable'];
    const card = attention.locator('[data-problem="folder-unwritable"]');
    for (const text of [inbox, what, en.folderProblem.money, todo, who]) {
      await expect(card).toContainText(text);
    }
    await card.getByRole('link', { name: en.attention.toSettings }).click();
    await expect(attention.getByRole('alert').filter({ hasText: what })).toBeVisible();
    await attention.goBack();
    await expect(card).toBeVisible();
    drive?.setReadOnly(false);
    // The next look of the slow sweep.
    await expect(card).toHaveCount(0, HEALED);
    await expect(list.locator('.banner')).toHaveCount(0);
    await list.getByRole('link', { name: 'BACK' }).click();
    await day.expectHealed(day.deliver());
  } finally {
    drive?.unmount();
  }
});
