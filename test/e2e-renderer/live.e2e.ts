/** The list while jobs change under it: scroll, selection and focus stay, and nothing freezes. */
import { cell, expect, openList, rows, shownIds, test } from './window.ts';

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
  await expect(page.locator('[row-id="76"]').first()).toHaveAttribute('aria-selected', 'true');
  await expect(viewport).toBeVisible();
});

test('new rows push others down, and the focus goes with its row', async ({ page }) => {
  await openList(page);
  await cell(page, 82, 'type').click();
  await page.evaluate(() =>
    window.fake.put([window.sampleJob(84), window.sampleJob(85), window.sampleJob(86)]),
  );
  await expect.poll(async () => (await shownIds(page)).slice(0, 4)).toEqual([87, 86, 85, 84]);
  await expect(page.getByText('1-25 of 87')).toBeVisible();
  await expect(cell(page, 82, 'type')).toBeFocused();
  await expect(page.locator('[row-id="82"]').first()).toHaveAttribute('aria-selected', 'true');
});

test('a lost batch is noticed by its number: the list still ends equal to the backend', async ({
  page,
}) => {
  await openList(page);
  await page.evaluate(() => {
    window.fake.patch(84, { state: 'verified' }, { deliver: false });
    window.fake.patch(83, { state: 'attention', cause: 'refused' });
  });
  await expect(cell(page, 84, 'status')).toContainText('booked and verified');
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
