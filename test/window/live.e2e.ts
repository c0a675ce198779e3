/** The list while jobs change under it: scroll, selection and focus stay, and nothing freezes. */
import type { Page } from '@playwright/test';
import { button, cell, expect, openList, rows, shownIds, test } from './window.ts';

const chip = (page: Page) => page.locator('.new-rows');

/** Three documents come in. */
async function arrive(page: Page): Promise<void> {
  await page.evaluate(() =>
    window.fake.put([window.sampleJob(84), window.sampleJob(85), window.sampleJob(86)]),
  );
}

test('a changed row is drawn anew; scroll, selection and focus stay', async ({ page }) => {
  await openList(page);
  await cell(page, 76, 'id').click();
  const viewport = page.locator('.ag-body-viewport, .ag-grid-scrolling-cells').first();
  await page.mouse.wheel(0, 200);
  await expect.poll(async () => (await cell(page, 76, 'id').boundingBox())?.y).toBeLessThan(500);
  const before = await cell(page, 76, 'id').boundingBox();

  await page.evaluate(() => window.fake.patch(80, { state: 'attention', cause: 'refused' }));
  await expect(cell(page, 80, 'status')).toContainText('needs you');

  expect(await cell(page, 76, 'id').boundingBox()).toEqual(before);
  await expect(cell(page, 76, 'id')).toBeFocused();
  await expect(page.locator('[row-business-key="76"]').first()).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(viewport).toBeVisible();
});

test('new rows appear at the top while nobody is at the rows', async ({ page }) => {
  await openList(page);
  await arrive(page);
  await expect.poll(async () => (await shownIds(page)).slice(0, 4)).toEqual([87, 86, 85, 84]);
  await expect(page.getByText('1-25 of 87')).toBeVisible();
  await expect(chip(page)).toHaveCount(0);
});

test('a row under the mouse stays there; it changes in place, and a click shows the new ones', async ({
  page,
}) => {
  await openList(page);
  await cell(page, 82, 'type').hover();
  const before = await cell(page, 82, 'type').boundingBox();
  await arrive(page);
  await expect(chip(page)).toHaveText('3 new rows – show');
  // Also one that the new ones have pushed to the next page.
  await page.evaluate(() => {
    window.fake.patch(84, { state: 'verified' });
    window.fake.patch(60, { state: 'attention', cause: 'refused' });
  });
  await expect(cell(page, 84, 'status')).toContainText('verified in RS');
  expect((await shownIds(page)).slice(0, 3)).toEqual([84, 83, 82]);
  expect(await cell(page, 82, 'type').boundingBox()).toEqual(before);
  await expect(page.getByText('1-25 of 87')).toBeVisible();
  await page.mouse.wheel(0, 2_000);
  await expect(cell(page, 60, 'status')).toContainText('needs you');
  await chip(page).click();
  await expect.poll(async () => (await shownIds(page)).slice(0, 4)).toEqual([87, 86, 85, 84]);
  await expect(chip(page)).toHaveCount(0);
});

test('when the mouse leaves the rows, they continue automatically', async ({ page }) => {
  await openList(page);
  await cell(page, 82, 'type').hover();
  await arrive(page);
  await expect(chip(page)).toBeVisible();
  await button(page, 'KICK JOB').hover();
  await expect.poll(async () => (await shownIds(page)).slice(0, 2)).toEqual([87, 86]);
  await expect(chip(page)).toHaveCount(0);
});

test('further pages stay as they are; the chip leads to the first', async ({ page }) => {
  await openList(page);
  await button(page, /next page/i).click();
  await expect(page.getByText('26-50 of 84')).toBeVisible();
  const before = await shownIds(page);
  await button(page, 'KICK JOB').hover();
  await arrive(page);
  await expect(chip(page)).toHaveText('3 new rows – show');
  expect(await shownIds(page)).toEqual(before);
  await chip(page).click();
  await expect(page.getByText('1-25 of 87')).toBeVisible();
  await expect.poll(async () => (await shownIds(page)).slice(0, 2)).toEqual([87, 86]);
});

test('the keyboard shows them too, is told of them once, and goes on at the first', async ({
  page,
}) => {
  await openList(page);
  await cell(page, 82, 'type').click();
  await button(page, 'KICK JOB').hover();
  await arrive(page);
  const told = page.locator('.grid-area > [aria-live="polite"]');
  await expect(told).toHaveText('3 new rows –');
  await expect(cell(page, 82, 'type')).toBeFocused();
  await page.evaluate(() => window.fake.put([window.sampleJob(87)]));
  await expect(chip(page)).toHaveText('4 new rows – show');
  await expect(told).toHaveText('3 new rows –');
  await chip(page).focus();
  await page.keyboard.press('Enter');
  await expect(cell(page, 88, 'id')).toBeFocused();
});

test('rows that would only change their places do not, and the chip says so', async ({ page }) => {
  await openList(page);
  await page.getByRole('columnheader', { name: 'Modified' }).click();
  await expect(page.getByRole('columnheader', { name: 'Modified' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  const before = await shownIds(page);
  const sixth = before[5] ?? 0;
  await cell(page, sixth, 'type').hover();
  const place = await cell(page, sixth, 'type').boundingBox();
  await page.evaluate(
    (id) => window.fake.patch(id, { modifiedAt: Date.now(), state: 'verified' }),
    sixth,
  );
  await expect(chip(page)).toHaveText('The list has changed – refresh');
  await expect(cell(page, sixth, 'status')).toContainText('verified in RS');
  expect(await shownIds(page)).toEqual(before);
  expect(await cell(page, sixth, 'type').boundingBox()).toEqual(place);
  await chip(page).click();
  await expect.poll(async () => (await shownIds(page))[0]).toBe(sixth);
});

test('the focus goes with its row when a press of refresh moves it', async ({ page }) => {
  await openList(page);
  await cell(page, 82, 'type').click();
  await arrive(page);
  await expect(chip(page)).toBeVisible();
  await page.evaluate(() => document.querySelector<HTMLElement>('.refresh')?.click());
  await expect.poll(async () => (await shownIds(page)).slice(0, 4)).toEqual([87, 86, 85, 84]);
  await expect(cell(page, 82, 'type')).toBeFocused();
  await expect(page.locator('[row-business-key="82"]').first()).toHaveAttribute(
    'aria-selected',
    'true',
  );
});

test('a lost batch is noticed by its number: the list still ends equal to the backend', async ({
  page,
}) => {
  await openList(page);
  await page.evaluate(() => {
    window.fake.patch(84, { state: 'verified' }, { deliver: false });
    window.fake.patch(83, { state: 'attention', cause: 'refused' });
  });
  await expect(cell(page, 84, 'status')).toContainText('verified in RS');
  await expect(cell(page, 83, 'status')).toContainText('needs you');
});

test('ten thousand changes cause few questions and leave the window answering', async ({
  page,
}) => {
  await openList(page, { jobs: 2_000 });
  const before = await page.evaluate(() => window.fake.calls.length);
  await page.evaluate(async () => {
    for (let batch = 0; batch < 100; batch += 1) {
      window.fake.put(
        Array.from({ length: 100 }, (_, index) =>
          window.sampleJob(1_900 + index, { attempts: batch + 1 }),
        ),
      );
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  await expect(cell(page, 2_000, 'retry')).toContainText('100 tries');
  const pages = await page.evaluate(
    (from) => window.fake.calls.slice(from).filter((call) => call.name === 'jobs.page').length,
    before,
  );
  const asked = await page.evaluate(() => window.fake.calls.length);
  expect(pages).toBeLessThan(60);
  expect(asked).toBeLessThan(before + 80);
  await expect(rows(page).first()).toBeVisible();
});

test('cells follow the language and the time, though their rows stay the same', async ({
  page,
}) => {
  await openList(page);
  await page.evaluate(() => {
    window.fake.patch(84, { state: 'waiting', attempts: 2, dueAt: Date.now() + 150_000 });
  });
  const retry = cell(page, 84, 'retry');
  await expect(retry).toContainText('in 2 min.');
  const drawn = await retry.elementHandle();
  await page.clock.runFor(60_000);
  await expect(retry).toContainText('in 1 min.');

  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(retry).toContainText('in 1 Min.');
  await expect(retry.getByRole('button', { name: 'Job 84 erneut senden' })).toBeVisible();
  await expect(cell(page, 84, 'status')).toHaveText('Pendingwartet');
  await expect(page.getByLabel('Alle Zeilen dieser Seite auswählen')).toHaveCount(1);
  await expect(
    cell(page, 84, 'details').getByRole('button', { name: 'Details zu Job 84' }),
  ).toBeVisible();
  await expect(cell(page, 84, 'select').getByLabel('Job 84 auswählen')).toHaveCount(1);
  expect(await drawn?.evaluate((element) => element.isConnected)).toBe(true);
});
